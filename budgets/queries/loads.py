"""How fresh the figures are and what they tie to (domain 2.9a, 2.13)."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from accounts.models import District
from budgets.queries.calendar import feed_of
from budgets.queries.years import Load, Year


@dataclass(frozen=True, slots=True)
class Freshness:
    """The newest load with its two facts, posted through and loaded at; and the file that was missed, if one was."""

    load: Load | None
    missed_on: date | None
    missed_by: datetime | None
    next_due: datetime | None


def freshness(district: District, year: Year) -> Freshness:
    """Of one year's figures. Files are expected for an open year only."""
    if not year.is_open:
        return Freshness(year.load, None, None, None)
    now = timezone.now()
    feed = feed_of(district, year.stretches)
    loaded_at = year.load.loaded_at if year.load else None
    missed = feed.missed(now, loaded_at) if year.load else None
    return Freshness(year.load, missed, feed.due(missed) if missed else None, feed.next_due(now, loaded_at))
