"""Some thousand rows of a file, column by column.

Cells are read by column and each distinct cell once (cells.Memo): reading a ledger row by row in Python would take
several times as long.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import compress
from typing import Any

from budgets.domain.profiles.cells import Bad, Memo, clean, together
from budgets.domain.profiles.cents import all_cents, cents, undivided
from budgets.domain.profiles.problems import Problems

NULL = "\\N"  # as COPY takes it


class Readers:
    """The memories of one load, by what they read. Shared by all of its frames and files."""

    def __init__(self) -> None:
        self.cents = Memo(cents)
        self.undivided = Memo(undivided)
        self.text = Memo(clean)


@dataclass(slots=True)
class Frame:
    """Rows that stand together in one file. `rows` are their numbers; columns and parts have one cell for each."""

    file: int
    name: str
    rows: Sequence[int]
    columns: dict[str, Sequence[str]]
    readers: Readers
    # Number of cells of rows that have fewer than the header; 0 for the others. Empty where there are none.
    short: Sequence[int] = ()
    # Every column of the file, where the profile looks at all of them.
    every: Sequence[Sequence[str]] = ()
    workbook: bool = False
    codes: list[int] = field(default_factory=list)
    _cents: dict[tuple[str, bool], list[int]] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.rows)

    def together(self, names: Sequence[str]) -> Sequence[str]:
        """The cells of several columns, row by row, for a memory whose meaning takes them apart again."""
        return together([self.columns[name] for name in names])

    def map(self, column: str, memo: Memo) -> list[Any]:
        """What each cell of a column means."""
        return list(map(memo.__getitem__, self.columns[column]))

    def text(self, column: str) -> list[str]:
        """The clean text of a column."""
        return self.map(column, self.readers.text)

    def read(self, column: str, memo: Memo, problems: Problems, *, default: Any = None) -> list[Any]:
        """What each cell means; a cell that cannot be read is reported and becomes `default`."""
        return self.meanings(self.columns[column], memo, problems, column=column, default=default)

    def meanings(
        self, cells: Iterable[str], memo: Memo, problems: Problems, *, column: str, default: Any = None
    ) -> list[Any]:
        """The same for cells that are no column of their own; faults are said of `column`."""
        values = list(map(memo.__getitem__, cells))
        if memo.bad:
            for position, value in enumerate(values):
                if isinstance(value, Bad):
                    self.report(position, value.reason, problems, value.column or column)
                    values[position] = default
        return values

    def cents(self, column: str, problems: Problems, *, in_cents: bool = False) -> list[int]:
        """Whole cents of a column of amounts; each fault is reported once, however often the column is asked for."""
        known = self._cents.get((column, in_cents))
        if known is None:
            plain = None if in_cents else all_cents(self.columns[column])
            memo = self.readers.undivided if in_cents else self.readers.cents
            known = self.read(column, memo, problems, default=0) if plain is None else plain
            self._cents[column, in_cents] = known
        return known

    def keep(self, flags: Iterable[Any]) -> "Frame":
        """Only the rows whose flag is true."""
        kept = list(flags)

        def of(cells: Iterable[Any]) -> list[Any]:
            return list(compress(cells, kept))

        return Frame(
            self.file, self.name, of(self.rows), _each(self.columns, of), self.readers, of(self.short),
            [of(cells) for cells in self.every], self.workbook, of(self.codes), _each(self._cents, of),
        )  # fmt: skip

    def report(self, position: int, reason: str, problems: Problems, column: str = "") -> None:
        """A fault of the row at that position."""
        problems.add(reason, file=self.name, row=self.rows[position], column=column)


def _each(columns: Mapping[Any, Iterable[Any]], of: Any) -> dict[Any, Any]:
    return {name: of(column) for name, column in columns.items()}
