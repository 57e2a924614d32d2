"""What stands in a workbook arrives as text, each cell at its place: also dates, errors and blanks at the edges."""

from collections.abc import Callable
from pathlib import Path

import psutil
import pytest

from balance.sheets import Layout, SheetRefused, open_sheet
from tests.balance.sheets.conftest import rows
from tests.balance.sheets.workbooks import (
    ACCOUNTING,
    CLOCK,
    DATE,
    DATE_TIME,
    HOURS,
    ISO_DATE,
    MONEY,
    PERCENT,
    TEXT,
    parts,
    sheet_xml,
    write_parts,
    write_workbook,
)


@pytest.fixture
def cells_of(tmp_path: Path) -> Callable[..., list[list[str]]]:
    def read(xml: str, *, sheet: str = "", **how: object) -> list[list[str]]:
        with open_sheet(write_workbook(tmp_path / "report.csv", xml, **how), Layout(sheet=sheet)) as opened:
            assert (opened.format, opened.encoding, opened.delimiter) == ("xlsx", "", "")
            return rows(opened)

    return read


def one(cell: str) -> str:
    """A row of a cell and a number, so that a blank would show."""
    return f'<row r="1">{cell}<c r="B1"><v>1</v></c></row>'


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ('<c r="A1"><v>5</v></c>', "5"),
        ('<c r="A1"><v>-1234567.89</v></c>', "-1234567.89"),
        ('<c r="A1"><v>4343.280000000001</v></c>', "4343.28"),
        ('<c r="A1"><v>-63322851.070000008</v></c>', "-63322851.07"),
        ('<c r="A1"><v>0.1</v></c>', "0.1"),
        ('<c r="A1"><v>1E-7</v></c>', "0.0000001"),
        ('<c r="A1"><v>1.5E+20</v></c>', "1.50000000000000E+20"),
        ('<c r="A1"><v>1234567890123456</v></c>', "1.23456789012346E+15"),
        ('<c r="A1"><v>-1234567890123456789</v></c>', "-1.23456789012346E+18"),
        ('<c r="A1"><v>123456789012345</v></c>', "123456789012345"),
        ('<c r="A1"><v>0.00000015</v></c>', "0.00000015"),
        ('<c r="A1"><v>123456789012345</v></c>', "123456789012345"),
        ('<c r="A1"><v>-0</v></c>', "0"),
        ('<c r="A1"><v>0</v></c>', "0"),
        (f'<c r="A1" s="{MONEY}"><v>-17.5</v></c>', "-17.5"),
        (f'<c r="A1" s="{ACCOUNTING}"><v>-17.5</v></c>', "-17.5"),
        (f'<c r="A1" s="{PERCENT}"><v>0.105</v></c>', "0.105"),
        (f'<c r="A1" s="{TEXT}"><v>7</v></c>', "7"),
        ('<c r="A1" t="n"><v>7</v></c>', "7"),
        (f'<c r="A1" s="{DATE}"><v>45839</v></c>', "2025-07-01"),
        (f'<c r="A1" s="{ISO_DATE}"><v>45839</v></c>', "2025-07-01"),
        (f'<c r="A1" s="{DATE_TIME}"><v>45839.5</v></c>', "2025-07-01 12:00:00"),
        (f'<c r="A1" s="{DATE_TIME}"><v>45839</v></c>', "2025-07-01"),
        (f'<c r="A1" s="{DATE_TIME}"><v>45839.9999999</v></c>', "2025-07-01 23:59:59"),
        (f'<c r="A1" s="{CLOCK}"><v>0.25</v></c>', "06:00:00"),
        (f'<c r="A1" s="{HOURS}"><v>1.5</v></c>', "36:00:00"),
        (f'<c r="A1" s="{DATE}"><v>99999999</v></c>', "99999999"),
        ('<c r="A1" t="d"><v>2025-07-01</v></c>', "2025-07-01"),
        ('<c r="A1" t="d"><v>2025-07-01T10:30:00</v></c>', "2025-07-01 10:30:00"),
        ('<c r="A1" t="b"><v>1</v></c>', "TRUE"),
        ('<c r="A1" t="b"><v>0</v></c>', "FALSE"),
        ('<c r="A1" t="s"><v>1</v></c>', "001.0"),
        ('<c r="A1" t="s"><v>2</v></c>', "R&D <x>\nline é"),
        ('<c r="A1" t="inlineStr"><is><t xml:space="preserve"> 007 </t></is></c>', " 007 "),
        ('<c r="A1" t="inlineStr"><is><r><t>0</t></r><r><rPr><family val="2"/></rPr><t>1</t></r></is></c>', "01"),
        ('<c r="A1" t="str"><f>B1&amp;""</f><v>a &amp; b</v></c>', "a & b"),
        (r'<c r="A1" t="str"><v>C:\u0000</v></c>', r"C:\u0000"),
        ('<c r="A1" t="str"><f>IF(B1,"","")</f><v></v></c>', ""),
        ('<c r="A1"><f>B1*2</f><v>2</v></c>', "2"),
        (f'<c r="A1" s="{DATE}"/>', ""),
        ("", ""),
    ],
)
def test_cell_is_its_text(cells_of, cell, text):
    strings = ["unused", "001.0", "R&amp;D &lt;x&gt;\nline é"]
    assert cells_of(one(cell), strings=strings) == [[text, "1"]]


def test_dates_may_count_from_1904(cells_of):
    xml = one(f'<c r="A1" s="{DATE}"><v>44377</v></c>')
    assert cells_of(xml, book='date1904="1"') == [["2025-07-01", "1"]]


@pytest.mark.parametrize("error", ["#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!"])
def test_error_is_never_blank(cells_of, error):
    xml = (
        f'<row r="2"><c r="B2" s="1" t="e"><v>{error}</v></c><c r="D2"><v>4</v></c></row>'
        f'<row r="4"><c r="C4" t="e"><f>1/0</f><v>{error}</v></c><c r="D4" t=\'e\'><v>{error}</v></c></row>'
    )
    blank = ["", "", "", ""]
    assert cells_of(xml) == [blank, ["", error, "", "4"], blank, ["", "", error, error]]


def test_error_that_the_reader_does_not_know_is_refused_with_its_cell(cells_of):
    with pytest.raises(SheetRefused) as refused:
        cells_of('<row r="3"><c r="AB3" t="e"><v>#SPILL!</v></c></row>')
    assert str(refused.value) == "Cell AB3 holds the error #SPILL!."
    assert (refused.value.row, refused.value.column) == (3, 28)


def test_blank_rows_and_columns_keep_their_place(cells_of):
    xml = (
        '<row r="3"><c r="B3"><v>1</v></c></row><row r="4" ht="15"/>'
        '<row r="5"><c r="C5" s="1"/></row><row r="6"><c r="D6"><v>2</v></c><c r="XFD6" s="1"/></row>'
    )
    blank = [""] * 4
    assert cells_of(xml) == [blank, blank, ["", "1", "", ""], blank, blank, ["", "", "", "2"]]


def test_cells_without_addresses_follow_each_other(cells_of):
    xml = "<row><c><v>1</v></c><c/><c s='8'><v>2</v></c></row><row/><row><c><v>3</v></c></row>"
    assert cells_of(xml) == [["1", "", "2"], ["", "", ""], ["3", "", ""]]


def test_merged_cell_has_its_value_once(tmp_path):
    xml = sheet_xml(
        '<row r="1"><c r="A1" t="inlineStr"><is><t>Fund 100</t></is></c><c r="B1"/></row>'
        '<row r="2"><c r="A2"><v>1</v></c><c r="B2"><v>2</v></c></row>',
        after='<mergeCells count="1"><mergeCell ref="A1:B1"/></mergeCells>',
    )
    with open_sheet(write_parts(tmp_path / "report.xlsx", parts({"Data": xml})), Layout()) as sheet:
        assert rows(sheet) == [["Fund 100", ""], ["1", "2"]]


def test_tags_may_have_a_prefix(tmp_path):
    xml = (
        '<x:worksheet xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><x:sheetData>'
        '<x:row r="2"><x:c r="B2" t="e"><x:v>#REF!</x:v></x:c><x:c r="C2"><x:f>1</x:f><x:v>1</x:v></x:c></x:row>'
        "</x:sheetData></x:worksheet>"
    )
    with open_sheet(write_parts(tmp_path / "report.xlsx", parts({"Data": xml})), Layout()) as sheet:
        assert rows(sheet) == [["", "", ""], ["", "#REF!", "1"]]


def test_link_to_a_sheet_may_start_at_the_root(tmp_path):
    made = parts({"Data": sheet_xml('<row r="1"><c r="A1"><v>1</v></c></row>')})
    links = made["xl/_rels/workbook.xml.rels"].replace("worksheets/", "/xl/worksheets/")
    path = write_parts(tmp_path / "report.xlsx", made | {"xl/_rels/workbook.xml.rels": links})
    with open_sheet(path, Layout()) as sheet:
        assert rows(sheet) == [["1"]]


def number(value: int) -> str:
    return sheet_xml(f'<row r="1"><c r="A1"><v>{value}</v></c></row>')


BLANK = sheet_xml('<row r="1"><c r="A1" s="1"/></row>')


@pytest.mark.parametrize(
    ("sheets", "hidden", "wanted", "found"),
    [
        ({"Notes": BLANK, "Data": number(2)}, [], "", "2"),
        ({"Old": number(1), "Data": number(2)}, ["Old"], "", "2"),
        ({"Old": number(1), "Data": number(2)}, ["Old"], "Old", "1"),
        ({"A": number(1), "B & “C”": number(2)}, [], "B & “C”", "2"),
        ({"Empty": sheet_xml("").replace("<sheetData></sheetData>", "<sheetData/>"), "Data": number(2)}, [], "", "2"),
    ],
)
def test_sheet_is_the_named_or_the_only_visible_one_with_cells(tmp_path, sheets, hidden, wanted, found):
    path = write_parts(tmp_path / "report.xlsx", parts(sheets, hidden=hidden))
    with open_sheet(path, Layout(sheet=wanted)) as sheet:
        assert rows(sheet) == [[found]]


@pytest.mark.parametrize(
    ("sheets", "hidden", "wanted", "reason"),
    [
        (
            {"June": number(1), "July": number(2), "Notes": BLANK}, [], "",
            "The workbook has several sheets with cells: “June”, “July”. The profile must name one.",
        ),
        ({"A": BLANK, "Old": number(1)}, ["Old"], "", "The workbook has no visible sheet with cells."),
        ({"A": BLANK, "B": number(1)}, [], "A", "The sheet has no cells."),
        ({"A": number(1), "B": BLANK}, [], "C", "The workbook has no sheet “C”. It has “A”, “B”."),
    ],
)  # fmt: skip
def test_sheet_that_cannot_be_told_is_refused(tmp_path, sheets, hidden, wanted, reason):
    path = write_parts(tmp_path / "report.xlsx", parts(sheets, hidden=hidden))
    with open_sheet(path, Layout(sheet=wanted)) as sheet, pytest.raises(SheetRefused) as refused:
        rows(sheet)
    assert str(refused.value) == reason


def test_workbook_is_refused_where_text_is_expected(tmp_path):
    path = write_workbook(tmp_path / "report.xlsx", one(""))
    with pytest.raises(SheetRefused) as refused:
        open_sheet(path, Layout(format="text"))
    assert str(refused.value) == "The file is a workbook (.xlsx) or a zip, but its profile expects text such as CSV."


def test_many_rows_come_in_blocks_and_a_child_ends_with_its_sheet(tmp_path):
    xml = "".join(f'<row r="{n}"><c r="A{n}"><v>{n}</v></c></row>' for n in range(1, 30_001))
    path = write_workbook(tmp_path / "report.xlsx", xml)
    others = psutil.Process().children()
    with open_sheet(path, Layout()) as sheet:
        assert rows(sheet) == [[str(n)] for n in range(1, 30_001)]
        blocks = sheet.blocks()
        assert next(blocks).rows[:2] == [["1"], ["2"]]
        assert len(psutil.Process().children()) == len(others) + 1
    assert psutil.Process().children() == others
    assert list(blocks) == []
