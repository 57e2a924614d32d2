"""The first bytes say what a file is; its name and its profile do not."""

import pytest

from balance.sheets import Layout, SheetRefused, open_sheet


@pytest.mark.parametrize("name", ["report.csv", "report.xls", "report.xlsx"])
@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504,
            "This is an old Excel file, or one with a password",
        ),
        (b"%PDF-1.7\n", "This is a PDF, whatever its name says"),
        (b"\x89PNG\r\n\x1a\n", "This is a picture (PNG), whatever its name says"),
        (b"\xff\xd8\xff\xe0", "This is a picture (JPEG), whatever its name says"),
        (b"GIF89a", "This is a picture (GIF), whatever its name says"),
        (b"\x1f\x8b\x08", "This is a packed file (gzip), whatever its name says"),
        (b"PK\x05\x06" + b"\0" * 18, "This is an empty zip file, whatever its name says"),
        (b"<html><table>", "This is a web page (HTML), whatever its name says"),
        (b"\xef\xbb\xbf\r\n <!DOCTYPE html>", "This is a web page (HTML), whatever its name says"),
        ("\ufeff<table>".encode("utf-16-le"), "This is a web page (HTML), whatever its name says"),
        (b"<?xml version='1.0'?><Workbook>", "This is XML, whatever its name says"),
    ],
)
def test_other_kinds_are_named(written, content, reason, name):
    with pytest.raises(SheetRefused) as refused:
        open_sheet(written(content, name), Layout())
    assert str(refused.value).startswith(reason)


def test_text_under_any_name_is_text(written):
    for name in ("report.xls", "report.xlsx", "report"):
        with open_sheet(written(b"a,b\n", name), Layout()) as sheet:
            assert (sheet.format, sheet.encoding, sheet.delimiter) == ("text", "utf-8", ",")


def test_text_that_begins_with_less_than_is_text(rows_of):
    assert rows_of(b"< 100,> 100\n1,2\n") == [["< 100", "> 100"], ["1", "2"]]


def test_text_is_refused_where_a_workbook_is_expected(written):
    with pytest.raises(SheetRefused) as refused:
        open_sheet(written(b"a,b\n"), Layout(format="xlsx"))
    assert str(refused.value) == "The file is not a workbook (.xlsx), as its profile says."
