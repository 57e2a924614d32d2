"""The district's days: when a file of the accounting system is expected, and what share of a window has gone.

Stale means that an expected file was missed, by the district's own calendar; hours alone say nothing (domain 2.9a).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from accounts.models import District
from budgets.choices import DayKind

# A feed that was quiet for longer than any break of a school year is a matter for a person, not for this rule: nor is
# the calendar asked beyond that.
HORIZON = timedelta(days=120)


@dataclass(frozen=True, slots=True)
class Stretch:
    kind: str
    starts_on: date
    ends_on: date

    def holds(self, day: date) -> bool:
        return self.starts_on <= day <= self.ends_on


@dataclass(frozen=True, slots=True)
class Feed:
    """When files are expected: weekdays (Monday is 0), hour, zone, and the stretches that say otherwise."""

    weekdays: frozenset[int]
    due_at: time
    zone: ZoneInfo
    stretches: tuple[Stretch, ...] = ()

    def expects(self, day: date) -> bool:
        """Whether a file is expected on that day. A day named as a feed day is one, whatever else it is."""
        kinds = {stretch.kind for stretch in self.stretches if stretch.holds(day)}
        if DayKind.FEED in kinds:
            return True
        return day.weekday() in self.weekdays and not kinds & {DayKind.NO_FEED, DayKind.HOLIDAY}

    def due(self, day: date) -> datetime:
        return datetime.combine(day, self.due_at, self.zone)

    def missed(self, now: datetime, loaded_at: datetime | None) -> date | None:
        """The newest day whose file was due and did not come, or None. A file counts for its day at any hour."""
        day = now.astimezone(self.zone).date()
        loaded_on = loaded_at.astimezone(self.zone).date() if loaded_at else None
        for back in range(HORIZON.days):
            candidate = day - timedelta(days=back)
            if self.expects(candidate) and self.due(candidate) <= now:
                return None if loaded_on and loaded_on >= candidate else candidate
        return None

    def next_due(self, now: datetime, loaded_at: datetime | None) -> datetime | None:
        """When the next file is expected, after the one that came."""
        day = now.astimezone(self.zone).date()
        loaded_on = loaded_at.astimezone(self.zone).date() if loaded_at else None
        for ahead in range(HORIZON.days):
            candidate = day + timedelta(days=ahead)
            came = loaded_on is not None and loaded_on >= candidate
            if self.expects(candidate) and self.due(candidate) > now and not came:
                return self.due(candidate)
        return None


def feed_of(district: District, stretches: Iterable[Stretch]) -> Feed:
    """The district's feed with the stretches of its calendar that say otherwise."""
    return Feed(frozenset(district.feed_weekdays), district.feed_due_at, ZoneInfo(district.time_zone), tuple(stretches))


def share_gone(today: date, starts_on: date, ends_on: date) -> Decimal:
    """The share of a window that has gone at the end of `today`, both ends included, between 0 and 1 (domain 2.9)."""
    whole = (ends_on - starts_on).days + 1
    gone = (today - starts_on).days + 1
    return min(max(Decimal(gone) / Decimal(whole), Decimal(0)), Decimal(1)) if whole > 0 else Decimal(1)


def school_days(stretches: Iterable[Stretch], first: date, last: date) -> int:
    """How many days of school lie between two dates: weekdays inside a term, less the days off."""
    days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    rows = list(stretches)

    def is_school(day: date) -> bool:
        kinds = {stretch.kind for stretch in rows if stretch.holds(day)}
        return day.weekday() < 5 and DayKind.TERM in kinds and DayKind.HOLIDAY not in kinds

    return sum(is_school(day) for day in days)
