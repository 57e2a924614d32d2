"""Some thousand rows of a file, column by column.

Cells are read by column and each distinct cell once (cells.Memo): reading a ledger row by row in Python would take
several times as long.
"""

from collections.abc import Iterable, Sequence
from itertools import compress
from typing import Any

from budgets.domain.profiles.cells import Bad, Memo, all_cents, cents, clean
from budgets.domain.profiles.problems import Problems


class Readers:
    """The memories of one load, by what they read. Shared by all of its frames and files."""

    def __init__(self) -> None:
        self.cents = Memo(cents)
        self.text = Memo(clean)


class Frame:
    """Rows that stand together in one file. `rows` are their numbers; columns and parts have one cell for each."""

    def __init__(
        self, file: int, name: str, rows: list[int], columns: dict[str, Sequence[Any]], readers: Readers
    ) -> None:
        self.file = file
        self.name = name
        self.rows = rows
        self.columns = columns
        self.readers = readers
        self.codes: list[int] = []
        self._cents: dict[str, list[int]] = {}

    def __len__(self) -> int:
        return len(self.rows)

    def map(self, column: str, memo: Memo) -> list[Any]:
        """What each cell of a column means."""
        return list(map(memo.__getitem__, self.columns[column]))

    def text(self, column: str) -> list[str]:
        """The clean text of a column."""
        return self.map(column, self.readers.text)

    def read(self, column: str, memo: Memo, problems: Problems, *, default: Any = None) -> list[Any]:
        """What each cell means; a cell that cannot be read is reported and becomes `default`."""
        values = self.map(column, memo)
        if memo.bad:
            values = [
                self._report(position, column, value, problems, default) if isinstance(value, Bad) else value
                for position, value in enumerate(values)
            ]
        return values

    def cents(self, column: str, problems: Problems) -> list[int]:
        """Whole cents of a column of amounts; each fault is reported once, however often the column is asked for."""
        if column not in self._cents:
            plain = all_cents(self.columns[column])
            self._cents[column] = self.read(column, self.readers.cents, problems, default=0) if plain is None else plain
        return self._cents[column]

    def keep(self, flags: Iterable[Any]) -> "Frame":
        """Only the rows whose flag is true."""
        kept = list(flags)
        columns = {name: list(compress(column, kept)) for name, column in self.columns.items()}
        return Frame(self.file, self.name, list(compress(self.rows, kept)), columns, self.readers)

    def _report(self, position: int, column: str, bad: Bad, problems: Problems, default: Any) -> Any:
        problems.add(bad.reason, file=self.name, row=self.rows[position], column=bad.column or column)
        return default
