"""On paper and taken away, in a real browser: few pages, colors that stay, and files that open."""

import re
from io import BytesIO

import pytest
from pypdf import PdfReader

from tests.budgets.reports.files import of_csv, of_xlsx, pdf_pages, pdf_sizes
from tests.e2e.places import OFFICE, PLACES, PRINCIPAL, SITE

DEPARTMENT = PLACES["department"]
SUMMARY = (PRINCIPAL, f"{SITE}summary/")
MONEY = re.compile(r"−?\$\d{1,3}(?:,\d{3})*")


def printed(page, **options):
    """The PDF that the browser makes of a page: without backgrounds, as a printer gets it."""
    return page.pdf(prefer_css_page_size=True, print_background=False, **options)


@pytest.mark.parametrize(
    ("who", "path", "most"),
    [
        (PRINCIPAL, SITE, 4),
        (DEPARTMENT.who, DEPARTMENT.path, 4),
        (PRINCIPAL, PLACES["line"].path, 4),
        (OFFICE, PLACES["units"].path, 4),
        (*SUMMARY, 1),
        (DEPARTMENT.who, f"{DEPARTMENT.path}summary/", 1),
        (PRINCIPAL, "/d/juniper-bay/help/principals/", 4),
        (PRINCIPAL, "/d/juniper-bay/help/office-managers/", 3),
        (PRINCIPAL, "/d/juniper-bay/help/supervisors/", 3),
        (OFFICE, "/d/juniper-bay/help/budget-office/", 4),
        (PRINCIPAL, "/d/juniper-bay/help/", 4),
    ],
)
def test_page_prints_on_few_letter_pages(visit, who, path, most):
    page, _ = visit(who, path)
    content = printed(page)
    assert len(pdf_pages(content)) <= most
    assert pdf_sizes(content) == {(850, 1100)}


def test_all_lines_are_on_paper_though_their_purposes_are_closed(visit):
    page, _ = visit(PRINCIPAL, SITE)
    page.evaluate("document.querySelectorAll('details.group').forEach(one => { one.open = false; })")
    names = page.locator(".lrow th a").evaluate_all("all => all.map(one => one.textContent)")
    words = " ".join(pdf_pages(printed(page)))
    assert [name for name in names if name not in words] == []
    assert len(names) > 20
    for hidden in ("Download", "Print summary", "Sign out", "Appearance"):
        assert hidden not in words


def test_total_of_a_line_is_on_paper_once(visit):
    page, _ = visit(PRINCIPAL, PLACES["line"].path)
    assert " ".join(pdf_pages(printed(page))).count("Total of the line") == 1


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_bars_keep_their_colors_on_paper(visit, scheme):
    """Backgrounds are not printed; what is drawn as SVG is, in the colors of the light theme."""
    page, _ = visit(*SUMMARY, color_scheme=scheme)
    [sheet] = PdfReader(BytesIO(printed(page))).pages
    drawn = sheet.get_contents().get_data()
    # Spent, #24497f, as shares of 1; and the stripes of what is promised.
    assert b".1412 .2863 .498 rg" in drawn
    assert "/Pattern" in sheet["/Resources"]


def test_summary_on_the_screen_on_paper_and_as_pdf_have_the_figures_of_the_page(visit):
    page, _ = visit(PRINCIPAL, SITE)
    figures = page.locator("dl.figures data").evaluate_all("all => all.map(one => one.textContent)")
    page.get_by_role("link", name="Print summary").click()
    page.wait_for_url("**/summary/")
    assert page.locator("dl.figures data").evaluate_all("all => all.map(one => one.textContent)") == figures
    with page.expect_download() as download:
        page.get_by_role("link", name="Download PDF").click()
    [pdf] = pdf_pages(download.value.path().read_bytes())
    [paper] = pdf_pages(printed(page))
    assert MONEY.findall(pdf)[: len(figures) + 1] == [figures[3], *figures]
    assert sorted(MONEY.findall(pdf)) == sorted(MONEY.findall(paper))


@pytest.mark.parametrize("javascript", [True, False])
def test_download_opens_with_the_keyboard_and_gives_the_files(visit, javascript):
    page, _ = visit(PRINCIPAL, SITE, java_script_enabled=javascript)
    left = page.locator("dl.figures data[data-measure=left]").first.get_attribute("value")
    button = page.locator("details.take summary")
    button.focus()
    page.keyboard.press("Enter")
    for name, read in (("CSV file", of_csv), ("Excel file", of_xlsx)):
        with page.expect_download() as download:
            page.get_by_role("link", name=name).click()
        found = read(download.value.path().read_bytes())
        [total] = [row for row in found.rows if row[0] == "Can be decided on: total"]
        assert f"{float(total[found.names.index('Left')]):.2f}" == left
        assert re.fullmatch(
            r"alder-creek-elementary-20\d\d-\d\d-20\d\d-\d\d-\d\d\.(csv|xlsx)", download.value.suggested_filename
        )


def test_print_button_is_there_with_a_script_only(visit):
    for javascript in (True, False):
        page, _ = visit(*SUMMARY, java_script_enabled=javascript)
        assert page.get_by_role("button", name="Print", exact=True).is_visible() is javascript
