"""Text becomes the rows that csv makes of it, however it is cut into pieces; what is no row is refused with its row."""

import csv
import io
import tempfile
import tracemalloc
from pathlib import Path
from unittest import mock

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from balance.sheets import Block, SheetRefused, pieces, text
from balance.sheets.encoding import Encoding
from balance.sheets.text import LARGEST_CELL, Text

UTF8 = Encoding("utf-8", "utf-8", 0)
LINE_ENDS = ("\n", "\r\n", "\r")

plain = st.text(st.sampled_from('ab1 .-é€\u2028\x0b\x0c\x1c\x85"'), max_size=4)
broken = st.text(st.sampled_from('a"\n\r,'), max_size=4)


@st.composite
def texts(draw: st.DrawFn) -> str:
    """Rows with cells quoted or not, with any line ends, also inside of cells, and whether they fit csv or not."""
    made = []
    for row in draw(st.lists(st.lists(st.tuples(st.booleans(), plain, broken), max_size=4), max_size=8)):
        cells = ['"' + inside.replace('"', '""') + '"' if quoted else bare for quoted, bare, inside in row]
        made.append(",".join(cells) + draw(st.sampled_from(LINE_ENDS)))
    whole = "".join(made)
    return whole if draw(st.booleans()) else whole.rstrip("\r\n")


def by_csv(whole: str, quoted: bool) -> list[list[str]] | int:
    """What csv makes of it, or the number of the row that it cannot read."""
    quoting = csv.QUOTE_MINIMAL if quoted else csv.QUOTE_NONE
    found = []
    try:
        for row in csv.reader(io.StringIO(whole, newline=""), quoting=quoting, strict=True):
            found.append(row or [""])
    except csv.Error:
        return len(found) + 1
    return found


def by_us(whole: str, quoted: bool, chunk: int) -> list[list[str]] | int | None:
    with tempfile.TemporaryDirectory() as folder, mock.patch.object(pieces, "CHUNK", chunk):
        path = Path(folder) / "report.csv"
        path.write_bytes(whole.encode())
        found = []
        try:
            for block in Text(path, UTF8, ",", quoted).blocks():
                assert block.first_row == len(found) + 1
                found += [row or [""] for row in block.rows]
        except SheetRefused as refused:
            return refused.row
        return found


@settings(max_examples=400, deadline=None)
@given(texts(), st.booleans(), st.integers(1, 40))
@example('a\r\n"b\r', True, 4)
@example('a"b\n"c\nd', True, 3)
@example('"a\n"x\n', True, 2)
@example('"a""\r', True, 1)
def test_rows_are_those_of_csv_for_the_whole_text(whole, quoted, chunk):
    assert by_us(whole, quoted, chunk) == by_csv(whole, quoted)


def read(path: Path, **how: object) -> list[Block]:
    return list(Text(path, UTF8, how.get("delimiter", ","), how.get("quoted", True)).blocks())


def test_blank_lines_are_rows(rows_of):
    assert rows_of(b"a,b\n\n1,2\n\n\n") == [["a", "b"], [""], ["1", "2"], [""], [""]]


def test_all_line_ends_may_stand_in_one_file(rows_of):
    assert rows_of(b"a,1\nb,2\r\nc,3\rd,4") == [["a", "1"], ["b", "2"], ["c", "3"], ["d", "4"]]


def test_line_break_in_a_cell_is_kept_and_counts_no_row(rows_of):
    assert rows_of(b'a,b\n"x\r\ny\nz",1\nc,2\n') == [["a", "b"], ["x\r\ny\nz", "1"], ["c", "2"]]


def test_characters_that_end_a_line_elsewhere_do_not_here(rows_of):
    cell = "a\x0bb\x0cc\x1cd\x1de\x1ef\x85g\u2028h\u2029i"
    assert rows_of(f"{cell},1\n2,3\n".encode()) == [[cell, "1"], ["2", "3"]]


@pytest.mark.parametrize("end", [b"\x1a", b"\x1a\x1a\x1a"])
def test_end_mark_of_old_systems_is_no_row(rows_of, end):
    assert rows_of(b"a,b\n1,2\n" + end) == [["a", "b"], ["1", "2"]]
    assert rows_of(b"a,b\n1,2" + end) == [["a", "b"], ["1", "2"]]


def test_quotes_are_plain_characters_where_the_layout_says_so(rows_of):
    assert rows_of(b'a,5" pipe\n"b,c"\n', quoted=False, delimiter=",") == [["a", '5" pipe'], ['"b', 'c"']]


def test_quote_inside_a_cell_that_is_not_quoted_is_plain(rows_of):
    assert rows_of(b'a,5" pipe\nb,"6"" pipe"\n') == [["a", '5" pipe'], ["b", '6" pipe']]


@pytest.mark.parametrize(
    ("content", "row", "reason"),
    [
        (b'a,b\n1,2\n3,"4\n5,6\n', 3, "A quote is opened and never closed."),
        (b'a,b\n"x\ny",1\n"2"3,4\n', 3, "Text stands behind a closing quote"),
        (b'a,b\n1,"' + b"x" * (LARGEST_CELL + 1) + b'"\n', 2, "A cell has more than 131,072 characters"),
        (b"a,b\n1," + b"x" * (LARGEST_CELL + 1) + b"\n", 2, "A cell has more than 131,072 characters"),
        (b"a,b\n1,\0\n", 2, "A zero byte: the file is damaged, or is not text."),
        (b'a,b\n"x\ny",\0\n', 2, "A zero byte: the file is damaged, or is not text."),
        (b"a,b\n1,2\n\xef\xbb\xbfa,b\n3,4\n", 3, "A second file begins here: two files were joined."),
    ],
)
def test_what_is_no_table_is_refused_with_its_row(rows_of, content, row, reason):
    with pytest.raises(SheetRefused) as refused:
        rows_of(content)
    assert str(refused.value).startswith(reason)
    assert refused.value.row == row


def test_largest_cell_is_read(rows_of):
    assert rows_of(b"a\n" + b"x" * LARGEST_CELL + b"\n", delimiter=",") == [["a"], ["x" * LARGEST_CELL]]
    assert rows_of(b'a\n"' + b"x" * LARGEST_CELL + b'"\n', delimiter=",") == [["a"], ["x" * LARGEST_CELL]]


def test_record_that_never_ends_is_refused_before_it_fills_the_memory(written):
    cell = b'"x\n",' * 1000
    path = written(b"a,b\n" + cell * 400)
    with pytest.raises(SheetRefused) as refused:
        read(path)
    assert refused.value.row == 2


def test_line_without_end_is_refused_after_the_rows_before_it(written):
    path = written(b"a,b\n1,2\n")
    with path.open("r+b") as file:
        file.truncate(1 << 30)
    found = []
    with pytest.raises(SheetRefused) as refused:
        for block in Text(path, UTF8, ",", True).blocks():
            found += block.rows
    assert found == [["a", "b"], ["1", "2"]]
    assert (refused.value.row, str(refused.value)) == (
        3,
        "A line is longer than 1,048,576 characters: this is not a table of rows.",
    )


def test_letters_across_pieces_are_whole(written):
    path = written(("é" * 50_000 + "\n" + "€" * 50_000 + "\n").encode())
    assert [cell for block in read(path) for (cell,) in block.rows] == ["é" * 50_000, "€" * 50_000]


def test_long_file_takes_little_memory(written):
    path = written(b"100-1000,Paper,2025-07-01,12.50\n" * 60_000)
    tracemalloc.start()
    try:
        assert sum(len(block.rows) for block in Text(path, UTF8, ",", True).blocks()) == 60_000
        assert tracemalloc.get_traced_memory()[1] < 5 << 20
    finally:
        tracemalloc.stop()


def test_blocks_are_bounded(written):
    with mock.patch.object(text, "ROWS", 10):
        blocks = read(written(b"1,2\n" * 25))
    assert [(block.first_row, len(block.rows)) for block in blocks] == [(1, 10), (11, 10), (21, 5)]
