"""What is wrong with a structure file: all of it at once, each with its place."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Problem:
    """A place, such as `rules.site[3].target` (lists count from 0), and what is wrong there."""

    path: str
    reason: str

    def __str__(self) -> str:
        return f"{self.path}: {self.reason}"


class StructureRefused(Exception):
    """The file breaks rules; nothing was written. `problems` has every one of them, ordered by place."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = sorted(problems, key=_place)
        super().__init__("\n".join(map(str, self.problems)))


def _place(problem: Problem) -> list[tuple[int, str]]:
    """Sorts `units[10]` after `units[9]`."""
    parts = re.split(r"([0-9]+)", problem.path)
    return [(int(part), "") if part.isdecimal() else (0, part) for part in parts]


@dataclass(slots=True)
class Problems:
    """Collects errors, which refuse the file, and warnings, which do not."""

    errors: list[Problem] = field(default_factory=list)
    warnings: list[Problem] = field(default_factory=list)

    def error(self, path: str, reason: str) -> None:
        self.errors.append(Problem(path, reason))

    def warn(self, path: str, reason: str) -> None:
        self.warnings.append(Problem(path, reason))
