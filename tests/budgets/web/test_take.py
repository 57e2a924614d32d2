"""A page taken away: the figures of its file are those of the page, under the same filter."""

from datetime import date
from decimal import Decimal

import pytest
from django.http import Http404
from django.test import Client, RequestFactory

from budgets.choices import AssignmentRole
from budgets.models import Assignment, Unit
from budgets.reports.paper import NoPaper
from budgets.web import take
from budgets.web.take import file_links, file_name, wanted_format
from tests.budgets.reports.files import of_csv, of_xlsx, pdf_pages
from tests.budgets.reports.sample import row, table
from tests.budgets.web.posting import post_row

SITE, LINE = "sites/214/", "lines/010-0000-4310-214/"
MEASURES = {"Budgeted": "revised", "Spent": "expended", "Promised": "open_orders", "Left": "left"}
READERS = {"csv": of_csv, "xlsx": of_xlsx}


@pytest.fixture
def get(cast):
    """A file as a person of the cast gets it."""

    def get(person, path="", **query):
        client = Client(raise_request_exception=False)
        client.force_login(cast.ours.user(person))
        return client.get(f"/d/juniper/{path}", query)

    return get


def content(response):
    return response.getvalue() if response.streaming else response.content


def dollars_of(value):
    """A cell as exact dollars, whether it is text or a number."""
    return None if value == "" else Decimal(str(value)).quantize(Decimal("0.01"))


def figures(read, rows=None):
    """The four figures of rows, in the order and form of a page's `data-measure`."""
    return [
        (measure, str(dollars_of(row[read.names.index(name)])))
        for row in (read.rows if rows is None else rows)
        for name, measure in MEASURES.items()
    ]


@pytest.mark.parametrize("wanted", READERS)
@pytest.mark.parametrize(
    ("person", "path"), [("principal", SITE), ("head", "departments/ATH/"), ("sibling", "sites/215/")]
)
def test_figures_of_a_unit_are_those_of_its_page(ask, get, person, path, wanted):
    page = ask(person, path)
    read = READERS[wanted](content(get(person, path, format=wanted)))
    lines = [row for row in read.rows if row[3]]
    [total] = [row for row in read.rows if row[0] == "Can be decided on: total"]
    assert figures(read, [total, *lines]) == [*page.whole, *page.of_lines]
    assert [row[3] for row in lines] == [code.text for code in page.main.all("span", "code")]


@pytest.mark.parametrize("wanted", READERS)
def test_sums_of_a_unit_add_up_and_sources_are_not_added(get, wanted):
    read = READERS[wanted](content(get("principal", SITE, format=wanted)))
    by_money = {}
    for found in read.rows:
        by_money.setdefault(found[0], []).append(found)
    assert list(by_money) == [
        "Can be decided on", "Set aside", "Can be decided on: sum", "Can be decided on: total", "Set aside: sum"
    ]  # fmt: skip
    for name in ("Budgeted", "Spent", "Promised", "Requested", "Left"):
        at = read.names.index(name)
        lines, sums, total = (
            sum(dollars_of(found[at]) for found in by_money[money])
            for money in ("Can be decided on", "Can be decided on: sum", "Can be decided on: total")
        )
        assert lines == sums == total
    assert [found[1] for found in by_money["Set aside: sum"]] == ["Title I"]


@pytest.mark.parametrize("wanted", READERS)
def test_entries_of_a_line_are_those_of_its_page_and_add_up(ask, get, ours, wanted):
    post_row(ours, "010-0000-4310-214", "expenditure", "refund", "-12.34", document="0007")
    page = ask("principal", LINE)
    read = READERS[wanted](content(get("principal", LINE, format=wanted)))
    *entries, total = read.rows
    shown = [tr for tr in page.main.all("tr") if tr.all("td", "when")]
    assert len(entries) == len(shown) == 4
    assert [dollars_of(found[-1]) for found in entries] == [
        Decimal(tr.one("td", "after").text.replace("$", "").replace(",", "")) for tr in shown
    ]
    at = {name: read.names.index(name) for name in read.names}
    values = {name: dollars_of(total[at[name]]) for name in ("Budgeted", "Spent", "Promised", "Left after")}
    assert [str(value) for value in values.values()] == [value for _, value in page.figures[:4]]
    for name in ("Budgeted", "Spent", "Promised"):
        assert sum(dollars_of(found[at[name]]) or 0 for found in entries) == values[name]
    assert ("0007", "-12.34") in [(found[at["Document"]], str(dollars_of(found[at["Spent"]]))) for found in entries]


def test_list_of_a_person_holds_their_units_and_no_others(get, ours):
    Assignment.objects.create(unit=ours.units["215"], membership=ours.people["principal"], role=AssignmentRole.VIEWER)
    read = of_csv(content(get("principal", format="csv")))
    assert read.column("Code") == ["214", "215"]


def test_heading_says_unit_year_and_how_fresh(get):
    read = of_csv(content(get("principal", SITE, format="csv")))
    assert read.heading[:2] == [
        "Alder Creek JUNIPERMARK",
        "Juniper Unified · fiscal year 2026–27 · posted through 2026-11-18 · loaded 2026-11-19 05:42 · load 1",
    ]


def test_file_is_of_the_year_that_the_page_shows(ask, get):
    assert ("CSV file", "/d/juniper/sites/214/?fy=2027&format=csv") in ask("principal", SITE, fy="2027").links
    read = of_csv(content(get("principal", SITE, fy="2026", format="csv")))
    assert ("fiscal year 2025–26" in read.heading[1], read.rows) == (True, [])


def test_person_with_one_unit_gets_its_file(get):
    response = get("principal", fy="2026", format="xlsx")
    assert (response.status_code, response.headers["Location"]) == (302, "/d/juniper/sites/214/?fy=2026&format=xlsx")


@pytest.mark.parametrize("path", [SITE, LINE, ""])
@pytest.mark.parametrize("wanted", ["csv", "xlsx", "pdf"])
def test_answer_is_a_named_file_that_no_cache_keeps(get, path, wanted):
    response = get("officer", path, format=wanted)
    names = {
        SITE: "alder-creek-junipermark-2026-27-2026-11-19",
        LINE: "line-junipermark-010-0000-4310-214-2026-27-2026-11-19",
        "": "juniper-budgets-2026-27-2026-11-19",
    }
    assert (response.status_code, response.headers["Content-Type"]) == (200, take.CONTENT_TYPES[wanted])
    assert response.headers["Content-Disposition"] == f'attachment; filename="{names[path]}.{wanted}"'
    assert response.headers["Cache-Control"] == "private, no-store"
    assert int(response.headers["Content-Length"]) == len(content(response)) > 0


def test_pdf_of_a_unit_is_its_summary_and_of_a_line_its_entries(get):
    [summary] = pdf_pages(content(get("principal", SITE, format="pdf")))
    assert "We can still decide on $9,941." in summary
    assert summary == pdf_pages(content(get("principal", f"{SITE}summary/", format="pdf")))[0]
    [line] = pdf_pages(content(get("principal", LINE, format="pdf")))
    assert "Total of the line $10,000.00 $1,200.00 $300.00 $0.00 $8,500.00" in line


def test_pay_line_names_nobody(ask, get, ours):
    type(ours.lines["010-0000-4310-214"]).objects.filter(code="010-0000-4310-214").update(pay="unit")
    read = of_csv(content(get("principal", LINE, format="csv")))
    assert set(read.column("Vendor") + read.column("Document") + read.column("Description")) == {""}


@pytest.mark.parametrize("wanted", ["", "CSV", "exe", "csv ", "../csv", "pdf,csv"])
@pytest.mark.parametrize("path", [SITE, LINE, "", f"{SITE}summary/"])
def test_format_that_there_is_not_is_a_page_that_there_is_not(get, path, wanted):
    assert get("officer", path, format=wanted).status_code == 404


@pytest.mark.parametrize("wanted", ["csv", "xlsx", "pdf"])
@pytest.mark.parametrize(
    ("person", "path", "status"),
    [
        ("sibling", SITE, 403),
        ("sibling", f"{SITE}summary/", 403),
        ("sibling", LINE, 403),
        ("report_admin", SITE, 403),
        ("principal", "departments/ATH/", 403),
        ("principal", "sites/999/", 404),
        ("principal", "lines/010-0000-4310-000/", 404),
    ],
)
def test_file_opens_to_whom_the_page_opens(get, person, path, status, wanted):
    response = get(person, path, format=wanted)
    assert (response.status_code, response.headers["Content-Type"]) == (status, "text/html; charset=utf-8")
    assert "Content-Disposition" not in response.headers


def test_machine_that_draws_no_pdf_offers_the_other_files(get, monkeypatch):
    def no_paper(*given, **named):
        raise NoPaper

    monkeypatch.setattr("budgets.web.pages.unit_sheet_pdf", no_paper)
    response = get("principal", SITE, format="pdf")
    assert response.status_code == 503
    assert "No PDF can be made here" in response.content.decode()
    assert 'href="/d/juniper/sites/214/?format=csv"' in response.content.decode()


def test_unit_without_a_plain_name_has_a_file_name(get, ours):
    Unit.objects.filter(pk=ours.units["214"].pk).update(name="学校")
    response = get("principal", SITE, format="csv")
    assert response.headers["Content-Disposition"] == 'attachment; filename="2026-27-2026-11-19.csv"'


@pytest.mark.parametrize(
    ("parts", "name"),
    [
        (("Alder Creek Elementary", "2026–27"), "alder-creek-elementary-2026-27"),
        (("École “É”; rm -rf /", ""), "ecole-e-rm-rf"),
        (("..", "\r\nX: y"), "x-y"),
        (("学校",), "figures"),
        (("a" * 300,), "a" * 100),
    ],
)
def test_file_name_is_letters_digits_and_hyphens(parts, name):
    assert file_name(*parts) == name


def test_links_keep_the_filter_and_leave_the_page_of_a_list():
    request = RequestFactory().get("/d/x/lines/1/", {"fy": "2026", "q": "a b&c", "before": "2026-11-18.1.1.1"})
    assert file_links(request) == [
        ("Excel file", "/d/x/lines/1/?fy=2026&q=a+b%26c&format=xlsx"),
        ("CSV file", "/d/x/lines/1/?fy=2026&q=a+b%26c&format=csv"),
        ("PDF", "/d/x/lines/1/?fy=2026&q=a+b%26c&format=pdf"),
    ]


def test_format_is_none_where_none_is_asked_for():
    assert wanted_format(RequestFactory().get("/")) is None
    with pytest.raises(Http404):
        wanted_format(RequestFactory().get("/?format=doc"))


@pytest.mark.django_db  # the end of an answer closes old connections
def test_large_file_is_sent_from_the_disk_and_a_fault_leaves_none_behind(monkeypatch):
    monkeypatch.setattr(take, "IN_MEMORY", 100)
    response = take.file_of("csv", table(row(), row()), date(2026, 11, 19))
    assert (response.streaming, response.headers["Content-Disposition"]) == (
        True,
        'attachment; filename="supplies-2026-11-19.csv"',
    )
    assert len(of_csv(response.getvalue()).rows) == 2
    response.close()
    assert response.file_to_stream.closed

    def breaks():
        yield row()
        raise RuntimeError("in the middle")

    with pytest.raises(RuntimeError):
        take.file_of("csv", table(more=breaks()), date(2026, 11, 19))
