"""A file of an unknown sender as blocks of rows of text. Knows no ledger; trusts no name and no header."""

from balance.sheets.kept import Kept, keep_copy
from balance.sheets.layout import Block, Layout, SheetRefused
from balance.sheets.sheet import Sheet, open_sheet
from balance.sheets.versions import Changes, Lines, changes, sheet_of

__all__ = [
    "Block",
    "Changes",
    "Kept",
    "Layout",
    "Lines",
    "Sheet",
    "SheetRefused",
    "changes",
    "keep_copy",
    "open_sheet",
    "sheet_of",
]
