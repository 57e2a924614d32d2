"""The child that reads workbooks has little to do harm with, and however it ends, a budget officer reads why."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import psutil
import pytest

from balance.sheets import SheetRefused, workbook
from balance.sheets.workbook import CRASHED, LARGE, SLOW, Workbook
from balance.sheets.workbook_child import main
from tests.balance.sheets.workbooks import write_workbook

IMPORTED = "import sys; sys.path += sys.argv[3:]; from balance.sheets import workbook_child as child; "


@pytest.fixture
def child(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Callable[[str], list[list[str]]]:
    """What arrives from a child that runs this program instead."""

    def run(program: str) -> list[list[str]]:
        monkeypatch.setattr(workbook, "START", program)
        return [row for block in Workbook(tmp_path / "report.xlsx", "").blocks() for row in block.rows]

    return run


def work(program: str) -> str:
    """The child as it is, but for what it does in place of reading."""
    return f"{IMPORTED}child._messages = lambda path, sheet: ({program} for _ in '1'); child.main('', '')"


@pytest.mark.parametrize(
    ("program", "reason"),
    [
        ("pass", CRASHED),
        ("raise SystemExit(3)", CRASHED),
        ("import os; os.abort()", LARGE),
        ("import os, signal; os.kill(os.getpid(), signal.SIGKILL)", LARGE),
        ("import os, signal; os.kill(os.getpid(), signal.SIGSEGV)", CRASHED),
        ("import os, signal; os.kill(os.getpid(), signal.SIGXCPU)", SLOW),
        (work("bytearray(3 << 30)"), LARGE),
        (work("1 / 0"), CRASHED),
        (IMPORTED + "child.SECONDS = 1; child._give_up_rights()\nwhile True: pass", SLOW),
        ("import sys; sys.stdout.write('x' * (65 << 20))", LARGE),
    ],
)
def test_end_of_the_child_is_a_refusal(child, program, reason):
    others = psutil.Process().children()
    with pytest.raises(SheetRefused) as refused:
        child(program)
    assert str(refused.value) == reason
    assert psutil.Process().children() == others


def test_child_that_says_nothing_is_ended(child, monkeypatch):
    monkeypatch.setattr(workbook, "PATIENCE", 0.2)
    others = psutil.Process().children()
    with pytest.raises(SheetRefused) as refused:
        child("import time; time.sleep(60)")
    assert str(refused.value) == SLOW
    assert psutil.Process().children() == others


def test_child_gets_nothing_of_its_parent(child, monkeypatch, tmp_path):
    monkeypatch.setenv("SECRET_KEY", "of the parent")
    with (tmp_path / "open").open("w") as file:
        os.set_inheritable(file.fileno(), True)
        environment, files, folder = child(
            "import json, os; "
            "files = [n for n in range(3, 256) if os.path.exists(f'/dev/fd/{n}')]; "
            "rows = [list(os.environ), [str(n) for n in files], [os.getcwd()]]; "
            "print(json.dumps({'row': 1, 'rows': rows})); print(json.dumps({'end': True}))"
        )
    assert set(environment) <= {"LC_CTYPE"}  # Python's own, where the system has no language
    assert (files, folder) == ([], ["/"])


def test_child_cannot_write_files(child, tmp_path):
    target = tmp_path / "written"
    with pytest.raises(SheetRefused) as refused:
        child(work(f"open({str(target)!r}, 'w', buffering=1).write('x\\n')"))
    assert str(refused.value) == CRASHED
    assert target.read_bytes() == b""


def test_reader_is_not_imported_into_ours():
    program = "import sys, balance.sheets; print('python_calamine' in sys.modules, 'django' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout == "False False\n"


def test_child_speaks_lines(tmp_path, capfdbinary, monkeypatch):
    monkeypatch.setattr("balance.sheets.workbook_child._give_up_rights", lambda: None)
    main(str(write_workbook(tmp_path / "a.xlsx", '<row r="2"><c r="B2"><v>1</v></c></row>')), "")
    main(str(tmp_path / "a.xlsx"), "Other")
    said = [json.loads(line) for line in capfdbinary.readouterr().out.splitlines()]
    assert said == [
        {"row": 1, "rows": [["", ""], ["", "1"]]},
        {"end": True},
        {"refused": "The workbook has no sheet “Other”. It has “Data”.", "row": None, "column": None},
    ]
