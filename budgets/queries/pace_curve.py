"""How a year is spent over its months, in shares of its budget: this year, the closed ones, the forecast."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from budgets.queries.calendar import share_gone
from budgets.queries.history import History, month_ends
from budgets.queries.outlook import Outlook
from budgets.queries.years import Year

Point = tuple[Decimal, Decimal]


@dataclass(frozen=True, slots=True)
class MonthRow:
    """Shares of the budget by the end of a month; None where there is none."""

    day: date
    spent: Decimal | None
    expected: Decimal | None
    past: Decimal | None


@dataclass(frozen=True, slots=True)
class Curve:
    """Points are (share of the year gone, share of the budget spent), both of 1; of the closed years the mean.

    `months` are the last days of the months, each with the share of the year that has gone by it. `forecast` begins at
    `on`, where `now` ends.
    """

    on: date
    months: tuple[tuple[date, Decimal], ...]
    now: tuple[Point, ...]
    past: tuple[Point, ...]
    forecast: tuple[Point, ...]
    past_years: int

    @property
    def past_on(self) -> Decimal | None:
        """What share the closed years had spent by the same day."""
        return dict(self.past).get(self.now[-1][0])

    @property
    def rows(self) -> list["MonthRow"]:
        """The same as a table, month by month; the month of `on` has what is spent so far and what is expected."""
        now, past, ahead = dict(self.now), dict(self.past), dict(self.forecast)
        found, today = [], self.now[-1]
        for day, gone in self.months:
            so_far = now.get(gone) if day <= self.on else None
            if self.on.replace(day=1) == day.replace(day=1):
                so_far = today[1]
            found.append(MonthRow(day, so_far, ahead.get(gone) if day > self.on else None, past.get(gone)))
        return found


def curve_of(history: History, months: dict[int, list[Decimal]], year: Year, outlook: Outlook | None) -> Curve | None:
    """None without a budget this year. Closed years without a budget or without a dated entry are left out."""
    this = history.decide.of(year.number)
    if this.budgeted <= 0:
        return None
    ends = month_ends(year)
    on = min(history.on, year.row.ends_on)
    at = _gone(year, on)
    before = [day for day in ends if day < on]
    zero: Point = (Decimal(0), Decimal(0))
    spent = months.get(year.number, [])
    now = [zero, *((_gone(year, day), spent[n] / this.budgeted) for n, day in enumerate(before) if spent)]
    now.append((at, this.in_full / this.budgeted))
    past, count = _mean_of_past(history, months, year, ends, at)
    forecast = _forecast(now[-1], past, outlook)
    months_gone = tuple((day, _gone(year, day)) for day in ends)
    return Curve(on, months_gone, tuple(now), tuple(past), tuple(forecast), count)


def _gone(year: Year, day: date) -> Decimal:
    return share_gone(day, year.row.starts_on, year.row.ends_on)


def _mean_of_past(
    history: History, months: dict[int, list[Decimal]], year: Year, ends: Sequence[date], at: Decimal
) -> tuple[list[Point], int]:
    years = [n for n in history.years if n != year.number and history.decide.of(n).budgeted > 0 and n in months]
    if not years:
        return [], 0
    points = {
        _gone(year, day): _mean([months[n][i] / history.decide.of(n).budgeted for n in years])
        for i, day in enumerate(ends)
    }
    points[at] = _mean([history.decide.of(n).by_date / history.decide.of(n).budgeted for n in years])
    points[Decimal(1)] = _mean([history.decide.of(n).in_full / history.decide.of(n).budgeted for n in years])
    return [(Decimal(0), Decimal(0)), *sorted(points.items())], len(years)


def _mean(values: Sequence[Decimal]) -> Decimal:
    return sum(values, Decimal(0)) / len(values)


def _forecast(today: Point, past: Sequence[Point], outlook: Outlook | None) -> list[Point]:
    """From today to the forecast's end, along the season of the closed years."""
    if outlook is None or outlook.expected is None or outlook.budgeted <= 0 or today[0] >= 1:
        return []
    end = outlook.expected / outlook.budgeted
    rest = [point for point in past if point[0] > today[0]]
    then = next((spent for gone, spent in past if gone == today[0]), None)
    if not rest or then is None or rest[-1][1] == then:
        return [today, (Decimal(1), end)]
    whole = rest[-1][1] - then
    return [today, *((gone, today[1] + (end - today[1]) * (spent - then) / whole) for gone, spent in rest)]
