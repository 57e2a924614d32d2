"""What a file is, by its first bytes. Names lie: an old workbook, a page or a picture may be called .csv."""

from balance.sheets.layout import SheetRefused

HEAD = 4096  # bytes
ZIP = b"PK\x03\x04"
OLD_EXCEL = b"\xd0\xcf\x11\xe0"
UTF8_MARK = b"\xef\xbb\xbf"

OTHER_KINDS = {
    b"%PDF": "a PDF",
    b"\x89PNG": "a picture (PNG)",
    b"\xff\xd8\xff": "a picture (JPEG)",
    b"GIF87a": "a picture (GIF)",
    b"GIF89a": "a picture (GIF)",
    b"\x1f\x8b": "a packed file (gzip)",
    b"7z\xbc\xaf": "a packed file (7-Zip)",
    b"Rar!\x1a": "a packed file (RAR)",
    b"PK\x05\x06": "an empty zip file",
    b"{\\rtf": "a text document (RTF)",
    b"\x7fELF": "a program",
}
MARKS = {b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}


def is_workbook(head: bytes) -> bool:
    """Whether the file is a zip and so may be a workbook. Raises SheetRefused for what can never be read."""
    if head.startswith(OLD_EXCEL):
        raise SheetRefused(
            "This is an old Excel file, or one with a password: save it as .xlsx without a password, or as CSV."
        )
    for magic, kind in OTHER_KINDS.items():
        if head.startswith(magic):
            raise SheetRefused(f"This is {kind}, whatever its name says: export the report as CSV or .xlsx.")
    return head.startswith(ZIP)


def unicode_of(head: bytes) -> tuple[str, int]:
    """The codec that the first bytes tell, and the length of the mark before the text; ('', 0) if they tell none."""
    if head.startswith(UTF8_MARK):
        return "utf-8", len(UTF8_MARK)
    if head.startswith((b"\xff\xfe\0\0", b"\0\0\xfe\xff")):
        raise SheetRefused("This text is in UTF-32: save it as UTF-8.")
    for mark, codec in MARKS.items():
        if head.startswith(mark):
            return codec, len(mark)
    return _unmarked_utf16(head), 0


def _unmarked_utf16(head: bytes) -> str:
    """Latin letters in UTF-16 have a zero in every other byte, always on the same side."""
    even, odd = head[0::2], head[1::2]
    many = max(7, len(odd) * 2 // 5)
    if odd.count(0) > many and even.count(0) * 20 <= odd.count(0):
        return "utf-16-le"
    if even.count(0) > many and odd.count(0) * 20 <= even.count(0):
        return "utf-16-be"
    return ""


def refuse_markup(start: str) -> None:
    """Raises SheetRefused if the text begins as a page or XML does: many reports called .xls are pages."""
    start = start.lstrip("\ufeff \t\r\n")
    if start[:1] == "<" and (start[1:2].isalpha() or start[1:2] in ("!", "?")):
        kind = "XML" if start.startswith("<?xml") else "a web page (HTML)"
        raise SheetRefused(f"This is {kind}, whatever its name says: open it in Excel and save it as .xlsx or CSV.")
