"""The ready profiles on small invented files in the shape of their layout, and on what goes wrong with it."""

from collections import defaultdict

import pytest

from budgets.choices import AccountType, Pay
from budgets.domain.profiles import load_profile
from tests.budgets.domain.profiles.files import Entry, read, workbook
from tests.budgets.domain.profiles.ready_files import (
    BALANCES,
    JOURNAL_HEAD,
    JOURNALS,
    LEDGER_HEAD,
    LEDGER_ROWS,
    LINES,
    LINES_HEAD,
    SECTIONS,
    journal,
    line,
)


@pytest.fixture
def ready(reads):
    """Reads texts by a ready profile."""

    def ready(name, *texts, year=2027):
        return reads(load_profile(name).content, *texts, year=year)

    return ready


def sums(found):
    """Cents by measure and kind."""
    assert found.problems == []
    total = defaultdict(int)
    for entry in found.entries:
        total[entry.measure, entry.kind] += entry.cents
    return dict(total)


def test_ledger_with_three_amounts(ready):
    found = ready("ledger-three-amounts", "\ufeff" + LEDGER_HEAD + LEDGER_ROWS)
    assert sums(found) == {
        ("budget", "adjustment"): 850_000,
        ("encumbrance", "open"): 82_000,
        ("encumbrance", "relief"): -41_000,
        ("expenditure", "payment"): 41_000,
        ("expenditure", "journal"): 400_000,
        ("expenditure", "refund"): -11_450,
    }
    assert found.dropped == {"account stubs": 1}
    assert (found.reading.year, found.reading.identity) == (2027, {"District_Name": "Pine Ridge"})
    assert found.reading.rows_read == 9
    relief = next(entry for entry in found.entries if entry.kind == "relief")
    assert relief == Entry(
        6, "100-2-100-0-450", "encumbrance", "relief", -41_000, "2026-09-02", None,
        "P270113", "01-21_", ("20417", "School Depot"), "Paper",
    )  # fmt: skip
    assert [(code.canonical, code.account_type, code.pay) for code in found.reading.codes] == [
        ("100-99-600-0-440", AccountType.EXPENDITURE, Pay.NONE),
        ("100-2-100-0-450", AccountType.EXPENDITURE, Pay.NONE),
        ("100-2-100-0-310", AccountType.EXPENDITURE, Pay.CENTRAL),
        ("100-99-0-0-011", AccountType.REVENUE, Pay.NONE),
    ]


@pytest.mark.parametrize(
    ("was", "now", "problem"),
    [
        ("Returned", "Returned, late", "row 9: has 20 cells, the header has 19"),
        ("4000.00", "4E+03", "row 8, Amount: “4E+03” is a shortened number"),
        ("8/14/2026", "14/8/2026", "row 5, Date: “14/8/2026” is not a date"),
        ("R,R9", "X,R9", "row 9, Reference_Type: “X” is a type that the profile does not know"),
        ("100,0,310", "10-Jan,0,310", "row 8, Function_Code: “10-Jan” is no Function, but a date"),
        ("Pine Ridge,27,100,99,0,0,011", "Pine Ridge,26,100,99,0,0,011", "row 10, Fiscal_Year: is of fiscal year 2026"),
        ("Pine Ridge,27,100,99,0,0,011", "Maple,27,100,99,0,0,011", "row 10, District_Name: says “Maple”"),
        ("Pine Ridge,27,100,99,0,0,011", "Pine Ridge,27,100,99,0,,011", "row 10, Program_Code: is without Program"),
    ],
)
def test_ledger_with_a_fault_is_refused(ready, was, now, problem):
    assert was in LEDGER_ROWS
    found = ready("ledger-three-amounts", LEDGER_HEAD + LEDGER_ROWS.replace(was, now))
    assert [each.startswith(f"a.csv, {problem}") for each in found.problems] == [True]


def test_document_lines(ready):
    found = ready("document-lines", "\ufeff" + LINES_HEAD + LINES)
    assert sums(found) == {
        ("encumbrance", "open"): 182_000,
        ("encumbrance", "change"): -2_000,
        ("encumbrance", "relief"): -41_000,
        ("expenditure", "payment"): 41_000,
        ("expenditure", "payroll"): 400_000,
        ("expenditure", "journal"): -1_550,
        ("expenditure", "refund"): -9_900,
    }
    by_row = sorted(found.entries)
    assert [entry.period for entry in by_row] == [1, 1, 3, 3, 4, 6, 12]
    assert {entry.document for entry in by_row[:2]} == {"PO 270113 1"}
    assert [entry.vendor for entry in by_row[2:]] == [("3164", "SCHOOL DEPOT")] * 2 + [None, None, ("", "CITY")]


@pytest.mark.parametrize(
    ("document", "period", "problem"),
    [
        ("XX 1 1", "726", "Amount: no posting rule of the profile fits this amount"),
        ("270113", "726", "Doc_Line_Number: “270113” has no document type in it"),
        ("PO 1 1", "7", "Period: “7” has no month in it"),
        ("PO 1 1", "1326", "month: “13” is not a number from 1 to 12"),
    ],
)
def test_document_line_with_a_fault_is_refused(ready, document, period, problem):
    assert (
        ready("document-lines", LINES_HEAD + line(document, period, "", "5")).problems[0] == f"a.csv, row 2, {problem}"
    )


def test_amount_and_journal(ready):
    found = ready("amount-and-journal", JOURNAL_HEAD + JOURNALS)
    assert sums(found) == {
        ("expenditure", "payment"): 141_000,
        ("expenditure", "payroll"): 400_000,
        ("expenditure", "refund"): -6_274,
    }
    assert found.dropped == {"budget and variance totals": 1}
    assert found.reading.without_amount == 1
    facts = [(entry.period, entry.vendor) for entry in found.entries]
    assert facts == [(None, ("01850", "School Depot")), (6, None), (None, ("", "City-Hall"))]


def test_amount_and_journal_with_a_fault_is_refused(ready):
    file = JOURNAL_HEAD + journal("", "Voids", "5") + journal("", "", "5") + journal("", "Payroll", "12.5%")
    assert ready("amount-and-journal", file).problems == [
        "a.csv, row 2, Journal: “Voids” is a type that the profile does not know",
        "a.csv, row 3, Journal: “” is a type that the profile does not know",
        "a.csv, row 4, Amount: “12.5%” is not an amount",
    ]


def balances(tmp_path, table):
    return read(load_profile("balance-report").content, [workbook(tmp_path / "a.xlsx", table)])


def test_balance_report(tmp_path):
    found = balances(tmp_path, BALANCES)
    assert sums(found) == {
        ("budget", "reported"): 510_000,
        ("expenditure", "reported"): 110_060,
        ("encumbrance", "reported"): 29_371,
        ("request", "reported"): 5_750,
    }
    assert len(found.entries) == 16
    assert [(code.canonical[:18], code.account_type, code.pay, code.pool) for code in found.reading.codes] == [
        ("001-100-1000-6611-", AccountType.EXPENDITURE, Pay.NONE, "Supplies 203"),
        ("001-100-1000-6100-", AccountType.EXPENDITURE, Pay.CENTRAL, ""),
        ("001-000-0000-0100-", AccountType.ASSET, Pay.NONE, ""),
        ("001-000-0000-1110-", AccountType.REVENUE, Pay.NONE, ""),
    ]
    assert found.reading.codes[2].segments[-1] == "002"
    assert len(found.reading.warnings) == 1


@pytest.mark.parametrize(
    ("row", "column", "value", "problem"),
    [
        (1, 7, 3799.91, "row 2: Balance = Budget − YTD: adds up to $3,799.90, not to $3,799.91"),
        (2, 9, 4.21, "row 3: Budget Balance = Balance − Encumbrance: adds up to −$4.21, not to $4.21"),
        (
            4,
            12,
            0,
            "row 5: Uncommitted Balance = Budget Balance − Pre Encumbrance − Pending Invoices: adds up to $190.00",
        ),
        (1, 3, "INCOME", "row 2, Account Type: “INCOME” is no account type that the profile knows"),
        (1, 1, "1.100.1000.6611.203.000.0000", "row 2, Account: Fund “1” has 1 character instead of 3"),
        (1, 1, "001.100.1000", "row 2, Account: “001.100.1000” has 3 parts instead of 7"),
        (2, 1, BALANCES[1][1], "row 3, Account: account 001-100-1000-6611-203-000-0000 has the control group"),
        (1, 11, "#REF!", "row 2, Pending Invoices: “#REF!” is not an amount"),
    ],
)
def test_balance_report_with_a_fault_is_refused(tmp_path, row, column, value, problem):
    table = [list(each) for each in BALANCES]
    table[row][column] = value
    assert balances(tmp_path, table).problems[0].startswith(f"a.xlsx, {problem}")


def test_sectioned_report(ready):
    found = ready("sectioned-report", SECTIONS)
    assert found.posted == [
        (2, "01-1000-110", 41_200_000),
        (3, "01-1000-610", 1_850_050),
        (5, "01-2600-610", 1_000),
        (8, "02-1000-110", 500),
    ]
    assert found.dropped == {"function subtotals": 3, "section totals": 2}
    assert [code.pay for code in found.reading.codes] == [Pay.CENTRAL, Pay.NONE, Pay.NONE, Pay.CENTRAL]


@pytest.mark.parametrize(
    ("was", "now", "problem"),
    [
        (
            "18,500.50",
            "18,500.51",
            "row 4, AMOUNT: “function subtotals” says $430,500.50; its 2 rows add up to $430,500.51",
        ),
        (
            "430,510.50",
            "430,510.49",
            "row 7, AMOUNT: “section totals” says $430,510.49; its 3 rows add up to $430,510.50",
        ),
        (
            "2600-000.00,,TOTAL UPKEEP",
            "2600-001.00,,TOTAL UPKEEP",
            "row 6, DESCRIPTION: “TOTAL UPKEEP” looks like a total",
        ),
        (
            "2600-610.00,,SUPPLIES",
            "1000-610.00,,SUPPLIES",
            "row 5, section, function, object: account 01-1000-610 stands",
        ),
    ],
)
def test_sectioned_report_with_a_fault_is_refused(ready, was, now, problem):
    assert was in SECTIONS
    found = ready("sectioned-report", SECTIONS.replace(was, now, 1))
    assert [each for each in found.problems if each.startswith(f"a.csv, {problem}")]


def test_sectioned_report_that_is_cut_off_is_refused(ready):
    cut = SECTIONS[: SECTIONS.rindex("7000")]
    assert ready("sectioned-report", cut).problems == [
        "a.csv: no row of the rule “section totals” stands behind the last row; was the file cut off?"
    ]
