"""Whatever was posted: the entries of a filter are its rows, they add up to its sums, and the sums are the figures."""

from collections import Counter
from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import product

import pytest
from django.db import transaction
from hypothesis import given
from hypothesis import strategies as st

from balance.money import ZERO
from budgets.queries import entry_question
from budgets.queries.entries import NEWEST, At, found_entries
from budgets.queries.entry_filter import NOTHING, EntryFilter
from budgets.queries.entry_question import ask
from budgets.queries.entry_sums import sums_of
from budgets.queries.seen import seen_by
from budgets.queries.totals import MEASURES
from budgets.queries.typed import Amounts
from budgets.queries.unit_page import unit_page
from tests.budgets.queries.random_ledger import ANY_LEDGER, FILES, build, found_by_hand, load
from tests.budgets.queries.units import TODAY, department, site, year

SITE = {"unit_kind": "site", "unit": "214"}
# One to three words at once: with more, nothing is found.
SAID = [
    *({"unit_kind": "site", "unit": code} for code in ("214", "215")),
    {"unit_kind": "department", "unit": "ATH"},
    *({"units": word} for word in ("sites", "departments", NOTHING)),
    *({"area": name} for name in ("North", NOTHING)),
    {"units": "sites", "area": "North"},
    *({"fund": code} for code in ("010", NOTHING)),
    *({"purpose": code} for code in ("books", "people", NOTHING)),
    *({"source": code} for code in ("3010", NOTHING)),
    *({"pool": code} for code in ("materials", NOTHING)),
    {"line": "010-1"},
    *({"decide": word} for word in ("1", "0", "own", "pay", "central")),
    *({"measure": name} for name in MEASURES),
    *({"vendor": name} for name in ("harbor books", "100% paper_co", NOTHING)),
    *({"order": number} for number in ("PO-1", NOTHING)),
    {"document": "INV 1"},
    {"amounts": Amounts(Decimal("123.45"), Decimal("123.45"))},
    {"amounts": Amounts(ZERO, Decimal("200.00"))},
    {"since": date(2026, 9, 1)},
    {"until": date(2026, 9, 1)},
    {"since": date(2026, 7, 1), "until": date(2026, 9, 2)},
]
FILTERS = st.lists(st.sampled_from(SAID), min_size=1, max_size=3).map(
    lambda parts: EntryFilter(**{name: value for part in parts for name, value in part.items()})
)
WORDS = st.sampled_from(["", "", "", "paper room", "harbor", "50%", "po-1 blanket", "_co", "100%"])


@pytest.fixture
def world(books):
    return build(books)


def all_entries(question, page):
    """Every entry, read `page` at a time, newest first."""
    found, before = [], NEWEST
    while True:
        entries = found_entries(question, TODAY, before=before, limit=page)
        found += entries[:page]
        if len(entries) <= page:
            return found
        before = At.parse(str(entries[page - 1].at))


def asked_of(asked, world, member):
    return ask(asked, seen=seen_by(member, TODAY), year=year(), district=world.district)


def row_of(entry):
    return entry.line_code, str(entry.posted_on), entry.budgeted, entry.spent, entry.promised, entry.requested


@ANY_LEDGER
@given(
    files=FILES,
    filters=st.lists(FILTERS, min_size=6, max_size=6),
    words=WORDS,
    page=st.sampled_from([1, 2, 50]),
    settings=st.tuples(st.booleans(), st.booleans()),
    few=st.sampled_from([0, entry_question.FEW]),
)
def test_entries_are_the_rows_of_the_filter_and_add_up_to_its_sums(
    books, world, files, filters, words, page, settings, few
):
    """Among few rows and among many, which are read in other ways; words of texts only among few."""
    with transaction.atomic(), pytest.MonkeyPatch.context() as patch:
        patch.setattr(entry_question, "FEW", few)
        world.district.requests_reduce_left, world.district.pay_is_set_aside = settings
        load(books, world, files)
        for asked, member in product(filters, (world.officer, world.owner)):
            spoken = replace(asked, q=words if few else "")
            question = asked_of(spoken, world, member)
            entries = all_entries(question, page)
            by_hand = found_by_hand(spoken, world, member, held=settings[0])
            assert sorted(map(row_of, entries)) == by_hand, (spoken, member.role)
            sums = sums_of(question)
            together = [sum((entry[place] for entry in by_hand), ZERO) for place in (2, 3, 4, 5)]
            assert [sums.budgeted, sums.spent, sums.promised, sums.requested] == together
            assert sums.entries in (None, len(entries))
            assert len({entry.at for entry in entries}) == len(entries)
            assert [entry.at.on for entry in entries] == sorted((entry.at.on for entry in entries), reverse=True)
        transaction.set_rollback(True)


def figures_of(page):
    """Every figure of a unit's page, with the words of the filter that opens it."""
    yield page.decide, {"decide": "1"}
    for group in page.groups:
        yield group.totals, {"decide": "1", "purpose": (group.lines[0].row.purpose and group.name.lower()) or NOTHING}
        for view in group.lines:
            yield view.row.totals, {"line": view.row.code}
    for group in page.set_aside_groups:
        row = group.lines[0].row
        words = {"source": "3010"} if row.source else {"source": NOTHING, "purpose": group.name.lower()}
        yield group.totals, {"decide": "0", **words}
    for pot in page.set_aside:
        words = {"source": "3010"} if pot.kind == "grant" else {"source": NOTHING, "purpose": pot.name.lower()}
        yield pot.totals, {"decide": "0", **words}
    if page.central_pay:
        yield page.central_pay, {"decide": "central"}


@ANY_LEDGER
@given(files=FILES, settings=st.tuples(st.booleans(), st.booleans()))
def test_every_figure_of_a_units_page_is_the_sum_of_the_entries_that_it_opens(books, world, files, settings):
    with transaction.atomic():
        world.district.requests_reduce_left, world.district.pay_is_set_aside = settings
        load(books, world, files)
        seen = Counter()
        for unit in (site(), department(), site("215")):
            page = unit_page(unit, year(), world.district, TODAY)
            for (totals, words), measure in product(figures_of(page), MEASURES):
                asked = EntryFilter(unit_kind=unit.kind, unit=unit.code, measure=measure, **words)
                question = asked_of(asked, world, world.officer)
                entries = all_entries(question, 50)
                sums = sums_of(question)
                assert sums.total(measure, requests_reduce_left=settings[0]) == getattr(totals, measure), asked
                moved = [sum((getattr(e, name) for e in entries), ZERO) for name in ("budgeted", "spent", "promised")]
                assert [sums.budgeted, sums.spent, sums.promised] == moved, asked
                seen[measure] += len(entries)
        transaction.set_rollback(True)
