"""What is wrong with a file: every fault, with its file, row, column and reason."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

LISTED = 10_000


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault. `row` counts from 1 as a spreadsheet does, title and header rows included; None is the whole file."""

    file: str
    row: int | None
    column: str
    reason: str

    def __str__(self) -> str:
        place = [self.file] if self.file else []
        place += [f"row {self.row}"] if self.row else []
        place += [self.column] if self.column else []
        return f"{', '.join(place)}: {self.reason}" if place else self.reason


@dataclass(slots=True)
class Problems:
    """All faults of a load. Each is counted; the first 10,000 are kept, so that a wrong profile fills no memory.

    Two rules may find one fault of a cell that both read; as long as it is kept, it counts once.
    """

    count: int = 0
    listed: list[Problem] = field(default_factory=list)
    _kept: set[Problem] = field(default_factory=set)
    _cells: set[tuple[str, int | None, str]] = field(default_factory=set)

    def __bool__(self) -> bool:
        return self.count > 0

    def add(self, reason: str, *, file: str = "", row: int | None = None, column: str = "") -> None:
        problem = Problem(file, row, column, reason)
        if problem in self._kept:
            return
        self.count += 1
        if len(self.listed) < LISTED:
            self.listed.append(problem)
            self._kept.add(problem)
            self._cells.add((file, row, column))

    def on(self, file: str, row: int, columns: Iterable[str]) -> bool:
        """Whether one of these cells is at fault, as far as faults are kept."""
        return any((file, row, column) in self._cells for column in columns)

    def sort(self, files: Sequence[str]) -> None:
        """Into the order of the files and of their rows; what is said of a whole file, or of the load, comes last."""
        places = {file: place for place, file in enumerate(files)}
        self.listed.sort(key=lambda each: (places.get(each.file, len(places)), each.row is None, each.row or 0))
