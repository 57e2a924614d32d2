"""A workbook as the zip that it is: what it holds, how large that truly is, and which of its sheets is meant.

Nothing that the file says of itself is believed: every part is unpacked and counted once, a piece at a time. Runs in
the child process only.
"""

import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

from balance.sheets.layout import SheetRefused
from balance.sheets.workbook_scan import Scan, Scanner

CHUNK = 1 << 20
MOST_PARTS = 10_000
LARGEST = 2 << 30  # bytes of all parts unpacked
LARGEST_DIRECTORY = 10 << 20  # bytes of the parts that list the sheets
# A ledger shrinks to a sixth; a bomb to less than a five-hundredth.
TIGHTEST = 200
SMALL = 10 << 20  # bytes; a small part may be as tight as it likes

BOOK = "xl/workbook.xml"
LINKS = "xl/_rels/workbook.xml.rels"
DECLARED = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
OVERLAP = 16  # bytes, for a word that lies across two pieces
OTHER_KINDS = {
    "xl/workbook.bin": "This is a binary workbook (.xlsb): save it as .xlsx or CSV.",
    "content.xml": "This is an OpenDocument file (.ods): save it as .xlsx or CSV.",
    "word/document.xml": "This is a Word document: export the report as CSV or .xlsx.",
    "ppt/presentation.xml": "This is a presentation: export the report as CSV or .xlsx.",
}
DAMAGED = "The workbook is damaged or not complete: save it again."


@dataclass(frozen=True, slots=True)
class SheetPart:
    name: str
    part: str
    visible: bool


@contextmanager
def opened(path: Path) -> Iterator["Parts"]:
    """The parts of the workbook. Raises SheetRefused, also for what goes wrong inside of the block."""
    try:
        with zipfile.ZipFile(path) as file:
            yield Parts(file)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ElementTree.ParseError, OSError) as error:
        raise SheetRefused(DAMAGED) from error


class Parts:
    def __init__(self, file: zipfile.ZipFile) -> None:
        self._file = file
        self._parts = {_plain(part.filename): part for part in file.infolist() if not part.is_dir()}
        self._refuse_other_kinds()
        self._refuse_strange_parts()

    def _refuse_other_kinds(self) -> None:
        if BOOK in self._parts:
            return
        for part, reason in OTHER_KINDS.items():
            if part in self._parts:
                raise SheetRefused(reason)
        raise SheetRefused("This is a packed file (zip), not a workbook: unpack it and load what is inside.")

    def _refuse_strange_parts(self) -> None:
        if len(self._file.infolist()) > MOST_PARTS:
            raise SheetRefused(f"The workbook has more than {MOST_PARTS:,} parts: it is no report.")
        if len(self._parts) < sum(not part.is_dir() for part in self._file.infolist()):
            raise SheetRefused("The workbook holds two parts of one name, so what it says is not certain.")
        for name, part in self._parts.items():
            if part.flag_bits & 1:
                raise SheetRefused("The workbook has a password: save it without one.")
            if name.startswith("/") or ".." in name.split("/") or ":" in name:
                raise SheetRefused("The workbook holds a part with a name that leads out of it.")
            if part.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
                raise SheetRefused("The workbook is packed in a way that no spreadsheet uses: save it again.")
            if name.startswith("xl/externallinks/"):
                raise SheetRefused("The workbook takes values from other files: save a copy with values only.")

    def sheets(self) -> list[SheetPart]:
        """The worksheets in their order; charts and macro sheets are none."""
        targets = {
            link.get("Id"): _plain(_within_book(link.get("Target", "")))
            for link in ElementTree.fromstring(self._directory(LINKS)).iter()
            if link.get("Type", "").endswith("/worksheet")
        }
        return [
            SheetPart(tag.get("name", ""), targets[link], tag.get("state", "visible") == "visible")
            for tag in self._book().iter()
            if _local(tag.tag) == "sheet" and (link := _link(tag)) in targets
        ]

    def computed_on_opening(self) -> bool:
        """Whether whoever wrote the file left its formulas to be computed: what is stored are no results then."""
        return any(
            _local(tag.tag) == "calcPr" and tag.get("fullCalcOnLoad") in ("1", "true") for tag in self._book().iter()
        )

    def scan(self, wanted: set[str]) -> Mapping[str, Scan]:
        """Unpacks every part, counting, and looks at the cells of the `wanted` ones."""
        scanners = {name: Scanner() for name in wanted}
        total = 0
        for name, part in self._parts.items():
            for piece in self._pieces(part, LARGEST - total):
                total += len(piece)
                if name in scanners:
                    scanners[name].feed(piece)
        return {name: scanner.scan for name, scanner in scanners.items()}

    def _pieces(self, part: zipfile.ZipInfo, limit: int) -> Iterator[bytes]:
        size, end = 0, b""
        markup = part.filename.lower().endswith((".xml", ".rels", ".vml"))
        with self._file.open(part) as packed:
            while piece := packed.read(CHUNK):
                size += len(piece)
                if size > limit:
                    raise SheetRefused(f"The workbook holds more than {LARGEST >> 30} GB when it is unpacked.")
                if size > SMALL and size > TIGHTEST * max(part.compress_size, 1):
                    raise SheetRefused("The workbook is packed too tightly to be a report: it would fill the memory.")
                if markup:
                    _refuse_declarations(end + piece)
                    end = piece[-OVERLAP:]
                yield piece

    def _directory(self, name: str) -> bytes:
        part = self._parts.get(name)
        if part is None:
            raise SheetRefused(DAMAGED)
        return b"".join(self._pieces(part, LARGEST_DIRECTORY))

    def _book(self) -> ElementTree.Element:
        return ElementTree.fromstring(self._directory(BOOK))


def _refuse_declarations(xml: bytes) -> None:
    """No spreadsheet declares entities; they are how a few bytes of XML become gigabytes, or read other files."""
    if b"!" in xml and DECLARED.search(xml):
        raise SheetRefused("The workbook declares a document type, which no spreadsheet does: it is not read.")
    if b"\0" in xml:
        raise SheetRefused("The workbook is not in UTF-8: save it again.")


def _plain(name: str) -> str:
    """Names of parts do not tell capitals apart; some programs part folders as Windows does."""
    return name.replace("\\", "/").lower()


def _within_book(target: str) -> str:
    """What a link means: from the root, or from the folder of the book."""
    return target[1:] if target.startswith("/") else f"xl/{target}"


def _local(tag: str) -> str:
    return tag.rpartition("}")[2]


def _link(tag: ElementTree.Element) -> str | None:
    return next((value for name, value in tag.items() if name.startswith("{") and name.endswith("}id")), None)
