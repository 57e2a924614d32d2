"""The one rule of pace, with the numbers of domain 2.9, and its limits exactly at and just beyond them."""

from datetime import date
from decimal import Decimal

import pytest

from balance.money import percent
from budgets.queries.pace import Limits, Pace, PastYear, Verdict, Window, forecast, judge, points_ahead_of_window
from budgets.queries.totals import Totals

JANUARY = Window(date(2026, 1, 15), date(2025, 7, 1), date(2026, 6, 30), date(2026, 4, 30))
# 100 days of which 40 have gone: used shares are easy to read.
FORTY = Window(date(2026, 2, 9), date(2026, 1, 1), date(2026, 12, 31), date(2026, 4, 10))


def money(revised, expended="0", open_orders="0"):
    return Totals(
        revised=Decimal(revised),
        encumbered_activity=Decimal(open_orders),
        open_orders=Decimal(open_orders),
        expended=Decimal(expended),
    )


def past(*years):
    return [PastYear(Decimal(by_date), Decimal(final)) for by_date, final in years]


def verdict(totals, **given):
    return judge(totals, **{"window": FORTY, **given}).verdict


def test_forecast_of_a_year_that_ran_at_35_of_97_percent_is_on_pace_and_says_how_far_over_it_may_end():
    totals = money("412600.00", "156197.00")
    history = past(("35", "97"))
    assert forecast(totals, history) == Decimal("432888.83")
    assert percent(Decimal("432888.83") - totals.revised, totals.revised) == Decimal("4.9")
    assert percent(totals.expended, totals.revised) == Decimal("37.9")
    assert judge(totals, window=JANUARY, history=history) == Pace(
        Verdict.ON_PACE, "Heads for $432,889 by June 30; may end about $20,300 over.", Decimal("432888.83")
    )


def test_without_history_the_buying_window_counts_and_not_the_year():
    totals = money("12000.00", "4200.00", "3000.00")
    assert percent(totals.used, totals.revised) == Decimal("60.0")
    assert JANUARY.share_of_year == Decimal(199) / Decimal(365)
    assert JANUARY.share_of_window == Decimal(199) / Decimal(304)
    assert percent(Decimal(199), Decimal(365)) == Decimal("54.5")
    assert percent(Decimal(199), Decimal(304)) == Decimal("65.5")
    ahead_of_year = totals.used * 100 / totals.revised - JANUARY.share_of_year * 100
    assert round(ahead_of_year, 1) == Decimal("5.5")
    assert round(points_ahead_of_window(totals, JANUARY), 1) == Decimal("-5.5")
    assert judge(totals, window=JANUARY) == Pace(
        Verdict.ON_PACE, "60% is used; 65% of the time to order has gone. No history yet."
    )


@pytest.mark.parametrize(
    ("used", "expected"),
    [
        ("55.00", Verdict.AHEAD),
        ("54.99", Verdict.ON_PACE),
        ("40.00", Verdict.ON_PACE),
        ("25.01", Verdict.ON_PACE),
        ("25.00", Verdict.BEHIND),
        ("0.00", Verdict.BEHIND),
    ],
)
def test_without_history_15_points_from_the_window_are_worth_a_look(used, expected):
    assert FORTY.share_of_window == Decimal("0.4")
    assert verdict(money("100.00", used)) == expected
    assert verdict(money("100.00", "0.00", used)) == expected


def test_points_are_a_setting():
    assert verdict(money("100", "45"), limits=Limits(window_points=5)) == Verdict.AHEAD
    assert verdict(money("100", "95"), limits=Limits(window_points=60)) == Verdict.ON_PACE


@pytest.mark.parametrize(
    ("revised", "spent", "expected"),
    [
        # Forecast is twice what is spent. More than 5 percent and more than $500 above budget, both.
        ("20000.00", "10500.00", Verdict.ON_PACE),  # 5 % exactly, $1,000
        ("20000.00", "10500.01", Verdict.AHEAD),
        ("10000.00", "5250.00", Verdict.ON_PACE),  # 5 % and $500 exactly
        ("10000.00", "5250.01", Verdict.AHEAD),
        ("1000.00", "750.00", Verdict.ON_PACE),  # 50 %, $500 exactly
        ("1000.00", "750.01", Verdict.AHEAD),
        ("10000.00", "5000.00", Verdict.ON_PACE),
        # More than 10 percent and more than $1,000 would lapse, both.
        ("20000.00", "9000.00", Verdict.ON_PACE),  # 10 % exactly, $2,000
        ("20000.00", "8999.99", Verdict.BEHIND),
        ("2000.00", "500.00", Verdict.ON_PACE),  # 50 %, $1,000 exactly
        ("2000.00", "499.99", Verdict.BEHIND),
    ],
)
def test_with_history_limits_are_percent_and_dollars_both(revised, spent, expected):
    assert verdict(money(revised, spent), history=past(("50", "100"))) == expected


def test_limits_of_history_are_settings():
    tight = Limits(ahead_pct=1, ahead_amount=Decimal(10), behind_pct=1, behind_amount=Decimal(10))
    history = past(("50", "100"))
    assert verdict(money("10000", "5051"), history=history, limits=tight) == Verdict.AHEAD
    assert verdict(money("10000", "4949"), history=history, limits=tight) == Verdict.BEHIND
    assert verdict(money("10000", "5050"), history=history, limits=tight) == Verdict.ON_PACE


def test_forecast_is_the_mean_of_up_to_three_closed_years_newest_first():
    totals = money("10000.00", "1000.00")
    assert forecast(totals, past(("50", "100"))) == 2000
    assert forecast(totals, past(("50", "100"), ("25", "100"))) == 3000
    assert forecast(totals, past(("50", "100"), ("25", "100"), ("20", "120"))) == 4000
    assert forecast(totals, past(("50", "100"), ("25", "100"), ("20", "120"), ("1", "1000"))) == 4000


def test_forecast_is_never_below_spent_and_promised():
    assert forecast(money("10000.00", "1000.00", "5000.00"), past(("100", "100"))) == 6000


@pytest.mark.parametrize("history", [(), past(("0", "100")), past(("-5", "100")), past(("50", "0")), past(("5", "-1"))])
def test_no_forecast_without_a_closed_year_that_had_spent_by_this_date(history):
    totals = money("100.00", "50.00")
    assert forecast(totals, history) is None
    assert judge(totals, window=FORTY, history=history).reason == (
        "50% is used; 40% of the time to order has gone. No history yet."
    )


def test_closed_year_that_says_nothing_leaves_the_mean_to_the_others():
    totals = money("10000.00", "1000.00")
    assert forecast(totals, past(("0", "100"), ("50", "100"))) == 2000
    assert judge(totals, window=FORTY, history=past(("0", "100"), ("50", "100"))).reason == (
        "50% of the year’s spending was done by this date last year."
        " That makes $2,000 by June 30, so $8,000 would go unused."
    )


def test_reason_of_ahead_is_in_words_with_both_numbers():
    assert judge(money("10000", "6000"), window=FORTY, history=past(("50", "100"), ("50", "100"))) == Pace(
        Verdict.AHEAD,
        "50% of the year’s spending was done by this date in the last 2 years."
        " That makes $12,000 by June 30, $2,000 more than its budget.",
        Decimal(12000),
    )


def test_reason_of_behind_names_the_promised_money_where_that_is_what_makes_the_forecast():
    assert judge(money("20000", "1000", "5000"), window=FORTY, history=past(("50", "100"))) == Pace(
        Verdict.BEHIND,
        "Spent and promised make $6,000, so $14,000 would go unused.",
        Decimal(6000),
    )


def test_year_ends_where_the_district_says():
    pace = judge(money("10000", "5000"), window=FORTY, history=past(("50", "100")), year_end="August 31")
    assert pace.reason == "Heads for $10,000 by August 31."


def test_over_is_spent_and_promised_above_budget_whatever_the_date():
    totals = money("1000.00", "600.00", "400.01")
    assert judge(totals, window=FORTY, history=past(("50", "100"))) == Pace(
        Verdict.OVER, "Spent $600 and promised $400 from $1,000."
    )
    assert verdict(money("-10.00", "0.01")) == Verdict.OVER


def test_all_promised_is_no_alarm():
    for totals in (money("1000", "400", "600"), money("1000", "1000"), money("1000", "0", "1000")):
        assert judge(totals, window=FORTY, history=past(("50", "100"))) == Pace(
            Verdict.ALL_PROMISED, "All of it is spent or promised; nothing is wrong."
        )


@pytest.mark.parametrize(
    ("totals", "words"),
    [
        (money("0", "77.70"), "$78 was used and no budget has been loaded."),
        (money("0", "0", "5"), "$5 was used and no budget has been loaded."),
        (money("0", "-5"), "−$5 was used and no budget has been loaded."),
    ],
)
def test_activity_without_a_budget_is_no_budget_loaded_and_never_over(totals, words):
    assert judge(totals, window=FORTY) == Pace(Verdict.NO_BUDGET, words)


@pytest.mark.parametrize("totals", [money("0"), money("-100", "-200"), money("1000", "-5"), money("1000", "-5", "20")])
def test_no_percent_and_no_verdict_where_a_figure_is_negative_or_there_is_nothing(totals):
    assert judge(totals, window=FORTY, history=past(("50", "100"))) == Pace(Verdict.NOTHING)


def test_line_bought_once_a_year_is_paid_early_and_never_ahead():
    early = Pace(Verdict.PAID_EARLY, "Bought once a year, early; nothing is wrong.")
    assert judge(money("1000", "900"), window=FORTY, once_a_year=True) == early
    assert judge(money("2000", "1900"), window=FORTY, history=past(("50", "100")), once_a_year=True) == Pace(
        early.verdict, early.reason, Decimal(3800)
    )
    assert verdict(money("1000", "1001"), once_a_year=True) == Verdict.OVER
    assert verdict(money("1000", "400"), once_a_year=True) == Verdict.ON_PACE


def test_clock_of_a_source_is_its_own_time_and_says_so():
    award = Window(date(2026, 3, 31), date(2025, 7, 1), date(2026, 9, 30), date(2026, 9, 30), of_source=True)
    assert judge(money("1000", "600"), window=award) == Pace(
        Verdict.ON_PACE, "60% is used; 60% of its own time has gone."
    )
    assert judge(money("1000", "450"), window=award).verdict == Verdict.ON_PACE
    assert judge(money("1000", "449"), window=award).verdict == Verdict.BEHIND


@pytest.mark.parametrize(
    ("today", "of_year", "of_window"),
    [
        (date(2025, 6, 30), 0, 0),
        (date(2025, 7, 1), Decimal(1) / 365, Decimal(1) / 304),
        (date(2026, 4, 30), Decimal(304) / 365, 1),
        (date(2026, 5, 1), Decimal(305) / 365, 1),
        (date(2026, 6, 30), 1, 1),
        (date(2027, 6, 30), 1, 1),
    ],
)
def test_shares_of_time_are_from_nothing_to_all(today, of_year, of_window):
    window = Window(today, date(2025, 7, 1), date(2026, 6, 30), date(2026, 4, 30))
    assert (window.share_of_year, window.share_of_window) == (of_year, of_window)


def test_last_day_to_order_after_the_year_counts_as_its_end():
    late = Window(date(2026, 1, 15), date(2025, 7, 1), date(2026, 6, 30), date(2026, 8, 15))
    assert late.share_of_window == late.share_of_year


def test_only_over_ahead_and_behind_ask_for_a_look():
    assert [each for each in Verdict if Pace(each).asks] == [Verdict.OVER, Verdict.AHEAD, Verdict.BEHIND]


@pytest.mark.parametrize(
    ("totals", "expected"),
    [
        (money("10000", "1"), Verdict.NOTHING),
        (money("10000", "9999"), Verdict.NOTHING),
        (money("10000", "10001"), Verdict.OVER),
        (money("10000", "10000"), Verdict.ALL_PROMISED),
        (money("0", "1"), Verdict.NO_BUDGET),
    ],
)
def test_of_a_year_that_has_ended_nothing_is_forecast(totals, expected):
    assert verdict(totals, history=past(("50", "100")), has_ended=True) == expected
    assert verdict(totals, has_ended=True) == expected
