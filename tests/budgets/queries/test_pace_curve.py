"""The pace curve: this year to the day, the mean of the closed years, and the forecast along their season."""

from datetime import date
from decimal import Decimal

from budgets.choices import YearState
from budgets.models import FiscalYear
from budgets.queries.history import History, Row, Spent
from budgets.queries.outlook import Outlook
from budgets.queries.pace_curve import curve_of
from budgets.queries.years import Year

D = Decimal
YEAR = Year(
    FiscalYear(year=2027, starts_on=date(2026, 7, 1), ends_on=date(2027, 6, 30), state=YearState.OPEN), {}, None
)
ON = date(2026, 11, 18)


def history(now, *past, on=ON):
    spent = {2027: now} | {2026 - n: each for n, each in enumerate(past)}
    return History(tuple(spent), on, Row("", "", spent), ())


def even(amount):
    """As much each month."""
    return [amount * (n + 1) / D(12) for n in range(12)]


NOW = Spent(D(400), D(400), D(1000))
LAST = Spent(D(380), D(950), D(1000))


def test_this_year_goes_by_months_to_the_day_that_the_figures_speak_of():
    curve = curve_of(history(NOW), {2027: even(D(1200))}, YEAR, None)
    assert [spent for _, spent in curve.now] == [0, D("0.1"), D("0.2"), D("0.3"), D("0.4"), D("0.4")]
    assert curve.now[-1][0] == D(141) / 365
    assert (curve.past, curve.forecast, curve.past_years, curve.past_on) == ((), (), 0, None)


def test_closed_years_are_a_mean_of_shares_of_their_own_budgets():
    other = Spent(D(800), D(2000), D(2000))
    months = {2027: even(D(400)), 2026: even(D(950)), 2025: even(D(2000))}
    curve = curve_of(history(NOW, LAST, other), months, YEAR, None)
    assert curve.past_years == 2
    assert curve.past[-1] == (1, (D("0.95") + 1) / 2)
    assert curve.past_on == (D("0.38") + D("0.4")) / 2
    assert list(curve.past) == sorted(curve.past)


def test_closed_year_without_a_budget_is_left_out():
    curve = curve_of(history(NOW, Spent(D(1), D(2), D(0))), {2026: even(D(2))}, YEAR, None)
    assert (curve.past, curve.past_years) == ((), 0)


def test_forecast_runs_from_today_to_its_end_along_the_season():
    months = {2027: even(D(400)), 2026: even(D(950))}
    curve = curve_of(history(NOW, LAST), months, YEAR, Outlook(D(1000), D(980), 1))
    assert curve.forecast[0] == curve.now[-1]
    assert curve.forecast[-1] == (1, D("0.98"))
    assert [gone for gone, _ in curve.forecast[1:]] == [gone for gone, _ in curve.past if gone > curve.now[-1][0]]


def test_forecast_without_a_season_is_straight():
    curve = curve_of(history(NOW), {}, YEAR, Outlook(D(1000), D(980), 1))
    assert curve.forecast == (curve.now[-1], (1, D("0.98")))
    flat = curve_of(history(NOW, Spent(D(9), D(9), D(10))), {2026: [D(9)] * 12}, YEAR, Outlook(D(1000), D(980), 1))
    assert flat.forecast == (flat.now[-1], (1, D("0.98")))


def test_nothing_is_drawn_of_a_budget_that_is_none():
    assert curve_of(history(Spent(D(5), D(5), D(0))), {}, YEAR, None) is None
    assert curve_of(history(Spent(D(5), D(5), D(-1))), {}, YEAR, None) is None


def test_year_that_has_ended_has_no_forecast():
    full = Spent(D(400), D(900), D(1000))
    curve = curve_of(history(full, on=date(2027, 9, 1)), {2027: even(D(900))}, YEAR, Outlook(D(1000), D(980), 1))
    assert curve.now[-1] == (1, D("0.9"))
    assert (curve.forecast, curve.on) == ((), date(2027, 6, 30))


def test_table_says_the_same_month_by_month():
    months = {2027: even(D(1200)), 2026: even(D(950))}
    curve = curve_of(history(NOW, LAST), months, YEAR, Outlook(D(1000), D(980), 1))
    rows = curve.rows
    assert [row.day.month for row in rows] == [7, 8, 9, 10, 11, 12, 1, 2, 3, 4, 5, 6]
    assert [row.spent for row in rows[:6]] == [D("0.1"), D("0.2"), D("0.3"), D("0.4"), D("0.4"), None]
    assert [row.expected is None for row in rows] == [True] * 4 + [False] * 8
    assert rows[-1].expected == D("0.98")
    assert None not in [row.past for row in rows]
