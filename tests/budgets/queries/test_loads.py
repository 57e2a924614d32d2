"""How fresh a year's figures are: two facts, and the file that was missed."""

from datetime import UTC, date, datetime

import pytest
import time_machine

from balance.tenancy.scope import district_scope
from budgets.choices import DayKind, YearState
from budgets.models import CalendarStretch, FiscalYear
from budgets.queries.loads import Freshness, freshness
from budgets.queries.years import Load, all_years
from tests.cast import LOADED_AT, POSTED_THROUGH

LOAD = Load(1, LOADED_AT, POSTED_THROUGH, "the ledger report of Nov 18", POSTED_THROUGH)


def due(day):
    return datetime(2026, 11, day, 15, 0, tzinfo=UTC)  # 7 in the morning in California


@pytest.fixture
def fresh_at(cast):
    """Freshness of a year of our district, at a moment."""
    with district_scope(cast.ours.district):

        def find(moment, year=2027):
            with time_machine.travel(moment, tick=False):
                found = next(each for each in all_years() if each.number == year)
                return freshness(cast.ours.district, found)

        yield find


def test_day_of_the_load_is_fresh_and_names_the_next_file(fresh_at):
    assert fresh_at(datetime(2026, 11, 19, 20, 0, tzinfo=UTC)) == Freshness(LOAD, None, None, due(20))


def test_missed_file_is_named_with_its_minute(fresh_at):
    assert fresh_at(due(20)) == Freshness(LOAD, date(2026, 11, 20), due(20), due(23))


def test_weekend_after_a_missed_friday_still_names_friday(fresh_at):
    assert fresh_at(datetime(2026, 11, 22, 20, 0, tzinfo=UTC)) == Freshness(LOAD, date(2026, 11, 20), due(20), due(23))


def test_calendar_of_the_district_decides(fresh_at):
    CalendarStretch.objects.create(kind=DayKind.NO_FEED, starts_on=date(2026, 11, 20), ends_on=date(2026, 11, 27))
    assert fresh_at(datetime(2026, 11, 28, 20, 0, tzinfo=UTC)) == Freshness(LOAD, None, None, due(30))


@pytest.mark.parametrize("state", [YearState.SETTLING, YearState.CLOSED])
def test_year_that_has_ended_expects_no_file(fresh_at, state):
    FiscalYear.objects.filter(year=2027).update(state=state)
    assert fresh_at(datetime(2026, 12, 24, tzinfo=UTC)) == Freshness(LOAD, None, None, None)


def test_year_without_a_load_has_missed_nothing_and_awaits_the_next(fresh_at):
    FiscalYear.objects.filter(year=2026).update(state=YearState.OPEN)
    assert fresh_at(datetime(2026, 11, 19, 20, 0, tzinfo=UTC), 2026) == Freshness(None, None, None, due(20))


def test_freshness_asks_nothing_that_the_year_does_not_say(cast, django_assert_num_queries):
    with district_scope(cast.ours.district), time_machine.travel(due(20), tick=False):
        year = all_years()[0]
        with django_assert_num_queries(0):
            freshness(cast.ours.district, year)
