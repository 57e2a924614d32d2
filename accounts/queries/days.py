"""Which day it is in a district."""

from datetime import date
from zoneinfo import ZoneInfo

from django.utils import timezone

from accounts.models import District


def today(district: District) -> date:
    """Today by the district's own clock: a school in Hawaii is still in yesterday when a server in London is not."""
    return timezone.now().astimezone(ZoneInfo(district.time_zone)).date()
