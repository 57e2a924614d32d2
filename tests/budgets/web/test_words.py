"""What an entry is called."""

from datetime import date
from decimal import Decimal

import pytest

from balance.money import ZERO
from budgets.choices import KINDS, Kind, Measure
from budgets.queries.line_entries import Entry, Part, Place, Receipt
from budgets.web.words import KIND_WORDS, ReceiptRow, kind_words, receipt_rows, title


def entry(*kinds, vendor="", **amounts):
    day = date(2026, 9, 1)
    given = {name: Decimal(amounts.get(name, ZERO)) for name in ("budgeted", "spent", "promised", "requested")}
    return Entry(Place(day, 1, 1, 0), day, kinds, vendor, "", "", "", None, **given, left_after=ZERO)


@pytest.mark.parametrize(
    ("found", "words"),
    [
        (entry(Kind.PAYMENT, Kind.RELIEF, spent=5, promised=-5), "Payment"),
        (entry(Kind.OPENING, Kind.CARRY_FORWARD, budgeted=5, promised=5), "Carried in from last year"),
        (entry(Kind.OPEN, promised=5), "Order placed"),
        (entry(Kind.CHANGE, promised=5), "Order changed"),
        (entry(Kind.CANCEL, promised=-5), "Order cancelled"),
        (entry(Kind.RELIEF, promised=-5), "Order billed"),
        (entry(Kind.OPEN, requested=5), "Request"),
        (entry(Kind.CHANGE, requested=-5), "Request closed"),
        (entry(Kind.CLOSE, Kind.OPEN, requested=-5, promised=5), "Order placed"),
        (entry(Kind.AMENDMENT, budgeted=5), "Budget change by the Board"),
        (entry("new"), "Entry"),
    ],
)
def test_entry_is_named_by_what_happened(found, words):
    assert kind_words(found) == words


def test_every_kind_has_words():
    assert {kind for kind, _ in KIND_WORDS} == set(Kind)


@pytest.mark.parametrize(
    ("found", "is_pay", "heading"),
    [
        (entry(Kind.PAYMENT, vendor="Acme", spent=5), False, "Acme"),
        (entry(Kind.TRANSFER, budgeted=5), False, "Money moved in"),
        (entry(Kind.TRANSFER, budgeted=-5), False, "Money moved out"),
        (entry(Kind.PAYROLL, spent=5), True, "Pay"),
        (entry(Kind.ORIGINAL, budgeted=5), True, "Adopted budget"),
        (entry(Kind.REFUND, spent=-5), False, "Refund"),
    ],
)
def test_heading_is_the_vendor_else_what_happened(found, is_pay, heading):
    assert title(found, is_pay=is_pay) == heading


def test_receipt_has_a_row_for_every_kind_with_its_count():
    parts = {
        (Measure.BUDGET, Kind.ORIGINAL): Part(1, Decimal(100)),
        (Measure.BUDGET, Kind.TRANSFER): Part(3, Decimal("-7.50")),
        (Measure.BUDGET, Kind.CARRY_FORWARD): Part(1, Decimal(9)),
        (Measure.EXPENDITURE, Kind.PAYROLL): Part(2, Decimal(4)),
    }
    assert receipt_rows(Receipt(parts), Measure.BUDGET) == [
        ReceiptRow("Adopted budget", "", "revised", Decimal(100), "original"),
        ReceiptRow("3 budget changes", "", "revised", Decimal("-7.50"), "transfer", sign=True),
        ReceiptRow("1 order’s money carried in", "", "revised", Decimal(9), "carry_forward", sign=True),
    ]
    assert receipt_rows(Receipt(parts), Measure.EXPENDITURE) == [
        ReceiptRow("2 pay entries", "", "expended", Decimal(4), "payroll")
    ]


@pytest.mark.parametrize("measure", [Measure.BUDGET, Measure.EXPENDITURE])
@pytest.mark.parametrize("count", [1, 2])
def test_every_kind_of_a_receipt_has_words_for_one_and_for_many(measure, count):
    parts = {(measure, kind): Part(count, Decimal(count)) for kind in KINDS[measure]}
    rows = receipt_rows(Receipt(parts), measure)
    assert len({row.text for row in rows}) == len(KINDS[measure])
    assert [row for row in rows if "{" in row.text] == []
