"""What one unit's page says: money to decide on, set-aside money row by row, and groups by purpose."""

from datetime import date
from decimal import Decimal

import pytest
import time_machine

from balance.money import ZERO
from balance.tenancy.scope import district_scope
from budgets.choices import Pay
from budgets.models import CutOff, SourceShare
from budgets.queries.totals import Totals
from budgets.queries.unit_page import SetAside, unit_page
from tests.budgets.queries import units
from tests.cast import TODAY


@pytest.fixture(autouse=True)
def november():
    with time_machine.travel("2026-11-19T20:00:00Z", tick=False):
        yield


def page_of(books, unit=None, year=2027):
    return unit_page(unit or units.site(), units.year(year), books.district, units.TODAY)


def budgeted(books, code, amount, **fields):
    books.line(code, site=units.site(), **fields)
    books.post(f"{code} budget original {amount}")


@pytest.fixture
def mixed(books):
    """One line of each sort of money, each of another amount."""
    budgeted(books, "010-4310", 1000)
    budgeted(books, "010-1120", 200, pay=Pay.UNIT, purpose=units.purpose("substitutes"))
    budgeted(books, "010-1100", 9000, pay=Pay.CENTRAL)
    budgeted(books, "010-3010", 30, source=units.source("3010", kind="grant"))
    budgeted(books, "010-8150", 4, source=units.source("8150", kind="gift"))
    return books


def names(page):
    return [(row.name, row.totals.left) for row in page.set_aside]


def test_sentence_is_of_money_to_decide_on_and_nothing_else(mixed):
    page = page_of(mixed)
    assert (page.decide.left, page.line_count) == (1000, 1)
    assert names(page) == [("Substitutes", 200), ("Source 3010", 30), ("Source 8150", 4)]
    assert page.central_pay == Totals(original=Decimal(9000), revised=Decimal(9000))
    assert sum(group.totals.left for group in page.groups) == page.decide.left


def test_pay_that_the_unit_decides_on_counts_where_the_district_says_so(mixed):
    mixed.district.pay_is_set_aside = False
    page = page_of(mixed)
    assert (page.decide.left, page.line_count) == (1200, 2)
    assert names(page) == [("Source 3010", 30), ("Source 8150", 4)]


def test_requests_come_off_where_the_district_says_so(mixed):
    mixed.post("010-4310 request open 150", "010-3010 request open 7", "010-1100 request open 1")
    assert page_of(mixed).decide.left == 1000
    mixed.district.requests_reduce_left = True
    page = page_of(mixed)
    assert (page.decide.left, dict(names(page))["Source 3010"], page.central_pay.left) == (850, 23, 8999)


def test_two_sources_are_never_added_and_lines_of_one_are(books):
    for code, source in (("010-1", "3010"), ("010-2", "3010"), ("010-3", "4035")):
        budgeted(books, code, 10, source=units.source(source))
    assert names(page_of(books)) == [("Source 3010", 20), ("Source 4035", 10)]


def test_set_aside_row_has_its_own_dates_and_risk(books):
    award = units.source(starts_on=date(2026, 7, 1), use_by=date(2027, 9, 30), note="For tutoring.")
    SourceShare.objects.create(source=award, unit=units.site(), at_risk=Decimal(16000))
    budgeted(books, "010-3010", 46000, source=award)
    budgeted(books, "010-1120", 5, pay=Pay.UNIT)
    totals = {amount: Totals(original=Decimal(amount), revised=Decimal(amount)) for amount in (46000, 5)}
    assert page_of(books).set_aside == (
        SetAside(
            "Not sorted yet",
            {"purpose": "none", "source": "none", "decide": "0"},
            "pay",
            totals[5],
            date(2027, 6, 30),
            None,
            None,
            "",
        ),
        SetAside(
            "Source 3010",
            {"source": "3010", "decide": "0"},
            "grant",
            totals[46000],
            date(2027, 9, 30),
            Decimal(142) / Decimal(457),
            Decimal(16000),
            "For tutoring.",
        ),
    )


def test_purposes_are_in_the_districts_order_and_money_without_one_is_last(books):
    budgeted(books, "010-1", 1, purpose=units.purpose("trips", position=2, icon="bus"))
    budgeted(books, "010-2", 2, purpose=units.purpose("books", position=1))
    budgeted(books, "010-3", 4)
    budgeted(books, "010-4", 8, purpose=units.purpose("books"))
    budgeted(books, "010-5", 16, purpose=units.purpose("books"), source=units.source())
    page = page_of(books)
    assert [(group.name, group.icon, group.totals.revised) for group in page.groups] == [
        ("Books", "package", 10),
        ("Trips", "bus", 1),
        ("Not sorted yet", "circle-question-mark", 4),
    ]
    assert [(group.name, group.icon) for group in page.set_aside_groups] == [("Source 3010", "lock")]
    assert len({group.key for group in (*page.groups, *page.set_aside_groups)}) == 4


@pytest.fixture
def pooled(books):
    """R 8,000 all on 6399; spent 1,500 on 6395 and 4,000 on 6399 (domain 2.11)."""
    for code in ("010-6395", "010-6399"):
        books.line(code, site=units.site(), pool=units.pool(), purpose=units.purpose())
    books.post(
        "010-6399 budget original 8000", "010-6395 expenditure payment 1500", "010-6399 expenditure payment 4000"
    )
    return books


def test_negative_line_in_a_pool_with_money_left_is_covered(pooled):
    [group] = page_of(pooled).groups
    assert [(view.row.code, view.row.totals.left, view.covered) for view in group.lines] == [
        ("010-6395", -1500, True),
        ("010-6399", 4000, False),
    ]
    assert (group.is_one_pool, group.worst.totals.left) == (True, 2500)


@pytest.mark.parametrize(("more", "covered"), [("2500", True), ("2500.01", False)])
def test_line_is_covered_to_the_last_cent_of_the_pool(pooled, more, covered):
    pooled.post(f"010-6399 expenditure payment {more}")
    assert page_of(pooled).groups[0].lines[0].covered is covered


def test_purpose_with_a_pool_and_a_line_is_not_one_pool_and_speaks_of_the_worst(pooled):
    budgeted(pooled, "010-5800", 10, purpose=units.purpose())
    pooled.post("010-5800 expenditure payment 11")
    [group] = page_of(pooled).groups
    assert (group.is_one_pool, group.worst.key, group.totals.left) == (False, "010-5800", 2499)


def test_window_is_that_of_the_funds_the_unit_can_decide_on(books):
    for fund, day in (("", date(2027, 4, 30)), ("130", date(2027, 2, 28)), ("400", date(2027, 1, 31))):
        CutOff.objects.create(fiscal_year=books.years[2027], fund_code=fund, last_order_on=day)
    budgeted(books, "010-1", 1)
    budgeted(books, "400-1", 1, source=units.source())
    assert page_of(books).window.last_order_on == date(2027, 4, 30)
    budgeted(books, "130-1", 1)
    assert page_of(books).window.last_order_on == date(2027, 2, 28)


def test_open_orders_are_those_of_the_money_to_decide_on(mixed):
    mixed.post(
        "010-4310 encumbrance open 5 PO-1", "010-4310 encumbrance open 6 PO-2", "010-3010 encumbrance open 7 PO-3"
    )
    assert page_of(mixed).open_order_count == 2


def test_unit_without_figures_is_empty_and_one_with_pay_alone_is_not(books):
    page = page_of(books)
    assert (page.is_empty, page.decide, page.central_pay, page.groups) == (True, Totals(), None, ())
    budgeted(books, "010-1100", 9000, pay=Pay.CENTRAL)
    page = page_of(books)
    assert (page.is_empty, page.decide.revised, page.central_pay.revised) == (False, ZERO, 9000)


@pytest.mark.parametrize(
    ("code", "left", "aside", "groups"),
    [
        ("214", "9941.10", ["8000.00"], 2),
        ("215", "4000.00", [], 1),
    ],
)
def test_pages_of_the_cast(cast, django_assert_num_queries, code, left, aside, groups):
    with district_scope(cast.ours.district):
        year, unit = units.year(), cast.ours.units[code]
        with django_assert_num_queries(2):
            page = unit_page(unit, year, cast.ours.district, TODAY)
    assert (page.decide.left, [row.totals.left for row in page.set_aside], len(page.groups)) == (
        Decimal(left),
        [Decimal(amount) for amount in aside],
        groups,
    )


def test_department_adds_its_lines_over_all_sites(cast):
    with district_scope(cast.ours.district):
        page = unit_page(cast.ours.units["ATH"], units.year(), cast.ours.district, TODAY)
    assert page.decide.left == Decimal("1683.60")
    assert page.groups[0].lines[0].row.other_unit == "Alder Creek JUNIPERMARK"
