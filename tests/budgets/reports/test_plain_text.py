"""No text of ours begins a formula, in whatever program and with whatever separator a file is opened."""

import csv
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from budgets.reports.plain_text import plain, plain_between_separators
from tests.budgets.reports.files import of_csv, of_xlsx
from tests.budgets.reports.sample import as_csv, as_xlsx, row, table

TRIGGERS = ["=", "+", "-", "@", "\t", "\r", "\n", "\0", "＝", "＋", "－", "＠"]
PAYLOADS = ["1+1", "cmd|' /C calc'!A0", 'HYPERLINK("x";"y")', "SUM(A1)", "2"]
CORPUS = [before + trigger + payload for before in ("", " ", "  ") for trigger in TRIGGERS for payload in PAYLOADS]
RUNS = tuple("=+-@＝＋－＠\t\r\n\0")


@pytest.mark.parametrize("text", CORPUS)
def test_text_that_could_run_gets_an_apostrophe(text):
    assert plain(text).startswith("'")
    assert not set(plain(text)) & {"\t", "\r", "\n", "\0"}


@pytest.mark.parametrize(
    "text", ["Brightline", "Nguyễn", "Київ 学校", "1+1", "A=B", "'quoted", "a@b.example", "", "−$5", "5-6"]
)
def test_other_text_stays_as_it_is(text):
    assert plain(text) == text


def test_text_of_several_lines_is_one_as_on_a_page():
    assert plain("first\r\nsecond\tthird") == "first second third"


@pytest.mark.parametrize("text", [";=1+1", "a;=1+1", "a; -2", "a|@x", "a;\t=1"])
def test_formula_after_another_separator_is_text_too(text):
    shown = plain_between_separators(text)
    for separator in ";|":
        for cells in csv.reader(StringIO(shown), delimiter=separator):
            assert [cell for cell in cells if cell.strip().startswith(RUNS)] == []


@given(st.text(st.sampled_from("=+-@;,|\"'\t\r\n a1＝"), max_size=12))
def test_no_cell_of_any_text_can_run_under_any_separator(text):
    content = as_csv(table(row(vendor=text, code=text))).decode("utf-8-sig")
    last = content.split("\r\n")[4]
    for separator in ",;|\t":
        for cells in csv.reader(StringIO(last), delimiter=separator):
            assert [cell for cell in cells if cell.strip().startswith(RUNS)] == []


@pytest.mark.parametrize("text", CORPUS)
def test_corpus_is_text_in_both_files(text):
    made = table(row(vendor=text, code=text, spent="-1.00"))
    for read in (of_csv(as_csv(made)), of_xlsx(as_xlsx(made))):
        [found] = read.rows
        assert found[1:3] == [plain(text)] * 2
        assert found[3] in ("-1.00", -1)
    assert b"<f>" not in as_xlsx(made)
