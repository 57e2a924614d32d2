"""What changed since the last look, in words: each row with its sum and a link to the entries that make it."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from balance.money import dollars_and_cents
from budgets.choices import Kind, Measure
from budgets.queries.changes import Change, Changes, Pot
from budgets.web.needs import Here

FIGURES = {
    Measure.EXPENDITURE: ("expended", "spent"),
    Measure.ENCUMBRANCE: ("encumbered", "promised"),
    Measure.REQUEST: ("requested", "requested"),
    Measure.BUDGET: ("revised", "budgeted"),
}
WORDS = {
    (Measure.EXPENDITURE, Kind.PAYMENT): ("1 payment", "{} payments"),
    (Measure.EXPENDITURE, Kind.REFUND): ("1 refund", "{} refunds"),
    (Measure.EXPENDITURE, Kind.PAYROLL): ("1 pay entry", "{} pay entries"),
    (Measure.EXPENDITURE, Kind.JOURNAL): ("1 journal entry", "{} journal entries"),
    (Measure.ENCUMBRANCE, Kind.OPEN): ("1 new order", "{} new orders"),
    (Measure.ENCUMBRANCE, Kind.OPENING): ("1 order carried in", "{} orders carried in"),
    (Measure.ENCUMBRANCE, Kind.CHANGE): ("1 order changed", "{} orders changed"),
    (Measure.ENCUMBRANCE, Kind.RELIEF): ("1 bill for an order", "{} bills for orders"),
    (Measure.ENCUMBRANCE, Kind.CANCEL): ("1 order closed below its price", "{} orders closed below their price"),
    (Measure.REQUEST, Kind.OPEN): ("1 new request", "{} new requests"),
    (Measure.REQUEST, Kind.CHANGE): ("1 request changed", "{} requests changed"),
    (Measure.REQUEST, Kind.CLOSE): ("1 request closed", "{} requests closed"),
    (Measure.BUDGET, Kind.ORIGINAL): ("Adopted budget, 1 entry", "Adopted budget, {} entries"),
    (Measure.BUDGET, Kind.TRANSFER): ("1 budget change", "{} budget changes"),
    (Measure.BUDGET, Kind.AMENDMENT): ("1 change by the Board", "{} changes by the Board"),
    (Measure.BUDGET, Kind.ALLOCATION): ("1 new allocation", "{} new allocations"),
    (Measure.BUDGET, Kind.CARRY_FORWARD): ("Money carried in for 1 order", "Money carried in for {} orders"),
    (Measure.BUDGET, Kind.ADJUSTMENT): ("1 correction", "{} corrections"),
}


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """One row. `measure` and `value` are the figure; `url` is empty for what is no longer in the ledger."""

    title: str
    note: str
    measure: str
    value: Decimal
    word: str
    url: str
    sign: bool


@dataclass(frozen=True, slots=True)
class ChangePot:
    """The rows of one kind of money, and what they did to each measure; the name of set-aside money."""

    name: str
    rows: tuple[ChangeRow, ...]
    net: tuple[ChangeRow, ...]


def change_pots(changes: Changes, here: Here) -> list[ChangePot]:
    """Money to decide on first, then each set-aside pot alone."""
    pots = dict.fromkeys(row.pot for row in changes.rows)
    return [ChangePot(pot.name, tuple(_rows(changes, pot, here)), tuple(_net(changes, pot, here))) for pot in pots]


def _rows(changes: Changes, pot: Pot, here: Here) -> Iterator[ChangeRow]:
    for row in changes.rows:
        if row.pot == pot:
            figure, word = FIGURES[row.measure]
            url = "" if row.was_replaced else _url(changes, pot, here, measure=figure, kind=row.kind.value)
            yield ChangeRow(_title(row), _note(row), figure, row.amount, word, url, sign=row.measure == Measure.BUDGET)


def _net(changes: Changes, pot: Pot, here: Here) -> Iterator[ChangeRow]:
    """A sum beside each measure that more than one row moved."""
    for measure, (figure, word) in FIGURES.items():
        rows = [row for row in changes.rows if row.pot == pot and row.measure == measure]
        if len(rows) > 1:
            url = _url(changes, pot, here, measure=figure)
            replaced = any(row.was_replaced for row in rows)
            yield ChangeRow(
                f"All that was {word}", "", figure, changes.net(measure, pot), word, "" if replaced else url,
                sign=measure == Measure.BUDGET,
            )  # fmt: skip


def _url(changes: Changes, pot: Pot, here: Here, **words: str) -> str:
    return here.entries(
        decide="1" if pot.is_decidable else "",
        source=pot.source,
        purpose=pot.purpose,
        after_load=str(changes.since),
        **words,
    )


def _title(row: Change) -> str:
    if row.was_replaced:
        return "1 entry replaced" if row.count == 1 else f"{row.count} entries replaced"
    if row.kind == Kind.UNITEMIZED:
        return "Not itemized by the accounting system"
    one, many = WORDS[row.measure, row.kind]
    return one if row.count == 1 else many.format(row.count)


def _note(row: Change) -> str:
    if row.was_replaced:
        return "A newer load says it otherwise"
    if row.measure == Measure.EXPENDITURE and row.largest and row.count > 1:
        vendor, amount = row.largest
        return f"Largest: {vendor}, {dollars_and_cents(amount)}"
    return ", ".join(row.vendors)
