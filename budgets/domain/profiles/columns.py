"""The columns that a profile uses, and rows of text as columns under the header of their file."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import compress
from typing import Any, Protocol

from balance.counting import count_of
from balance.sheets import Block
from budgets.domain.profiles.drops import Drops, without_blanks_and_headers
from budgets.domain.profiles.frame import Frame, Readers
from budgets.domain.profiles.header import Header
from budgets.domain.profiles.parts import part_columns
from budgets.domain.profiles.problems import Problems
from budgets.domain.profiles.walk import Json

LONG = "a cell may hold the delimiter without quotes"
SHORT = "a line break may stand in a cell without quotes, or the file was cut off"


class Reader(Protocol):
    def columns(self) -> Iterator[str]: ...


def columns_used(content: Json, readers: Iterable[Reader]) -> list[str]:
    """Every column of the file that the profile uses, the account code's first. A part hides a column of its name."""
    names: dict[str, None] = {}
    for reader in readers:
        names |= dict.fromkeys(reader.columns())
    parts = content.get("parts", {})
    for json in parts.values():
        names |= dict.fromkeys(part_columns(json))
    names |= dict.fromkeys(content.get("identity", []))
    if "column" in content.get("fiscal_year", {}):
        names[content["fiscal_year"]["column"]] = None
    return [name for name in names if name not in parts]


@dataclass(frozen=True, slots=True)
class Framing:
    """Makes the frames of one file, which stands in the load at place `file`."""

    file: int
    name: str
    header: Header
    places: Mapping[str, int | None]  # of the columns that the profile uses; None where the file has none
    layout: Json  # the profile's "file"
    workbook: bool
    every: bool  # a condition looks at every cell
    readers: Readers

    def frame(self, block: Block, drops: Drops, problems: Problems) -> Frame:
        """The rows of a block that may be entries. Rows with more cells than the header are refused: they may be
        shifted, and no rule can say what they are."""
        width = self.header.width
        probe = next(iter(self.places.values())) or 0
        numbers, rows = without_blanks_and_headers(block.numbers, block.rows, self.header.lines, probe, drops)
        if self.layout.get("ends_with_delimiter"):
            rows = [row[:-1] if row[-1] == "" else row for row in rows]
        short: list[int] = []
        if list(map(len, rows)).count(width) < len(rows):
            numbers, rows = self._without_long(numbers, rows, problems)
            fills = self.layout.get("short_rows") == "fill"
            short = [0 if len(row) == width or fills else max(len(row), 1) for row in rows]
            rows = [[*row, *[""] * (width - len(row))] for row in rows]
        cells: list[tuple[str, ...]] = list(zip(*rows, strict=True)) if rows else [()] * width
        nothing = ("",) * len(rows)
        columns: dict[str, Sequence[str]] = {
            name: nothing if place is None else cells[place] for name, place in self.places.items()
        }
        every = cells if self.every else ()
        return Frame(self.file, self.name, numbers, columns, self.readers, short, every, self.workbook)

    def _without_long(
        self, numbers: Sequence[int], rows: list[list[str]], problems: Problems
    ) -> tuple[Sequence[int], list[list[str]]]:
        width = self.header.width
        fits = [len(row) <= width for row in rows]
        for number, row in zip(numbers, rows, strict=True):
            if len(row) > width:
                problems.add(_ragged(len(row), width, LONG), file=self.name, row=number)
        return list(compress(numbers, fits)), list(compress(rows, fits))

    def without_short(self, frame: Frame, problems: Problems) -> Frame:
        """Rows with fewer cells than the header are refused too, unless a rule has left them out."""
        if not any(frame.short):
            return frame
        for position, count in enumerate(frame.short):
            if count:
                frame.report(position, _ragged(count, self.header.width, SHORT), problems)
        return frame.keep([not count for count in frame.short])


def _ragged(count: int, width: int, why: str) -> str:
    return f"has {count_of(count, 'cell')}, the header has {width}; {why}"


def reads_every_cell(content: Any) -> bool:
    """Whether a condition looks at all cells of a row."""
    if isinstance(content, dict):
        return "any_cell" in content or any(map(reads_every_cell, content.values()))
    return isinstance(content, list) and any(map(reads_every_cell, content))
