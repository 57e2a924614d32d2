"""When a file of the accounting system is expected and when one was missed; shares of a window; days of school."""

from datetime import UTC, date, datetime, time
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from accounts.models import District
from balance.tenancy.scope import district_scope
from budgets.choices import DayKind
from budgets.models import CalendarStretch
from budgets.queries.calendar import Feed, Stretch, feed_of, school_days, share_gone
from budgets.queries.years import all_years

PACIFIC, HAWAII, LONDON = ZoneInfo("America/Los_Angeles"), ZoneInfo("Pacific/Honolulu"), ZoneInfo("Europe/London")
SCHOOL_WEEK = frozenset(range(5))
THANKSGIVING = Stretch(DayKind.HOLIDAY, date(2026, 11, 26), date(2026, 11, 27))


def feed(*stretches, zone=PACIFIC, due_at=time(7), weekdays=SCHOOL_WEEK):
    return Feed(weekdays, due_at, zone, stretches)


def at(day, hour=12, minute=0, zone=PACIFIC):
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=zone)


WEDNESDAY, THURSDAY, FRIDAY = date(2026, 11, 18), date(2026, 11, 19), date(2026, 11, 20)
SATURDAY, SUNDAY, MONDAY = date(2026, 11, 21), date(2026, 11, 22), date(2026, 11, 23)


@pytest.mark.parametrize(
    ("now", "loaded", "missed"),
    [
        # Thursday's file is due at 7 in the morning, to the minute.
        (at(THURSDAY, 6, 59), at(WEDNESDAY, 6), None),
        (at(THURSDAY, 7, 0), at(WEDNESDAY, 6), THURSDAY),
        (at(THURSDAY, 7, 0), at(THURSDAY, 7, 0), None),
        # A file counts for its day at any hour, before the hour and after it.
        (at(THURSDAY, 23, 59), at(THURSDAY, 0, 0), None),
        (at(THURSDAY, 23, 59), at(THURSDAY, 23, 58), None),
        # Nobody expects one at the weekend.
        (at(SUNDAY), at(FRIDAY, 6), None),
        (at(SUNDAY), at(THURSDAY, 6), FRIDAY),
        (at(MONDAY, 6, 59), at(FRIDAY, 6), None),
        (at(MONDAY, 7, 0), at(FRIDAY, 6), MONDAY),
        # One that came on a Saturday is newer than Friday's.
        (at(SUNDAY), at(SATURDAY), None),
        # The newest one that was missed is named, not the first.
        (at(MONDAY, 8), at(date(2026, 11, 10), 6), MONDAY),
        (at(MONDAY, 8), None, MONDAY),
    ],
)
def test_file_is_missed_when_its_minute_has_come_and_it_has_not(now, loaded, missed):
    assert feed().missed(now, loaded) == missed


def test_holiday_asks_for_no_file():
    closed = feed(THANKSGIVING)
    friday, sunday = date(2026, 11, 27), date(2026, 11, 29)
    loaded = at(date(2026, 11, 25), 6)
    assert [closed.expects(date(2026, 11, day)) for day in (25, 26, 27, 28, 30)] == [True, False, False, False, True]
    assert (closed.missed(at(sunday), loaded), feed().missed(at(sunday), loaded)) == (None, friday)
    assert closed.next_due(at(friday), loaded) == at(date(2026, 11, 30), 7)


def test_days_without_a_feed_ask_for_no_file():
    assert feed(Stretch(DayKind.NO_FEED, THURSDAY, FRIDAY)).missed(at(SUNDAY), at(WEDNESDAY, 6)) is None


def test_extra_feed_day_is_one_whatever_else_it_is():
    extra = Stretch(DayKind.FEED, SATURDAY, SATURDAY)
    away = [Stretch(kind, SATURDAY, SATURDAY) for kind in (DayKind.HOLIDAY, DayKind.NO_FEED)]
    for stretches in ([extra], [extra, *away], [*away, extra]):
        assert feed(*stretches).missed(at(SUNDAY), at(FRIDAY, 6)) == SATURDAY
        assert feed(*stretches).next_due(at(FRIDAY, 8), at(FRIDAY, 6)) == at(SATURDAY, 7)


def test_school_term_says_nothing_of_files():
    term = Stretch(DayKind.TERM, date(2026, 8, 1), date(2027, 6, 30))
    assert [feed(term).expects(day) for day in (FRIDAY, SATURDAY)] == [True, False]


def test_day_is_the_districts_and_not_the_servers():
    # 6:59 and 7:00 in the morning in Hawaii, while it is Thursday evening in London.
    before, due = (datetime(2026, 11, 19, 16, 59, tzinfo=UTC), datetime(2026, 11, 19, 17, 0, tzinfo=UTC))
    loaded = datetime(2026, 11, 18, 17, 0, tzinfo=UTC)
    assert (feed(zone=HAWAII).missed(before, loaded), feed(zone=HAWAII).missed(due, loaded)) == (None, THURSDAY)
    # Wednesday 11 p.m. in Hawaii is Thursday in London: there it counts for Thursday, here for Wednesday.
    late = datetime(2026, 11, 19, 9, 0, tzinfo=UTC)
    assert (feed(zone=HAWAII).missed(due, late), feed(zone=LONDON).missed(due, late)) == (THURSDAY, None)


@pytest.mark.parametrize(
    ("day", "due"),
    [
        (date(2026, 3, 6), datetime(2026, 3, 6, 15, 0, tzinfo=UTC)),
        (date(2026, 3, 9), datetime(2026, 3, 9, 14, 0, tzinfo=UTC)),  # clocks went forward on Sunday
        (date(2026, 10, 30), datetime(2026, 10, 30, 14, 0, tzinfo=UTC)),
        (date(2026, 11, 2), datetime(2026, 11, 2, 15, 0, tzinfo=UTC)),  # and back
    ],
)
def test_due_hour_is_on_the_wall_clock_when_clocks_change(day, due):
    assert feed().due(day) == due
    minute = due.replace(hour=due.hour - 1, minute=59)
    loaded = at(date(2026, 1, 5))
    assert (feed().missed(minute, loaded) == day, feed().missed(due, loaded) == day) == (False, True)


def test_due_hour_that_clocks_jump_over_and_one_that_comes_twice():
    every_day = frozenset(range(7))
    skipped = feed(due_at=time(2, 30), weekdays=every_day)
    assert skipped.due(date(2026, 3, 8)).astimezone(UTC) == datetime(2026, 3, 8, 10, 30, tzinfo=UTC)
    twice = feed(due_at=time(1, 30), weekdays=every_day)
    assert twice.due(date(2026, 11, 1)).astimezone(UTC) == datetime(2026, 11, 1, 8, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("now", "loaded", "due"),
    [
        (at(THURSDAY, 6, 59), at(WEDNESDAY, 6), at(THURSDAY, 7)),
        (at(THURSDAY, 7, 0), at(WEDNESDAY, 6), at(FRIDAY, 7)),
        (at(THURSDAY, 5), at(THURSDAY, 4), at(FRIDAY, 7)),  # today's came early
        (at(FRIDAY, 8), at(FRIDAY, 6), at(MONDAY, 7)),
        (at(SATURDAY), None, at(MONDAY, 7)),
    ],
)
def test_next_file_is_the_first_one_due_that_has_not_come(now, loaded, due):
    assert feed().next_due(now, loaded) == due


def test_district_that_sends_no_files_misses_none():
    silent = feed(weekdays=frozenset())
    assert (silent.missed(at(MONDAY), None), silent.next_due(at(MONDAY), None)) == (None, None)


def test_summer_without_files_is_no_miss_and_a_silence_beyond_any_break_is_left_to_people():
    summer = Stretch(DayKind.NO_FEED, date(2026, 6, 15), date(2026, 8, 21))
    assert feed(summer).missed(at(date(2026, 8, 21)), at(date(2026, 6, 12), 6)) is None
    year = Stretch(DayKind.NO_FEED, date(2026, 1, 1), date(2026, 12, 31))
    assert feed(year).missed(at(THURSDAY), at(date(2025, 12, 1))) is None


def test_feed_of_a_district_is_its_settings_and_its_calendar(cast, django_assert_num_queries):
    district = District.objects.get(pk=cast.ours.district.pk)
    district.feed_weekdays, district.feed_due_at, district.time_zone = [0, 2], time(5, 30), "Pacific/Honolulu"
    with district_scope(cast.theirs.district):
        CalendarStretch.objects.create(kind=DayKind.HOLIDAY, starts_on=MONDAY, ends_on=MONDAY)
    with district_scope(district):
        for kind, first, last in (
            (DayKind.HOLIDAY, date(2026, 11, 26), date(2026, 11, 27)),
            (DayKind.TERM, date(2026, 8, 1), date(2027, 6, 30)),
            (DayKind.NO_FEED, date(2025, 1, 1), date(2025, 1, 5)),
            (DayKind.FEED, date(2028, 1, 1), date(2028, 1, 1)),
        ):
            CalendarStretch.objects.create(kind=kind, starts_on=first, ends_on=last)
        with django_assert_num_queries(1):
            [this, *closed] = all_years()
        found = feed_of(district, this.stretches)
    assert this.row.year == 2027
    assert not any(year.stretches for year in closed)
    assert found == Feed(frozenset({0, 2}), time(5, 30), HAWAII, (THANKSGIVING,))


@pytest.mark.parametrize(
    ("today", "share"),
    [
        (date(2026, 6, 30), 0),
        (date(2026, 7, 1), Decimal(1) / 10),
        (date(2026, 7, 5), Decimal(5) / 10),
        (date(2026, 7, 10), 1),
        (date(2027, 1, 1), 1),
    ],
)
def test_share_gone_counts_both_ends_and_stays_between_nothing_and_all(today, share):
    assert share_gone(today, date(2026, 7, 1), date(2026, 7, 10)) == share


def test_window_that_ends_before_it_starts_has_gone():
    assert share_gone(date(2026, 7, 1), date(2026, 7, 2), date(2026, 7, 1)) == 1


def test_days_of_school_are_weekdays_of_a_term_less_the_days_off():
    term = Stretch(DayKind.TERM, date(2026, 11, 18), date(2026, 12, 18))
    assert school_days([term, THANKSGIVING], date(2026, 11, 16), date(2026, 11, 30)) == 7
    assert school_days([term], THURSDAY, THURSDAY) == 1
    assert school_days([term], THURSDAY, WEDNESDAY) == 0
    assert school_days([], THURSDAY, MONDAY) == 0
