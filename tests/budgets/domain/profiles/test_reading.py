from collections import Counter

import pytest

from budgets.domain.profiles import STAGED
from tests.budgets.domain.profiles.files import FUND, LEDGER, OBJECT, PAID, REPORT, Entry, ledger, read, workbook

FULL = ledger(
    account={"segments": [FUND | {"length": 2}, OBJECT | {"length": 4}]},
    date={"column": "Date", "format": "M/D/YYYY"},
    period={"column": "Period"},
    posts=[PAID | {"kind": {"column": "Type", "values": {"AP": "payment", "JE": "journal"}}}],
)
HEAD = "Fund,Object,Date,Period,Type,Amount\n"


def test_all_faults_of_all_files_are_told_at_once_with_their_rows(reads):
    first = (
        "Pine Ridge,,,,,\n\n"
        + HEAD
        + "10,4310,7/1/2026,1,AP,1.00\n1,4310,7/32/2026,15,XX,1.2.3\n\n10,4310,7/1/2026,1,AP\n"
    )
    second = HEAD + "10,4310,7/1/2026,1,AP,2.00\n" * 3 + "10,1.2E+15,,,,3-Jan\n"
    assert reads(FULL, first, "Fund,Amount\n", second).problems == [
        "a.csv, row 5, Fund: fund “1” has 1 character instead of 2; leading zeros may be lost",
        "a.csv, row 5, Date: “7/32/2026” is not a date of the form M/D/YYYY",
        "a.csv, row 5, Period: “15” is not a number from 0 to 14",
        "a.csv, row 5, Amount: “1.2.3” is not an amount",
        "a.csv, row 7: has 5 cells, the header has 6; a line break may stand in a cell without quotes,"
        " or the file was cut off",
        "b.csv, row 1: no header with “Object”, “Date”, “Period”, “Type”; the row that comes nearest has"
        " “Fund”, “Amount”",
        "c.csv, row 5, Object: “1.2E+15” is no object, but a number that a spreadsheet has shortened",
        "c.csv, row 5, Date: is empty; it must be a date",
        "c.csv, row 5, Amount: “3-Jan” is a date; a spreadsheet may have turned the amount into one",
    ]


def test_rows_are_counted_as_a_spreadsheet_counts_them(reads):
    """Titles, blank rows and the header count; a line break inside a cell does not."""
    profile = ledger(description="Memo")
    found = reads(profile, 'Title\n\n"Two\nlines"\nFund,Object,Memo,Amount\n1,2,"a\nb\nc",1.00\n\n1,2,d,x\n')
    assert found.problems == ["a.csv, row 7, Amount: “x” is not an amount"]
    assert [entry.row for entry in found.entries] == []
    assert [entry.row for entry in reads(profile, 'T\nFund,Object,Memo,Amount\n1,2,"a\nb",1\n1,2,,2\n').entries] == [
        3,
        4,
    ]


def test_rows_far_down_in_a_large_file_have_their_numbers(reads):
    rows = [f"1,{4000 + number % 50},1.00" for number in range(30_000)]
    rows[12_345], rows[29_999] = "1,,1.00", "1,4000,1,000.00"
    found = reads(ledger(), "Fund,Object,Amount\n" + "\n".join(rows))
    assert [problem.split(":")[0] for problem in found.problems] == ["a.csv, row 12347, Object", "a.csv, row 30001"]
    assert found.reading.rows_read == 30_000


def test_every_fault_is_counted_and_ten_thousand_are_listed(reads):
    found = reads(ledger(), "Fund,Object,Amount\n" + "1,2,x\n" * 12_000)
    assert (found.reading.problems.count, len(found.reading.problems.listed)) == (12_000, 10_000)


def test_nothing_is_posted_behind_a_fault(reads):
    rows = "".join(f"1,{4000 + number % 50},1.00\n" for number in range(30_000))
    found = reads(ledger(), f"Fund,Object,Amount\n1,2,x\n{rows}")
    assert found.entries == []


def test_file_that_cannot_be_read_to_its_end_is_refused_with_the_row(reads):
    found = reads(ledger(), 'Fund,Object,Amount\n1,2,1.00\n1,"2,1.00\n1,2,1.00\n', "Fund,Object,Amount\n1,2,x\n")
    assert found.problems == [
        "a.csv, row 3: A quote is opened and never closed.",
        "b.csv, row 2, Amount: “x” is not an amount",
    ]


def test_several_files_are_one_load(reads):
    found = reads(ledger(), "Fund,Object,Amount\n1,2,1.00\n", "Object,Amount,Fund\n2,3.00,1\n3,4.00,1\n")
    assert found.problems == []
    assert [(entry.file, entry.row, entry.code, entry.cents) for entry in found.entries] == [
        (0, 2, "1-2", 100),
        (1, 2, "1-2", 300),
        (1, 3, "1-3", 400),
    ]
    assert (len(found.reading.codes), found.reading.rows_read) == (2, 3)


def test_staged_rows_have_the_columns_that_are_promised(reads):
    named = {"cents": "amount", "order": "order_number"}
    assert sorted(STAGED) == sorted(named.get(name, name) for name in Entry._fields)


@pytest.mark.parametrize("mode", [{"mode": "replace"}, {"mode": "replace", "window": "year", "missing": "keep"}])
def test_file_without_an_entry_is_refused_where_it_should_hold_all(reads, mode):
    assert reads(ledger(load=mode), "Fund,Object,Amount\n").problems == ["there is no entry in these rows"]
    assert reads(REPORT, "Fund,Object,Budget\n,,\n").problems == ["there is no entry in these rows"]


def test_file_of_a_night_without_an_entry_is_told(reads):
    found = reads(ledger(load={"mode": "append", "by": "nothing"}), "Fund,Object,Amount\n")
    assert (found.problems, found.reading.warnings) == ([], ["there is no entry in these rows"])


def test_one_file_of_several_may_be_empty(reads):
    assert len(reads(ledger(), "Fund,Object,Amount\n", "Fund,Object,Amount\n1,2,1.00\n").posted) == 1


def test_file_with_a_fault_is_not_called_empty(reads):
    assert len(reads(ledger(), "Fund,Object,Amount\n,,x\n").problems) == 2


def test_workbook_is_read_as_text_is(tmp_path):
    table = [
        ["Pine Ridge", ""],
        ["Fund", "Object", "Amount"],
        ["010", 4310, 5.1],
        ["010", "0020", -3],
        ["010", 4310, "(1.00)"],
    ]
    found = read(LEDGER, [workbook(tmp_path / "a.xlsx", table)])
    assert found.posted == [(3, "010-4310", 510), (4, "010-0020", -300), (5, "010-4310", -100)]


def test_number_of_a_workbook_that_has_lost_its_zeros_is_refused(tmp_path):
    profile = ledger(account={"segments": [FUND | {"length": 3}, OBJECT]})
    found = read(profile, [workbook(tmp_path / "a.xlsx", [["Fund", "Object", "Amount"], [10, 4310, 5]])])
    assert found.problems == ["a.xlsx, row 2, Fund: fund “10” has 2 characters instead of 3; leading zeros may be lost"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", "\t", "|", ";"])
def test_any_encoding_and_delimiter(reads, encoding, delimiter):
    rows = [("Fund", "Object", "Memo", "Amount"), ("10", "4310", "Café – größer", "1.00"), ("10", "4320", "", "2.00")]
    text = "\n".join(delimiter.join(row) for row in rows)
    found = reads(ledger(description="Memo"), text.encode(encoding))
    assert found.problems == []
    assert [entry.description for entry in found.entries] == ["Café – größer", ""]


def test_code_whose_digits_a_workbook_has_dropped(tmp_path):
    """A spreadsheet keeps 15 digits of a number: a longer code has lost its end, and many codes would be one."""
    account = {"column": "Account", "segments": [{"name": "a", "length": 10}, {"name": "b", "length": 10}]}
    table = [["Account", "Amount"], [19911629919001012345, 5]]
    found = read(ledger(account=account), [workbook(tmp_path / "a.xlsx", table)])
    assert found.problems == [
        "a.xlsx, row 2, Account: “1.99116299190010E+19” is no account code, but a number that a spreadsheet"
        " has shortened"
    ]


def test_equal_rows_stay_two(reads):
    found = reads(ledger(), "Fund,Object,Amount\n1,2,20.00\n1,2,20.00\n")
    assert Counter((code, cents) for _, code, cents in found.posted) == {("1-2", 2000): 2}
