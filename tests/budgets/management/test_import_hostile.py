"""The hostile corpus through the command: each file is refused by name and row, or its rows are the ledger's."""

import json
import os
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from budgets.domain.imports.incoming import folder_of
from tests.balance.sheets.hostile import FILES, LEDGER_ROWS, write
from tests.budgets.domain.imports.feeds import spent
from tests.faults.ledgers import Ledger

# Account and amount of each file: what its first row, read by a person, would be taken for.
COLUMNS = {"mac.csv": ("name", "amount"), "two-encodings.csv": ("Account", "Amount")}
COLUMNS |= {name: ("Account", "Amount") for name, file in FILES.items() if file.rows == LEDGER_ROWS}
TEXT, BOOK = ("a", "b"), ("1", "1")
NAMES = [{"name": "fund", "role": "fund"}, {"name": "object", "role": "object"}]
# As long as the longest line, and a little more: that a gigabyte is no other matter is proved where files are read.
LARGE = 4 << 20

# What becomes of files that are odd and yet certain: line and dollars spent.
LEDGER = [("100-1000", "1234.00"), ("100-2000", "-5.10")]
POSTED = {"line-ends.csv": [("1", "2.00"), ("3", "4.00"), ("5", "6.00")], "line-breaks.csv": [("x y", "1.00")]}


@pytest.fixture
def ledger(books, tmp_path):
    books.post("010-4310 budget original 100")
    return Ledger(books.district, tmp_path)


def profile(name, folder):
    account, amount = COLUMNS.get(name, BOOK if name.endswith(("xlsx", "ods", "zip")) else TEXT)
    whole = NAMES if account == "Account" else [NAMES[1]]
    content = {
        "balance_profile": 1,
        "name": "hostile",
        "title": "Two columns",
        "account": {"column": account, "separator": "-", "segments": whole},
        "posts": [{"measure": "expenditure", "kind": "payment", "amount": amount}],
        "load": {"mode": "replace", "window": "year"},
    }
    path = folder / "hostile.json"
    path.write_text(json.dumps(content))
    return path


def load(ledger, name, file):
    """Exit code and answer of the command."""
    answer, by = StringIO(), profile(name, ledger.folder)
    command = ["import_ledger", "--district", "juniper", "--fiscal-year", "2028", "--profile", str(by), "--json"]
    try:
        call_command(*command, str(file), stdout=answer)
    except CommandError as error:
        assert str(error) == "1 error; nothing was changed."
        return error.returncode, json.loads(answer.getvalue())
    return 0, json.loads(answer.getvalue())


def refused(ledger, name, file):
    """The one error of a load that changed nothing and left no file behind."""
    before = ledger.everything()
    code, answer = load(ledger, name, file)
    assert (code, answer["import_id"], answer["posted"], answer["errors"]["count"]) == (1, None, 0, 1)
    assert ledger.everything() == before
    assert not folder_of(ledger.district.pk).exists()
    [error] = answer["errors"]["list"]
    return error


@pytest.mark.parametrize("name", [name for name, file in FILES.items() if file.rows is None])
def test_file_is_refused_by_name_row_and_reason_and_nothing_is_changed(ledger, name):
    file, expected = write(name, ledger.folder), FILES[name]
    if file.stat().st_size > LARGE:
        os.truncate(file, LARGE)
    error = refused(ledger, name, file)
    assert (error["file"], error["row"]) == (name, expected.row)
    assert error["reason"].startswith(expected.reason)


@pytest.mark.parametrize("name", [name for name, file in FILES.items() if file.rows and len(file.rows) > 1])
def test_odd_file_is_posted_as_it_reads(ledger, name):
    code, answer = load(ledger, name, write(name, ledger.folder))
    wanted = POSTED.get(name, LEDGER)
    assert (code, answer["posted"], answer["lines"]) == (0, len(wanted), len(wanted))
    assert [(line, str(amount)) for line, amount, _ in spent()] == wanted
    assert len(ledger.kept()) == 1


def test_header_with_nothing_behind_it_is_no_ledger(ledger):
    name = "says-billion-cells.xlsx"
    assert refused(ledger, name, write(name, ledger.folder))["reason"] == "there is no entry in these rows"


def test_folder_and_pipe_are_refused(ledger):
    os.mkfifo(pipe := ledger.folder / "pipe.csv")
    (folder := ledger.folder / "folder.csv").mkdir()
    for file, reason in ((pipe, "This is not a file that can be read twice"), (folder, "This is a folder")):
        error = refused(ledger, file.name, file)
        assert error["file"] == file.name
        assert error["reason"].startswith(reason)
