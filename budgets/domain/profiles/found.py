"""What was found in the files of a load beside their entries, and how it changes when some of their rows do."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from budgets.domain.profiles.accounts import Code
from budgets.domain.profiles.drops import OWN_NAMES
from budgets.domain.profiles.problems import Problems


@dataclass(frozen=True, slots=True)
class Found:
    """`codes` and `vendors` are named by their place in staged rows. `account_rows`: how many rows have the same cells
    for the account; None where too many differ, or it matters which of them came first."""

    problems: Problems
    warnings: list[str]
    rows_read: int
    dropped: Mapping[str, int]
    without_amount: int
    year: int | None
    as_of: date | None
    identity: Mapping[str, str]
    codes: list[Code]
    vendors: list[tuple[str, str]]
    vendors_known: int  # how many there are at most, those of rows that were not read again included
    account_rows: Mapping[str, int] | None
    shortened: bool  # a description was cut
    perhaps_totals: int  # rows that the rows above them may make a total
    first_row: int  # the first one behind the header of the last file
    rows_are_lines: bool  # all files are text without line breaks inside of cells


def without(counts: Mapping[str, int], gone: Mapping[str, int]) -> Counter[str]:
    """Counts less others. What is none any more stays, as 0."""
    left = Counter(counts)
    left.subtract(gone)
    return left


def dropped_in_all(counts: Mapping[str, int]) -> dict[str, int]:
    """Rows left out by rule; of what no rule of a profile names, only what there is."""
    return {name: count for name, count in counts.items() if count or name not in OWN_NAMES}
