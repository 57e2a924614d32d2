"""What the peers are given and what they answer; the peers themselves are measured by `make bench` alone."""

import csv
from contextlib import closing

import duckdb
import pytest

from benchmarks.peers import COLUMNS, agree, balances_found, balances_said, duckdb_answer, write_journal

LINE = "2027 010-0000-4300-0001"
ROWS = [
    (LINE, "2026-07-01", "budget", "original", "BUD 1", "", "", "", "12000.00"),
    (LINE, "2026-08-03", "expenditure", "payment", "INV 7", "PO 1", 'Smith, "Jo"', "Paper, white", "1184.60"),
    (LINE, "2026-08-04", "expenditure", "refund", "CM 7", "", 'Smith, "Jo"', "", "-84.65"),
    ("2027 010-0000-4300-0002", "2026-08-04", "encumbrance", "open", "PO 2", "PO 2", "", "", "50.10"),
    ("2027 010-0000-4300-0002", "2026-08-05", "encumbrance", "cancel", "PO 2", "PO 2", "", "", "-50.10"),
]
BALANCES = {(LINE, "budget"): 1_200_000, (LINE, "expenditure"): 109_995}


@pytest.fixture
def journal(tmp_path):
    path = tmp_path / "journal.csv"
    with path.open("w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(COLUMNS)
        writer.writerows(ROWS)
    return path


def test_csv_adds_up_in_duckdb_to_the_cent(journal):
    with closing(duckdb.connect()) as opened:
        assert balances_found(duckdb_answer(opened, journal)) == BALANCES


def test_journal_of_ledger_cli_has_one_posting_an_entry(journal, tmp_path):
    written = write_journal(tmp_path / "journal.ledger", journal).read_text()
    assert written.count("\n\n") == len(ROWS)
    assert f"2026-08-04 CM 7\n  ({LINE}:expenditure)  $-84.65\n\n" in written


def test_what_ledger_cli_prints_is_read_to_the_cent():
    said = f"""\
           $12000.00  {LINE}:budget
            $1099.95  {LINE}:expenditure
              $-5.00  {LINE}:encumbrance
--------------------
           $13094.95
"""
    assert balances_said(said) == BALANCES | {(LINE, "encumbrance"): -500}


def test_answers_that_differ_by_a_cent_are_no_figure():
    agree("A peer", dict(BALANCES), BALANCES)
    with pytest.raises(RuntimeError, match="A peer and Balance differ in 2 places"):
        agree("A peer", BALANCES | {(LINE, "budget"): 1_200_001}, BALANCES)
