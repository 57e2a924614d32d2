"""PDF: letter pages with our typeface and drawings, readable aloud, and nothing opened from anywhere."""

import socket
from decimal import Decimal
from io import BytesIO

import pytest
from pypdf import PdfReader

from balance.marks import money_bar
from budgets.reports import paper
from budgets.reports.paper import NoPaper, laid_out, pdf
from budgets.reports.pdf_file import MOST_ROWS, write_pdf
from budgets.reports.table import Row
from tests.budgets.reports.files import pdf_pages, pdf_sizes
from tests.budgets.reports.sample import row, table


def test_table_is_on_letter_pages_across_with_its_heading_and_page_numbers():
    content = write_pdf(table(*(row(f"Vendor {number}") for number in range(90)), row("Total", is_total=True)))
    pages = pdf_pages(content)
    assert (pdf_sizes(content), len(pages)) == ({(1100, 850)}, 3)
    assert pages[0].startswith("Classroom supplies · Alder Creek Juniper Unified · fiscal year 2026–27 · posted")
    assert [f"Page {number} of 3" in page for number, page in enumerate(pages, 1)] == [True] * 3
    assert ["Paid on" in page for page in pages] == [True] * 3
    words = " ".join(pages)
    assert [f"Vendor {number} " in words for number in range(90)] == [True] * 90


def test_figures_names_and_codes_are_readable():
    [page] = pdf_pages(write_pdf(table(row("Nguyễn & <b>Søn</b> Київ", code="000123", spent="-2812.60"))))
    assert "2026-11-17 000123 Nguyễn & <b>Søn</b> Київ −$2,812.60 41.0% 3" in page


def test_empty_cells_are_empty():
    [page] = pdf_pages(write_pdf(table(Row((None,) * 6))))
    assert "None" not in page


def test_long_table_ends_and_says_where_the_rest_is(monkeypatch):
    monkeypatch.setattr("budgets.reports.pdf_file.MOST_ROWS", 3)
    [page] = pdf_pages(write_pdf(table(more=(row(f"Vendor {number}") for number in range(9)))))
    assert "These are the first 3 rows. The spreadsheet and the CSV file have all of them." in page
    assert ("Vendor 2" in page, "Vendor 3" in page) == (True, False)
    assert MOST_ROWS == 200


def test_long_text_is_cut_on_paper_and_says_so():
    [page] = pdf_pages(write_pdf(table(row("word " * 100))))
    assert (page.count("word"), "…" in page) == (24, True)


def test_file_has_a_title_a_language_and_tags_for_reading_aloud():
    reader = PdfReader(BytesIO(write_pdf(table(row()))))
    root = reader.trailer["/Root"]
    assert (reader.metadata.title, root["/Lang"], bool(root["/MarkInfo"]["/Marked"])) == (
        "Classroom supplies · Alder Creek",
        "en",
        True,
    )
    assert "/StructTreeRoot" in root


def test_typeface_is_ours_and_inside_the_file():
    page = PdfReader(BytesIO(write_pdf(table(row())))).pages[0]
    fonts = [font.get_object()["/DescendantFonts"][0].get_object() for font in page["/Resources"]["/Font"].values()]
    assert ["Public-Sans" in font["/BaseFont"] and "/FontFile" in str(font["/FontDescriptor"]) for font in fonts] == [
        True
    ] * len(fonts)
    assert fonts


def test_bar_keeps_its_colors_and_has_nothing_to_complain_of(caplog):
    bar = money_bar(Decimal(100), Decimal(60), Decimal(50), share_of_year=Decimal("0.4"), hero=True)
    content = PdfReader(BytesIO(pdf(laid_out(f"<html lang=en><title>Bar</title><body>{bar}{bar}", "")))).pages[0]
    assert "Today: 40% of the year" in content.extract_text()
    assert "/Pattern" in content["/Resources"]
    # Spent: #24497f as shares of 1.
    assert b"0.141176" in content.get_contents().get_data()
    assert caplog.messages == []


@pytest.mark.parametrize(
    "address", ["http://127.0.0.1:9/x.png", "file:///etc/hostname", "data:image/png;base64,aGk=", "ftp://x.example/a"]
)
def test_nothing_is_opened_whatever_a_text_names(address, monkeypatch):
    opened = []
    monkeypatch.setattr(socket, "create_connection", lambda *found, **more: opened.append(found))
    text = f"<html lang=en><title>x</title><link rel=stylesheet href='{address}'><body>A<img src='{address}' alt=x>"
    assert pdf_pages(pdf(laid_out(text, ""))) == ["Ax"]  # in the place of a picture, its words
    assert opened == []
    with pytest.raises(ValueError, match="is not opened"):
        paper._press()._fetch.fetch(address)


def test_machine_without_the_libraries_says_so(monkeypatch):
    def missing(self):
        raise OSError("cannot load library 'libpango-1.0-0'")

    monkeypatch.setattr(paper._Press, "__init__", missing)
    paper._press.cache_clear()
    with pytest.raises(NoPaper, match=r"docs/operate\.md"):
        laid_out("<p>x", "")
    paper._press.cache_clear()
