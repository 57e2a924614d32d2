"""Stretches of days: a month has months beside it, another stretch as many days."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from budgets.queries.days import FIRST, LAST, Days, month_of, stretch
from budgets.queries.entry_filter import EntryFilter
from budgets.queries.typed import WrongFilter

TODAY = date(2026, 11, 19)
NEAR = st.dates(FIRST, LAST)


@pytest.mark.parametrize(
    ("words", "month", "ends_on", "found"),
    [
        ({}, "", None, Days(date(2026, 10, 1), date(2026, 10, 31))),
        ({}, "2026-02", None, Days(date(2026, 2, 1), date(2026, 2, 28))),
        ({}, "", date(2026, 6, 30), Days(date(2026, 6, 1), date(2026, 6, 30))),
        ({}, "", date(2027, 6, 30), Days(date(2026, 10, 1), date(2026, 10, 31))),
        ({"from": "2026-10-05"}, "", None, Days(date(2026, 10, 5), TODAY)),
        ({"from": "2026-12-05"}, "", None, Days(date(2026, 12, 5), date(2026, 12, 5))),
        ({"to": "2026-10-05"}, "", None, Days(date(2026, 10, 5), date(2026, 10, 5))),
        ({"from": "2026-10-31", "to": "2026-10-01"}, "", None, Days(date(2026, 10, 1), date(2026, 10, 31))),
    ],
)
def test_days_are_those_that_are_asked_for(words, month, ends_on, found):
    assert stretch(EntryFilter.parse(words), month, TODAY, ends_on) == found


@pytest.mark.parametrize(
    ("words", "month"),
    [({}, "2026"), ({}, "2026-13"), ({}, "x"), ({}, "0001-01"), ({}, "9999-12"), ({"from": "0001-01-01"}, "")],
)
def test_days_that_are_none_are_refused(words, month):
    with pytest.raises(WrongFilter):
        stretch(EntryFilter.parse(words), month, TODAY, None)


@given(NEAR)
def test_month_has_a_month_on_each_side(day):
    month = month_of(day)
    assert month.is_month
    assert (month.before.after, month.after.before) == (month, month)
    assert month.before.last + timedelta(days=1) == month.first


@given(NEAR, st.integers(0, 400))
def test_stretch_has_as_many_days_on_each_side(day, length):
    days = Days(day, day + timedelta(days=length))
    if not days.is_month:
        assert days.before.last - days.before.first == days.after.last - days.after.first == timedelta(days=length)
        assert days.before.last + timedelta(days=1) == days.first
