"""Where today lies: the three fiscal years, the nights on which a file came, and how far the last one reaches."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache, cached_property
from zoneinfo import ZoneInfo

from budgets.choices import YearState

# When the accounting system's file is in, local time; pages miss it from `feed_due_at` on, which stays the default.
FILE_IN = time(5, 42)
FILE_DUE = time(7, 0)
DAY = timedelta(days=1)
# Entries of a year that has ended arrive until here.
LAST_SETTLING = (9, 15)


@dataclass(frozen=True, slots=True)
class Year:
    """A fiscal year of the demo: July 1 to June 30, named by the year in which it ends. `newest` is the current one."""

    number: int
    state: YearState
    newest: int

    @property
    def starts_on(self) -> date:
        return date(self.number - 1, 7, 1)

    @property
    def ends_on(self) -> date:
        return date(self.number, 6, 30)

    @property
    def settled_on(self) -> date:
        """The last day on which an entry of this year may still come."""
        return date(self.number, *LAST_SETTLING)

    def day(self, month: int, day: int) -> date:
        """A working day of this fiscal year, by month and day or a few days before, that all demo years share."""
        return self.shared(self.starts_on + (_template(month, day) - _template(7, 1)))

    def shared(self, day: date) -> date:
        """The same day after July 1 in each of the demo's years, and a working day in all of them.

        Spending follows the same days each year: else a weekend would look like a change of pace.
        """
        return self.starts_on + timedelta(days=_shared(self.newest, (day - self.starts_on).days))


@dataclass(frozen=True)
class Clock:
    """Everything that depends on the moment at which the demo is made. `now` carries a zone.

    `late` is how many of the newest expected files did not come: 1 leaves the district with a missed feed today.
    """

    now: datetime
    zone: ZoneInfo
    late: int = 0

    @property
    def today(self) -> date:
        return self.now.astimezone(self.zone).date()

    @cached_property
    def years(self) -> tuple[Year, Year, Year]:
        """Oldest first. Until September's end the year before still settles."""
        number = self.today.year + (self.today.month >= 7)
        settling = YearState.SETTLING if 7 <= self.today.month <= 9 else YearState.CLOSED
        return (
            Year(number - 2, YearState.CLOSED, number),
            Year(number - 1, settling, number),
            Year(number, YearState.OPEN, number),
        )

    @property
    def current(self) -> Year:
        return self.years[-1]

    @cached_property
    def last_file_on(self) -> date:
        """The morning of the newest file. A file is late only once it was due."""
        day = self.today
        if self.now.astimezone(self.zone).time() < (FILE_DUE if self.late else FILE_IN):
            day -= DAY
        while not is_feed_day(day):
            day -= DAY
        for _ in range(self.late):
            day = feed_day_before(day)
        return day

    @property
    def posted_through(self) -> date:
        """The day of the newest entry that pages can show."""
        return covers(self.last_file_on)

    @cached_property
    def missed_night(self) -> date:
        """A morning three weeks ago on which no file came; the one after it brought both days."""
        day = self.last_file_on - 21 * DAY
        return day if is_feed_day(day) else feed_day_before(day)

    def at(self, day: date, when: time = FILE_IN) -> datetime:
        """That local time of that day; never later than now."""
        return min(datetime.combine(day, when, self.zone), self.now)

    def recent(self, days: int) -> date:
        """A working day about `days` before the newest entry."""
        return working_day(self.posted_through - days * DAY)

    def year_of(self, day: date) -> Year:
        """The demo's year of a day; a day before all of them counts as the oldest's."""
        return next((year for year in reversed(self.years) if year.starts_on <= day), self.years[0])


def public_holidays(year: int) -> dict[date, str]:
    """Days without school and without a file, in one calendar year."""
    return {
        date(year, 1, 1): "New Year’s Day",
        _nth(year, 1, 0, 3): "Martin Luther King Jr. Day",
        _nth(year, 2, 0, 3): "Presidents’ Day",
        _last(year, 5, 0): "Memorial Day",
        date(year, 6, 19): "Juneteenth",
        date(year, 7, 4): "Independence Day",
        _nth(year, 9, 0, 1): "Labor Day",
        date(year, 11, 11): "Veterans Day",
        _nth(year, 11, 3, 4): "Thanksgiving",
        _nth(year, 11, 3, 4) + DAY: "Day after Thanksgiving",
        date(year, 12, 24): "Christmas Eve",
        date(year, 12, 25): "Christmas Day",
    }


def is_feed_day(day: date) -> bool:
    """Whether a file is expected: Monday to Friday, no public holiday."""
    return day.weekday() < 5 and day not in _holidays(day.year)


def feed_day_before(day: date) -> date:
    day -= DAY
    while not is_feed_day(day):
        day -= DAY
    return day


def feed_day_after(day: date) -> date:
    day += DAY
    while not is_feed_day(day):
        day += DAY
    return day


def covers(feed_day: date) -> date:
    """The last entry day of a morning's file: the working day before it."""
    return feed_day_before(feed_day)


def working_day(day: date) -> date:
    """The day itself, or the nearest working day before it."""
    return day if is_feed_day(day) else feed_day_before(day)


@cache
def _holidays(year: int) -> frozenset[date]:
    return frozenset(public_holidays(year))


@cache
def _shared(newest: int, offset: int) -> int:
    """The offset itself or the nearest before it that is a working day in each year; of the first days, after it."""
    starts = [date(newest - back, 7, 1) for back in (1, 2, 3)]

    def works(days: int) -> bool:
        return all(is_feed_day(start + timedelta(days=days)) for start in starts)

    days = offset
    while days > 0 and not works(days):
        days -= 1
    while not works(days):
        days += 1
    return days


def _template(month: int, day: int) -> date:
    """A day of a fiscal year without a February 29."""
    return date(2022 if month >= 7 else 2023, month, day)


def _nth(year: int, month: int, weekday: int, nth: int) -> date:
    first = date(year, month, 1)
    return first + ((weekday - first.weekday()) % 7 + 7 * (nth - 1)) * DAY


def _last(year: int, month: int, weekday: int) -> date:
    last = date(year + month // 12, month % 12 + 1, 1) - DAY
    return last - (last.weekday() - weekday) % 7 * DAY
