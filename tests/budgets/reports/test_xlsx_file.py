"""Excel files as their reader gets them: codes are text, amounts numbers with two decimals, nothing a formula."""

import re
import tracemalloc
import zipfile
from datetime import date
from decimal import Decimal
from io import BytesIO
from tempfile import TemporaryFile

import pytest

from budgets.reports import xlsx_file
from budgets.reports.table import Row
from budgets.reports.xlsx_file import write_xlsx
from tests.budgets.reports.files import of_xlsx
from tests.budgets.reports.sample import COLUMNS, DAY, as_xlsx, row, table

CELL = re.compile(r'<c r="([A-Z]+\d+)"[^>]*?(?: t="(\w+)")?(?:/>|>(.*?)</c>)')


def part(content, name="xl/worksheets/sheet1.xml"):
    with zipfile.ZipFile(BytesIO(content)) as book:
        return book.read(name).decode()


def test_values_come_back_with_their_kinds():
    read = of_xlsx(as_xlsx(table(row("Zoë"), row(spent="-2812.60", is_total=True))))
    assert read.names == [column.name for column in COLUMNS]
    assert read.rows == [[DAY, "0012", "Zoë", 12.5, 0.41, 3], [DAY, "0012", "Brightline", -2812.6, 0.41, 3]]
    assert [type(value) for value in read.rows[0]] == [date, str, str, float, float, float]


@pytest.mark.parametrize(
    "code", ["000123", "0", "1E05", "010-0000-1110", "3.10", "12345678901234567890", "TRUE", "1/2"]
)
def test_code_stays_the_text_it_is(code):
    content = as_xlsx(table(row(code=code)))
    assert of_xlsx(content).rows[0][1] == code
    assert {at: kind for at, kind, _ in CELL.findall(part(content))}["B5"] == "inlineStr"


@pytest.mark.parametrize("amount", ["0.00", "0.10", "-0.01", "1234567890123.45", "-742.40", "0.30"])
def test_amount_is_its_own_digits(amount):
    """0.1 + 0.2 never was a float on its way here."""
    cells = {at: value for at, _, value in CELL.findall(part(as_xlsx(table(row(spent=amount)))))}
    assert Decimal(cells["D5"].removeprefix("<v>").removesuffix("</v>")) == Decimal(amount)


def test_amounts_show_two_decimals_and_dates_are_iso():
    styles = part(as_xlsx(table(row())), "xl/styles.xml")
    codes = re.findall(r'formatCode="([^"]*)"', styles)
    assert "#,##0.00;[Red]-#,##0.00" in codes
    assert "yyyy-mm-dd" in codes


def test_names_of_the_columns_stay_in_sight_and_the_filter_leaves_the_totals_alone():
    sheet = part(as_xlsx(table(row(), row(), row(is_total=True))))
    assert '<pane ySplit="4" topLeftCell="A5" activePane="bottomLeft" state="frozen"/>' in sheet
    assert '<autoFilter ref="A4:F6"/>' in sheet


def test_no_formula_and_no_link_is_in_the_file():
    content = as_xlsx(table(row("=1+1"), row("https://evil.example"), row("{=1}"), row("mailto:x@y.example")))
    with zipfile.ZipFile(BytesIO(content)) as book:
        assert [name for name in book.namelist() if "externalLink" in name or "rels/sheet" in name] == []
    assert re.findall(r"<f[ >]|<hyperlink", part(content)) == []


def test_table_without_rows_has_its_heading_and_no_filter():
    content = as_xlsx(table(more=iter(())))
    assert (of_xlsx(content).rows, "autoFilter" in part(content)) == ([], False)


def test_cell_that_is_empty_is_empty():
    assert of_xlsx(as_xlsx(table(Row((None,) * 6), row()))).rows[0] == [""] * 6


def test_text_that_no_cell_can_hold_is_cut_and_says_so():
    [found] = of_xlsx(as_xlsx(table(row("x" * 40_000)))).column("Vendor")
    assert (len(found), found[-2:]) == (32_767, "x…")


def test_rows_that_no_sheet_can_hold_go_on_in_another(monkeypatch):
    monkeypatch.setattr(xlsx_file, "MOST_ROWS", 6)
    content = as_xlsx(table(*(row(f"Vendor {number}") for number in range(5))))
    sheets = [of_xlsx(content, sheet) for sheet in range(3)]
    assert [read.column("Vendor") for read in sheets] == [
        ["Vendor 0", "Vendor 1"],
        ["Vendor 2", "Vendor 3"],
        ["Vendor 4"],
    ]
    assert {tuple(read.names) for read in sheets} == {tuple(column.name for column in COLUMNS)}


def test_memory_is_the_same_for_any_number_of_rows():
    def peak(count):
        tracemalloc.start()
        with TemporaryFile() as out:
            write_xlsx(table(more=(row("Brightline " * 20) for _ in range(count))), out)
        _, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        return most

    peak(10)
    assert peak(6_000) < peak(1_000) + 500_000
