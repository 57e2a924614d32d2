from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from budgets.domain.imports.window import ALL, DATES, Window
from tests.budgets.domain.imports.feeds import entry, profile, spent

NIGHTLY = {"load": {"mode": "append", "by": "dates"}}


def days(first: int | None, last: int | None, *, by: str = DATES, undated: bool = False) -> Window:
    """From one day of September to another."""
    dates = (day and date(2026, 9, day) for day in (first, last))
    return Window(by, False, *dates, undated=undated)


@pytest.mark.parametrize(
    ("window", "other", "may"),
    [
        (days(3, 5), days(5, 9), True),
        (days(3, 5), days(1, 3), True),
        (days(3, 5), days(1, 30), True),
        (days(3, 5), days(4, 4), True),
        (days(3, 5), days(6, 9), False),
        (days(3, 5), days(1, 2), False),
        (days(3, 5), days(None, None), False),
        (days(None, None), days(3, 5), False),
        (days(3, 5, undated=True), days(6, 9, undated=True), True),
        (days(3, 5, undated=True), days(6, 9), False),
        (days(3, 5), days(6, 9, undated=True), False),
        (days(None, None, undated=True), days(None, None, undated=True), True),
        (days(3, 5, by=ALL), days(6, 9), True),
        (days(3, 5), days(4, 9, by=ALL), True),
    ],
)
def test_days_say_whether_a_window_may_hold_rows_of_another_load(window, other, may):
    assert window.may_hold_rows_of(other) is may


def comparisons(importer, *rows):
    """How many comparisons with the ledger a load of these rows makes."""
    with CaptureQueriesContext(connection) as said:
        importer.load(*rows, by=profile(**NIGHTLY))
    return sum("insert into staged_difference" in query["sql"] for query in said.captured_queries)


def test_a_file_of_other_days_is_not_compared_and_one_of_the_same_days_is(importer):
    first, second = entry("010-4310 20.00 2026-09-01"), entry("010-4310 20.00 2026-09-02")
    assert comparisons(importer, first) == 0
    assert comparisons(importer, second) == 0
    assert comparisons(importer, first, entry("010-4310 7.00 2026-09-01")) == 1
    assert [str(amount) for _, amount, _ in spent()] == ["7.00", "20.00", "20.00"]
