"""Where budget is controlled: the pool, else the line; with the numbers of domain 2.11 and the closed years of 2.9."""

from datetime import date
from decimal import Decimal

import pytest

from budgets.choices import AccountType, YearState
from budgets.queries.controls import Control, controls_of, limits_of, window_of_source, worst
from budgets.queries.pace import Limits, Pace, Verdict, Window
from budgets.queries.totals import Totals
from budgets.queries.unit_lines import line_rows
from tests.budgets.ledger import supersede
from tests.budgets.queries import units

WINDOW = Window(units.TODAY, date(2026, 7, 1), date(2027, 6, 30), date(2027, 4, 30))


def controls(books, window=WINDOW, unit=None):
    rows = line_rows(unit or units.site(), books.years[2027].pk, books.district)
    return controls_of(rows, district=books.district, year=books.years[2027], window=window)


def forecast_of(books, code="010-4310", **given):
    return controls(books, **given)[code].pace.forecast


@pytest.fixture
def pooled(books):
    """R 8,000 all on 6399; spent 1,500 on 6395 and 4,000 on 6399."""
    for code in ("010-6395", "010-6399"):
        books.line(code, site=units.site(), pool=units.pool())
    books.post(
        "010-6399 budget original 8000", "010-6395 expenditure payment 1500", "010-6399 expenditure payment 4000"
    )
    return books


def test_lines_of_a_pool_are_judged_as_a_whole(pooled):
    rows = line_rows(units.site(), pooled.years[2027].pk, pooled.district)
    assert {row.code: row.totals.available for row in rows} == {"010-6395": -1500, "010-6399": 4000}
    found = controls(pooled)
    assert list(found) == [units.pool().pk]
    pool = found[units.pool().pk]
    assert (pool.is_pool, pool.name, pool.totals.left) == (True, "Materials pool", 2500)
    assert pool.totals == Totals(original=Decimal(8000), revised=Decimal(8000), expended=Decimal(5500))


def test_pool_that_is_over_is_over(pooled):
    pooled.post("010-6395 encumbrance open 2500.01 PO-1")
    assert controls(pooled)[units.pool().pk].pace == Pace(Verdict.OVER, "Spent $5,500 and promised $2,500 from $8,000.")


def test_pool_counts_the_lines_of_other_units_too(pooled):
    pooled.line("010-6390", site=units.site("215"), pool=units.pool())
    pooled.line("010-8010", site=units.site(), pool=units.pool(), account_type=AccountType.REVENUE)
    pooled.post("010-6390 expenditure payment 400", "010-8010 budget original 99")
    assert controls(pooled)[units.pool().pk].totals.left == 2100


def test_line_without_a_pool_is_its_own_control(books):
    books.line("010-4310", site=units.site(), name="Supplies")
    books.line("010-4311", site=units.site())
    books.post("010-4310 budget original 10", "010-4311 budget original 20")
    found = controls(books)
    assert {key: (control.name, control.is_pool, control.totals.left) for key, control in found.items()} == {
        "010-4310": ("Supplies", False, 10),
        "010-4311": ("010-4311", False, 20),
    }


def test_requests_are_held_back_where_the_district_says_so(books):
    books.line("010-4310", site=units.site())
    books.post("010-4310 budget original 100", "010-4310 request open 30")
    books.district.requests_reduce_left = True
    assert controls(books)["010-4310"].totals.left == 70


@pytest.fixture
def history(books):
    """This year 1,000 budgeted and 300 spent by November; 2024 to 2026 were closed."""
    for number in (2023, 2024, 2025):
        books.add_year(number, YearState.CLOSED)
    type(books.years[2026]).objects.update(state=YearState.CLOSED)
    books.line("010-4310", site=units.site())
    books.post("010-4310 budget original 1000", "010-4310 expenditure payment 300")
    return books


def spend(books, year, amount, day, code="010-4310", **place):
    books.line(code, year, **place)
    return books.post(f"{code} expenditure payment {amount}", year=year, posted_on=day)


def test_history_is_what_closed_years_had_spent_by_this_date_and_in_the_end(history):
    spend(history, 2026, 50, date(2025, 11, 19))  # the same day of that year counts
    spend(history, 2026, 50, date(2025, 11, 20))
    assert forecast_of(history) == 600
    assert controls(history)["010-4310"].pace.reason == "Heads for $600 by June 30."


def test_three_closed_years_count_and_a_fourth_does_not(history):
    for year, early in ((2026, 50), (2025, 25), (2024, 20), (2023, 1)):
        spend(history, year, early, date(year - 1, 9, 1))
        spend(history, year, 100 - early, date(year, 5, 1))
    assert forecast_of(history) == 1100  # 300 × mean of 2, 4 and 5


def test_undated_spending_counts_in_the_end_only(history):
    spend(history, 2026, 100, date(2025, 9, 1))
    spend(history, 2026, 100, None)
    assert forecast_of(history) == 600


def test_superseded_spending_does_not_count(history):
    spend(history, 2026, 100, date(2025, 9, 1))
    old = spend(history, 2026, 900, date(2026, 5, 1))
    supersede(old, by=spend(history, 2026, 100, date(2026, 5, 1)))
    assert forecast_of(history) == 600


@pytest.mark.parametrize("state", [YearState.OPEN, YearState.SETTLING])
def test_year_that_is_not_closed_is_no_history(history, state):
    spend(history, 2026, 100, date(2025, 9, 1))
    type(history.years[2026]).objects.filter(year=2026).update(state=state)
    assert forecast_of(history) is None


def test_history_of_a_pool_is_that_of_all_its_lines_then(history):
    place = {"pool": units.pool(), "site": units.site()}
    history.line("010-6399", **place)
    history.post("010-6399 budget original 1000", "010-6399 expenditure payment 300")
    spend(history, 2026, 30, date(2025, 9, 1), "010-6395", pool=units.pool(), site=units.site("215"))
    spend(history, 2026, 20, date(2025, 9, 1), "010-6399", **place)
    spend(history, 2026, 50, date(2026, 5, 1), "010-6394", pool=units.pool())
    assert controls(history)[units.pool().pk].pace.forecast == 600


def test_line_of_a_pool_in_a_closed_year_is_no_history_of_the_line(history):
    spend(history, 2026, 100, date(2025, 9, 1), pool=units.pool())
    assert forecast_of(history) is None


def test_leap_day_does_not_shift_the_date(history):
    spend(history, 2024, 50, date(2024, 2, 29))
    spend(history, 2024, 50, date(2024, 3, 1))
    late = Window(date(2027, 3, 1), WINDOW.starts_on, WINDOW.ends_on, WINDOW.last_order_on)
    assert forecast_of(history, window=late) == 600


def test_year_that_is_over_is_compared_with_whole_years(history):
    spend(history, 2026, 50, date(2025, 9, 1))
    spend(history, 2026, 50, date(2026, 6, 30))
    after = Window(date(2027, 9, 1), WINDOW.starts_on, WINDOW.ends_on, WINDOW.last_order_on)
    assert forecast_of(history, window=after) == 300


def test_award_without_history_is_judged_by_its_own_clock(history):
    award = units.source(starts_on=date(2026, 9, 1), use_by=date(2027, 8, 31))
    history.line("010-3010", site=units.site(), source=award)
    history.post("010-3010 budget original 1000", "010-3010 expenditure payment 200")
    assert controls(history)["010-3010"].pace == Pace(Verdict.ON_PACE, "20% is used; 22% of its own time has gone.")
    spend(history, 2026, 10, date(2025, 9, 1), "010-3010")
    spend(history, 2026, 10, date(2026, 5, 1), "010-3010")
    assert controls(history)["010-3010"].pace == Pace(Verdict.ON_PACE, "Heads for $400 by June 30.", Decimal(400))


@pytest.mark.parametrize("dates", [{}, {"starts_on": date(2026, 7, 1)}, {"use_by": date(2027, 9, 30)}])
def test_source_without_both_dates_has_no_clock_of_its_own(books, dates):
    books.line("010-3010", site=units.site(), source=units.source(**dates))
    books.post("010-3010 budget original 5")
    [row] = line_rows(units.site(), books.years[2027].pk, books.district)
    assert window_of_source(row, WINDOW) is None


def test_limits_are_the_districts_and_the_purposes_own_where_it_has_some(books):
    books.line("010-1", site=units.site(), purpose=units.purpose("own", ahead_pct=0, behind_pct=50))
    books.line("010-2", site=units.site(), purpose=units.purpose("usual"))
    books.post("010-1 budget original 1", "010-2 budget original 1")
    books.district.ahead_pct, books.district.ahead_amount = 6, Decimal(600)
    books.district.behind_pct, books.district.behind_amount, books.district.window_points = 11, Decimal(1100), 16
    own, usual = (row.purpose for row in line_rows(units.site(), books.years[2027].pk, books.district))
    assert limits_of(books.district, own) == Limits(0, Decimal(600), 50, Decimal(1100), 16)
    assert limits_of(books.district, usual) == Limits(6, Decimal(600), 11, Decimal(1100), 16)
    assert limits_of(books.district, None) == limits_of(books.district, usual)


def test_purpose_bought_once_a_year_is_paid_early(books):
    books.line("010-4310", site=units.site(), purpose=units.purpose(once_a_year=True))
    books.post("010-4310 budget original 100", "010-4310 expenditure payment 90")
    assert controls(books)["010-4310"].pace.verdict == Verdict.PAID_EARLY


def test_year_end_in_the_reason_is_the_years_own(books):
    type(books.years[2026]).objects.update(state=YearState.CLOSED)
    books.years[2027].ends_on = date(2027, 8, 31)
    books.line("010-4310", site=units.site())
    books.post("010-4310 budget original 100", "010-4310 expenditure payment 50")
    spend(books, 2026, 50, date(2025, 9, 1))
    spend(books, 2026, 50, date(2026, 5, 1))
    assert controls(books)["010-4310"].pace.reason == "Heads for $100 by August 31."


@pytest.mark.parametrize("lines", [1, 3])
def test_controls_take_one_statement_for_1_line_and_for_3(books, django_assert_num_queries, lines):
    for number in range(lines):
        books.line(f"010-{number}", site=units.site())
        books.post(f"010-{number} budget original 1")
    rows = line_rows(units.site(), books.years[2027].pk, books.district)
    with django_assert_num_queries(1):
        found = controls_of(rows, district=books.district, year=books.years[2027], window=WINDOW)
    assert len(found) == lines


def test_no_lines_have_no_controls(books):
    assert controls(books) == {}


def control(verdict, left=0):
    return Control("x", "X", Totals(revised=Decimal(left)), Pace(verdict))


def test_worst_control_asks_most_for_a_look_and_of_equals_has_least_left():
    order = ["over", "ahead", "behind", "no_budget", "on_pace", "paid_early", "all_promised", "nothing"]
    found = [control(Verdict(name)) for name in order]
    for place in range(len(found)):
        assert worst(found[place:][::-1]) is found[place]
    assert worst([control(Verdict.OVER, -5), control(Verdict.OVER, -7), control(Verdict.OVER, -6)]).totals.left == -7
    assert worst([]) is None


def test_history_is_compared_by_the_day_that_the_figures_speak_of(history):
    """Today is Thursday and the newest entry is Monday's: what last year spent on its Tuesday is not in the ratio."""
    spend(history, 2026, 50, date(2025, 11, 16))
    spend(history, 2026, 50, date(2025, 11, 17))
    assert forecast_of(history, window=WINDOW.seen_on(date(2026, 11, 16))) == 600
    assert forecast_of(history, window=WINDOW) == 300
