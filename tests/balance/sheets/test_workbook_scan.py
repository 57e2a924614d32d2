"""The look at the cells sees the same however the XML is cut, and agrees with what the reader then reads."""

import tempfile
from contextlib import suppress
from pathlib import Path
from unittest import mock

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from balance.sheets import SheetRefused, workbook_child, workbook_parts, workbook_scan
from balance.sheets.workbook_scan import Scan, Scanner
from tests.balance.sheets.workbooks import sheet_xml, write_workbook

LETTERS = "ABCDEFGH"
CELLS = {  # XML of a cell without its address, and its text
    "blank": ("<c{}/>", ""),
    "formatted": ('<c{} s="1"/>', ""),
    "number": ('<c{} s="8"><v>-12.5</v></c>', "-12.5"),
    "text": ('<c{} t="inlineStr"><is><t>&lt;f&gt; "e" \'!?</t></is></c>', '<f> "e" \'!?'),
    "error": ('<c{} t="e"><v>#N/A</v></c>', "#N/A"),
    "formula": ('<c{} t="str"><f>A1</f><v>x</v></c>', "x"),
    "empty formula": ('<c{} t="str"><f>A1</f><v></v></c>', ""),
    "failed formula": ('<c{} t="e"><f>A1</f><v>#REF!</v></c>', "#REF!"),
}


def xml_of(grid: list[list[str]], first: int) -> str:
    made = []
    for number, kinds in enumerate(grid, first):
        cells = (CELLS[kind][0].format(f' r="{LETTERS[n]}{number}"') for n, kind in enumerate(kinds))
        made.append(f'<row r="{number}">{"".join(cells)}</row>')
    return "".join(made)


def texts_of(grid: list[list[str]], first: int) -> list[list[str]]:
    return [[] for _ in range(first - 1)] + [[CELLS[kind][1] for kind in kinds] for kinds in grid]


def trimmed(rows: list[list[str]]) -> list[list[str]]:
    """Without the blanks at the right and at the bottom, which a person does not see."""
    seen = [row[: max((n for n, text in enumerate(row, 1) if text), default=0)] for row in rows]
    while seen and not seen[-1]:
        seen.pop()
    return seen


grids = st.lists(st.lists(st.sampled_from(list(CELLS)), max_size=6), min_size=1, max_size=6)


@settings(max_examples=200, deadline=None)
@given(grids, st.integers(1, 4), st.integers(1, 200))
def test_cells_come_back_at_their_places(grid, first, piece):
    found = []
    with tempfile.TemporaryDirectory() as folder, mock.patch.object(workbook_parts, "CHUNK", piece):
        path = write_workbook(Path(folder) / "a.xlsx", xml_of(grid, first))
        with suppress(SheetRefused):  # where no cell has a value
            for message in workbook_child._messages(path, ""):
                assert message["row"] == len(found) + 1
                found += message["rows"]
    assert trimmed(found) == trimmed(texts_of(grid, first))


def scanned(xml: str, piece: int = 1 << 20) -> Scan:
    scanner = Scanner()
    content = xml.encode()
    for start in range(0, len(content), piece):
        scanner.feed(content[start : start + piece])
    return scanner.scan


@pytest.mark.parametrize("piece", [1, 2, 3, 7, 50, 1000])
def test_cut_of_the_xml_makes_no_difference(piece):
    grid = [list(CELLS)[:6], list(CELLS)[2:], ["blank"], list(CELLS)[4:]]
    xml = sheet_xml(
        xml_of(grid, 3), before='<cols><col min="1"/></cols>', after="<cfRule><formula>1</formula></cfRule>"
    )
    assert scanned(xml, piece) == scanned(xml)


def test_scan_knows_the_farthest_value_the_formulas_and_the_errors():
    grid = [["number", "blank", "error"], ["text", "formula", "number", "formatted"], ["formatted"] * 6]
    assert scanned(sheet_xml(xml_of(grid, 2))) == Scan(rows=3, columns=3, formulas=True, errors={2: {3: "#N/A"}})


def test_what_stands_behind_the_cells_is_no_cell():
    xml = sheet_xml(xml_of([["number"]], 1), after='<x><row r="9"><c r="Z9"><f>1</f></c></row></x>')
    assert scanned(xml) == Scan(rows=1, columns=1)


def test_area_is_bounded(monkeypatch):
    monkeypatch.setattr(workbook_scan, "LARGEST_AREA", 100)
    far = '<row r="1"><c r="A1"><v>1</v></c></row><row r="{}"><c r="J{}"><v>1</v></c></row>'
    assert scanned(sheet_xml(far.format(10, 10))) == Scan(rows=10, columns=10)
    with pytest.raises(SheetRefused) as refused:
        scanned(sheet_xml(far.format(11, 11)))
    assert str(refused.value) == (
        "The sheet reaches to row 11 and column 10, which is more than 100 cells:"
        " remove what stands far away from the table."
    )


def test_row_that_does_not_end_is_bounded(monkeypatch):
    monkeypatch.setattr(workbook_scan, "LONGEST_ROW", 1000)
    with pytest.raises(SheetRefused) as refused:
        scanned(sheet_xml(xml_of([["number"]], 1) + '<row r="2">' + "<c/>" * 1000 + "</row>"), piece=100)
    assert (str(refused.value), refused.value.row) == ("A row of the workbook is too large to be one of a table.", 2)


def test_errors_are_bounded(monkeypatch):
    monkeypatch.setattr(workbook_scan, "MOST_ERRORS", 3)
    assert scanned(sheet_xml(xml_of([["error"] * 3], 1))).errors == {1: {1: "#N/A", 2: "#N/A", 3: "#N/A"}}
    with pytest.raises(SheetRefused, match="More than 3 cells hold errors such as #REF!"):
        scanned(sheet_xml(xml_of([["error"] * 4], 1)))


def test_columns_count_as_letters_do():
    names = [*LETTERS, "Z", "AA", "AZ", "BA", "ZZ", "AAA", "XFD"]
    numbers = [*range(1, 9), 26, 27, 52, 53, 702, 703, 16384]
    for name, number in zip(names, numbers, strict=True):
        assert scanned(sheet_xml(f'<row r="1"><c r="{name}1"><v>1</v></c></row>')).columns == number
