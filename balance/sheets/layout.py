"""The words between a file and whoever reads it: how to read, what comes out, and why a file is refused."""

from collections.abc import Sequence
from dataclasses import dataclass


class SheetRefused(ValueError):
    """A file that cannot be read exactly. Its text is the reason in plain words, for a budget officer.

    `row` counts records from 1 as a spreadsheet does: title and header rows count, a line break inside a cell does
    not. `column` counts from 1. Either is None where it is not known.
    """

    def __init__(self, reason: str, *, row: int | None = None, column: int | None = None) -> None:
        super().__init__(reason)
        self.row = row
        self.column = column


@dataclass(frozen=True, slots=True)
class Layout:
    """How the bytes are to be read. What is not `auto` binds: a file that says otherwise is refused."""

    format: str = "auto"  # auto | text | xlsx
    delimiter: str = "auto"  # one character, or auto: , tab | ; judged on the first lines
    quoted: bool = True  # False: quotes are plain characters
    encoding: str = "auto"  # auto | utf-8 | windows-1252 | utf-16
    sheet: str = ""  # of a workbook; empty: the only visible sheet with cells


@dataclass(frozen=True, slots=True)
class Block:
    """Rows in the order of their file. A blank line is a row, [] or ['']; rows may differ in length."""

    first_row: int  # number of rows[0] in the file, from 1
    rows: list[list[str]]
    apart: Sequence[int] = ()  # the number of each row, where they do not follow each other

    @property
    def numbers(self) -> Sequence[int]:
        """The number of each row in the file, from 1."""
        return self.apart or range(self.first_row, self.first_row + len(self.rows))
