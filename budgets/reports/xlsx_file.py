"""A table as an Excel file, by XlsxWriter: codes as text, amounts as numbers, dates as dates, and never a formula."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, BinaryIO

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from budgets.reports.plain_text import plain
from budgets.reports.table import Column, Kind, Row, Table, Value

# Rows and characters that a sheet and a cell of Excel can hold: more would be dropped without a word.
MOST_ROWS = 1_048_576
MOST_CHARACTERS = 32_767
LETTER = 1
HEADER = 3  # row 4: the heading has three lines
# One row is kept at a time, the others lie in a temporary file. Text is text, whatever it looks like.
OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
}
LOOKS = {
    Kind.TEXT: {"num_format": "General"},
    Kind.CODE: {"num_format": "@"},
    Kind.AMOUNT: {"num_format": "#,##0.00;[Red]-#,##0.00"},
    Kind.DATE: {"num_format": "yyyy-mm-dd", "align": "left"},
    Kind.PERCENT: {"num_format": "0.0%"},
    Kind.COUNT: {"num_format": "#,##0"},
}


def write_xlsx(table: Table, out: BinaryIO) -> None:
    """Row by row: three lines of heading, the names of the columns, frozen, and the rows. `out` stays open."""
    book = Workbook(out, OPTIONS)
    title, facts, _ = table.heading.lines
    book.set_properties({"title": title, "subject": facts})
    writer = _Writer(table, book)
    for row in table.rows:
        writer.write(row)
    writer.finish()
    book.close()


@dataclass
class _Writer:
    """Where the next row goes; a sheet that is full is followed by another."""

    table: Table
    book: Workbook
    sheet: Worksheet = field(init=False)
    at: int = field(init=False)
    last: int = field(init=False)

    def __post_init__(self) -> None:
        self.looks = {
            (kind, total): self.book.add_format({**look, "bold": total, "top": int(total)})
            for kind, look in LOOKS.items()
            for total in (False, True)
        }
        self.bold = self.book.add_format({"bold": True})
        names: dict[str, Any] = {"bold": True, "bottom": 1, "text_wrap": True, "valign": "bottom"}
        self.names = {right: self.book.add_format({**names, "align": right}) for right in ("left", "right")}
        self._begin("Figures")

    def _begin(self, name: str) -> None:
        self.sheet = sheet = self.book.add_worksheet(name)
        for index, line in enumerate(self.table.heading.lines):
            self._text(index, 0, line, None if index else self.bold)
        for index, column in enumerate(self.table.columns):
            sheet.set_column(index, index, column.width)
            self._text(HEADER, index, column.name, self.names["right" if column.is_number else "left"])
            if column.kind == Kind.CODE:
                sheet.ignore_errors({"number_stored_as_text": f"{_letter(index)}1:{_letter(index)}{MOST_ROWS}"})
        sheet.freeze_panes(HEADER + 1, 0)
        sheet.set_landscape()
        sheet.set_paper(LETTER)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(HEADER)
        sheet.set_footer("&L&8&A&R&8&P / &N")
        self.at, self.last = HEADER + 1, HEADER

    def write(self, row: Row) -> None:
        if self.at == MOST_ROWS:
            self.finish()
            self._begin(f"Figures {len(self.book.worksheets()) + 1}")
        for index, (column, value) in enumerate(zip(self.table.columns, row.values, strict=True)):
            self._cell(index, column, value, self.looks[column.kind, row.is_total])
        if not row.is_total:
            self.last = self.at
        self.at += 1

    def finish(self) -> None:
        """The filter of a sheet covers its rows, not the totals under them."""
        if self.last > HEADER:
            self.sheet.autofilter(HEADER, 0, self.last, len(self.table.columns) - 1)

    def _cell(self, index: int, column: Column, value: Value, look: Any) -> None:
        value = column.checked(value)
        if isinstance(value, int | Decimal):
            # Written as its own digits: no float comes between.
            self.sheet.write_number(self.at, index, value / 100 if column.kind == Kind.PERCENT else value, look)
        elif isinstance(value, date):
            self.sheet.write_datetime(self.at, index, value, look)
        elif value is not None:
            self._text(self.at, index, value, look)
        else:
            self.sheet.write_blank(self.at, index, None, look)

    def _text(self, row: int, index: int, text: str, look: Any) -> None:
        shown = plain(text)
        if len(shown) > MOST_CHARACTERS:
            shown = f"{shown[: MOST_CHARACTERS - 1]}…"
        self.sheet.write_string(row, index, shown, look)


def _letter(index: int) -> str:
    """The name of a column, of the 26 first."""
    return chr(ord("A") + index)
