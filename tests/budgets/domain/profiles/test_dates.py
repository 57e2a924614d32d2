from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from budgets.domain.profiles.dates import EARLIEST, LATEST, MONTHS, date_reader, is_format, month_number

DAYS = st.dates(EARLIEST, LATEST)


@pytest.mark.parametrize(
    ("form", "cell", "day"),
    [
        ("M/D/YYYY", "7/1/2026", "2026-07-01"),
        ("M/D/YYYY", "07/01/2026", "2026-07-01"),
        ("M/D/YYYY", " 7/1/2026 ", "2026-07-01"),
        ("M/D/YYYY", "7/1/2026 3:05 PM", "2026-07-01"),
        ("M/D/YYYY", "7/1/2026 12:00:00AM", "2026-07-01"),
        ("MM/DD/YYYY", "07/01/2026", "2026-07-01"),
        ("M/D/YY", "7/1/26", "2026-07-01"),
        ("M/D/YY", "7/1/98", "1998-07-01"),
        ("M/D/YY", "7/1/69", "2069-07-01"),
        ("YYYY-MM-DD", "2026-07-01", "2026-07-01"),
        ("YYYY-MM-DD", "2026-07-01T08:15:00.123", "2026-07-01"),
        ("YYYYMMDD", "20260701", "2026-07-01"),
        ("DDMMMYYYY", "01JUL2026", "2026-07-01"),
        ("D-MMM-YY", "1-Jul-26", "2026-07-01"),
        ("D.M.YYYY", "1.7.2026", "2026-07-01"),
        ("MMM D, YYYY", "July 1, 2026", "2026-07-01"),
        ("MMM D, YYYY", "Sept. 1, 2026", "2026-09-01"),
        ("serial", "46204", "2026-07-01"),
        ("serial", "46204.5", "2026-07-01"),
        ("serial", "18264", "1950-01-01"),
    ],
)
def test_date_of_a_form(form, cell, day):
    assert date_reader([form])(cell) == day


@pytest.mark.parametrize(
    ("form", "cell"),
    [
        ("M/D/YYYY", "2/30/2026"),
        ("M/D/YYYY", "13/1/2026"),
        ("M/D/YYYY", "0/1/2026"),
        ("M/D/YYYY", "7/1/26"),
        ("M/D/YYYY", "7-1-2026"),
        ("M/D/YYYY", "7/1/0206"),
        ("M/D/YYYY", "7/1/2101"),
        ("M/D/YYYY", "7/1/2026 late"),
        ("M/D/YYYY", "46204"),
        ("MM/DD/YYYY", "7/1/2026"),
        ("YYYYMMDD", "2026070"),
        ("D-MMM-YY", "1-Jux-26"),
        ("MMM D, YYYY", "Marketing 1, 2026"),
        ("serial", "2026"),
        ("serial", "80000"),
        ("serial", "-5"),
        ("serial", "7/1/2026"),
        ("M/D/YYYY", "٧/١/2026"),
    ],
)
def test_other_text_is_refused_with_the_form(form, cell):
    assert date_reader([form])(cell).reason == f"“{cell}” is not a date of the form {form}"


def test_first_form_that_fits_is_taken():
    read = date_reader(["M/D/YYYY", "YYYY-MM-DD", "serial"])
    assert [read(cell) for cell in ("7/1/2026", "2026-07-01", "46204")] == ["2026-07-01"] * 3
    assert read("July").reason == "“July” is not a date of the form M/D/YYYY or YYYY-MM-DD or serial"


@pytest.mark.parametrize("cell", ["", "  ", "\xa0"])
def test_blank_is_no_date(cell):
    assert date_reader(["M/D/YYYY"])(cell) is None


@given(DAYS)
def test_every_day_reads_back_in_every_form(day):
    month = MONTHS[day.month - 1]
    printed = {
        "M/D/YYYY": f"{day.month}/{day.day}/{day.year}",
        "MM/DD/YYYY": f"{day:%m/%d/%Y}",
        "YYYYMMDD": f"{day:%Y%m%d}",
        "D-MMM-YYYY": f"{day.day}-{month[:3].upper()}-{day.year}",
        "MMM D, YYYY": f"{month.title()} {day.day}, {day.year}",
        "serial": str((day - date(1899, 12, 30)).days),
    }
    found = {form: date_reader([form])(cell) for form, cell in printed.items()}
    assert found == dict.fromkeys(printed, day.isoformat())


@given(st.dates(date(1970, 1, 1), date(2069, 12, 31)))
def test_year_of_two_digits_is_of_a_hundred_years(day):
    assert date_reader(["M/D/YY"])(f"{day.month}/{day.day}/{day.year % 100:02d}") == day.isoformat()


@given(st.text(max_size=20))
def test_any_text_is_a_day_nothing_or_refused(cell):
    found = date_reader(["M/D/YYYY", "D-MMM-YY", "serial"])(cell)
    if isinstance(found, str):
        assert EARLIEST <= date.fromisoformat(found) <= LATEST
    else:
        assert found is None or cell.strip()


def test_serials_are_days_after_each_other():
    read = date_reader(["serial"])
    days = [date.fromisoformat(str(read(str(number)))) for number in range(46_000, 46_900)]
    assert {after - before for before, after in pairwise(days)} == {timedelta(days=1)}


@pytest.mark.parametrize(
    "form", ["M/D/YYYY", "YYYY-MM-DD", "YYYYMMDD", "MDDYYYY", "D.MMM.YY", "MMM D, YYYY", "DMMMYYYY", "serial"]
)
def test_form_that_names_a_day(form):
    assert is_format(form)


@pytest.mark.parametrize(
    "form", ["", "M/D", "M/D/M", "M/D/YYYY YY", "yyyy-mm-dd", "MDYYYY", "MYYYYD", "YYYYMD", "date"]
)
def test_form_that_names_no_day_or_several_is_none(form):
    assert not is_format(form)


@pytest.mark.parametrize(
    ("name", "number"), [("jul", 7), ("July", 7), ("SEPT", 9), ("sep.", 9), ("may", 5), ("December", 12)]
)
def test_month_by_name(name, number):
    assert month_number(name) == number


@pytest.mark.parametrize("name", ["", "ju", "julius", "marketing", "decimal", "7", "jul 2026"])
def test_other_words_are_no_month(name):
    assert month_number(name) is None
