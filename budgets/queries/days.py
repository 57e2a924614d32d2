"""Stretches of days: a month, or any other, with the one before and the one after."""

from dataclasses import dataclass
from datetime import date, timedelta

from budgets.queries.entry_filter import EntryFilter
from budgets.queries.typed import WrongFilter

FIRST, LAST = date(1950, 1, 1), date(2150, 12, 31)


@dataclass(frozen=True, slots=True)
class Days:
    """A stretch of days, both included; `is_month` where it is one whole calendar month."""

    first: date
    last: date

    @property
    def is_month(self) -> bool:
        return self == month_of(self.first)

    @property
    def before(self) -> "Days":
        """The month before a month; before any other stretch, as many days."""
        day_before = self.first - timedelta(days=1)
        return month_of(day_before) if self.is_month else Days(day_before - (self.last - self.first), day_before)

    @property
    def after(self) -> "Days":
        """The month after a month; after any other stretch, as many days."""
        day_after = self.last + timedelta(days=1)
        return month_of(day_after) if self.is_month else Days(day_after, day_after + (self.last - self.first))


def month_of(day: date) -> Days:
    """The calendar month that a day is in."""
    first = day.replace(day=1)
    return Days(first, (first + timedelta(days=31)).replace(day=1) - timedelta(days=1))


def stretch(asked: EntryFilter, month: str, today: date, ends_on: date | None) -> Days:
    """The days that are asked for: `month`, such as 2026-10, or from a day to a day; else the last whole month before
    today, and of a year that ended before (`ends_on`) its last month. Raises WrongFilter."""
    if month:
        return _month(month)
    if asked.since or asked.until:
        last = asked.until or max(today, asked.since or today)
        first = asked.since or last
        return _far(Days(*sorted((first, last))))
    if ends_on is not None and ends_on < today:
        return month_of(ends_on)
    return month_of(today).before


def _month(text: str) -> Days:
    try:
        found = month_of(date.fromisoformat(f"{text}-01"))
    except (ValueError, OverflowError) as error:
        raise WrongFilter("month", f"“{text}” is not a month. Write it like 2026-10.") from error
    return _far(found)


def _far(days: Days) -> Days:
    """Refuses days beside which the calendar has no time before or after."""
    if not FIRST <= days.first <= days.last <= LAST:
        raise WrongFilter("from", "Choose days between 1950 and 2150.")
    return days
