"""How every unit stands: the same figures and verdicts as its own page, and sums that part the ledger."""

import json
from datetime import date
from itertools import product

import pytest
from django.db import transaction
from hypothesis import given
from hypothesis import strategies as st

from balance.money import ZERO
from budgets.choices import YearState
from budgets.models import FiscalYear, Unit
from budgets.queries.controls import worst
from budgets.queries.entries import found_entries
from budgets.queries.entry_filter import EntryFilter
from budgets.queries.entry_question import ask
from budgets.queries.entry_sums import sums_of
from budgets.queries.kinds_of_money import Sums, by_fund
from budgets.queries.pace import Verdict
from budgets.queries.seen import seen_by
from budgets.queries.standings import make_standings
from budgets.queries.totals import MEASURES, add_up, ledger_totals
from budgets.queries.unit_page import unit_page
from tests.budgets.queries.random_ledger import ANY_LEDGER, FILES, build, load
from tests.budgets.queries.units import TODAY, department, pool, purpose, site, source, year

SETTINGS = st.tuples(st.booleans(), st.booleans())


@pytest.fixture
def world(books):
    return build(books)


def standing_of(made, unit):
    return next((each for each in made.units if each.unit == unit.pk), None)


def judged_on_its_page(unit, district, number=2027):
    """The decidable money and the worst control of a unit's own page."""
    page = unit_page(unit, year(number), district, TODAY)
    views = [view for group in (*page.groups, *page.set_aside_groups) for view in group.lines]
    return page, worst({view.control.key: view.control for view in views}.values())


@ANY_LEDGER
@given(files=FILES, settings=SETTINGS)
def test_every_unit_stands_as_its_own_page_says(books, world, files, settings):
    with transaction.atomic():
        world.district.requests_reduce_left, world.district.pay_is_set_aside = settings
        load(books, world, files)
        made = make_standings(world.district, year(), TODAY)
        for unit in (site(), department(), site("215")):
            page, control = judged_on_its_page(unit, world.district)
            found = standing_of(made, unit)
            if found is None:
                assert page.is_empty
                continue
            assert (found.totals, found.lines) == (page.decide, page.line_count)
            said = (found.verdict, found.worst, found.worst_left, found.reason)
            if control is None:
                assert said == (Verdict.NOTHING, "", ZERO, "")
            else:
                assert said == (control.pace.verdict, control.name, control.totals.left, control.pace.reason)
        transaction.set_rollback(True)


@ANY_LEDGER
@given(files=FILES, settings=SETTINGS)
def test_every_sum_is_that_of_the_entries_it_opens_and_together_they_are_the_ledger(books, world, files, settings):
    with transaction.atomic():
        world.district.requests_reduce_left, world.district.pay_is_set_aside = settings
        load(books, world, files)
        sums = make_standings(world.district, year(), TODAY).sums
        seen = seen_by(world.officer, TODAY)
        single = [each for each in (sums.central, sums.nobodys, sums.ledger) if each]
        every = [*sums.listed, *by_fund(sums.listed), *sums.funds, *sums.sources, *single]
        for found, measure in product(every, MEASURES):
            asked = EntryFilter.parse(found.words | {"measure": measure})
            question = ask(asked, seen=seen, year=year(), district=world.district)
            shown = sums_of(question).total(measure, requests_reduce_left=settings[0])
            assert shown == getattr(found.totals, measure), asked
            entries = found_entries(question, TODAY, limit=1000)
            moved = sum(entry.budgeted + entry.spent + entry.promised + entry.requested for entry in entries)
            added = sums_of(question)
            assert moved == added.budgeted + added.spent + added.promised + added.requested
        parts = [*sums.funds, *sums.sources, *([sums.central] if sums.central else [])]
        ledger = ledger_totals(world.lines[0].fiscal_year, requests_reduce_left=settings[0])
        assert add_up((part.totals for part in parts), requests_reduce_left=settings[0]) == ledger.totals
        assert sum(part.lines for part in parts) == (sums.ledger.lines if sums.ledger else 0)
        assert Sums.from_json(json.loads(json.dumps(sums.to_json())), world.district) == sums
        transaction.set_rollback(True)


def test_forecast_of_closed_years_judges_as_on_the_page(books):
    FiscalYear.objects.filter(year=2026).update(state=YearState.CLOSED)
    for number in (2026, 2027):
        books.line("010-1", number, site=site(), purpose=purpose(), pool=pool())
        books.line("010-2", number, site=site("215"), pool=pool())
    books.post("010-1 budget original 100", year=2026)
    books.post("010-1 expenditure payment 20", year=2026, posted_on=date(2025, 9, 1))
    books.post("010-1 expenditure payment 60", year=2026, posted_on=date(2026, 5, 1))
    books.post("010-1 budget original 3000", "010-2 expenditure payment 1500")
    made = make_standings(books.district, year(), TODAY)
    for unit in (site(), site("215")):
        _, control = judged_on_its_page(unit, books.district)
        found = standing_of(made, unit)
        assert (found.verdict, found.reason, found.pool) == (Verdict.AHEAD, control.pace.reason, "materials")
        assert "25% of the year’s spending was done by this date last year" in found.reason


def test_gifts_of_several_units_are_no_one_sum_and_money_of_closed_units_is_in_no_list(books):
    gifts = source("pta", kind="gift")
    books.line("010-1", site=site(), source=gifts)
    books.line("010-2", site=site("215"), source=gifts)
    books.line("010-3", site=site("216"))
    Unit.objects.filter(code="216").update(is_active=False)
    books.post("010-1 budget original 10", "010-2 budget original 20", "010-3 budget original 40")
    sums = make_standings(books.district, year(), TODAY).sums
    [gift] = sums.sources
    assert (gift.units, gift.has_left, gift.totals.revised) == (2, False, 30)
    assert (sums.listed, [each.totals.revised for each in sums.funds]) == ((), [40])


@pytest.mark.parametrize("lines", [1, 3])
def test_two_statements_make_them_however_many_lines(books, django_assert_num_queries, lines):
    for number in range(lines):
        books.line(f"010-{number}", site=site(str(number)))
        books.post(f"010-{number} budget original 5")
    now = year()
    with django_assert_num_queries(2):
        assert len(make_standings(books.district, now, TODAY).units) == lines
