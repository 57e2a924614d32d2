import pytest
from hypothesis import given
from hypothesis import strategies as st

from budgets.domain.profiles.cells import BETWEEN, Bad, Memo, apart, clean, damage, shown, tidy, together, trimmed


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("  a  b ", "a b"),
        ("a\xa0\xa0b\xa0", "a b"),
        ("a\u2003b\u3000c", "a b c"),
        ("line one\nline two\r\n", "line one line two"),
        ("tab\there", "tab here"),
        ("\ufeffa\u200bb\u00ad", "ab"),
        ("a\u200b b", "a b"),
        ("null\x00byte\x7f\x85end", "nullbyte end"),
        ("\u202eabc\u202c", "abc"),
        ('="0306703"', "0306703"),
        ('=" 012 "', "012"),
        ("'0306703", "0306703"),
        ("O'Neill", "O'Neill"),
        ("=A1", "=A1"),
        ("", ""),
        ("Löwe & Co", "Löwe & Co"),
    ],
)
def test_clean(cell, text):
    assert clean(cell) == text


@pytest.mark.parametrize(
    ("cell", "text"), [(" 01  02 ", "01  02"), ("01\xa0\xa002", "01  02"), ("'01 2", "01 2"), ("\ufeff01\t2", "01 2")]
)
def test_trimmed_keeps_the_blanks_inside(cell, text):
    assert trimmed(cell) == text


@given(st.text())
def test_clean_text_can_be_written_on_one_line_of_columns(cell):
    assert not set(clean(cell)) & set("\t\n\r\x0b\x0c\x00")
    assert clean(cell) == clean(cell).strip()
    assert "  " not in clean(cell)


CELL = st.text(alphabet="ab |'=\\\xa0\n\t \u200b\x1f-", max_size=5) | st.text(max_size=5)


@given(st.lists(CELL, max_size=6), st.integers(1, 6))
def test_tidy_column_is_one_whose_cells_are_clean(column, longest):
    joined = tidy(column, longest)
    if joined is not None:
        assert [clean(cell) for cell in column] == column
        assert all(len(cell) <= longest and "\\" not in cell for cell in column)


@given(st.lists(st.from_regex(r"([a-z0-9]+( [a-z0-9]+)*)?", fullmatch=True), min_size=1, max_size=6))
def test_ordinary_column_is_tidy(column):
    assert tidy(column, 1_000) == "|".join(column)


@given(st.lists(st.lists(st.text(max_size=4), min_size=3, max_size=3), min_size=1, max_size=5))
def test_cells_that_were_put_together_come_apart_or_are_refused(columns):
    rows = [list(row) for row in zip(*columns, strict=True)]
    found = [apart(key, len(columns)) for key in together(columns)]
    for row, cells in zip(rows, found, strict=True):
        holds = len(columns) > 1 and any(BETWEEN in cell for cell in row)
        assert isinstance(cells, Bad) if holds else cells == row


def test_memo_forgets_and_reads_again_what_it_forgot():
    asked = []
    memo = Memo(lambda cell: asked.append(cell) or len(cell))
    memo.LIMIT = 2
    assert [memo[cell] for cell in ("a", "bb", "a", "ccc", "a")] == [1, 2, 1, 3, 1]
    assert asked == ["a", "bb", "ccc", "a"]
    assert not memo.bad


def test_memo_knows_that_something_was_refused():
    memo = Memo(lambda cell: Bad("no") if cell == "x" else cell)
    assert memo["a"] == "a"
    assert not memo.bad
    assert repr(memo["x"]) == "Bad('no')"
    assert memo.bad


def test_memo_keeps_no_long_cells():
    memo = Memo(len)
    assert (memo["a" * 1_000], memo["a" * 1_001]) == (1_000, 1_001)
    assert len(memo) == 1


def test_long_cell_is_quoted_in_short():
    assert shown("a" * 60) == f"“{'a' * 60}”"
    assert shown("a" * 61) == f"“{'a' * 57}…”"


@pytest.mark.parametrize(
    ("code", "word"),
    [
        *((code, "shortened") for code in ("1.23E+15", "1E+05", "1.2e+7", "1.23E15")),
        *((code, "date") for code in ("10-Oct", "Oct-10", "10-Oct-2019", "1/2/2019", "2019-01-02", "01-02-2019")),
        *((code, "date") for code in ("2019-01-02 00:00:00", "1/2/19")),
        *((code, "error") for code in ("#REF!", "#N/A", "#NAME?", "####", "=A1", "#DIV/0!")),
    ],
)
def test_code_that_a_spreadsheet_broke_is_seen(code, word):
    assert word in damage(code)


@pytest.mark.parametrize(
    "code",
    [
        "0306703",
        "10E300110000",
        "1E5",
        "12E4",
        "OCT",
        "12-ART",
        "10-E",
        "19-01-1",
        "2018-19",
        "A#1",
        "#7",
        "5.5",
        "1-2",
    ],
)
def test_code_with_letters_is_no_damage(code):
    assert damage(code) == ""


@pytest.mark.parametrize(
    ("code", "separator", "broken"),
    [
        ("10-05-2019", "-", False),
        ("2019-10-05", "-", False),
        ("1/2/2019", "/", False),
        ("1.23E15", ".", False),
        ("10-Oct", "-", True),
        ("1.23E+15", ".", True),
        ("10/5/2019", "-", True),
        ("2019-10-05", ".", True),
    ],
)
def test_separator_says_what_may_be_a_code(code, separator, broken):
    assert bool(damage(code, separator)) is broken
