import pytest

from budgets.domain.profiles.cells import Bad
from budgets.domain.profiles.periods import calendar_month, whole
from tests.budgets.domain.profiles.files import ledger

FILE = "Fund,Object,Amount,Month\n10,4310,5.00,{}\n"
DATED = "Fund,Object,Amount,Date\n10,4310,5.00,{}\n"
DATE = {"column": "Date", "format": "YYYY-MM-DD", "missing": "allow"}
PERIOD = {"column": "Month"}
MONTH = {"column": "Month", "format": "calendar_month"}
FROM_DATE = {"from": "date"}


def period_of(found):
    assert found.problems == []
    return found.entries[0].period


@pytest.mark.parametrize(
    ("cell", "number"), [("0", 0), ("7", 7), ("07", 7), ("7.0", 7), ("7.00", 7), (" 14 ", 14), ("'07", 7), ("", None)]
)
def test_whole_number(cell, number):
    assert whole(0, 14)(cell) == number


@pytest.mark.parametrize("cell", ["15", "-1", "7.5", "7.0.0", "x", "²", "٧", "P7", "9" * 5_000])
def test_other_text_is_no_whole_number(cell):
    assert "is not a number from 0 to 14" in whole(0, 14)(cell).reason


@pytest.mark.parametrize(("cell", "month"), [("7", 7), ("07", 7), ("Jul", 7), ("JULY", 7), ("sept.", 9), ("", None)])
def test_calendar_month(cell, month):
    assert calendar_month(cell) == month


@pytest.mark.parametrize("cell", ["0", "13", "Marketing", "Decimal", "Ju", "7/2026"])
def test_other_text_is_no_month(cell):
    assert isinstance(calendar_month(cell), Bad)


@pytest.mark.parametrize(("cell", "period"), [("0", 0), ("1", 1), ("13", 13), ("14", 14), ("", None)])
def test_period_stands_in_the_column(reads, cell, period):
    assert period_of(reads(ledger(period=PERIOD), FILE.format(cell))) == period


@pytest.mark.parametrize(
    ("start", "cell", "period"), [(7, "7", 1), (7, "June", 12), (9, "Aug", 12), (9, "9", 1), (1, "1", 1), (10, "12", 3)]
)
def test_period_counts_months_from_the_first_of_the_fiscal_year(reads, start, cell, period):
    assert period_of(reads(ledger(period=MONTH), FILE.format(cell), start_month=start)) == period


@pytest.mark.parametrize(
    ("start", "day", "period"),
    [
        (7, "2026-07-01", 1),
        (7, "2027-06-30", 12),
        (9, "2026-09-01", 1),
        (9, "2027-08-31", 12),
        (1, "2027-01-01", 1),
        (1, "2027-12-31", 12),
        (7, "", None),
        (7, "2026-06-30", None),
        (7, "2027-07-01", None),
        (7, "2027-08-15", None),
        (1, "2026-12-31", None),
    ],
)
def test_period_by_date_is_of_this_fiscal_year_or_none(reads, start, day, period):
    assert period_of(reads(ledger(date=DATE, period=FROM_DATE), DATED.format(day), start_month=start)) == period


def test_period_by_date_where_nobody_says_the_year(reads):
    assert period_of(reads(ledger(date=DATE, period=FROM_DATE), DATED.format("2030-08-01"), year=None)) == 2


def test_period_by_date_uses_the_year_that_the_rows_name(reads):
    profile = ledger(date=DATE, period=FROM_DATE, fiscal_year={"column": "Year"})
    found = reads(profile, "Fund,Object,Amount,Date,Year\n10,4310,5.00,2029-08-01,2030\n", year=None)
    assert (found.reading.year, period_of(found)) == (2030, 2)


@pytest.mark.parametrize("cell", ["15", "July", "7/2026"])
def test_other_text_in_the_column_is_refused(reads, cell):
    assert reads(ledger(period=PERIOD), FILE.format(cell)).problems == [
        f"a.csv, row 2, Month: “{cell}” is not a number from 0 to 14"
    ]
