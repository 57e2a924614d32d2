from datetime import date, time

import pytest

from budgets.choices import YearState
from budgets.management.demo.clock import Clock, Year, is_feed_day, public_holidays
from budgets.management.demo.school_days import calendar
from tests.budgets.management.demo.moments import DAYS, clock


@pytest.mark.parametrize(
    ("day", "numbers", "middle"),
    [
        ("2026-06-30", (2024, 2025, 2026), YearState.CLOSED),
        ("2026-07-01", (2025, 2026, 2027), YearState.SETTLING),
        ("2026-09-30", (2025, 2026, 2027), YearState.SETTLING),
        ("2026-10-01", (2025, 2026, 2027), YearState.CLOSED),
    ],
)
def test_years_are_the_current_one_and_two_before(day: str, numbers: tuple[int, ...], middle: YearState) -> None:
    years = clock(day).years
    assert tuple(year.number for year in years) == numbers
    assert [year.state for year in years] == [YearState.CLOSED, middle, YearState.OPEN]


@pytest.mark.parametrize(
    ("day", "at", "slug", "file_on", "through"),
    [
        ("2026-11-19", "09:00", "juniper-bay", "2026-11-19", "2026-11-18"),
        ("2026-11-19", "05:41", "juniper-bay", "2026-11-18", "2026-11-17"),
        ("2026-11-22", "09:00", "juniper-bay", "2026-11-20", "2026-11-19"),
        ("2026-11-23", "09:00", "juniper-bay", "2026-11-23", "2026-11-20"),
        ("2026-11-27", "09:00", "juniper-bay", "2026-11-25", "2026-11-24"),
        ("2026-11-19", "09:00", "cedar-falls", "2026-11-18", "2026-11-17"),
        ("2026-11-19", "07:00", "cedar-falls", "2026-11-18", "2026-11-17"),
        ("2026-11-19", "06:59", "cedar-falls", "2026-11-17", "2026-11-16"),
    ],
)
def test_the_newest_file_reaches_to_the_working_day_before(
    day: str, at: str, slug: str, file_on: str, through: str
) -> None:
    made = clock(day, slug, at)
    assert (made.last_file_on.isoformat(), made.posted_through.isoformat()) == (file_on, through)


def test_nothing_is_published_after_now() -> None:
    made = clock("2026-11-19")
    assert made.at(date(2026, 11, 19), time(23, 0)) == made.now


def test_a_day_of_the_year_is_the_same_working_day_in_all_three() -> None:
    years = clock("2026-11-19").years
    days = [year.day(9, 20) for year in years]
    assert len({(day - year.starts_on).days for day, year in zip(days, years, strict=True)}) == 1
    assert all(is_feed_day(day) for day in days)


def test_a_leap_day_moves_no_day_of_the_year() -> None:
    leap, plain = Year(2028, YearState.CLOSED, 2029), Year(2029, YearState.OPEN, 2029)
    assert (leap.day(5, 12) - leap.starts_on) == (plain.day(5, 12) - plain.starts_on)


def test_holidays_are_no_feed_days() -> None:
    assert not any(is_feed_day(day) for year in (2026, 2027) for day in public_holidays(year))


@pytest.mark.parametrize("day", DAYS)
def test_a_file_is_expected_on_the_working_days_of_a_break(day: str) -> None:
    made: Clock = clock(day)
    stretches = list(calendar(made.years))
    breaks = [stretch for stretch in stretches if stretch["name"] == "Winter break"]
    fed = [stretch for stretch in stretches if stretch["name"] == "Winter break, file expected"]
    assert len(breaks) == 3
    for stretch in fed:
        assert is_feed_day(date.fromisoformat(stretch["starts_on"]))
        assert is_feed_day(date.fromisoformat(stretch["ends_on"]))
    keys = [(each["kind"], each["starts_on"], each["ends_on"]) for each in stretches]
    assert len(keys) == len(set(keys))
