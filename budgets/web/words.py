"""What an entry is called on a line's page, in the words of the design."""

from dataclasses import dataclass
from decimal import Decimal

from budgets.choices import Kind, Measure
from budgets.queries.entries import FoundEntry
from budgets.queries.entry_filter import FIGURE_OF
from budgets.queries.line_entries import Entry, Receipt

# In order: the first kind of an entry that is here names it.
KIND_WORDS = (
    (Kind.OPENING, "Carried in from last year"),
    (Kind.PAYMENT, "Payment"),
    (Kind.REFUND, "Refund"),
    (Kind.PAYROLL, "Payroll"),
    (Kind.JOURNAL, "Journal entry"),
    (Kind.OPEN, "Order placed"),
    (Kind.CHANGE, "Order changed"),
    (Kind.CANCEL, "Order cancelled"),
    (Kind.RELIEF, "Order billed"),
    (Kind.CLOSE, "Request closed"),
    (Kind.ORIGINAL, "Adopted budget"),
    (Kind.TRANSFER, "Budget change"),
    (Kind.AMENDMENT, "Budget change by the Board"),
    (Kind.CARRY_FORWARD, "Carried over from last year"),
    (Kind.ALLOCATION, "New allocation"),
    (Kind.ADJUSTMENT, "Correction"),
    (Kind.UNITEMIZED, "Not itemized by the accounting system"),
)


def kind_words(entry: Entry | FoundEntry) -> str:
    """What happened: `Payment`, `Order placed`, `Request`."""
    if entry.requested and not (entry.promised or entry.spent):
        return "Request" if entry.requested > 0 else "Request closed"
    return next((words for kind, words in KIND_WORDS if kind in entry.kinds), "Entry")


def title(entry: Entry | FoundEntry, *, is_pay: bool) -> str:
    """Who or what the entry is about: the vendor, else what happened."""
    if entry.vendor:
        return entry.vendor
    if Kind.TRANSFER in entry.kinds:
        return "Money moved in" if entry.budgeted > 0 else "Money moved out"
    if is_pay and entry.spent:
        return "Pay"
    return kind_words(entry)


@dataclass(frozen=True, slots=True)
class ReceiptRow:
    """One row of "how left is made": a figure, or the part of one that entries of one kind make. Totals stand under a
    rule; `sign` for what may go both ways."""

    text: str
    note: str
    measure: str
    amount: Decimal
    kind: str = ""
    sign: bool = False
    is_total: bool = False

    @property
    def words(self) -> dict[str, str]:
        """What finds its entries on the line."""
        return {"measure": self.measure, "kind": self.kind}


BUDGET_ROWS = {
    Kind.ORIGINAL: ("Adopted budget", "Adopted budget"),
    Kind.CARRY_FORWARD: ("1 order’s money carried in", "{} orders’ money carried in"),
    Kind.TRANSFER: ("1 budget change", "{} budget changes"),
    Kind.AMENDMENT: ("1 change by the Board", "{} changes by the Board"),
    Kind.ALLOCATION: ("1 new allocation", "{} new allocations"),
    Kind.ADJUSTMENT: ("1 correction", "{} corrections"),
    Kind.UNITEMIZED: ("Not itemized", "Not itemized"),
}
SPENT_ROWS = {
    Kind.PAYMENT: ("1 payment", "{} payments"),
    Kind.REFUND: ("1 refund", "{} refunds"),
    Kind.PAYROLL: ("1 pay entry", "{} pay entries"),
    Kind.JOURNAL: ("1 journal entry", "{} journal entries"),
    Kind.UNITEMIZED: ("Not itemized", "Not itemized"),
}


def receipt_rows(receipt: Receipt, measure: Measure) -> list[ReceiptRow]:
    """The parts of budgeted or spent, each with its count and its sum."""
    words = BUDGET_ROWS if measure == Measure.BUDGET else SPENT_ROWS
    rows = []
    for kind, part in receipt.parts_of(measure):
        one, many = words[kind]
        sign = measure == Measure.BUDGET and kind != Kind.ORIGINAL
        text = one if part.count == 1 else many.format(part.count)
        rows.append(ReceiptRow(text, "", FIGURE_OF[measure], part.amount, kind.value, sign))
    return rows
