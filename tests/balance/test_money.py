"""Money is exact: what is not a whole number of cents is refused, and rounding is half up wherever it is allowed."""

import math
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from balance.money import (
    MAX_CENTS,
    NotWholeCents,
    about,
    amount,
    dollars,
    dollars_and_cents,
    from_cents,
    percent,
    round_to_cents,
    round_to_dollars,
    to_cents,
)

CENTS = st.integers(-MAX_CENTS, MAX_CENTS)


@pytest.mark.parametrize(
    ("value", "dollars_text"),
    [
        (1200, "1200.00"),
        ("1184.6", "1184.60"),
        ("-1184.60", "-1184.60"),
        ("1e3", "1000.00"),
        ("0.0100000000000000000000000000000000", "0.01"),
        (Decimal("17931.440"), "17931.44"),
        (0.1, "0.10"),
        (1184.6, "1184.60"),
        (1e-2, "0.01"),
        (-0.0, "0.00"),
        ("-0.00", "0.00"),
        (Decimal("-0"), "0.00"),
        ("92233720368547758.07", "92233720368547758.07"),
        ("-92233720368547758.07", "-92233720368547758.07"),
    ],
)
def test_amount_of_whole_cents_is_exact(value, dollars_text):
    assert str(amount(value)) == dollars_text


@pytest.mark.parametrize(
    "value",
    [
        "0.001",
        "0.0100000000000000000000000000000000000001",
        Decimal("1.005"),
        0.1 + 0.2,
        1 / 3,
        "NaN",
        "sNaN",
        "-Infinity",
        math.nan,
        math.inf,
        -math.inf,
        "1e400",
        "1e-400",
        "-1e28",
        1e300,
        10**40,
        "92233720368547758.08",
        "-92233720368547758.08",
        "",
        "twelve",
        "1,200.00",
        "$5",
        None,
        True,
        Fraction(1, 2),
        [1],
    ],
)
def test_amount_that_is_not_whole_cents_is_refused(value):
    with pytest.raises(NotWholeCents):
        amount(value)


@given(CENTS)
def test_cents_to_dollars_and_back_is_the_same(cents):
    assert to_cents(from_cents(cents)) == cents
    assert to_cents(str(from_cents(cents))) == cents
    assert from_cents(cents).as_tuple().exponent == -2


@given(st.integers(-(10**11), 10**11))
def test_cell_of_a_spreadsheet_is_the_amount_it_shows(cents):
    shown = Decimal(cents).scaleb(-2)
    assert to_cents(float(shown)) == cents


@given(st.floats())
def test_float_is_either_exact_by_its_shortest_text_or_refused(number):
    try:
        cents = to_cents(number)
    except NotWholeCents:
        return
    assert Decimal(repr(number)) * 100 == cents


@given(CENTS, CENTS)
def test_adding_dollars_is_adding_cents(one, other):
    assert from_cents(one) + from_cents(other) == from_cents(one + other)


@pytest.mark.parametrize(
    ("cents", "dollars_text"),
    [(Decimal("0.5"), "0.01"), (Decimal("1.4999"), "0.01"), (Decimal("-0.5"), "-0.01"), (Decimal("-0.4"), "0.00")],
)
def test_from_cents_rounds_the_fraction_of_an_average_half_up(cents, dollars_text):
    assert str(from_cents(cents)) == dollars_text


@pytest.mark.parametrize(
    ("value", "to_cent", "to_dollar"),
    [
        ("0.005", "0.01", "0"),
        ("0.015", "0.02", "0"),
        ("0.5", "0.50", "1"),
        ("-2.5", "-2.50", "-3"),
        ("-0.004", "0.00", "0"),
    ],
)
def test_rounding_is_half_up_and_leaves_no_minus_zero(value, to_cent, to_dollar):
    assert str(round_to_cents(Decimal(value))) == to_cent
    assert str(round_to_dollars(Decimal(value))) == to_dollar


@pytest.mark.parametrize(
    ("part", "whole", "shown"),
    [
        ("156197", "412600", "37.9"),
        ("1", "3", "33.3"),
        ("0.0005", "1", "0.1"),
        ("0.0004", "1", "0.0"),
        ("0", "10", "0.0"),
        ("12", "10", "120.0"),
        ("1", "0", None),
        ("1", "-10", None),
        ("-1", "10", None),
    ],
)
def test_percent_has_one_decimal_or_is_not_shown(part, whole, shown):
    result = percent(Decimal(part), Decimal(whole))
    assert (None if result is None else str(result)) == shown


@pytest.mark.parametrize(
    ("value", "whole", "exact"),
    [
        ("48000.00", "$48,000", "$48,000.00"),
        ("17931.44", "$17,931", "$17,931.44"),
        ("-1184.60", "−$1,185", "−$1,184.60"),
        ("-0.40", "$0", "−$0.40"),
        ("-0.00", "$0", "$0.00"),
        ("0.50", "$1", "$0.50"),
        ("0.125", "$0", "$0.13"),
    ],
)
def test_amounts_as_text(value, whole, exact):
    assert dollars(Decimal(value)) == whole
    assert dollars_and_cents(Decimal(value)) == exact


def test_amounts_as_text_with_a_sign():
    assert dollars(Decimal("500"), sign=True) == "+$500"
    assert dollars(Decimal("-500"), sign=True) == "−$500"
    assert dollars(Decimal("0.2"), sign=True) == "$0"
    assert dollars_and_cents(Decimal("0.20"), sign=True) == "+$0.20"


@pytest.mark.parametrize(
    ("value", "shown"),
    [("20288.83", "$20,300"), ("20250.00", "$20,300"), ("1994.99", "$1,990"), ("999.60", "$1,000"), ("40.50", "$41")],
)
def test_estimates_have_three_figures(value, shown):
    assert about(Decimal(value)) == shown
