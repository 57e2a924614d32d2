"""A file of an unknown sender as blocks of rows of text. Knows no ledger; trusts no name and no header."""

from balance.sheets.kept import Kept, keep_copy
from balance.sheets.layout import Block, Layout, SheetRefused
from balance.sheets.sheet import Sheet, open_sheet

__all__ = ["Block", "Kept", "Layout", "Sheet", "SheetRefused", "keep_copy", "open_sheet"]
