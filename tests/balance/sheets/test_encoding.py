"""The encoding is judged by all bytes and never guessed twice; what the layout names binds."""

import codecs

import pytest

from balance.sheets import Layout, SheetRefused, encoding, open_sheet
from tests.balance.sheets.conftest import rows

TEXT = "Códe\tName\n1\tMuñoz – “A”\n"
CELLS = [["Códe", "Name"], ["1", "Muñoz – “A”"]]


@pytest.mark.parametrize("declared", [False, True])
@pytest.mark.parametrize(
    ("content", "found"),
    [
        (TEXT.encode(), "utf-8"),
        (codecs.BOM_UTF8 + TEXT.encode(), "utf-8"),
        (TEXT.encode("cp1252"), "windows-1252"),
        (codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"), "utf-16"),
        (codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"), "utf-16"),
        (TEXT.encode("utf-16-le"), "utf-16"),
        (TEXT.encode("utf-16-be"), "utf-16"),
    ],
)
def test_encoding_is_found_and_the_mark_is_no_text(written, content, found, declared):
    with open_sheet(written(content), Layout(encoding=found if declared else "auto")) as sheet:
        assert (sheet.encoding, sheet.delimiter, rows(sheet)) == (found, "\t", CELLS)


@pytest.mark.parametrize(
    ("content", "declared", "reason"),
    [
        (codecs.BOM_UTF8 + b"a,b\n", "windows-1252", "The file is in UTF-8, but its profile says Windows-1252."),
        (codecs.BOM_UTF8 + b"a,b\n", "utf-16", "The file is in UTF-8, but its profile says UTF-16."),
        (TEXT.encode("utf-16"), "utf-8", "The file is in UTF-16, but its profile says UTF-8."),
        (b"a,b\n", "utf-16", "The file is not in UTF-16, as its profile says."),
        (codecs.BOM_UTF32_LE + TEXT.encode("utf-32-le"), "auto", "This text is in UTF-32: save it as UTF-8."),
        (
            TEXT.encode() + TEXT.encode("cp1252"),
            "auto",
            "The file mixes UTF-8 and Windows-1252, so its accents cannot be read for certain:"
            " export it again, or name the encoding in the profile.",
        ),
    ],
)
def test_other_encoding_than_declared_is_refused(written, content, declared, reason):
    with pytest.raises(SheetRefused) as refused:
        open_sheet(written(content), Layout(encoding=declared))
    assert str(refused.value) == reason


def test_declared_windows_1252_is_believed_where_utf8_would_fit(rows_of):
    assert rows_of("é,1\n".encode(), encoding="windows-1252") == [["Ã©", "1"]]


@pytest.mark.parametrize(
    ("content", "declared", "row", "byte"),
    [
        (b'a,b\n"x\ny",1\nM\x96oz,2\n', "utf-8", 3, "96 is no character in UTF-8"),
        (b"a,b\n1,2\nMu\x8doz,3\n", "auto", 3, "8D is no character in Windows-1252"),
        (b"a,b\n1,2\nMu\xc3", "utf-8", 3, "C3 is no character in UTF-8"),
        (codecs.BOM_UTF8 + b"a,b\nMu\xf1oz,2\n", "auto", 2, "F1 is no character in UTF-8"),
        (codecs.BOM_UTF16_LE + "a,b\n1,2".encode("utf-16-le") + b"x", "auto", 2, "78 is no character in UTF-16"),
    ],
)
def test_byte_that_does_not_fit_is_named_with_its_row(rows_of, content, declared, row, byte):
    with pytest.raises(SheetRefused) as refused:
        rows_of(content, encoding=declared)
    assert refused.value.row == row
    assert str(refused.value) == f"Byte {byte}: another encoding, or a damaged file."


@pytest.mark.parametrize("chunk", range(1, 9))
def test_letters_across_pieces_are_judged_whole(written, monkeypatch, chunk):
    monkeypatch.setattr(encoding, "CHUNK", chunk)
    assert encoding.encoding_of(written("aé€\n".encode()), "auto").name == "utf-8"
    assert encoding.encoding_of(written("aé\n".encode("cp1252")), "auto").name == "windows-1252"
    with pytest.raises(SheetRefused):
        encoding.encoding_of(written(b"\xe9\nabc\xe2\x80\x99\n"), "auto")


def test_late_byte_decides(written):
    path = written(b"a" * (2 * encoding.CHUNK) + b"\n\xe9\n")
    assert encoding.encoding_of(path, "auto").name == "windows-1252"


def test_capital_letter_before_a_curly_quote_is_windows_1252(rows_of):
    assert rows_of("JOSÉ’S TACOS,Muñoz\n".encode("cp1252")) == [["JOSÉ’S TACOS", "Muñoz"]]


def test_one_zero_byte_makes_no_utf16(rows_of):
    with pytest.raises(SheetRefused, match="A zero byte"):
        rows_of(b"1,\0\n")
