"""The door: a file of an unknown sender becomes blocks of rows of text, or is refused in plain words."""

from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Self

from balance.sheets.delimiter import delimiter_of
from balance.sheets.encoding import encoding_of
from balance.sheets.layout import Block, Layout, SheetRefused
from balance.sheets.sniff import HEAD, is_workbook, refuse_markup
from balance.sheets.text import Text
from balance.sheets.workbook import Workbook

BEGINNING = 1 << 16  # bytes that the delimiter is judged on


@dataclass(slots=True)
class Sheet:
    """An open file: a context manager that ends whatever still reads it when it is left."""

    format: str  # text | xlsx
    encoding: str  # utf-8 | windows-1252 | utf-16; '' for a workbook
    delimiter: str  # '' for a workbook
    _read: Callable[[], Iterator[Block]]
    text: Text | None = None  # what is read; None for a workbook
    _readers: list[Generator[Block]] = field(default_factory=list)

    def blocks(self) -> Iterator[Block]:
        """All rows from the first, about 10,000 in a block, in bounded memory; each call begins again.

        Raises SheetRefused, where it can with the row: also after blocks that were good.
        """
        reader = self._reader()
        self._readers.append(reader)
        return reader

    def _reader(self) -> Generator[Block]:
        yield from self._read()

    def close(self) -> None:
        while self._readers:
            self._readers.pop().close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def open_sheet(path: Path, layout: Layout) -> Sheet:
    """Opens a file as it is, whatever its name says. Raises SheetRefused, here or while its blocks are read."""
    with path.open("rb") as file:
        head = file.read(HEAD)
    if is_workbook(head):
        if layout.format == "text":
            raise SheetRefused("The file is a workbook (.xlsx) or a zip, but its profile expects text such as CSV.")
        return Sheet("xlsx", "", "", Workbook(path, layout.sheet).blocks)
    if layout.format == "xlsx":
        raise SheetRefused("The file is not a workbook (.xlsx), as its profile says.")
    return _open_text(path, layout)


def _open_text(path: Path, layout: Layout) -> Sheet:
    encoding = encoding_of(path, layout.encoding)
    with path.open("rb") as file:
        file.seek(encoding.start)
        # Half a letter at the end, and a byte that does not fit, are no matter here: reading meets them again.
        beginning = file.read(BEGINNING).decode(encoding.codec, errors="replace")
    refuse_markup(beginning)
    delimiter = layout.delimiter
    if delimiter == "auto":
        delimiter = delimiter_of(beginning, quoted=layout.quoted)
    text = Text(path, encoding, delimiter, layout.quoted)
    return Sheet("text", encoding.name, delimiter, text.blocks, text)
