"""Budgets: what the Board adopted, and every change since, until each line has what it was planned to have."""

from collections.abc import Collection
from datetime import date
from itertools import groupby

from budgets.choices import Kind, Measure
from budgets.management.demo.chart import Planned
from budgets.management.demo.ledger import Book, Move, Number

BUDGET = Measure.BUDGET
ADOPTED = "BA-0001"
# Second Wednesdays: when the Board amends the budget, and what it says then.
BOARD = ((12, 9, "First interim, approved by the Board"), (3, 10, "Second interim, approved by the Board"))


def give(book: Book, planned: list[Planned], told: Collection[str]) -> None:
    """Writes transfers, amendments and allocations, and adopts on July 1 what they leave to be adopted.

    Units in `told` get no other changes than those of their stories, which are written by now.
    """
    free = sorted((item for item in planned if item.unit not in told), key=lambda item: item.unit)
    for unit, items in groupby(free, key=lambda item: item.unit):
        _change(book, unit, [item for item in items if _is_free(item)])
    for item in planned:
        adopt(book, item.line.code, item.line.budget - book.moved.get(item.line.code, 0))


def adopt(book: Book, code: str, cents: int) -> None:
    """The adopted budget of one line."""
    original = (BUDGET, Kind.ORIGINAL, cents)
    book.write(code, book.year.starts_on, original, document=ADOPTED, text="Approved by the Board, June 24")


def transfer(
    book: Book, day: date, *, giver: Planned, taker: Planned, cents: int, document: Number | None = None
) -> None:
    """Moves money between two lines: one document, two rows that add up to zero."""
    document = document or Number("BT")
    for item, amount, text in (
        (giver, -cents, f"Moved to {taker.line.name}"),
        (taker, cents, f"Moved in from {giver.line.name}"),
    ):
        _alter(book, item, day, (BUDGET, Kind.TRANSFER, amount), document=document, text=text)


def _is_free(item: Planned) -> bool:
    """Money that a unit may move by itself: general fund, unrestricted, not pay."""
    return item.kind.style == "buy" and item.kind.fund == "010" and item.kind.resource == "0000"


def _change(book: Book, unit: str, items: list[Planned]) -> None:
    """A few transfers, and in a larger unit an amendment, an allocation and a correction: each on lines of its own."""
    if len(items) < 2:
        return
    dice = book.dice(f"changes/{unit}")
    changing = dice.sample(items, min(len(items), 9))
    for giver, taker in zip(changing[0:6:2], changing[1:6:2], strict=False):
        if dice.random() < 0.5:
            continue
        day = book.year.day(dice.choice((9, 10, 11, 1, 2, 3, 4)), dice.randint(3, 26))
        cents = min(giver.line.budget, taker.line.budget) * dice.randint(12, 28) // 1000
        cents -= cents % dice.choice((10_000, 5_000, 2_500, 1))
        if cents:
            transfer(book, day, giver=giver, taker=taker, cents=cents)
    if len(changing) < 9:
        return
    month, first, words = dice.choice(BOARD)
    amended, allotted, corrected = changing[6:9]
    move = (BUDGET, Kind.AMENDMENT, amended.line.budget * dice.randint(-20, 22) // 1000)
    _alter(book, amended, book.year.day(month, first), move, document=Number("BA"), text=words)
    if dice.random() < 0.4:
        move = (BUDGET, Kind.ALLOCATION, allotted.line.budget * dice.randint(8, 22) // 1000)
        _alter(book, allotted, book.year.day(10, 15), move, document=Number("AL"), text="Enrollment on October 1")
    if dice.random() < 0.15:
        move = (BUDGET, Kind.ADJUSTMENT, -corrected.line.budget * dice.randint(3, 9) // 1000)
        _alter(book, corrected, book.year.day(8, 20), move, document=Number("AL"), text="Correction of the budget")


def _alter(book: Book, item: Planned, day: date, move: Move, *, document: Number, text: str) -> None:
    code = item.line.code
    book.moved[code] = book.moved.get(code, 0) + move[2]
    book.write(code, day, move, document=document, text=text)
