"""Seasons: what share of a year's spending is done by the end of each month, July to June."""

from bisect import bisect_left
from datetime import date

from budgets.management.demo.clock import Year

# Percent of the year's spending done by the end of July, August … June. The same in each year, so that a forecast
# from closed years (domain 2.9) finds the season again.
CURVES: dict[str, tuple[int, ...]] = {
    "even": (7, 15, 24, 32, 40, 48, 56, 64, 73, 82, 91, 100),
    "classroom": (1, 17, 23, 31, 41, 48, 57, 66, 76, 87, 95, 100),
    "books": (2, 30, 62, 78, 86, 88, 90, 92, 94, 96, 98, 100),
    "texts": (22, 54, 62, 68, 71, 74, 79, 84, 89, 94, 98, 100),
    "projects": (3, 8, 14, 20, 28, 36, 46, 57, 70, 84, 95, 100),
    "devices": (4, 18, 24, 30, 38, 45, 52, 60, 70, 83, 94, 100),
    "early": (30, 58, 70, 76, 79, 81, 86, 90, 93, 96, 98, 100),
    "staff": (4, 13, 20, 28, 37, 42, 51, 61, 73, 86, 95, 100),
    "trips": (1, 2, 4, 7, 10, 14, 20, 30, 48, 72, 93, 100),
    "awards": (2, 6, 11, 17, 28, 36, 40, 45, 52, 62, 82, 100),
    "term": (1, 8, 19, 31, 42, 49, 58, 68, 79, 90, 98, 100),
    "fall": (8, 24, 37, 48, 58, 63, 70, 77, 85, 92, 97, 100),
    "summer": (16, 28, 34, 40, 45, 50, 55, 61, 68, 77, 88, 100),
}


def pay_days(year: Year) -> list[date]:
    """The twelve pay days: the 25th of each month, or a working day before it."""
    months = [*range(7, 13), *range(1, 7)]
    return [year.day(month, 25) for month in months]


def day_of(year: Year, curve: str, permille: int) -> date:
    """The working day by which `permille` of the year's spending is done."""
    ends = CURVES[curve]
    month = min(bisect_left(ends, permille / 10), 11)
    before = ends[month - 1] if month else 0
    step = max(ends[month] - before, 1)
    into = max((permille - before * 10) * 28 // (step * 10), 0)
    return year.day((month + 6) % 12 + 1, 1 + min(into, 27))
