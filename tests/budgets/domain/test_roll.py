"""Year-end (domain 2.7): what becomes of open orders, by rule, again, and when it must not happen."""

from decimal import Decimal

import pytest

from accounts.choices import YearEndOrders
from accounts.models import AuditEvent, User
from budgets.choices import ImportOrigin, YearState
from budgets.domain.roll import NotTheNextYear, OrdersComeWithFile, YearIsClosed, roll_year
from budgets.models import FiscalYear, Fund, Import, Line, Transaction
from budgets.queries.proof import differences
from tests.budgets.ledger import supersede

LINE = "010-4310"


@pytest.fixture
def year_end(books):
    """2026: R 5,000, X 3,800, and 700 open under PO 881. 2027: an allocation of 5,000."""
    books.post(
        f"{LINE} budget original 5000",
        f"{LINE} expenditure payment 3800",
        f"{LINE} encumbrance open 700 881",
        year=2026,
    )
    books.post(f"{LINE} budget original 5000")
    return books


def roll(books, orders=None, from_year=2026, to_year=2027, by=None):
    return roll_year(by=by, from_year=books.years[from_year], to_year=books.years[to_year], orders=orders)


def figures(books, year=2027):
    line = books.balance(LINE, year)
    return line.revised, line.encumbered, line.expended, line.available


def carried(year=2027):
    """(line, measure, kind, amount, order, origin year, period) of what rolls posted, oldest first."""
    rows = Transaction.objects.filter(source_import__origin=ImportOrigin.ROLL, line__fiscal_year__year=year)
    return list(
        rows.order_by("id").values_list(
            "line__code", "measure", "kind", "amount", "order_number", "origin_year", "period"
        )
    )


def test_old_year_has_500_left(year_end):
    assert figures(year_end, 2026) == (5000, 700, 3800, 500)


def test_a_orders_are_cancelled_and_the_site_orders_again(year_end):
    rolled = roll(year_end, YearEndOrders.CANCEL)
    assert (rolled.batch, rolled.orders, rolled.posted, rolled.carried_in) == (None, 1, 0, 0)
    assert figures(year_end) == (5000, 0, 0, 5000)
    year_end.post(f"{LINE} encumbrance open 700 27-1")
    assert figures(year_end) == (5000, 700, 0, 4300)


def test_b_orders_come_with_their_money(year_end):
    rolled = roll(year_end, YearEndOrders.CARRY_WITH_BUDGET)
    assert (rolled.posted, rolled.carried_in) == (700, 700)
    assert figures(year_end) == (5700, 700, 0, 5000)
    assert carried() == [
        (LINE, "encumbrance", "opening", Decimal(700), "881", 2026, 0),
        (LINE, "budget", "carry_forward", Decimal(700), "881", 2026, 0),
    ]
    year_end.post(
        f"{LINE} encumbrance relief -650 881",
        f"{LINE} expenditure payment 650 881",
        f"{LINE} encumbrance cancel -50 881",
    )
    assert figures(year_end) == (5700, 0, 650, 5050)
    year_end.post(f"{LINE} budget carry_forward -50")
    assert figures(year_end) == (5650, 0, 650, 5000)
    assert year_end.balance(LINE).original == 5000


def test_c_orders_come_without_money(year_end):
    rolled = roll(year_end, YearEndOrders.CARRY)
    assert (rolled.posted, rolled.carried_in) == (700, 700)
    assert figures(year_end) == (5000, 700, 0, 4300)
    assert carried() == [(LINE, "encumbrance", "opening", Decimal(700), "881", 2026, 0)]
    year_end.post(
        f"{LINE} encumbrance relief -650 881",
        f"{LINE} expenditure payment 650 881",
        f"{LINE} encumbrance cancel -50 881",
    )
    assert figures(year_end) == (5000, 0, 650, 4350)


@pytest.mark.parametrize("orders", YearEndOrders)
def test_both_years_stay_readable_after_the_roll(year_end, orders):
    roll(year_end, orders)
    assert figures(year_end, 2026) == (5000, 700, 3800, 500)
    assert year_end.orders(2026) == {(LINE, "881"): 700}
    new = year_end.balance(LINE)
    assert new.encumbered == new.encumbered_carried_in + new.encumbered_activity
    assert new.encumbered_activity == 0
    assert differences() == []


@pytest.mark.parametrize("orders", YearEndOrders)
def test_roll_again_posts_nothing(year_end, orders):
    roll(year_end, orders)
    loads, before = Import.objects.count(), figures(year_end)
    again = roll(year_end, orders)
    assert (again.batch, again.posted) == (None, 0)
    assert (Import.objects.count(), figures(year_end)) == (loads, before)


def test_roll_again_posts_only_what_the_settling_year_changed(year_end):
    roll(year_end, YearEndOrders.CARRY_WITH_BUDGET)
    year_end.post(f"{LINE} encumbrance relief -300 881", f"{LINE} encumbrance open 40 882", year=2026)
    again = roll(year_end, YearEndOrders.CARRY_WITH_BUDGET)
    assert (again.posted, again.carried_in) == (-260, 440)
    assert carried()[2:] == [
        (LINE, "encumbrance", "opening", Decimal(-300), "881", 2026, 0),
        (LINE, "budget", "carry_forward", Decimal(-300), "881", 2026, 0),
        (LINE, "encumbrance", "opening", Decimal(40), "882", 2026, 0),
        (LINE, "budget", "carry_forward", Decimal(40), "882", 2026, 0),
    ]
    assert year_end.orders() == {(LINE, "881"): 400, (LINE, "882"): 40}
    assert figures(year_end) == (5440, 440, 0, 5000)


def test_order_that_the_old_year_settled_is_taken_back(year_end):
    roll(year_end, YearEndOrders.CARRY)
    year_end.post(f"{LINE} encumbrance cancel -700 881", year=2026)
    again = roll(year_end, YearEndOrders.CARRY)
    assert (again.orders, again.posted, again.carried_in) == (0, -700, 0)
    assert figures(year_end) == (5000, 0, 0, 5000)


def test_roll_again_leaves_what_the_new_year_did_with_the_order(year_end):
    roll(year_end, YearEndOrders.CARRY)
    year_end.post(f"{LINE} encumbrance relief -650 881", f"{LINE} expenditure payment 650 881")
    assert roll(year_end, YearEndOrders.CARRY).posted == 0
    assert year_end.orders() == {(LINE, "881"): 50}


def test_cancel_after_carry_takes_orders_and_money_back(year_end):
    roll(year_end, YearEndOrders.CARRY_WITH_BUDGET)
    again = roll(year_end, YearEndOrders.CANCEL)
    assert (again.posted, again.carried_in) == (-700, 0)
    assert figures(year_end) == (5000, 0, 0, 5000)
    assert differences() == []


def test_carry_after_carry_with_budget_takes_only_the_money_back(year_end):
    roll(year_end, YearEndOrders.CARRY_WITH_BUDGET)
    again = roll(year_end, YearEndOrders.CARRY)
    assert (again.posted, again.carried_in) == (0, 700)
    assert figures(year_end) == (5000, 700, 0, 4300)


def test_negative_residues_are_carried_too(year_end):
    """A relief whose order the files do not show: hidden, it would make the new year's relief look like too much."""
    year_end.post(f"{LINE} encumbrance relief -95.13 R-9", "010-4200 encumbrance open 10 881", year=2026)
    rolled = roll(year_end, YearEndOrders.CARRY)
    assert (rolled.orders, rolled.carried_in) == (3, Decimal("614.87"))
    assert year_end.orders() == {
        (LINE, "881"): 700,
        (LINE, "R-9"): Decimal("-95.13"),
        ("010-4200", "881"): 10,
    }
    line = year_end.balance(LINE)
    assert (line.open_orders, line.relief_without_order) == (700, Decimal("-95.13"))
    assert (line.encumbered_carried_in, line.encumbered_activity) == (Decimal("604.87"), 0)


def test_line_that_only_the_old_year_has_is_opened_in_the_new_one(books):
    old = books.line("010-9999", 2026, name="Closed program", raw_code="010.9999")
    books.post("010-9999 encumbrance open 25 PO-1", year=2026)
    roll(books, YearEndOrders.CARRY)
    new = Line.objects.get(fiscal_year=books.years[2027])
    assert (new.code, new.name, new.raw_code, new.segments) == (old.code, old.name, old.raw_code, old.segments)
    assert books.orders() == {("010-9999", "PO-1"): 25}


def test_year_in_which_an_order_was_placed_is_kept_over_two_rolls(year_end):
    year_end.post(f"{LINE} encumbrance open 60 27-1")
    roll(year_end, YearEndOrders.CARRY)
    year_end.add_year(2028)
    roll(year_end, YearEndOrders.CARRY, 2027, 2028)
    assert carried(2028) == [
        (LINE, "encumbrance", "opening", Decimal(60), "27-1", 2027, 0),
        (LINE, "encumbrance", "opening", Decimal(700), "881", 2026, 0),
    ]


def test_rule_of_the_district_counts_where_none_is_given(year_end):
    year_end.district.year_end_orders = YearEndOrders.CANCEL
    year_end.district.save()
    assert roll(year_end).carried_in == 0
    year_end.district.year_end_orders = YearEndOrders.CARRY
    year_end.district.save()
    assert roll(year_end).carried_in == 700


def test_rule_of_a_fund_counts_before_the_districts(year_end):
    Fund.objects.create(code="010", name="General")
    Fund.objects.create(code="060", name="Grants", year_end_orders=YearEndOrders.CARRY_WITH_BUDGET)
    Fund.objects.create(code="210", name="Bond", year_end_orders=YearEndOrders.CANCEL)
    year_end.post("060-4310 encumbrance open 90 PO-2", "210-6200 encumbrance open 80 PO-3", year=2026)
    for code in ("060-4310", "210-6200"):
        year_end.line(code)
    rolled = roll(year_end)
    assert (rolled.orders, rolled.carried_in) == (3, 790)
    assert {(row[0], row[1]): row[3] for row in carried()} == {
        (LINE, "encumbrance"): 700,
        ("060-4310", "encumbrance"): 90,
        ("060-4310", "budget"): 90,
    }
    assert roll(year_end, YearEndOrders.CANCEL).carried_in == 0


def test_superseded_orders_are_not_carried(year_end):
    first = Import.objects.get(number=1)
    supersede(first, Import.objects.get(number=2))
    assert roll(year_end, YearEndOrders.CARRY).orders == 0


def test_roll_is_refused_where_the_file_brings_the_orders(year_end):
    year_end.district.file_brings_orders = True
    year_end.district.save()
    for orders in (None, *YearEndOrders):
        with pytest.raises(OrdersComeWithFile, match="Juniper Unified bring last year's open orders themselves"):
            roll(year_end, orders)
    assert carried() == []


@pytest.mark.parametrize(("from_year", "to_year"), [(2027, 2026), (2026, 2026), (2026, 2028)])
def test_orders_go_into_the_next_year_only(year_end, from_year, to_year):
    year_end.add_year(2028)
    with pytest.raises(NotTheNextYear):
        roll(year_end, YearEndOrders.CARRY, from_year, to_year)


def test_closed_year_takes_no_orders(year_end):
    FiscalYear.objects.filter(year=2027).update(state=YearState.CLOSED)
    year_end.years[2027].refresh_from_db()
    with pytest.raises(YearIsClosed, match="2026–27 is closed"):
        roll(year_end, YearEndOrders.CARRY)
    assert carried() == []


def test_roll_is_a_load_of_its_own_and_on_the_audit_trail(year_end):
    by = User.objects.create_user("office@juniper.example", "Robin")
    batch = roll(year_end, YearEndOrders.CARRY, by=by).batch
    assert (batch.origin, batch.number, batch.by, batch.posted_through) == (
        ImportOrigin.ROLL,
        3,
        by,
        year_end.years[2027].starts_on,
    )
    event = AuditEvent.objects.get(act="year.roll")
    assert (event.by, event.subject) == (by, "year:2027")
    assert event.facts == {"from_year": 2026, "orders": "carry", "posted": "700.00", "carried_in": "700.00"}
