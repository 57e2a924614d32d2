"""Oddities of real exports, end to end: each is posted for what it is, or refused with its row and nothing done."""

from decimal import Decimal

import pytest

from budgets.models import Import, Line, Transaction
from tests.budgets.domain.imports.feeds import books_say, profile

HEAD = "Account,Name,Date,Pct,Memo,Budget,Spent"
ACCOUNT = {
    "column": "Account",
    "separator": "-",
    "segments": [{"name": "fund", "role": "fund", "length": 3}, {"name": "object", "role": "object", "length": 4}],
    "name": "Name",
}
POSTS = [
    {"measure": "budget", "kind": "original", "amount": "Budget"},
    {"measure": "expenditure", "kind": "payment", "amount": "Spent"},
]
EXPORT = {
    "balance_profile": 1,
    "name": "export",
    "title": "An export, as it is",
    "account": ACCOUNT,
    "date": {"column": "Date", "format": "M/D/YYYY", "missing": "allow"},
    "description": "Memo",
    "posts": POSTS,
    "load": {"mode": "replace", "window": "year"},
}
GOOD = "010-4310,Supplies,9/1/2026,50%,Paper,100.00,20.00"


@pytest.fixture
def export(importer):
    """Loads rows below a header; answers with the problems."""

    def load(*rows, header=HEAD, **parts):
        done = importer.attempt(*rows, header=header, by=profile(EXPORT, **parts))
        return [
            str(problem).removeprefix(f"file-{importer.count}.csv").lstrip(",: ") for problem in done.problems.listed
        ]

    return load


def spent():
    rows = Transaction.objects.filter(superseded_by=None, measure="expenditure").order_by("row")
    return [(code, str(amount)) for code, amount in rows.values_list("line__code", "amount")]


@pytest.mark.parametrize(
    ("printed", "amount"),
    [
        ("135.48-", "-135.48"),
        ('"7,583,810.00CR"', "-7583810.00"),
        ('"7,583,810.00 DR"', "7583810.00"),
        ("(5.00)", "-5.00"),
        ("−5.00", "-5.00"),
        ("$5", "5.00"),
    ],
)
def test_amount_in_every_printed_form(export, printed, amount):
    assert export(GOOD, f"010-4200,Books,9/1/2026,,,,{printed}") == []
    assert spent() == [("010-4310", "20.00"), ("010-4200", amount)]


@pytest.mark.parametrize("wrapped", ['="010-4310"', "'010-4310", "\xa0010-4310 "])
def test_code_that_was_wrapped_to_keep_its_zeros(export, wrapped):
    cell = '"' + wrapped.replace('"', '""') + '"'
    assert export(f"{cell},Supplies,9/1/2026,,,,20.00") == []
    assert spent() == [("010-4310", "20.00")]


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("10-4310,Supplies,9/1/2026,,,,5.00", "row 3, Account: fund “10” has 2 characters instead of 3"),
        ("010-431,Supplies,9/1/2026,,,,5.00", "row 3, Account: object “431” has 3 characters instead of 4"),
        ("010,Fund 010,,,,,5.00", "row 3, Account: “010” has 1 part instead of 2"),
        ("1.23E+15,Supplies,9/1/2026,,,,5.00", "row 3, Account: “1.23E+15” is no account code"),
        ("10-Apr,Supplies,9/1/2026,,,,5.00", "row 3, Account: “10-Apr” is no account code"),
        ("010-4310,Supplies,9/1/2026,,,,3-Jan", "row 3, Spent: “3-Jan” is a date"),
        ("010-4310,Supplies,9/1/2026,,,,1.2E+06", "row 3, Spent: “1.2E+06”"),
        ("010-4310,Supplies,9/1/2026,,,,101.35%", "row 3, Spent: “101.35%”"),
        ("010-4310,Supplies,13/1/2026,,,,5.00", "row 3, Date: “13/1/2026” is not a date"),
        ("010-4310,Supplies,46266,,,,5.00", "row 3, Date: “46266” is not a date"),
        ("010-4310,Ink, Inc.,9/1/2026,,,,5.00", "row 3: has 8 cells, the header has 7"),
        ("010-4310,Supplies,9/1/2026,,Paper", "row 3: has 5 cells, the header has 7"),
        ("010-4310,Total supplies,,,,100.00,20.00", "row 3, Name: “Total supplies” looks like a total"),
        (",Grand total,,,,100.00,20.00", "row 3"),
        ("Printed 9/2/2026", "row 3: has 1 cell, the header has 7"),
    ],
)
def test_what_cannot_be_right_is_named_with_its_row_and_nothing_is_changed(export, row, reason):
    before = books_say()
    problem, *more = export(GOOD, row, GOOD)
    assert problem.startswith(reason)
    assert all(each.startswith("row 3") for each in more)
    assert books_say() == before
    assert (Import.objects.count(), Transaction.objects.count(), Line.objects.count()) == (0, 0, 0)


def test_accounts_that_differ_by_padding_alone_are_refused(export):
    loose = ACCOUNT | {"segments": [{"name": "fund", "role": "fund"}, {"name": "object", "role": "object"}]}
    [problem] = export(GOOD, "10-4310,Supplies,9/1/2026,,,,5.00", account=loose)
    assert "differ in leading zeros only" in problem
    assert Line.objects.count() == 0


def test_section_that_the_code_does_not_name_is_refused_with_the_count(export):
    posts = [{"measure": "budget", "kind": "reported", "amount": "Budget"}]
    rows = (GOOD, GOOD.replace("4310", "4200"))
    *repeats, count = export(*rows, *rows, posts=posts, load={"mode": "balances"})
    assert repeats == [
        "row 4, Account: account 010-4310 stands in row 2 already",
        "row 5, Account: account 010-4200 stands in row 3 already",
    ]
    assert count.startswith("Account: 2 rows repeat an account code")
    assert Line.objects.count() == 0


def test_subtotal_without_a_word_is_named_and_nothing_is_changed(export):
    rows = (GOOD, GOOD, "010-4310,,,,,200.00,40.00")
    [problem] = export(*rows)
    assert problem.startswith("row 4, Budget: is the sum of the 2 rows of its account above it")
    assert Transaction.objects.count() == 0
    assert export(*rows, totals="entries") == []


def test_titles_repeated_page_headers_and_footers_post_nothing(export):
    footers = {"name": "page footers", "when": {"column": "Account", "matches": "^Page \\d+"}}
    rows = ("", GOOD, HEAD, "010-4200,Books,9/2/2026,,,,1.00", "Page 1 of 1")
    header = "Pine Ridge Unified\nLedger as of 9/30/2026\n" + HEAD
    assert export(*rows, header=header, drop=[footers]) == []
    assert spent() == [("010-4310", "20.00"), ("010-4200", "1.00")]


def test_debit_and_credit_and_opposite_columns(export):
    header = "Account,Name,Date,Pct,Memo,Debit,Credit"
    post = {"measure": "expenditure", "kind": "payment", "amount": {"debit": "Debit", "credit": "Credit"}}
    rows = ("010-4310,,,,,20.00,", "010-4310,,,,,,5.00")
    assert export(*rows, header=header, posts=[post]) == []
    assert spent() == [("010-4310", "20.00"), ("010-4310", "-5.00")]


def test_two_equal_charges_are_two_and_an_overlapping_file_counts_none_twice(export):
    by_days = {"mode": "append", "by": "dates"}
    assert export(GOOD, GOOD, load=by_days) == []
    assert export(GOOD, GOOD, GOOD.replace("9/1", "9/2"), load=by_days) == []
    assert spent() == [("010-4310", "20.00")] * 3
    assert Transaction.objects.filter(superseded_by=None, measure="budget").count() == 3


def test_names_of_people_in_a_text_are_masked(export):
    memo = {"columns": ["Memo"], "mask": [{"matches": "\\b\\d{6}\\b", "with": "(id)"}]}
    assert export(GOOD.replace("Paper", "Allotment 123456 of spring"), description=memo) == []
    assert set(Transaction.objects.values_list("description", flat=True)) == {"Allotment (id) of spring"}
    assert Transaction.objects.get(measure="budget").amount == Decimal(100)
