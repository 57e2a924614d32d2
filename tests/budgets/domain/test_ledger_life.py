"""The worked tables of domain.md as entries of the journal: after each of them every figure is what the table says."""

from decimal import Decimal

import pytest

from budgets.queries.proof import differences
from budgets.queries.totals import add_up

LINE = "010-4310"
# domain 2.4: event, its entries, then P, E, X, R − E − X, R − P − E − X.
PURCHASE = [
    ("start", ["budget original 10000", "budget transfer 500"], 0, 0, 0, 10500, 10500),
    ("requisition of 1,200", ["request open 1200"], 1200, 0, 0, 10500, 9300),
    (
        "ordered at 1,150: the request is released",
        ["request close -1200", "encumbrance open 1150 PO-1"],
        *(0, 1150, 0, 9350, 9350),
    ),
    (
        "invoice of 400, a part of the order",
        ["encumbrance relief -400 PO-1", "expenditure payment 400 PO-1"],
        *(0, 750, 400, 9350, 9350),
    ),
    ("change order of 100 more", ["encumbrance change 100 PO-1"], 0, 850, 400, 9250, 9250),
    (
        "invoice of 500 for things ordered at 450",
        ["encumbrance relief -450 PO-1", "expenditure payment 500 PO-1"],
        *(0, 400, 900, 9200, 9200),
    ),
    ("the rest of the order is cancelled", ["encumbrance cancel -400 PO-1"], 0, 0, 900, 9600, 9600),
    ("credit of the vendor, 60", ["expenditure refund -60"], 0, 0, 840, 9660, 9660),
    ("a journal moves 200 elsewhere", ["expenditure journal -200"], 0, 0, 640, 9860, 9860),
]


def test_life_of_a_purchase_step_by_step(books):
    for event, entries, requested, encumbered, expended, available, after_requests in PURCHASE:
        books.post(*(f"{LINE} {entry}" for entry in entries))
        line = books.balance(LINE)
        assert (line.original, line.revised) == (10000, 10500), event
        assert (line.requested, line.encumbered, line.expended) == (requested, encumbered, expended), event
        assert (line.available, line.left) == (available, available), event
        held = books.balance(LINE, requests_reduce_left=True)
        assert (held.available, held.left) == (after_requests, after_requests), event
        assert differences() == [], event


def test_order_over_several_accounts_is_held_for_each_of_them(books):
    books.post("010-4310 encumbrance open 700 PO-1", "010-4200 encumbrance open 300 PO-1")
    books.post("010-4310 encumbrance relief -900 PO-1")
    assert books.orders() == {("010-4310", "PO-1"): Decimal(-200), ("010-4200", "PO-1"): Decimal(300)}
    assert (books.balance("010-4310").open_orders, books.balance("010-4310").relief_without_order) == (0, -200)
    assert (books.balance("010-4200").open_orders, books.balance("010-4200").relief_without_order) == (300, 0)


def test_year_of_pay_is_promised_and_relieved_each_month(books):
    """Domain 2.5: 48,000 paid monthly; after three months 12,000 are spent and 36,000 promised."""
    books.post("010-1100 budget original 50000", "010-1100 encumbrance open 48000 PAY-1")
    for _ in range(3):
        books.post("010-1100 encumbrance relief -4000 PAY-1", "010-1100 expenditure payroll 4000 PAY-1")
    line = books.balance("010-1100")
    assert (line.expended, line.encumbered, line.available) == (12000, 36000, 2000)


def test_leaver_frees_all_pay_that_will_not_be_paid(books):
    """Domain 2.5: a 24,000 employee who leaves after three months frees 18,000, not one payroll."""
    books.post("010-1100 budget original 24000", "010-1100 encumbrance open 24000 PAY-2")
    for _ in range(3):
        books.post("010-1100 encumbrance relief -2000 PAY-2", "010-1100 expenditure payroll 2000 PAY-2")
    before = books.balance("010-1100")
    books.post("010-1100 encumbrance cancel -18000 PAY-2")
    after = books.balance("010-1100")
    assert (before.encumbered, before.available) == (18000, 0)
    assert (after.encumbered, after.expended, after.available) == (0, 6000, 18000)
    assert books.orders() == {}


def test_lines_of_a_pool_and_the_pool(books):
    """Domain 2.11: 8,000 all on 6399; the other line of the pool is negative, the pool is not."""
    books.post(
        "199-6399 budget original 8000", "199-6395 expenditure payment 1500", "199-6399 expenditure payment 4000"
    )
    lines = [books.balance("199-6395"), books.balance("199-6399")]
    assert [line.available for line in lines] == [-1500, 4000]
    assert add_up(lines).available == 2500
    assert [line.unbudgeted for line in lines] == [True, False]


def test_credit_is_negative_use_and_overspending_is_negative_available(books):
    books.post("010-4310 budget original 100", "010-4310 expenditure payment 250.10")
    assert books.balance("010-4310").available == Decimal("-150.10")
    books.post("010-4310 expenditure refund -250.10", "010-4310 budget amendment -100")
    line = books.balance("010-4310")
    assert (line.original, line.revised, line.expended, line.available) == (100, 0, 0, 0)


@pytest.mark.parametrize(
    "kind", ["original", "adjustment", "transfer", "amendment", "carry_forward", "allocation", "unitemized"]
)
def test_only_the_adopted_budget_is_original_and_all_kinds_are_revised(books, kind):
    books.post(f"010-4310 budget {kind} 12.34")
    line = books.balance("010-4310")
    assert (line.original, line.revised) == (Decimal("12.34") if kind == "original" else 0, Decimal("12.34"))


@pytest.mark.parametrize("kind", ["opening", "open", "change", "relief", "cancel", "unitemized"])
def test_carried_in_orders_are_told_apart_from_the_years_activity(books, kind):
    books.post(f"010-4310 encumbrance {kind} 12.34 PO-1")
    line = books.balance("010-4310")
    carried = Decimal("12.34") if kind == "opening" else Decimal(0)
    assert (line.encumbered_carried_in, line.encumbered_activity) == (carried, Decimal("12.34") - carried)
    assert (line.encumbered, line.open_orders) == (Decimal("12.34"), Decimal("12.34"))


def test_relief_without_an_order_is_a_figure_of_its_own(books):
    """Domain 2.7, the worked year: activity, carried in, their net, and what is open is not that net."""
    books.post("010-4310 budget original 1000000")
    books.post("010-4310 encumbrance opening 464039.96 PO-1", posted_on=None, period=0)
    books.post("010-4310 encumbrance relief -343320.53 PO-1", "010-4310 encumbrance relief -95128.93 PO-9")
    line = books.balance("010-4310")
    assert line.encumbered_activity == Decimal("-438449.46")
    assert line.encumbered_carried_in == Decimal("464039.96")
    assert line.encumbered == Decimal("25590.50")
    assert line.open_orders == Decimal("120719.43")
    assert line.relief_without_order == Decimal("-95128.93")
    assert line.left - line.available == line.relief_without_order
    assert differences() == []
