"""Which day it is."""

from datetime import UTC, date, datetime

import pytest
from django.utils import timezone

from accounts.models import District
from accounts.queries.days import today


@pytest.mark.parametrize(
    ("zone", "day"), [("Pacific/Honolulu", date(2026, 6, 30)), ("Europe/London", date(2026, 7, 1))]
)
def test_today_follows_the_clock_of_the_district(monkeypatch, zone, day):
    monkeypatch.setattr(timezone, "now", lambda: datetime(2026, 7, 1, 6, 0, tzinfo=UTC))
    assert today(District(time_zone=zone)) == day
