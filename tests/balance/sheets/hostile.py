"""Files that no importer should believe, made by script: each either refused, for a reason and at a row, or read.

`write(name, folder)` makes one; what is expected of it is in FILES. Nothing here is larger on disk than a few
megabytes: what is huge is sparse, or packed.
"""

import codecs
import io
import struct
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from tests.balance.sheets.workbooks import parts, sheet_xml, write_parts

CELL = '<row r="1"><c r="A1"><v>1</v></c></row>'
LEDGER = "Account\tName\tAmount\n100-1000\tMuñoz, Ana\t1,234.00\n100-2000\tO'Brien\t-5.10\n"
LEDGER_ROWS = [["Account", "Name", "Amount"], ["100-1000", "Muñoz, Ana", "1,234.00"], ["100-2000", "O'Brien", "-5.10"]]


@dataclass(frozen=True, slots=True)
class Expected:
    reason: str = ""  # how the refusal begins; '' if the file is to be read
    row: int | None = None
    column: int | None = None
    rows: list[list[str]] | None = None  # what a file that is to be read holds


FILES: dict[str, Expected] = {}
_WRITERS: dict[str, Callable[[Path], object]] = {}


def write(name: str, folder: Path) -> Path:
    path = folder / name
    _WRITERS[name](path)
    return path


def _file(name: str, expected: Expected) -> Callable[[Callable[[Path], object]], Callable[[Path], object]]:
    def register(writer: Callable[[Path], object]) -> Callable[[Path], object]:
        FILES[name], _WRITERS[name] = expected, writer
        return writer

    return register


def _bytes(name: str, content: bytes | bytearray, expected: Expected) -> None:
    _file(name, expected)(lambda path: path.write_bytes(content))


def _book(name: str, expected: Expected, rows: str) -> None:
    """A workbook of one sheet with these rows."""
    _book_with(name, expected, {"xl/worksheets/sheet1.xml": sheet_xml(rows)})


def _book_with(name: str, expected: Expected, added: Mapping[str, str | bytes]) -> None:
    """A good workbook, but for these parts."""
    _file(name, expected)(lambda path: write_parts(path, parts({"Data": sheet_xml(CELL)}) | added))


# What is no table at all.
_OTHER = "whatever its name says"
_OLD = Expected("This is an old Excel file, or one with a password: save it as .xlsx without a password, or as CSV.")
_bytes("old.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504 + b"Workbook", _OLD)
_bytes("password.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504 + b"EncryptedPackage", _OLD)
_bytes("picture.csv", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", Expected(f"This is a picture (PNG), {_OTHER}"))
_bytes("photo.xlsx", b"\xff\xd8\xff\xe0\0\x10JFIF", Expected(f"This is a picture (JPEG), {_OTHER}"))
_bytes("report.pdf.csv", b"%PDF-1.7\n%\xe2\xe3", Expected(f"This is a PDF, {_OTHER}"))
_bytes("page.xls", b"<html><table><tr><td>1</table>", Expected(f"This is a web page (HTML), {_OTHER}"))
_bytes("tables.xls", b'<?xml version="1.0"?>\n<Workbook/>', Expected(f"This is XML, {_OTHER}"))
_bytes("packed.csv.gz", b"\x1f\x8b\x08\0", Expected(f"This is a packed file (gzip), {_OTHER}"))
_bytes("zeros.csv", b"\0" * 4096, Expected("A zero byte", 1, 1))

# Text that is damaged, or could be read in two ways.
_bytes("zero-byte.csv", b"a,b\n1,2\n3,\0\n5,6\n", Expected("A zero byte", 3, 2))
_bytes("open-quote.csv", b'a,b\n1,"2\n3,4\n' + b"5,6\n" * 1000, Expected("A quote is opened and never closed.", 2))
_bytes("stray-quote.csv", b'a,b\n1,2\n3,"4" x\n', Expected("Text stands behind a closing quote", 3))
_bytes("joined.csv", b"\xef\xbb\xbfa,b\n1,2\n\xef\xbb\xbfa,b\n3,4\n", Expected("A second file begins here", 3, 1))
_bytes("mac.csv", b"name,amount\nFran\x8dois,1\n", Expected("Byte 8D is no character in Windows-1252", 2))
_bytes("two-encodings.csv", LEDGER.encode() + LEDGER.encode("cp1252"), Expected("The file mixes UTF-8 and Windows"))
_bytes("half-a-letter.csv", codecs.BOM_UTF8 + b"a,b\n1,\xc3", Expected("Byte C3 is no character in UTF-8", 2))
_bytes("wide.csv", b'a,b\n1,"' + b"x" * 200_000 + b'"\n', Expected("A cell has more than 131,072 characters", 2))


@_file("one-line.csv", Expected("A line is longer than 1,048,576 characters", 3))
def _one_line_of_a_gigabyte(path: Path) -> None:
    path.write_bytes(b"a,b\n1,2\n")
    with path.open("r+b") as file:
        file.truncate(1 << 30)


# Text that is odd and yet certain.
_ENDS = [["a", "b"], ["1", "2"], ["3", "4"], [""], ["5", "6"]]
_bytes("line-ends.csv", b"a,b\r\n1,2\r3,4\n\n5,6", Expected(rows=_ENDS))
_bytes("line-breaks.csv", b'a,b\n"x\r\ny\n",1\n', Expected(rows=[["a", "b"], ["x\r\ny\n", "1"]]))
_bytes("tabs.xls", codecs.BOM_UTF16_LE + LEDGER.encode("utf-16-le"), Expected(rows=LEDGER_ROWS))
_bytes("tabs.csv", codecs.BOM_UTF16_BE + LEDGER.encode("utf-16-be"), Expected(rows=LEDGER_ROWS))
_bytes("tabs-unmarked.csv", LEDGER.encode("utf-16-le"), Expected(rows=LEDGER_ROWS))
_bytes("windows.txt", LEDGER.encode("cp1252"), Expected(rows=LEDGER_ROWS))
_bytes("end-mark.txt", LEDGER.encode() + b"\x1a", Expected(rows=LEDGER_ROWS))

# Workbooks that want memory, or only say so.
_FAR = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
_book("billion-cells.xlsx", Expected("The sheet reaches to row 1,048,576 and column 16,384", 1048576), _FAR)
_HUGE = sheet_xml(CELL, before='<dimension ref="A1:XFD1048576"/>')
_book_with("says-billion-cells.xlsx", Expected(rows=[["1"]]), {"xl/worksheets/sheet1.xml": _HUGE})
_TIGHT = Expected("The workbook is packed too tightly to be a report")
_book_with("bomb.xlsx", _TIGHT, {"xl/media/image.png": "x" * (64 << 20)})
_book("bomb-in-sheet.xlsx", _TIGHT, CELL + " " * (64 << 20))


@_file("bomb-that-lies.xlsx", Expected("The workbook is damaged or not complete"))
def _bomb_with_small_sizes(path: Path) -> None:
    """The directory says that the part is small; what is packed goes on for ever."""
    write_parts(path, parts({"Data": sheet_xml(CELL)}) | {"xl/media/image.xml": "x" * (64 << 20)})
    content = path.read_bytes()
    path.write_bytes(content.replace(struct.pack("<L", 64 << 20), struct.pack("<L", 100)))


@_file("many-parts.xlsx", Expected("The workbook has more than 10,000 parts"))
def _many_parts(path: Path) -> None:
    write_parts(path, parts({"Data": sheet_xml(CELL)}) | {f"xl/part{n}.xml": "" for n in range(10_001)})


# Workbooks that reach out, or say two things.
_SHEET = sheet_xml(CELL)
_DECLARES = Expected("The workbook declares a document type")
_TAKES = Expected("The workbook takes values from other files: save a copy with values only.")
_LEADS_OUT = Expected("The workbook holds a part with a name that leads out of it.")
for _name, _expected, _part, _content in (
    ("doctype.xlsx", _DECLARES, "xl/worksheets/sheet1.xml", _SHEET.replace("<worksheet", "<!DOCTYPE x []><worksheet")),
    ("entities.xlsx", _DECLARES, "docProps/core.xml", '<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'),
    ("other-files.xlsx", _TAKES, "xl/externalLinks/externalLink1.xml", "<x/>"),
    ("way-out.xlsx", _LEADS_OUT, "xl/../../../etc/x.xml", ""),
    ("way-out-too.xlsx", _LEADS_OUT, "..\\x.xml", ""),
    ("root.xlsx", _LEADS_OUT, "/etc/x.xml", ""),
    ("same-name.xlsx", Expected("The workbook holds two parts of one name"), "XL\\Worksheets\\Sheet1.xml", _SHEET),
    ("wide-letters.xlsx", Expected("The workbook is not in UTF-8"), "xl/theme.xml", _SHEET.encode("utf-16")),
):
    _book_with(_name, _expected, {_part: _content})

# Workbooks whose cells are not what they seem.
_MISSING = "holds a formula whose result is not stored: open the workbook in Excel and save it."
_FORMULA = '<row r="1"><c r="A1"><v>1</v></c></row><row r="7"><c r="A7"><v>2</v></c>{}</row>'
for _name, _cell in {
    "no-result.xlsx": '<c r="C7"><f>SUM(A1:A6)</f></c>',
    "empty-result.xlsx": '<c r="C7"><f>SUM(A1:A6)</f><v></v></c>',
    "empty-result-too.xlsx": '<c r="C7"><f>SUM(A1:A6)</f><v/></c>',
    "shared-no-result.xlsx": '<c r="C7"><f t="shared" si="0"/></c>',
    "text-no-result.xlsx": '<c r="C7" t="str"><f>A1&amp;""</f></c>',
}.items():
    _book(_name, Expected(f"Cell C7 {_MISSING}", 7, 3), _FORMULA.format(_cell))
_SPILL = Expected("Cell C7 holds the error #SPILL!.", 7, 3)
_book("spill.xlsx", _SPILL, _FORMULA.format('<c r="C7" t="e"><v>#SPILL!</v></c>'))
_ZERO = Expected("A zero byte stands in a cell", 7, 3)
_book("zero-byte.xlsx", _ZERO, _FORMULA.format('<c r="C7" t="inlineStr"><is><t>a_x0000_b</t></is></c>'))
_COMMENT = Expected("The cells hold comments of XML")
_book("comment.xlsx", _COMMENT, '<row r="1"><c r="A1"><v>1<!-- -->2</v></c></row>')
_book("twice.xlsx", Expected("Row 1 of the workbook comes twice or out of order.", 1), CELL + CELL)
_book("no-string.xlsx", Expected("The workbook is damaged"), '<row r="1"><c r="A1" t="s"><v>9</v></c></row>')


@_file("formulas-to-compute.xlsx", Expected("The results of the formulas are not stored"))
def _formulas_to_compute(path: Path) -> None:
    """Some programs store 0 for each formula and ask Excel to compute them on opening."""
    sheet = sheet_xml(_FORMULA.format('<c r="C7"><f>SUM(A1:A6)</f><v>0</v></c>'))
    write_parts(path, parts({"Data": sheet}, calc='fullCalcOnLoad="1"'))


# Zips that are no workbooks, and halves of such as are.
def _zip(name: str, expected: Expected, made: Mapping[str, str]) -> None:
    _file(name, expected)(lambda path: write_parts(path, made))


_zip("ledger.zip", Expected("This is a packed file (zip), not a workbook"), {"ledger.csv": "a,b\n"})
_zip("binary.xlsx", Expected("This is a binary workbook (.xlsb)"), {"xl/workbook.bin": ""})
_zip("report.ods", Expected("This is an OpenDocument file (.ods)"), {"content.xml": ""})
_zip("letter.xlsx", Expected("This is a Word document"), {"word/document.xml": ""})


def _whole() -> bytearray:
    file = io.BytesIO()
    write_parts(file, parts({"Data": sheet_xml("".join(f'<row r="{n}"/>' for n in range(5000)))}))
    return bytearray(file.getvalue())


_CHANGED = _whole()
_CHANGED[len(_CHANGED) // 2] ^= 1
_DAMAGED = Expected("The workbook is damaged or not complete: save it again.")
_bytes("cut.xlsx", _whole()[:-200], _DAMAGED)
_bytes("one-bit.xlsx", _CHANGED, _DAMAGED)


@_file("password-inside.xlsx", Expected("The workbook has a password"))
def _password_inside(path: Path) -> None:
    """The bit of a packed part that says it is encrypted, in its head and in the directory."""
    write_parts(path, parts({"Data": sheet_xml(CELL)}))
    with zipfile.ZipFile(path) as file:
        places = [(0x6, part.header_offset) for part in file.infolist()]
        directory = file.start_dir
    content = bytearray(path.read_bytes())
    for offset, start in places:
        content[start + offset] |= 1
    content[directory + 0x8] |= 1
    path.write_bytes(content)
