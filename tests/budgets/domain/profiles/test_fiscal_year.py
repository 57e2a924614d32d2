import pytest
from hypothesis import given
from hypothesis import strategies as st

from budgets.domain.profiles.cells import Bad
from budgets.domain.profiles.fiscal_year import year_reader
from tests.budgets.domain.profiles.files import ledger

COLUMN = {"column": "Year"}


def file(*years: str) -> str:
    return "Fund,Object,Amount,Year\n" + "".join(f"10,43{n:02d},5.00,{year}\n" for n, year in enumerate(years))


@pytest.mark.parametrize(
    "cell",
    [
        "27",
        "2027",
        "2027.0",
        "FY27",
        "FY 2027",
        "fy2027",
        "2026-27",
        "2026-2027",
        "26-27",
        "2026/2027",
        "2026 – 27",
        "'27",
    ],
)
def test_every_way_to_name_the_year_that_ends_in_2027(cell):
    assert year_reader()(cell) == 2027


@pytest.mark.parametrize(
    ("cell", "year"), [("26", 2027), ("2026", 2027), ("FY26", 2027), ("2026-27", 2027), ("26/27", 2027)]
)
def test_number_alone_may_be_the_year_in_which_it_starts(cell, year):
    assert year_reader("start")(cell) == year


@pytest.mark.parametrize(
    "cell", ["x", "2026-28", "2027-26", "2026-26", "1899", "2101", "202", "20267", "2027.5", "7/1/2026", "FY", "٢٠٢٧"]
)
def test_other_text_is_no_fiscal_year(cell):
    assert year_reader()(cell).reason == f"“{cell}” is not a fiscal year"


def test_blank_is_refused():
    assert year_reader()(" ").reason == "is empty; it must name the fiscal year"


@given(st.text(max_size=12))
def test_any_text_is_a_year_or_refused(cell):
    found = year_reader()(cell)
    assert isinstance(found, Bad) or 1990 <= found <= 2100


def test_year_of_a_load_is_what_its_rows_say(reads):
    found = reads(ledger(fiscal_year=COLUMN), file("2027", "FY27"), year=None)
    assert (found.problems, found.reading.year) == ([], 2027)


def test_year_of_a_load_is_what_the_profile_fixes(reads):
    assert reads(ledger(fiscal_year={"fixed": 2026}), "Fund,Object,Amount\n1,2,3\n").reading.year == 2026


def test_file_that_does_not_say_its_year_has_none(reads):
    assert reads(ledger(), "Fund,Object,Amount\n1,2,3\n").reading.year is None


def test_rows_of_another_year_than_asked_for_are_refused(reads):
    assert reads(ledger(fiscal_year=COLUMN), file("2027", "2026", "2028")).problems == [
        "a.csv, row 3, Year: is of fiscal year 2026, this load of 2027",
        "a.csv, row 4, Year: is of fiscal year 2028, this load of 2027",
    ]


def test_rows_of_two_years_are_refused_where_none_is_asked_for(reads):
    assert reads(ledger(fiscal_year=COLUMN), file("2026", "2027"), year=None).problems == [
        "a.csv, row 3, Year: is of fiscal year 2027, this load of 2026"
    ]


def test_files_of_two_years_are_refused(reads):
    assert reads(ledger(fiscal_year=COLUMN), file("2027"), file("2026")).problems == [
        "b.csv, row 2, Year: is of fiscal year 2026, this load of 2027"
    ]


def test_rows_of_other_years_may_be_left_out_and_are_counted(reads):
    found = reads(ledger(fiscal_year=COLUMN | {"other_years": "drop"}), file("2026", "2027", "2028"))
    assert found.posted == [(3, "10-4301", 500)]
    assert found.dropped == {"other fiscal years": 2}


def test_which_years_are_left_out_must_be_said(reads):
    found = reads(ledger(fiscal_year=COLUMN | {"other_years": "drop"}), file("2026", "2027"), year=None)
    assert found.problems == ["Year: the file holds several fiscal years; say which of them is to be loaded"]


def test_year_that_starts(reads):
    profile = ledger(fiscal_year=COLUMN | {"names": "start"})
    assert reads(profile, file("2026", "2026-27"), year=None).reading.year == 2027


def test_year_that_cannot_be_read_is_refused_with_its_row(reads):
    assert reads(ledger(fiscal_year=COLUMN), file("2027", "", "n/a")).problems == [
        "a.csv, row 3, Year: is empty; it must name the fiscal year",
        "a.csv, row 4, Year: “n/a” is not a fiscal year",
    ]
