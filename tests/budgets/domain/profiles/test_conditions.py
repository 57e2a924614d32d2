import time

import pytest

from budgets.domain.profiles.conditions import predicate
from tests.budgets.domain.profiles.files import PAID, ledger

FILE = "Fund,Object,Type,Memo,Amount\n10,4310,PO,Paper,1.00\n10,4320,AP,,-2.00\n20,5800,JE,Total,\n"


@pytest.mark.parametrize(
    ("condition", "fits", "others"),
    [
        ({"is": "PO"}, ["PO"], ["po", "PO1", ""]),
        ({"in": ["PO", "CO", ""]}, ["PO", "CO", ""], ["P"]),
        ({"starts_with": "TOTAL"}, ["TOTAL", "TOTAL 11"], ["SUBTOTAL", ""]),
        ({"starts_with": ["A", "B"]}, ["Ab", "B"], ["C"]),
        ({"matches": r"\d{4}$"}, ["x1234"], ["123", "1234x"]),
        (
            {"between": ["4300", "4399"]},
            ["4300", "4350", "4399", "430A"],
            ["430", "4400", "04300", "43000", "A300", ""],
        ),
        ({"blank": True}, [""], ["x"]),
        ({"blank": False}, ["x"], [""]),
        ({"amount": "positive"}, ["1.00", "$5"], ["-1.00", "0", "", "x"]),
        ({"amount": "negative"}, ["-1.00", "(5.00)", "5 CR"], ["1.00", "0", "", "x"]),
        ({"amount": "zero"}, ["0.00", "", "-", "$ -"], ["1.00", "x"]),
        ({"amount": "any"}, ["1.00", "0", "-"], ["", "x", "7/1/2026"]),
        ({"starts_with": "4", "matches": "0$"}, ["4310"], ["4311", "5310"]),
    ],
)
def test_each_test_of_a_cell(condition, fits, others):
    test = predicate(condition)
    assert [test(text) for text in fits] == [True] * len(fits)
    assert [test(text) for text in others] == [False] * len(others)


@pytest.mark.parametrize(
    ("condition", "rows"),
    [
        ({"column": "Type", "is": "PO"}, [2]),
        ({"column": "type", "in": ["PO", "JE"]}, [2, 4]),
        ({"all": [{"column": "Type", "in": ["PO", "AP"]}, {"column": "Amount", "amount": "negative"}]}, [3]),
        ({"any": [{"column": "Type", "is": "PO"}, {"column": "Memo", "blank": True}]}, [2, 3]),
        ({"not": {"column": "Type", "is": "PO"}}, [3, 4]),
        ({"not": {"any": [{"column": "Type", "is": "PO"}, {"column": "Type", "is": "AP"}]}}, [4]),
        ({"any_cell": {"starts_with": "5"}}, [4]),
        ({"any_cell": {"is": ""}}, [3, 4]),
        ({"not": {"any_cell": {"is": ""}}}, [2]),
    ],
)
def test_rows_that_a_condition_fits(reads, condition, rows):
    profile = ledger(drop=[{"name": "chosen", "when": {"not": condition}}])
    found = reads(profile, FILE)
    assert [entry.row for entry in found.entries] == [row for row in rows if row != 4]  # row 4 has no amount
    assert found.dropped.get("chosen", 0) == 3 - len(rows)


@pytest.mark.parametrize(
    ("condition", "rows"),
    [
        ({"segment": "object", "between": ["4300", "4399"]}, [2, 3]),
        ({"segment": "fund", "is": "20"}, [4]),
        ({"account_type": "revenue"}, [4]),
        ({"account_type": ["revenue", "asset"]}, [4]),
        ({"not": {"account_type": "revenue"}}, [2, 3]),
        ({"all": [{"segment": "object", "starts_with": "43"}, {"column": "Type", "is": "AP"}]}, [3]),
    ],
)
def test_postings_know_the_account(reads, condition, rows):
    account = {**ledger()["account"], "type": [{"when": {"segment": "object", "starts_with": "58"}, "type": "revenue"}]}
    posts = [{**PAID, "when": condition}, {**PAID, "kind": "journal", "when": {"not": condition}}]
    found = reads(ledger(account=account, posts=posts), FILE.replace("Total,\n", "Total,3.00\n"))
    assert [entry.row for entry in found.entries if entry.kind == "payment"] == rows
    assert sorted(entry.row for entry in found.entries) == [2, 3, 4]


def test_any_cell_sees_the_columns_of_the_file_only(reads):
    """Not the parts, and not what the reader itself notes of a row."""
    profile = ledger(
        parts={"kind": {"column": "Type", "pattern": "^P"}}, drop=[{"name": "p", "when": {"any_cell": {"is": "P"}}}]
    )
    assert reads(profile, FILE).dropped == {}


def test_cells_are_clean_when_they_are_tested(reads):
    profile = ledger(drop=[{"name": "total", "when": {"column": "Memo", "is": "Grand total"}}])
    assert reads(profile, "Fund,Object,Memo,Amount\n,,\xa0 Grand\xa0 total ,5.00\n1,2,x,1.00\n").dropped == {"total": 1}


def test_pattern_is_not_slow_on_a_long_cell(reads):
    """Its time grows with the square of the text, or faster; so the text is bounded."""
    profile = ledger(drop=[{"name": "slow", "when": {"column": "Memo", "matches": r"\w+!$"}}])
    started = time.process_time()
    found = reads(profile, f"Fund,Object,Memo,Amount\n1,2,{'a' * 130_000},1.00\n")
    assert found.posted == [(2, "1-2", 100)]
    assert time.process_time() - started < 10
