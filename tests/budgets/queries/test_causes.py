"""Why a pool or line is over: the probable cause, where the facts name one (domain 2.11)."""

from decimal import Decimal

import pytest
import time_machine

from budgets.choices import Pay
from budgets.domain.watch import watch
from budgets.queries.findings import FindingKind as K
from tests.budgets.queries import units
from tests.budgets.queries.desk import Desk


@pytest.fixture(autouse=True)
def november():
    with time_machine.travel("2026-11-19T20:00:00Z", tick=False):
        yield


@pytest.fixture
def desk(books):
    return Desk(books)


def test_pool_that_is_over_is_found_once_with_its_lines_arithmetic(desk):
    for code, name, amount in (("5715", "Printing", 9600), ("5910", "Postage", 3600)):
        desk.budget(code, amount, name=name, pool=units.pool("copying"), purpose=units.purpose("copying"))
    desk.post("5715 expenditure payment 5335")
    desk.post("5715 encumbrance open 6778 PO-1")
    desk.post("5910 expenditure payment 1500")
    [over] = desk.found(K.OVER)
    assert (over.item, over.amount, over.pool) == ("over:pool:copying", Decimal(413), "copying")
    assert over.group == f"p{units.purpose('copying').pk}"
    assert over.cause == (
        "Printing is $2,513 past its line; the other lines of the pool have only $2,100 to cover it."
        " What is spent is within the budget; open orders take it over."
    )  # fmt: skip


def causes(desk):
    return [finding.cause for finding in desk.found(K.OVER)]


def test_cause_may_be_a_line_without_budget_in_its_pool(desk):
    desk.budget("6399", 8000, pool=units.pool())
    desk.books.line("6395", site=units.site(), pool=units.pool(), name="Furniture")
    desk.post("6399 expenditure payment 7000")
    desk.post("6395 expenditure payment 1500")
    assert causes(desk) == [
        "Furniture is $1,500 past its line; the other lines of the pool have only $1,000 to cover it."
        " Furniture has no budget and $1,500 on it: perhaps a wrong code, or a change not posted yet."
    ]


def test_cause_may_be_a_budget_that_was_lowered(desk):
    desk.budget("4310", 1000)
    desk.post("4310 budget transfer -400")
    desk.post("4310 expenditure payment 700")
    assert causes(desk) == ["Its budget was lowered by $400 since it was adopted."]


def test_cause_of_pay_is_its_average(desk):
    desk.budget("1150", 1000, pay=Pay.UNIT)
    desk.post("1150 expenditure payroll 1001")
    assert causes(desk) == [
        "Pay is budgeted at an average and charged as it is; the Budget Office may cover the difference."
    ]


def test_overspending_that_nothing_explains_is_left_to_its_figures(desk):
    desk.budget("4310", 1000)
    desk.post("4310 expenditure payment 1001")
    [over] = desk.found(K.OVER)
    assert (over.item, over.amount, over.cause, over.pool) == ("over:line:4310", 1, "", "")


def test_cause_may_be_a_payment_that_was_made_twice(desk):
    desk.budget("4310", 1000)
    for bill in ("A", "B"):
        batch = desk.post("4310 expenditure payment 600", document=bill)
    watch(year=desk.books.years[2027], batches=[batch])
    assert causes(desk) == ["$600 to Brightline may have been paid twice; without that it would not be over."]
