"""Text of any size as rows of cells, a small piece at a time in memory.

A line without a quote is a row, and splitting it is twice as fast as parsing it. Python's csv decides about lines
with quotes, and about all of a piece where a cell holds a line break. Both ways must give what csv gives for the whole
text (a property test says so).
"""

import csv
import io
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from balance.sheets.encoding import Encoding
from balance.sheets.layout import Block, SheetRefused
from balance.sheets.pieces import LONGEST, TextBroken, pieces

LARGEST_CELL = 131_072  # characters; the limit of Python's csv
ROWS = 10_000  # in a block, at most
QUOTE = '"'
BYTE_ORDER_MARK = "\ufeff"
TOO_LARGE = f"A cell has more than {LARGEST_CELL:,} characters: a quote may not be closed."

Rows = list[list[str]]


@dataclass(slots=True)
class Text:
    """A text file. `rows_are_lines`: of what was read so far, each line was a row by itself."""

    path: Path
    encoding: Encoding
    delimiter: str
    quoted: bool
    rows_are_lines: bool = field(default=True, init=False)

    def blocks(self) -> Iterator[Block]:
        """The rows from the first. Raises SheetRefused, with the row, where the text cannot be read exactly."""
        first, rest, flat = 1, "", True
        self.rows_are_lines = True
        try:
            for piece, last in pieces(self.path, self.encoding):
                text = rest + piece
                rows = self._split(text) if flat else None
                if rows is None:
                    # Cells with line breaks come in numbers: trying the short way again would cost each piece twice.
                    flat = self.rows_are_lines = False
                    rows, rest = self._parsed(first, text, last)
                refuse_strange_cells(first, text, rows)
                for start in range(0, len(rows), ROWS):
                    yield Block(first + start, rows[start : start + ROWS])
                first += len(rows)
        except TextBroken as broken:
            raise SheetRefused(str(broken), row=first) from None

    def _split(self, text: str) -> Rows | None:
        """The rows of whole lines; None if one of them is no row by itself, for csv to say why."""
        return self.rows_of(lines_of(text), may_have_quotes=QUOTE in text)

    def rows_of(self, lines: list[str], *, may_have_quotes: bool = True) -> Rows | None:
        """Each line as a row; None if one of them is no row by itself."""
        delimiter = self.delimiter
        if not (self.quoted and may_have_quotes):
            return [line.split(delimiter) for line in lines]
        quoted = csv.reader([line for line in lines if QUOTE in line], delimiter=delimiter, strict=True)
        try:
            # Each line asks for one record. Had a record taken two lines, the last line would find none left.
            return [next(quoted) if QUOTE in line else line.split(delimiter) for line in lines]
        except (csv.Error, StopIteration):
            return None

    def _parsed(self, first: int, text: str, last: bool) -> tuple[Rows, str]:
        """The whole rows of `text`, the first of which has number `first`, and the text after them."""
        lines = io.StringIO(text, newline="")
        reader = csv.reader(lines, delimiter=self.delimiter, strict=True)
        rows, used = [], 0
        try:
            for row in reader:
                rows.append(row)
                used = reader.line_num
        except csv.Error as error:
            # At the end of the text a record may only be waiting for its other half; a true error will come again.
            rest = "" if last or lines.read(1) else _after(text, used)
            if not rest or len(rest) > LONGEST:
                raise SheetRefused(_in_words(error), row=first + len(rows)) from None
            return rows, rest
        return rows, ""


def lines_of(text: str) -> list[str]:
    """The lines of a text that ends where a line ends, whatever ends them."""
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    lines = text.split("\n")  # not splitlines(), which also ends a line at characters that may stand in a cell
    if not lines[-1]:
        lines.pop()
    return lines


def _after(text: str, lines: int) -> str:
    reader = io.StringIO(text, newline="")
    deque(islice(reader, lines), maxlen=0)
    return reader.read()


def refuse_strange_cells(first: int, text: str, rows: Rows) -> None:
    """What no report holds on purpose: zero bytes, a cell of many pages, and the mark of a second file behind the
    first. The text is asked first: most hold none of them."""
    if "\0" in text or BYTE_ORDER_MARK in text or len(text) > LARGEST_CELL:
        for number, row in enumerate(rows, first):
            for column, cell in enumerate(row, 1):
                reason = _strange(cell, column)
                if reason:
                    raise SheetRefused(reason, row=number, column=column)


def _strange(cell: str, column: int) -> str:
    if "\0" in cell:
        return "A zero byte: the file is damaged, or is not text."
    if column == 1 and cell.startswith(BYTE_ORDER_MARK):
        return "A second file begins here: two files were joined. Load each by itself."
    return TOO_LARGE if len(cell) > LARGEST_CELL else ""


def _in_words(error: csv.Error) -> str:
    text = str(error)
    if "field limit" in text or "field larger" in text:
        return TOO_LARGE
    if "unexpected end" in text:
        return "A quote is opened and never closed."
    if "expected after" in text:
        return "Text stands behind a closing quote: a quote inside a cell must be doubled, or the file is not quoted."
    return f"The row cannot be parted into cells: {text}."
