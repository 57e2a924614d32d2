import pytest

from tests.budgets.domain.profiles.files import FUND, OBJECT, ledger

WIDTHS = {
    "column": "Code",
    "segments": [
        {"name": "fund", "role": "fund", "length": 3},
        {"name": "option", "length": 2, "blank": "allow"},
        {"name": "object", "length": 4},
    ],
}
PARTED = {
    "column": "Code",
    "separator": "-",
    "segments": [{"name": "fund", "role": "fund"}, {"name": "site"}, {"name": "object"}],
}
PAD = {"length": 3, "pad": "0"}


def code_of(reads, account, cell):
    """The code that a cell becomes, or why it is refused."""
    found = reads(ledger(account=account), f"Code,Amount\n{cell},1.00\n")
    return found.reading.codes[0].canonical if not found.problems else found.problems[0]


def fund_of(reads, cell, **spec):
    found = reads(ledger(account={"segments": [FUND | spec, OBJECT]}), f"Fund,Object,Amount\n{cell},4310,1.00\n")
    return found.reading.codes[0].segments[0] if not found.problems else found.problems[0]


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("010E14310", "010-E1-4310"),
        ('"=""010E14310"""', "010-E1-4310"),
        ("'010E14310", "010-E1-4310"),
        (" 010E14310\xa0", "010-E1-4310"),
        ("010  4310", "010--4310"),
        ("010\xa0\xa04310", "010--4310"),
    ],
)
def test_code_is_cut_by_widths_and_blanks_hold_their_place(reads, cell, code):
    assert code_of(reads, WIDTHS, cell) == code


def test_segment_that_is_half_blank_is_refused(reads):
    assert "option “E” has 1 character instead of 2" in code_of(reads, WIDTHS, "010E 4310")


@pytest.mark.parametrize("cell", ["10E14310", "0010E14310", "010E1431", "010 4310", "TOTAL"])
def test_code_of_another_width_is_refused(reads, cell):
    assert code_of(reads, WIDTHS, cell) == f"a.csv, row 2, Code: “{cell}” has {len(cell)} characters instead of 9"


@pytest.mark.parametrize(
    ("cell", "code"), [("010-214-4310", "010-214-4310"), ("010 - 214-4310", "010-214-4310"), ("1-a b-C", "1-a b-C")]
)
def test_code_is_parted_at_the_separator(reads, cell, code):
    assert code_of(reads, PARTED, cell) == code


@pytest.mark.parametrize(
    ("cell", "count"),
    [("010-214", "2 parts"), ("010-214-4310-7", "4 parts"), ("Total", "1 part"), ("010 214 4310", "1 part")],
)
def test_partial_code_is_refused(reads, cell, count):
    """What a subtotal has: part of the code of its rows."""
    assert code_of(reads, PARTED, cell) == f"a.csv, row 2, Code: “{cell}” has {count} instead of 3"


@pytest.mark.parametrize("cell", ["010--4310", "-214-4310", "010-214-", "010- -4310"])
def test_code_without_a_segment_is_refused(reads, cell):
    assert "a.csv, row 2, Code: is without " in code_of(reads, PARTED, cell)


@pytest.mark.parametrize(
    ("cell", "what"),
    [
        ("1.23E+15", "a number that a spreadsheet has shortened"),
        ("10-Oct", "a date, into which a spreadsheet may have turned it"),
        ("10/5/2026", "a date, into which a spreadsheet may have turned it"),
        ("#REF!", "an error or a formula of a spreadsheet"),
        ("=B7", "an error or a formula of a spreadsheet"),
    ],
)
def test_code_that_a_spreadsheet_broke_is_refused(reads, cell, what):
    assert code_of(reads, PARTED, cell) == f"a.csv, row 2, Code: “{cell}” is no account code, but {what}"
    assert fund_of(reads, cell) == f"a.csv, row 2, Fund: “{cell}” is no fund, but {what}"


@pytest.mark.parametrize(
    ("cell", "what"),
    [
        ("TOTAL", "the word of a total"),
        ("Subtotal", "the word of a total"),
        ("10**", "a mask, which stands for several"),
        ("100.0", "a number with decimals, into which a spreadsheet may have turned it"),
    ],
)
def test_word_or_number_that_is_no_segment_is_refused(reads, cell, what):
    assert fund_of(reads, cell) == f"a.csv, row 2, Fund: “{cell}” is no fund, but {what}"


@pytest.mark.parametrize("cell", ["110.00", "TOTALB", "1.0.1"])
def test_segment_that_only_resembles_them_is_one(reads, cell):
    assert fund_of(reads, cell) == cell


@pytest.mark.parametrize("cell", ["10E300110000000000", "10E4", "0E1", "OCT", "12-ART"])
def test_letters_in_a_code_are_a_code(reads, cell):
    assert fund_of(reads, cell) == cell


@pytest.mark.parametrize(("cell", "fund"), [("7", "007"), ("07", "007"), ("007", "007"), ("0", "000"), (" 7 ", "007")])
def test_lost_zeros_are_filled_up_where_the_profile_says_so(reads, cell, fund):
    assert fund_of(reads, cell, **PAD) == fund


def test_filling_up_is_told(reads):
    account = {"segments": [FUND | PAD, OBJECT]}
    found = reads(ledger(account=account), "Fund,Object,Amount\n7,4310,1.00\n8,4310,1.00\n010,4310,1.00\n")
    assert found.reading.warnings == ["2 account codes were filled up, such as 7-4310, read as 007-4310"]


def test_lost_zeros_are_refused_where_a_length_is_all_that_is_said(reads):
    assert fund_of(reads, "7", length=3) == (
        "a.csv, row 2, Fund: fund “7” has 1 character instead of 3; leading zeros may be lost"
    )
    assert fund_of(reads, "0070", length=3) == "a.csv, row 2, Fund: fund “0070” has 4 characters instead of 3"
    assert fund_of(reads, "0070", **PAD) == "a.csv, row 2, Fund: fund “0070” has 4 characters instead of 3"


@pytest.mark.parametrize(("spec", "fund"), [({"blank": "allow"}, ""), ({"blank_as": "000"}, "000")])
def test_empty_segment(reads, spec, fund):
    assert fund_of(reads, " ", **spec) == fund


def test_empty_segment_is_refused_otherwise(reads):
    assert fund_of(reads, "\xa0") == "a.csv, row 2, Fund: is without fund"


@pytest.mark.parametrize(("spec", "most"), [({"role": "fund"}, 20), ({"role": "local"}, 40)])
def test_segment_that_no_chart_can_hold_is_refused(reads, spec, most):
    assert fund_of(reads, "x" * most, **spec) == "x" * most
    assert f"is longer than {most} characters" in fund_of(reads, "x" * (most + 1), **spec)


def test_code_that_no_line_can_hold_is_refused(reads):
    segments = [{"name": f"s{n}", "column": f"S{n}"} for n in range(4)]
    header, cells = ",".join(f"S{n}" for n in range(4)), ",".join("x" * 40 for n in range(4))
    found = reads(ledger(account={"segments": segments}), f"{header},Amount\n{cells},1.00\n")
    assert "is longer than 120 characters" in found.problems[0]
