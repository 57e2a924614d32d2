"""The fiscal year that rows name. One load is of one fiscal year."""

import re
from collections.abc import Callable

from budgets.domain.profiles.cells import Bad, Memo, clean, shown
from budgets.domain.profiles.drops import OTHER_YEARS, Drops
from budgets.domain.profiles.frame import Frame
from budgets.domain.profiles.patterns import finding
from budgets.domain.profiles.problems import Problems
from budgets.domain.profiles.walk import Json

FISCAL_YEAR = re.compile(
    r"(?:FY\s*)?(\d{4}|\d{2})(?:\s*[-/\u2013]\s*(\d{4}|\d{2}))?(?:\.0+)?", re.IGNORECASE | re.ASCII
).fullmatch
COLUMN = "fiscal year"
EARLIEST, LATEST = 1990, 2100


def year_reader(names: str = "end") -> Callable[[str], int | Bad]:
    """Reads the calendar year in which a fiscal year ends: `19`, `2019`, `FY19`, `2018-19` are all 2019.

    `names` says which year a single number is: the one in which the fiscal year ends, or starts.
    """

    def meaning(cell: str) -> int | Bad:
        text = clean(cell)
        if not text:
            return Bad("is empty; it must name the fiscal year")
        year = _ends(text, 1 if names == "start" else 0)
        return Bad(f"{shown(text)} is not a fiscal year") if year is None or not EARLIEST <= year <= LATEST else year

    return meaning


def _ends(text: str, later: int) -> int | None:
    found = FISCAL_YEAR(text)
    if not found:
        return None
    first, second = (_full(digits) if digits else None for digits in found.groups())
    assert first is not None
    if second is None:
        return first + later
    return second if second == first + 1 else None


def _full(digits: str) -> int:
    return int(digits) + (2000 if len(digits) == 2 else 0)


class OneYear:
    """The fiscal year of a load: fixed by the profile, asked for, or what the first row says."""

    def __init__(self, content: Json, asked_for: int | None) -> None:
        json = content.get("fiscal_year", {})
        self.column: str = json.get("column", "")
        self.drops_others = json.get("other_years") == "drop"
        self.asked_for = asked_for
        self.said: int | None = json.get("fixed")
        self.pattern: str = json.get("pattern", "")
        self._read = year_reader(json.get("names", "end"))
        self._memo = Memo(self._read)

    def look(self, titles: str, file: str, problems: Problems) -> None:
        """Finds the year in the titles of a file, where the profile says that it stands there."""
        found = finding(self.pattern)(titles) if self.pattern else None
        if found is None:
            if self.pattern:
                problems.add("no title says which fiscal year it is", file=file, column=COLUMN)
            return
        year = self._read(found)
        if isinstance(year, Bad):
            problems.add(year.reason, file=file, column=COLUMN)
        elif self.said is not None and year != self.said:
            problems.add(f"is {year}, in an earlier file {self.said}", file=file, column=COLUMN)
        else:
            self.said = year

    @property
    def known(self) -> int | None:
        """As far as anybody has said it: the year whose months the periods are."""
        return self.said or self.asked_for

    def rows_of(self, frame: Frame, drops: Drops, problems: Problems) -> Frame:
        """The rows of that year; others are refused, or left out where the profile says so."""
        if not self.column or not len(frame):
            return frame
        years = frame.read(self.column, self._memo, problems)
        self.said = self.said or self.asked_for or next(filter(None, years), None)
        others = [year is not None and year != self.said for year in years]
        if True not in others:
            return frame
        if self.drops_others and self.asked_for is None:
            problems.add("the file holds several fiscal years; say which of them is to be loaded", column=self.column)
        if self.drops_others:
            drops.count(OTHER_YEARS, others.count(True))
        else:
            for position, is_other in enumerate(others):
                if is_other:
                    reason = f"is of fiscal year {years[position]}, this load of {self.said}"
                    frame.report(position, reason, problems, self.column)
        return frame.keep([not other for other in others])
