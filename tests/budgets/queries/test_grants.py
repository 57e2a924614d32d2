"""Money with its own clock, with the numbers of domain 2.10."""

from datetime import date
from decimal import Decimal

import pytest

from balance.money import percent
from budgets.models import Source
from budgets.queries.grants import at_risk, carry_over_cap, clock_gone

STARTS, ENDS, MARCH = date(2025, 7, 1), date(2026, 9, 30), date(2026, 3, 31)


def title_one(**fields):
    given = {"allocation": Decimal(200000), "carry_over_cap_pct": 15, "cap_from": Decimal(50000)}
    return Source(code="3010", name="Title I", **(given | fields))


def test_award_of_457_days_is_60_percent_gone_on_march_31_though_three_quarters_of_the_year_are():
    assert clock_gone(STARTS, ENDS, MARCH) == Decimal(274) / Decimal(457)
    assert percent(Decimal(274), Decimal(457)) == Decimal("60.0")
    assert clock_gone(STARTS, date(2026, 6, 30), MARCH) == Decimal(274) / Decimal(365)
    assert percent(Decimal(274), Decimal(365)) == Decimal("75.1")


@pytest.mark.parametrize(("starts_on", "use_by"), [(None, ENDS), (STARTS, None), (None, None)])
def test_money_without_both_dates_has_no_clock(starts_on, use_by):
    assert clock_gone(starts_on, use_by, MARCH) is None


def test_of_46000_forecast_left_16000_is_at_risk_above_the_cap_of_30000():
    cap = carry_over_cap(title_one())
    assert cap == Decimal("30000.00")
    assert at_risk(Decimal(46000), cap) == 16000


@pytest.mark.parametrize(
    ("left", "risk"), [("30000.01", "0.01"), ("30000.00", "0"), ("0.00", "0"), ("-500.00", "0"), ("46000", "16000")]
)
def test_only_what_is_above_the_cap_is_at_risk(left, risk):
    assert at_risk(Decimal(left), Decimal(30000)) == Decimal(risk)


@pytest.mark.parametrize(
    ("fields", "cap"),
    [
        ({"allocation": Decimal("49999.99")}, None),  # a small allocation is not capped
        ({"allocation": Decimal("50000.00")}, Decimal("7500.00")),
        ({"cap_from": None, "allocation": Decimal("100.05")}, Decimal("15.01")),  # 15.0075, half up
        ({"allocation": None}, None),
        ({"carry_over_cap_pct": None}, None),
        ({"carry_over_cap_pct": 0}, Decimal("0.00")),
    ],
)
def test_cap_is_a_share_of_the_allocation_where_there_is_one(fields, cap):
    assert carry_over_cap(title_one(**fields)) == cap


def test_nothing_is_at_risk_without_a_cap():
    assert at_risk(Decimal(46000), carry_over_cap(title_one(carry_over_cap_pct=None))) == 0
