"""The demo's calendar: terms, days without school, and breaks in which a file comes all the same."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Any

from budgets.choices import DayKind
from budgets.management.demo.clock import Year, is_feed_day, public_holidays

DAY = timedelta(days=1)
# Month and day of the first and last day.
TERMS = (("Fall term", (8, 19), (12, 18)), ("Spring term", (1, 5), (6, 10)))
BREAKS = (("Winter break", (12, 21), (12, 31)), ("Spring break", (4, 5), (4, 9)))


def calendar(years: Iterable[Year]) -> Iterator[dict[str, Any]]:
    """Every stretch of the demo's years. A file is expected on the working days of a break."""
    for year in years:
        for name, first, last in TERMS:
            yield _stretch(DayKind.TERM, name, _day(year, *first), _day(year, *last))
        for name, first, last in BREAKS:
            yield _stretch(DayKind.HOLIDAY, name, _day(year, *first), _day(year, *last))
            for start, end in _working_weeks(_day(year, *first), _day(year, *last)):
                yield _stretch(DayKind.FEED, f"{name}, file expected", start, end)
        holidays = public_holidays(year.number - 1) | public_holidays(year.number)
        for day, name in sorted(holidays.items()):
            if year.starts_on <= day <= year.ends_on:
                yield _stretch(DayKind.HOLIDAY, name, day, day)


def _working_weeks(first: date, last: date) -> Iterator[tuple[date, date]]:
    """Runs of working days between two days."""
    run: list[date] = []
    for number in range((last - first).days + 2):
        day = first + number * DAY
        if day <= last and is_feed_day(day):
            run.append(day)
        elif run:
            yield run[0], run[-1]
            run = []


def _day(year: Year, month: int, day: int) -> date:
    return date(year.number - 1 if month >= 7 else year.number, month, day)


def _stretch(kind: DayKind, name: str, first: date, last: date) -> dict[str, Any]:
    return {"kind": kind.value, "name": name, "starts_on": first.isoformat(), "ends_on": last.isoformat()}
