from datetime import date

import pytest

from tests.budgets.domain.profiles.files import Entry, ledger, read, workbook

FILE = "Fund,Object,Date,Amount\n1,2,{},1.00\n"
DATE = {"column": "Date", "format": "M/D/YYYY"}
WHOLE = {
    "date": DATE,
    "period": {"column": "Period"},
    "order": "PO",
    "document": "Doc",
    "vendor": {"number": "No", "name": "Vendor"},
    "description": "Memo",
}


def test_all_facts_of_a_row(reads):
    found = reads(
        ledger(**WHOLE),
        "Fund,Object,Date,Period,PO,Doc,No,Vendor,Memo,Amount\n"
        '10,4310,7/1/2026,1,P1,INV 1,17,Depot,"Paper, white",5.00\n'
        "10,4320,7/2/2026,,,,,,,6.00\n",
    )
    assert found.problems == []
    assert found.entries == [
        Entry(
            2, "10-4310", "expenditure", "payment", 500, "2026-07-01", 1, "P1", "INV 1", ("17", "Depot"), "Paper, white"
        ),
        Entry(3, "10-4320", "expenditure", "payment", 600, "2026-07-02", None, "", "", None, ""),
    ]


def test_profile_that_reads_no_facts(reads):
    found = reads(ledger(), "Fund,Object,Amount\n10,4310,5.00\n")
    assert found.entries == [Entry(2, "10-4310", "expenditure", "payment", 500, None, None, "", "", None, "")]


def test_date_must_be_there(reads):
    assert reads(ledger(date=DATE), FILE.format("")).problems == ["a.csv, row 2, Date: is empty; it must be a date"]


def test_date_may_be_missing_where_the_profile_says_so(reads):
    found = reads(ledger(date=DATE | {"missing": "allow"}), FILE.format(" "))
    assert (found.problems, found.entries[0].posted_on) == ([], None)


def test_date_of_another_form_is_refused_in_a_text(reads):
    assert reads(ledger(date=DATE), FILE.format("2026-07-01")).problems == [
        "a.csv, row 2, Date: “2026-07-01” is not a date of the form M/D/YYYY"
    ]


@pytest.mark.parametrize("form", ["M/D/YYYY", "YYYY-DD-MM"])
def test_date_of_a_workbook_is_understood_whatever_the_form(tmp_path, form):
    table = [["Fund", "Object", "Date", "Amount"], ["10", 4310, date(2026, 7, 5), 5.25], ["10", "0020", "", 1]]
    path = workbook(tmp_path / "a.xlsx", table)
    found = read(ledger(date=DATE | {"format": form, "missing": "allow"}), [path])
    assert found.posted == [(2, "10-4310", 525), (3, "10-0020", 100)]
    assert [entry.posted_on for entry in found.entries] == ["2026-07-05", None]


def test_text_in_a_workbook_may_have_the_form_of_the_profile(tmp_path):
    path = workbook(tmp_path / "a.xlsx", [["Fund", "Object", "Date", "Amount"], ["10", 4310, "7/5/2026", 5]])
    assert read(ledger(date=DATE), [path]).entries[0].posted_on == "2026-07-05"


def test_workbook_and_text_in_one_load_keep_their_forms(tmp_path):
    book = workbook(tmp_path / "a.xlsx", [["Fund", "Object", "Date", "Amount"], ["10", 4310, date(2026, 7, 5), 5]])
    text = tmp_path / "b.csv"
    text.write_text(FILE.format("2026-07-05"))
    assert read(ledger(date=DATE), [book, text]).problems == [
        "b.csv, row 2, Date: “2026-07-05” is not a date of the form M/D/YYYY"
    ]


def test_date_in_the_place_of_an_amount_or_a_code_is_refused(tmp_path):
    table = [["Fund", "Object", "Amount"], ["10", date(2026, 10, 5), 5], ["10", 4310, date(2026, 1, 3)]]
    assert read(ledger(), [workbook(tmp_path / "a.xlsx", table)]).problems == [
        "a.xlsx, row 2, Object: “2026-10-05” is no object, but a date, into which a spreadsheet may have turned it",
        "a.xlsx, row 3, Amount: “2026-01-03” is a date; a spreadsheet may have turned the amount into one",
    ]
