"""A look at the cells of a worksheet before they are read: how far they reach, which hold errors, and which hold
formulas whose results nobody has computed.

Only such a look sees them: the reader gives errors and missing results as blanks, and takes memory for the whole
rectangle up to the farthest cell. Searches for bytes, not an XML parser, because a ledger of a million rows is half
a gigabyte of XML. Runs in the child process only.
"""

import re
from dataclasses import dataclass, field
from functools import cache

from balance.sheets.layout import SheetRefused

LARGEST_AREA = 50_000_000  # cells, blank ones included
LONGEST_ROW = 64 << 20  # bytes of XML
MOST_ERRORS = 100_000
# The reader knows these; another would stop it without saying where it is.
KNOWN_ERRORS = {b"#DIV/0!", b"#N/A", b"#NAME?", b"#NULL!", b"#NUM!", b"#REF!", b"#VALUE!"}

SHEET_DATA = re.compile(rb"<(?:([\w.-]+):)?sheetData(?:\s[^<>]*)?>")
ADDRESS = re.compile(rb"""\sr=["']([A-Z]{1,3})([0-9]{1,7})["']""")
TEXT_TYPE = re.compile(rb"""\st=["']str["']""")


@dataclass(slots=True)
class Scan:
    """What is known of one worksheet; rows and columns count from 1."""

    rows: int = 0  # of the farthest cell with a value
    columns: int = 0
    formulas: bool = False
    errors: dict[int, dict[int, str]] = field(default_factory=dict)  # row → column → text


class Scanner:
    """Takes the XML of a worksheet in pieces of any size. Raises SheetRefused, with the cell where one is at fault."""

    def __init__(self) -> None:
        self.scan = Scan()
        self._buffer = b""
        self._tags: _Tags | None = None  # while inside of the cells
        self._ended = False
        self._blank = 0  # rows without values since the last with one

    def feed(self, piece: bytes) -> None:
        if self._ended:
            return
        self._buffer += piece
        if self._tags is None and (start := SHEET_DATA.search(self._buffer)):
            self._tags = _Tags(start[1] + b":" if start[1] else b"")
            self._ended = start[0].endswith(b"/>")
            self._buffer = self._buffer[start.end() :]
        if self._tags and not self._ended:
            end = self._buffer.find(self._tags.end)
            self._ended = end >= 0
            self._whole_rows(self._tags, end if self._ended else self._buffer.rfind(self._tags.row))
        if self._ended:
            self._buffer = b""
        if len(self._buffer) > LONGEST_ROW:
            raise SheetRefused("A row of the workbook is too large to be one of a table.", row=self.scan.rows + 1)

    def _whole_rows(self, tags: "_Tags", cut: int) -> None:
        if cut <= 0:
            return
        part, self._buffer = self._buffer[:cut], self._buffer[cut:]
        if _holds(part, b"!", b"<!") or _holds(part, b"?", b"<?"):
            raise SheetRefused("The cells hold comments of XML, which no spreadsheet writes: save the workbook again.")
        self._reach(tags, part)
        if _holds(part, b"f", tags.formula_start) and tags.formula.search(part):
            self.scan.formulas = True
            self._refuse_missing_results(tags, part)
        if b't="e"' in part or _holds(part, b"'", b"t='e'"):
            self._note_errors(tags, part)

    def _reach(self, tags: "_Tags", part: bytes) -> None:
        """Goes to the last cell with a value of each row: blanks that are only formatted reach farther."""
        scan, inline = self.scan, _holds(part, b"i", tags.inline_end)
        for row in part.split(tags.row_end):
            value = row.rfind(tags.value_end)
            if inline:
                value = max(value, row.rfind(tags.inline_end))
            if value < 0:
                self._blank += row.count(tags.row)
                continue
            start, end = tags.opening(row, value)
            if address := ADDRESS.search(row, start, end):
                number, column = int(address[2]), _column(address[1])
                if number <= scan.rows:
                    raise SheetRefused(f"Row {number} of the workbook comes twice or out of order.", row=number)
            else:
                # Rows and cells without addresses follow each other.
                number, column = scan.rows + self._blank + row.count(tags.row), tags.cells(row)
            self._blank, scan.rows, scan.columns = 0, number, max(scan.columns, column)
        if scan.rows * scan.columns > LARGEST_AREA:
            raise SheetRefused(
                f"The sheet reaches to row {scan.rows:,} and column {scan.columns:,}, which is more than"
                f" {LARGEST_AREA:,} cells: remove what stands far away from the table.",
                row=scan.rows,
            )

    def _refuse_missing_results(self, tags: "_Tags", part: bytes) -> None:
        for found in tags.no_result.finditer(part):
            start, end = tags.opening(part, found.start())
            # The result of a formula may be an empty text; then the cell says that it is one.
            if found[1] and TEXT_TYPE.search(part, start, end):
                continue
            address = ADDRESS.search(part, start, end)
            row, column = (int(address[2]), _column(address[1])) if address else (None, None)
            raise SheetRefused(
                f"{_name(address)} holds a formula whose result is not stored: open the workbook in Excel and save it.",
                row=row,
                column=column,
            )

    def _note_errors(self, tags: "_Tags", part: bytes) -> None:
        for found in tags.error.finditer(part):
            address = ADDRESS.search(found[1])
            text = tags.value.search(found[2])
            name = text[1] if text else b""
            if address is None or name not in KNOWN_ERRORS:
                said = name.decode(errors="replace") or "an error"
                row, column = (int(address[2]), _column(address[1])) if address else (None, None)
                raise SheetRefused(f"{_name(address)} holds the error {said}.", row=row, column=column)
            self.scan.errors.setdefault(int(address[2]), {})[_column(address[1])] = name.decode()
        if sum(map(len, self.scan.errors.values())) > MOST_ERRORS:
            raise SheetRefused(f"More than {MOST_ERRORS:,} cells hold errors such as #REF!.")


class _Tags:
    """The tags of the cells as this file writes them: some programs put a prefix before each."""

    def __init__(self, prefix: bytes) -> None:
        p = re.escape(prefix)
        self.row, self.row_end, self.end = b"<%brow" % prefix, b"</%brow>" % prefix, b"</%bsheetData" % prefix
        self.cell, self.bare_cell, self.no_cell = b"<%bc " % prefix, b"<%bc>" % prefix, b"<%bc/>" % prefix
        self.value_end, self.inline_end = b"</%bv>" % prefix, b"</%bis>" % prefix
        self.formula_start, self.formula = b"<%bf" % prefix, re.compile(rb"<%bf[\s>]" % p)
        self.no_result = re.compile(
            rb"(?:</%bf>|<%bf\s[^<>]*/>)\s*(?:</%bc>|(<%bv\s*/>|<%bv>\s*</%bv>))" % (p, p, p, p, p, p)
        )
        self.error = re.compile(rb"""<%bc(\s[^<>]*\bt=["']e["'][^<>]*)(?<!/)>(.*?)</%bc>""" % (p, p), re.DOTALL)
        self.value = re.compile(rb"<%bv>([^<]*)</%bv>" % (p, p))

    def cells(self, xml: bytes) -> int:
        return xml.count(self.cell) + xml.count(self.bare_cell) + xml.count(self.no_cell)

    def opening(self, xml: bytes, before: int) -> tuple[int, int]:
        """Where the opening tag of the last cell that begins before that place starts and ends."""
        start = max(xml.rfind(self.cell, 0, before), xml.rfind(self.bare_cell, 0, before))
        return start, xml.find(b">", start)


def _holds(xml: bytes, rare: bytes, word: bytes) -> bool:
    """A byte that is hardly ever there is looked for twenty times as fast as a word."""
    return rare in xml and word in xml


@cache
def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _name(address: re.Match[bytes] | None) -> str:
    return f"Cell {address[1].decode()}{address[2].decode()}" if address else "A cell"
