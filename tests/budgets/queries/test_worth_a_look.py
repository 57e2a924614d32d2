"""Does anything need me? Each kind of finding at its edges, with what it says of the facts."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
import time_machine

from accounts.models import Membership, User
from budgets.choices import Pay, YearState
from budgets.domain.watch import watch
from budgets.models import CutOff, Import, MarkedRight, OddEntry, SourceShare
from budgets.queries.findings import FindingKind as K
from budgets.queries.unit_page import unit_page
from budgets.queries.worth_a_look import worth_a_look
from tests.budgets.ledger import supersede
from tests.budgets.queries import units
from tests.budgets.queries.desk import TODAY, Desk


@pytest.fixture(autouse=True)
def november():
    with time_machine.travel("2026-11-19T20:00:00Z", tick=False):
        yield


@pytest.fixture
def desk(books):
    return Desk(books)


def test_one_statement_finds_all_of_it(desk, django_assert_num_queries):
    desk.budget("4310", 1000)
    page = unit_page(units.site(), units.year(), desk.books.district, TODAY)
    with django_assert_num_queries(1):
        worth_a_look(page, desk.books.district)


def twice(desk, days=5):
    batches = [
        desk.post("4310 expenditure payment 500", on=TODAY - timedelta(days=back), document=f"INV {back}")
        for back in (days, 0)
    ]
    watch(year=desk.books.years[2027], batches=batches)


def test_payment_made_twice_is_found_with_both_bills(desk):
    desk.budget("4310", 9000, name="Supplies")
    twice(desk)
    [found] = desk.found(K.TWICE)
    paid = found.payment
    assert (found.amount, paid.vendor, paid.line) == (500, "Brightline", "Supplies")
    assert (paid.on, paid.document, paid.other_on, paid.other_document) == (
        TODAY, "INV 0", TODAY - timedelta(days=5), "INV 5",
    )  # fmt: skip


def test_payment_that_came_back_is_no_longer_odd(desk):
    desk.budget("4310", 9000)
    twice(desk)
    desk.post("4310 expenditure refund -500", document="CM 1")
    assert desk.found(K.TWICE) == []


def test_refund_from_before_or_of_another_amount_mends_nothing(desk):
    desk.budget("4310", 9000)
    desk.post("4310 expenditure refund -500", on=TODAY - timedelta(days=6), document="CM 0")
    desk.post("4310 expenditure refund -499.99", document="CM 1")
    twice(desk)
    assert len(desk.found(K.TWICE)) == 1


def test_identity_of_a_payment_is_of_its_bills_and_not_of_its_rows(desk):
    desk.budget("4310", 9000)
    twice(desk)
    [before] = desk.found(K.TWICE)
    for batch in Import.objects.filter(number__gte=3):
        supersede(batch, batch)
    assert desk.found(K.TWICE) == []
    twice(desk)
    [again] = desk.found(K.TWICE)
    assert again.item == before.item
    assert OddEntry.objects.count() == 2


def order(desk, code="4310", days=60, text="Desks", number="PO-1", amount=100):
    on = TODAY - timedelta(days=days)
    desk.post(f"{code} encumbrance open {amount} {number}", on=on, description=text)


def test_order_is_still_after_the_districts_days(desk):
    desk.budget("4310", 9000, name="Supplies")
    order(desk, days=59, number="PO-59")
    order(desk, days=60, number="PO-60")
    [found] = desk.found(K.STILL)
    assert (found.item, found.amount, found.facts) == ("still:4310:PO-60", 100, "2026-09-20")
    assert (found.order.vendor, found.order.line, found.order.moved_on) == ("Brightline", "Supplies", date(2026, 9, 20))


def test_days_are_counted_from_the_day_that_the_figures_speak_of(desk):
    desk.budget("4310", 9000)
    order(desk, days=64)
    desk.loaded_through(TODAY - timedelta(days=5))
    assert desk.found(K.STILL) == []


def test_any_movement_wakes_an_order_and_payment_in_full_ends_it(desk):
    desk.budget("4310", 9000)
    order(desk)
    desk.post("4310 encumbrance relief -40 PO-1", on=TODAY - timedelta(days=3))
    assert desk.found(K.STILL) == []
    order(desk, number="PO-2")
    desk.post("4310 encumbrance relief -100 PO-2", on=TODAY - timedelta(days=59))
    assert desk.found(K.STILL) == []


def test_blanket_orders_and_orders_of_pay_are_never_still(desk):
    desk.budget("4310", 9000)
    desk.budget("1150", 9000, pay=Pay.UNIT)
    order(desk, text="Blanket: copier, all year")
    order(desk, code="1150", number="PO-2")
    assert desk.found(K.STILL) == []


def test_order_carried_in_has_been_still_since_the_year_began(desk):
    desk.budget("4310", 9000)
    desk.post("4310 encumbrance opening 70 PO-9", on=date(2026, 7, 1))
    [found] = desk.found(K.STILL)
    assert (found.facts, found.order.moved_on) == ("carried in", None)


def test_order_that_was_marked_right_is_asked_about_after_it_moved_and_was_still_again(desk):
    desk.budget("4310", 9000)
    order(desk, days=90)
    [found] = desk.found(K.STILL)
    member = cast_member(desk)
    MarkedRight.objects.create(
        unit=units.site(), fiscal_year=desk.books.years[2027], item=found.item, facts=found.facts,
        amount=found.amount, title="x", membership=member, at="2026-11-19T20:00:00Z",
    )  # fmt: skip
    assert desk.found(K.STILL) == []
    assert [finding.item for finding, _ in desk.all().marked] == [found.item]
    desk.post("4310 encumbrance relief -1 PO-1", on=TODAY - timedelta(days=61))
    [again] = desk.found(K.STILL)
    assert again.facts == "2026-09-19"


def cast_member(desk):
    user = User.objects.create_user("dana@juniper.example", "Dana", "x")
    return Membership.objects.create(district=desk.books.district, user=user, role="owner")


def test_share_at_risk_is_found_with_its_date(desk):
    award = units.source("3010", starts_on=date(2026, 7, 1), use_by=date(2027, 9, 30))
    desk.budget("3010", 46000, source=award)
    SourceShare.objects.create(source=award, unit=units.site(), at_risk=Decimal(16000))
    [found] = desk.found(K.AT_RISK)
    assert (found.item, found.amount, found.facts, found.until) == (
        "at_risk:3010", 16000, "2027-09-30", date(2027, 9, 30),
    )  # fmt: skip


@pytest.mark.parametrize(("days", "amount"), [(60, [46000]), (61, []), (0, [46000]), (-1, [])])
def test_what_is_left_of_a_source_is_at_risk_in_its_last_days(desk, days, amount):
    desk.budget("3010", 46000, source=units.source("3010", use_by=TODAY + timedelta(days=days)))
    assert [found.amount for found in desk.found(K.AT_RISK)] == amount


def test_source_with_nothing_left_or_no_date_risks_nothing(desk):
    desk.budget("3010", 100, source=units.source("3010", use_by=TODAY))
    desk.post("3010 expenditure payment 100")
    desk.budget("8150", 100, source=units.source("8150", kind="gift"))
    assert desk.found(K.AT_RISK) == []


@pytest.mark.parametrize(("days", "found"), [(31, 0), (30, 1), (0, 1), (-1, 0)])
def test_last_day_to_order_is_worth_a_look_in_its_last_month(desk, days, found):
    CutOff.objects.create(fiscal_year=desk.books.years[2027], last_order_on=TODAY + timedelta(days=days))
    desk.budget("4310", 1000)
    items = desk.found(K.CUT_OFF)
    assert [(item.amount, item.until) for item in items] == [(1000, TODAY + timedelta(days=days))] * found


def test_last_day_asks_for_nothing_where_nothing_is_left(desk):
    CutOff.objects.create(fiscal_year=desk.books.years[2027], last_order_on=TODAY)
    desk.budget("4310", 1000)
    desk.post("4310 expenditure payment 1000")
    assert desk.found(K.CUT_OFF) == []


def test_ahead_and_behind_carry_the_districts_limits_as_slack(desk):
    desk.books.years[2026].state = YearState.CLOSED
    desk.books.years[2026].save()
    for code in ("4310", "5220"):
        desk.books.line(code, 2026, site=units.site())
    desk.books.post("4310 expenditure payment 350", year=2026, posted_on=date(2025, 11, 1))
    desk.books.post("4310 expenditure payment 650", year=2026, posted_on=date(2026, 5, 1))
    desk.books.post("5220 expenditure payment 500", year=2026, posted_on=date(2025, 11, 1))
    desk.books.post("5220 expenditure payment 500", year=2026, posted_on=date(2026, 5, 1))
    desk.budget("4310", 10000)
    desk.post("4310 expenditure payment 4200")
    desk.budget("5220", 10000)
    desk.post("5220 expenditure payment 4000")
    found = {item.item: (item.amount, item.slack) for item in desk.found(K.AHEAD, K.BEHIND)}
    assert found == {"ahead:line:4310": (2000, 500), "behind:line:5220": (2000, 1000)}


def test_year_that_has_ended_asks_only_for_what_is_over(desk):
    desk.books.line("4310", 2026, site=units.site())
    desk.books.post("4310 budget original 100", "4310 expenditure payment 101", year=2026)
    desk.books.post("4310 encumbrance open 100 PO-1", year=2026, posted_on=date(2025, 8, 1))
    kinds = [finding.kind for finding, _ in desk.all(year=2026).shown]
    assert kinds == [K.OVER]
