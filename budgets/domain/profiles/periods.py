"""Periods: 1 is the first month of the fiscal year, 13 and 14 hold year-end entries, 0 what was brought forward
(domain 2.8). From a column with the number or the calendar month, or from the date."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from budgets.domain.profiles.cells import Bad, Memo, clean, shown
from budgets.domain.profiles.dates import month_number
from budgets.domain.profiles.frame import NULL, Frame
from budgets.domain.profiles.problems import Problems

LAST = 14
NUMBER = re.compile(r"(\d{1,12})(?:\.0+)?", re.ASCII).fullmatch


def whole(low: int, high: int) -> Callable[[str], int | Bad | None]:
    """Reads a whole number from `low` to `high`; a blank is None. `7.0` is 7, for spreadsheets write it so."""

    def meaning(cell: str) -> int | Bad | None:
        text = clean(cell)
        if not text:
            return None
        found = NUMBER(text)
        if not found or not low <= int(found[1]) <= high:
            return Bad(f"{shown(text)} is not a number from {low} to {high}")
        return int(found[1])

    return meaning


_month = whole(1, 12)


def calendar_month(cell: str) -> int | Bad | None:
    """1 to 12, from a number or an English name, whole or short; a blank is None."""
    return month_number(clean(cell)) or _month(cell)


class Periods:
    """The period of each row, as COPY takes it."""

    def __init__(self, json: Mapping[str, Any], start_month: int) -> None:
        self.json = json
        self.start_month = start_month
        self.column: str = json.get("column", "")
        by_month = json.get("format") == "calendar_month"
        self._cells = Memo(self._of_cell(calendar_month if by_month else whole(0, LAST), by_month))
        self._days: dict[int | None, Memo] = {}

    def of(self, frame: Frame, dates: list[str], year: int | None, problems: Problems) -> list[str]:
        """`dates` are those of the rows, `year` is the fiscal year where it is known."""
        if self.column:
            return frame.read(self.column, self._cells, problems, default=NULL)
        if year not in self._days:
            self._days[year] = Memo(self._of_day(year))
        return list(map(self._days[year].__getitem__, dates))

    def _of_cell(self, read: Callable[[str], int | Bad | None], by_month: bool) -> Callable[[str], str | Bad]:
        def meaning(cell: str) -> str | Bad:
            found = read(cell)
            if isinstance(found, Bad):
                return found
            return NULL if found is None else str(self._of_month(found) if by_month else found)

        return meaning

    def _of_day(self, year: int | None) -> Callable[[str], str]:
        """A day outside the fiscal year lies in none of its periods."""
        first = last = ""
        if year is not None:
            starts_in = year if self.start_month == 1 else year - 1
            first = date(starts_in, self.start_month, 1).isoformat()
            last = date(starts_in + 1, self.start_month, 1).isoformat()

        def meaning(day: str) -> str:
            if day == NULL or (year is not None and not first <= day < last):
                return NULL
            return str(self._of_month(int(day[5:7])))

        return meaning

    def _of_month(self, month: int) -> int:
        return (month - self.start_month) % 12 + 1
