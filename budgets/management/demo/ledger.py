"""The demo's books: account lines and file rows, made for whole years and cut at the newest file later.

Money is integer cents throughout; positive is authority or use (domain 2.11).
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from random import Random
from typing import Any

from budgets.choices import AccountType, Kind, Measure
from budgets.management.demo.clock import Year

Move = tuple[Measure, Kind, int]
Segments = tuple[str, str, str, str, str, str]


@dataclass(slots=True)
class Number:
    """A document's number, given out in order of date once the whole year is written."""

    style: str
    text: str = ""

    def __str__(self) -> str:
        return self.text


@dataclass(slots=True)
class Entry:
    """One row of a file: a document on one line, with one move per measure."""

    code: str
    on: date
    period: int
    moves: tuple[Move, ...]
    document: Number | str = ""
    order: Number | str = ""
    vendor: str = ""
    text: str = ""
    pays: Number | None = None
    origin_year: int | None = None

    @property
    def words(self) -> str:
        """The description; a bill of an order names it."""
        return f"{self.text}, {self.pays}" if self.pays else self.text


@dataclass(frozen=True, slots=True)
class Line:
    """An account line of a year. `budget` is what it will have been given, without orders carried in."""

    segments: Segments
    name: str
    budget: int
    account_type: AccountType = AccountType.EXPENDITURE

    @property
    def code(self) -> str:
        return "-".join(self.segments)


@dataclass(slots=True)
class Book:
    """One district's ledger of one fiscal year. `moved` is what its lines have been given and lost since July 1."""

    slug: str
    year: Year
    lines: dict[str, Line] = field(default_factory=dict)
    entries: list[Entry] = field(default_factory=list)
    moved: dict[str, int] = field(default_factory=dict)

    def add_line(self, line: Line) -> Line:
        self.lines[line.code] = line
        return line

    def dice(self, purpose: str, *, every_year: bool = False) -> Random:
        """A generator of its own for each purpose, so that one story does not shift another.

        With `every_year` the draws repeat in each year: what a line buys when has a habit.
        """
        return Random(f"{self.slug}/{purpose}" + ("" if every_year else f"/{self.year.number}"))

    def numbered(self, style: str, number: str) -> str:
        """A document's number that a story has chosen, such as PO 27-0402."""
        return f"{style} {self.year.number % 100:02d}-{number}"

    def period_of(self, day: date) -> int:
        """1 for July; 13 for entries that come after the year has ended."""
        return 13 if day > self.year.ends_on else (day.month + 5) % 12 + 1

    def write(self, code: str, on: date, *moves: Move, **facts: Any) -> None:
        """Adds one row, with the moves that are not zero; `facts` are the other fields of Entry."""
        period = facts.pop("period", None)
        real = tuple(move for move in moves if move[2])
        if real:
            self.entries.append(Entry(code, on, self.period_of(on) if period is None else period, real, **facts))

    def finish(self) -> None:
        """Puts the rows in order of date and gives the documents their numbers."""
        # A budget comes before what is ordered from it on the same day.
        self.entries.sort(key=lambda entry: (entry.on, entry.moves[0][0] != Measure.BUDGET))
        give_numbers(self.entries, self.year)

    def through(self, day: date) -> Iterator[Entry]:
        """The rows that a file of that day holds."""
        return (entry for entry in self.entries if entry.on <= day)


# How each style of number looks, its first one, and the step to the next: a house number or a share of somebody's.
_STYLES = {
    "PO": ("PO {year:02d}-{number:04d}", 1, 1),
    "RQ": ("RQ {year:02d}-{number:04d}", 1, 1),
    "BT": ("BT-{number:04d}", 11, 1),
    "BA": ("BA-{number:04d}", 2, 1),
    "AL": ("AL-{number:04d}", 1, 1),
    "JE": ("JE-{number:04d}", 104, 1),
    "CM": ("CM {number}", 1021, 3),
    "Card": ("Card {number:04d}", 103, 1),
    "INV": ("INV {number}", 2011, 1),
}


def give_numbers(entries: list[Entry], year: Year) -> None:
    """Numbers every document that has none yet, in the order of the rows; skips the ones that stories have taken."""
    used: dict[str, int] = {}
    taken = {str(document) for entry in entries for document in (entry.document, entry.order)}
    for entry in entries:
        for document in (entry.document, entry.order):
            if isinstance(document, Number) and not document.text:
                form, first, step = _STYLES[document.style]
                vendor = entry.vendor if document.style in ("INV", "CM") else ""
                key = document.style + vendor
                # Vendors number their own bills: each starts somewhere else and grows at its own speed.
                habit = Random(f"{vendor}{used.get(key, 0)}") if vendor else None
                start = used.get(key, first + (habit.randrange(9_000) + year.number % 9 * 9_000 if habit else 0))
                while (text := form.format(year=year.number % 100, number=start)) in taken:
                    start += step
                used[key] = start + (step + habit.randrange(40) if habit else step)
                document.text = text
