"""A file of ours, read back as its reader would: by the csv module, by calamine, by a reader of PDF."""

import csv
from dataclasses import dataclass
from io import BytesIO, StringIO

from pypdf import PdfReader
from python_calamine import CalamineWorkbook

BOM = b"\xef\xbb\xbf"


@dataclass(frozen=True)
class Read:
    """Three lines of heading, the names of the columns, and the rows under them."""

    heading: list[str]
    names: list[str]
    rows: list[list[object]]

    def column(self, name: str) -> list[object]:
        return [row[self.names.index(name)] for row in self.rows]


def of_csv(content: bytes) -> Read:
    assert content.startswith(BOM)
    rows = list(csv.reader(StringIO(content.removeprefix(BOM).decode(), newline="")))
    return Read([row[0] for row in rows[:3]], rows[3], rows[4:])


def of_xlsx(content: bytes, sheet: int = 0) -> Read:
    rows = CalamineWorkbook.from_filelike(BytesIO(content)).get_sheet_by_index(sheet).to_python()
    return Read([row[0] for row in rows[:3]], rows[3], rows[4:])


def pdf_pages(content: bytes) -> list[str]:
    """The words of each page, with single blanks."""
    return [" ".join(page.extract_text().split()) for page in PdfReader(BytesIO(content)).pages]


def pdf_sizes(content: bytes) -> set[tuple[int, int]]:
    """Width and height of the pages in inches × 100."""
    boxes = (page.mediabox for page in PdfReader(BytesIO(content)).pages)
    return {(round(box.width * 100 / 72), round(box.height * 100 / 72)) for box in boxes}
