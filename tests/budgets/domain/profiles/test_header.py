import pytest

from tests.budgets.domain.profiles.files import PAID, ledger

ENTRY = "10,4310,5.00\n"
TWO_LINES = ledger(file={"header_lines": 2}, posts=[PAID | {"amount": "YTD EXPENDED"}])


def amount_of(reads, header, row, amount, **parts):
    """The cents that are read from a column of that name."""
    found = reads(ledger(posts=[PAID | {"amount": amount}], **parts), f"{header}\n{row}\n")
    return found.entries[0].cents if not found.problems else found.problems[0]


@pytest.mark.parametrize(
    "header", ["Fund,Object,Amount", "FUND, object ,AMOUNT", "\ufeffFund,Object,Amount", "'Fund,Object,Amount"]
)
def test_names_are_compared_without_case_and_blanks(reads, header):
    assert reads(ledger(), f"{header}\n{ENTRY}").posted == [(2, "10-4310", 500)]


def test_order_of_columns_does_not_matter_and_others_are_ignored(reads):
    found = reads(ledger(), "Amount,x,Object,Fund\n5.00,?,4310,10\n", "Fund,Object,y,z,Amount\n10,4310,?,?,6.00\n")
    assert [(entry.file, entry.code, entry.cents) for entry in found.entries] == [
        (0, "10-4310", 500),
        (1, "10-4310", 600),
    ]
    assert found.problems == []


def test_titles_above_the_header_are_passed_over(reads):
    found = reads(ledger(), "Pine Ridge Unified\n\nFund,report\n,,,\nFund,Object,Amount\n" + ENTRY)
    assert found.posted == [(6, "10-4310", 500)]
    assert found.reading.rows_read == 1


@pytest.mark.parametrize("above", [0, 1, 59])
def test_header_stands_in_the_first_sixty_rows(reads, above):
    assert reads(ledger(), "title\n" * above + "Fund,Object,Amount\n" + ENTRY).posted == [(above + 2, "10-4310", 500)]


def test_header_below_them_is_not_looked_for(reads):
    assert reads(ledger(), "title\n" * 60 + "Fund,Object,Amount\n" + ENTRY).problems == [
        "a.csv, row 1: no header with “Fund”, “Object”, “Amount”; the row that comes nearest has “title”"
    ]


def test_missing_names_are_told_with_the_nearest_row(reads):
    assert reads(
        ledger(date={"column": "Date", "format": "M/D/YYYY"}), "Report,of\nFund,Obj,Amount\n" + ENTRY
    ).problems == [
        "a.csv, row 2: no header with “Object”, “Date”; the row that comes nearest has “Fund”, “Obj”, “Amount”"
    ]


def test_each_file_needs_its_header(reads):
    found = reads(ledger(), "Fund,Object,Amount\n" + ENTRY, ENTRY)
    assert [problem.split(":")[0] for problem in found.problems] == ["b.csv, row 1"]


def test_header_of_two_lines_is_joined_from_top_to_bottom(reads):
    found = reads(TWO_LINES, "Title,,\n,,YTD\nFund,Object,EXPENDED\n" + ENTRY)
    assert found.posted == [(4, "10-4310", 500)]


def test_header_of_two_lines_of_different_length(reads):
    assert reads(TWO_LINES, ",,YTD,\nFund,Object,EXPENDED\n10,4310,5.00,\n").posted == [(3, "10-4310", 500)]
    assert reads(TWO_LINES, "Fund,Object\n,,YTD EXPENDED\n10,4310,5.00\n").posted == [(3, "10-4310", 500)]


def test_file_that_is_shorter_than_its_header_has_none(reads):
    assert reads(TWO_LINES, "Fund,Object,YTD EXPENDED\n").problems == [
        "a.csv, row 1: the header takes 2 rows, more than the file has"
    ]


TWINS = "Fund,Object,Amount,amount, AMOUNT "


@pytest.mark.parametrize(("name", "cents"), [("Amount#1", 100), ("Amount#2", 200), ("Amount#3", 300)])
def test_names_that_come_again_are_numbered(reads, name, cents):
    assert amount_of(reads, TWINS, "1,2,1.00,2.00,3.00", name) == cents


def test_name_alone_is_refused_where_the_file_has_two(reads):
    """A second column of the name may have been added in front of the one that was meant."""
    assert amount_of(reads, TWINS, "1,2,1.00,2.00,3.00", "Amount") == (
        "a.csv, row 1: two columns are called “Amount”; the profile must say Amount#1 or Amount#2"
    )


def test_name_alone_is_the_first_where_the_profile_knows_of_the_second(reads):
    posts = [PAID, PAID | {"measure": "budget", "kind": "original", "amount": "Amount#2"}]
    found = reads(ledger(posts=posts), TWINS + "\n1,2,1.00,2.00,3.00\n")
    assert sorted((entry.measure, entry.cents) for entry in found.entries) == [("budget", 200), ("expenditure", 100)]


def test_first_of_one_is_that_one(reads):
    assert amount_of(reads, "Fund,Object,Amount", "1,2,5.00", "Amount#1") == 500


def test_column_without_a_name_is_called_by_its_place(reads):
    assert amount_of(reads, "Fund,Object,,", "1,2,,5.00", "#4") == 500
    assert amount_of(reads, "Fund,Object,Amount", "1,2,5.00", "#3") == 500
    assert "no header with “#4”" in amount_of(reads, "Fund,Object,Amount", "1,2,5.00", "#4")


def test_header_cannot_be_found_by_numbers_alone(reads):
    account = {"column": "#1", "separator": "-", "segments": [{"name": "a"}, {"name": "b"}]}
    assert amount_of(reads, "x,y", "1-2,5.00", "#2", account=account) == (
        "a.csv: the profile names columns by number only; it must list the columns of such a file"
    )


LISTED = {"columns": ["Fund", "Object", "Note", "Amount"]}


def test_file_without_a_header_has_the_columns_of_the_profile(reads):
    found = reads(ledger(file=LISTED), "10,4310,x,5.00\n10,4320,,6.00\n")
    assert found.posted == [(1, "10-4310", 500), (2, "10-4320", 600)]


def test_listed_columns_must_have_what_the_profile_uses(reads):
    """Its amounts would else be blank, and nothing would be posted."""
    found = reads(ledger(file={"columns": ["Fund", "Object", "Amt"]}), ENTRY)
    assert found.problems == ["a.csv: the profile's list of columns has no “Amount”"]


def test_header_in_a_file_that_should_have_none_is_refused(reads):
    found = reads(ledger(file=LISTED), "Fund,Object,Note,Amount\n10,4310,x,5.00\n")
    assert found.problems == ["a.csv, row 1, Amount: “Amount” is not an amount"]


def test_optional_column_that_is_not_there_is_blank_and_told(reads):
    profile = ledger(file={"optional_columns": ["memo", "PO"]}, description="Memo", order="PO")
    found = reads(profile, "Fund,Object,PO,Amount\n10,4310,P1,5.00\n")
    assert [(entry.order, entry.description) for entry in found.entries] == [("P1", "")]
    assert found.reading.warnings == ["a.csv has no column “Memo”"]


def test_empty_file_has_no_header(reads):
    assert "no header" in reads(ledger(), "\n").problems[0]
