"""What a load has staged, and what is known about it: of whole files, or of the lines that differ."""

from dataclasses import dataclass

from budgets.domain.imports.survey import Groups
from budgets.domain.profiles import Found
from budgets.models import Baseline


class InDoubt(Exception):
    """The lines that differ do not say for certain what the whole file would: it must be read."""


@dataclass(frozen=True, slots=True)
class Since:
    """What stands in for the lines that were not read: the baseline they are known from, and how many of the codes are
    theirs, the first ones. The lines that left are in `staged_left`: that many transactions."""

    baseline: Baseline
    known_codes: int
    left_rows: int


@dataclass(frozen=True, slots=True)
class Staged:
    """`found` and `groups` are about all rows of the files, also where `staged` has only those that came `since`."""

    found: Found
    groups: Groups
    since: Since | None = None
