"""Which day it is, or was, in a district."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.utils import timezone

from accounts.models import District


def today(district: District) -> date:
    """Today by the district's own clock: a school in Hawaii is still in yesterday when a server in London is not."""
    return day_of(timezone.now(), district)


def day_of(moment: datetime, district: District) -> date:
    """The day of a moment by the district's own clock."""
    return moment.astimezone(ZoneInfo(district.time_zone)).date()
