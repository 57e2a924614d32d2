"""What a ledger adds up to: over sites, over departments, never over both; expenditure lines only."""

from decimal import Decimal

import pytest

from balance.money import ZERO
from balance.tenancy.scope import district_scope
from budgets.choices import AccountType
from budgets.models import LineBalance
from budgets.queries.totals import SUMMED, LedgerTotals, Totals, add_up, ledger_totals, totals_of


def whole(side, year=2027, **settings):
    return ledger_totals(side.years[year], **{"requests_reduce_left": False, **settings})


@pytest.fixture
def ours(cast):
    with district_scope(cast.ours.district):
        yield cast.ours


def money(original, expended, open_orders="0.00"):
    return Totals(
        original=Decimal(original),
        revised=Decimal(original),
        encumbered_activity=Decimal(open_orders),
        open_orders=Decimal(open_orders),
        expended=Decimal(expended),
    )


ALDER_CREEK = LedgerTotals(4, 9, money("20500.00", "2258.90", "300.00"))
RIDGELINE = LedgerTotals(1, 1, money("4000.00", "0.00"))
NO_SITE = LedgerTotals(1, 1, money("0.00", "77.70"))
ATHLETICS = LedgerTotals(1, 2, money("2000.00", "316.40"))
NO_DEPARTMENT = LedgerTotals(5, 9, money("22500.00", "2020.20", "300.00"))


def test_totals_of_a_year_whole_and_by_unit(ours):
    found = whole(ours)
    assert (found.lines, found.transactions) == (6, 11)
    assert found.totals == money("24500.00", "2336.60", "300.00")
    assert (found.totals.available, found.totals.left) == (Decimal("21863.40"), Decimal("21863.40"))
    assert found.by_site == {"214": ALDER_CREEK, "215": RIDGELINE, None: NO_SITE}
    assert found.by_department == {"ATH": ATHLETICS, None: NO_DEPARTMENT}


def test_each_dimension_alone_adds_up_to_the_whole(ours):
    found = whole(ours)
    for parts in (found.by_site, found.by_department):
        assert sum(part.lines for part in parts.values()) == found.lines
        assert sum(part.transactions for part in parts.values()) == found.transactions
        assert add_up(part.totals for part in parts.values()) == found.totals


def test_year_without_entries_is_zero_for_every_line(ours):
    found = whole(ours, 2026)
    assert (found.lines, found.transactions, found.totals) == (6, 0, Totals())
    assert {code: part.lines for code, part in found.by_site.items()} == {"214": 4, "215": 1, None: 1}


@pytest.mark.parametrize("account_type", [kind for kind in AccountType if kind != AccountType.EXPENDITURE])
def test_lines_that_are_no_money_to_spend_do_not_count(ours, account_type):
    line = ours.lines["010-0000-4310-214"]
    line.account_type = account_type
    line.save()
    found = whole(ours)
    assert (found.lines, found.totals.original, found.totals.open_orders) == (5, Decimal("14500.00"), ZERO)


def test_requests_are_held_back_where_the_district_says_so(books):
    books.post("A budget original 100", "A request open 30", "A encumbrance relief -5", "B request open 1")
    free = ledger_totals(books.years[2027], requests_reduce_left=False)
    held = ledger_totals(books.years[2027], requests_reduce_left=True)
    assert (free.totals.available, free.totals.left) == (105, 100)
    assert (held.totals.available, held.totals.left) == (74, 69)
    assert held.by_site[None].totals.left == held.totals.left
    assert free.totals.requested == held.totals.requested == 31


def test_districts_without_lines_have_totals_of_zero(books):
    found = ledger_totals(books.years[2027], requests_reduce_left=False)
    assert found == LedgerTotals(0, 0, Totals(), {}, {})


@pytest.mark.parametrize(("lines", "year"), [(1, 2026), (3, 2027)])
def test_totals_take_two_statements_for_1_line_and_for_3(books, django_assert_num_queries, lines, year):
    for number in range(lines):
        books.post(f"L{number} budget original 1", year=year)
    with django_assert_num_queries(2):
        assert ledger_totals(books.years[year], requests_reduce_left=False).lines == lines


def test_sum_of_totals_adds_every_measure():
    one = Totals(*(Decimal(number) for number in range(1, 9)))
    other = Totals(*(Decimal(number) for number in range(10, 90, 10)), requests_reduce_left=True)
    assert add_up((one, other), requests_reduce_left=True) == Totals(
        *(Decimal(11 * number) for number in range(1, 9)), requests_reduce_left=True
    )
    assert add_up([]) == Totals()
    assert add_up([], requests_reduce_left=True) == Totals(requests_reduce_left=True)


def test_figures_that_follow_from_the_sums():
    line = Totals(
        revised=Decimal(1000),
        requested=Decimal(7),
        encumbered_carried_in=Decimal(50),
        encumbered_activity=Decimal(-20),
        open_orders=Decimal(40),
        relief_without_order=Decimal(-10),
        expended=Decimal(300),
    )
    assert (line.encumbered, line.available, line.left, line.used) == (30, 670, 660, 340)
    assert line.left - line.available == line.relief_without_order


@pytest.mark.parametrize(
    ("totals", "unbudgeted"),
    [
        (Totals(), False),
        (Totals(expended=Decimal(5)), True),
        (Totals(open_orders=Decimal(5)), True),
        (Totals(expended=Decimal(-5)), True),
        (Totals(requested=Decimal(5)), False),
        (Totals(revised=Decimal(1), expended=Decimal(5)), False),
        (Totals(revised=Decimal(-1), expended=Decimal(5)), False),
    ],
)
def test_activity_without_a_budget_is_no_budget_loaded(totals, unbudgeted):
    assert totals.unbudgeted is unbudgeted


def test_totals_of_one_line(books):
    books.post("A budget original 12.34", "A encumbrance open 3 PO-1")
    kept = totals_of(LineBalance.objects.get(), requests_reduce_left=False)
    assert kept == books.balance("A")
    assert {name: getattr(kept, name) for name in SUMMED} == dict.fromkeys(SUMMED, ZERO) | {
        "original": Decimal("12.34"),
        "revised": Decimal("12.34"),
        "encumbered_activity": 3,
        "open_orders": 3,
    }
    assert totals_of(None, requests_reduce_left=True) == Totals(requests_reduce_left=True)
