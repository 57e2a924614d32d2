"""What is wrong with a file: every fault, with its file, row, column and reason."""

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
    """All faults of a load. Each is counted; the first 10,000 are kept, so that a wrong profile fills no memory."""

    count: int = 0
    listed: list[Problem] = field(default_factory=list)

    def __bool__(self) -> bool:
        return self.count > 0

    def add(self, reason: str, *, file: str = "", row: int | None = None, column: str = "") -> None:
        self.count += 1
        if len(self.listed) < LISTED:
            self.listed.append(Problem(file, row, column, reason))
