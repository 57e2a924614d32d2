"""Budgets side by side: the figures of their own pages, purpose by purpose, each opened to its entries."""

from decimal import Decimal

import pytest
from django.test import Client

from budgets.choices import AssignmentRole
from budgets.models import Assignment
from tests.budgets.reports.files import of_csv, of_xlsx
from tests.budgets.web.posting import post_row
from tests.budgets.web.reading import Page
from tests.budgets.web.test_statements import MOST, statements

BOTH = "unit=site-214&unit=site-215"
READERS = {"csv": of_csv, "xlsx": of_xlsx}


@pytest.fixture
def get(cast):
    def get(person, query=BOTH):
        client = Client(raise_request_exception=False)
        client.force_login(cast.ours.user(person))
        return client.get(f"/d/juniper/compare/?{query}")

    return get


@pytest.fixture
def compare(get):
    return lambda person="officer", query=BOTH: Page(get(person, query))


def pots(page):
    return page.main.all("li", "pot")


def test_units_stand_in_the_order_asked_with_the_figures_of_their_pages(ask, compare, ours):
    post_row(ours, "010-0000-4310-215", "expenditure", "payment", 12)
    page = compare(query="unit=site-215&unit=site-214&unit=department-ATH")
    paths = {"Ridgeline": "sites/215/", "Alder Creek": "sites/214/", "Athletics": "departments/ATH/"}
    assert [pot.one("h3").text.removesuffix(" JUNIPERMARK") for pot in pots(page)] == list(paths)
    for pot, path in zip(pots(page), paths.values(), strict=True):
        assert sorted(pot.figures) == sorted(ask("officer", path).figures[:4])


def test_purposes_and_sources_of_each_unit_are_those_of_its_page_and_nothing_is_added(compare, ours):
    page = compare()
    purposes, sources = page.main.all("table")
    named = [(body.all("tr")[0].text, [row.text for row in body.all("tr")[1:]]) for body in purposes.all("tbody")]
    assert [name for name, _ in named] == ["Books and supplies JUNIPERMARK", "Trips JUNIPERMARK"]
    assert [len(units) for _, units in named] == [2, 2]
    assert named[1][1][1] == "Ridgeline JUNIPERMARK no lines"
    assert [body.all("tr")[0].text for body in sources.all("tbody")] == ["Title I"]
    assert page.main.all("tfoot") == []
    by_unit = [dict(pot.figures)["revised"] for pot in pots(page)]
    books = [dict(row.figures).get("revised", "0.00") for row in purposes.all("tbody")[0].all("tr")[1:]]
    trips = [dict(row.figures).get("revised", "0.00") for row in purposes.all("tbody")[1].all("tr")[1:]]
    assert by_unit == [str(Decimal(one) + Decimal(two)) for one, two in zip(books, trips, strict=True)]


def test_every_figure_opens_to_entries_of_that_figure(compare, follow, ours):
    post_row(ours, "010-0000-4310-215", "expenditure", "payment", 12)
    page = compare(query="unit=site-214&unit=site-215&unit=department-ATH")
    found = [(data, link.attrs["href"]) for link in page.main.all("a") for data in link.all("data")]
    assert len(found) == len(page.figures) > 20
    for data, url in found:
        measure, value = data.attrs["data-measure"], data.attrs["value"]
        figures = dict(follow("officer", url).main.all("dl", "figures")[0].figures) if Decimal(value) else {}
        assert Decimal(figures.get(measure, 0)) == Decimal(value), url


def test_person_with_a_few_units_sees_them_without_naming_any(compare, ours):
    Assignment.objects.create(unit=ours.units["215"], membership=ours.people["principal"], role=AssignmentRole.VIEWER)
    assert len(pots(compare("principal", ""))) == 2
    assert len(pots(compare("officer", ""))) == 3


@pytest.mark.parametrize(("person", "query"), [("principal", ""), ("officer", "unit=site-214"), ("report_admin", "")])
def test_one_unit_or_none_is_asked_for_more(compare, person, query):
    page = compare(person, query)
    assert (page.status, page.main.one("div", "empty").one("h2").text) == (200, "Choose 2 to 4 budgets")


@pytest.mark.parametrize("person", ["principal", "sibling", "supervisor", "head", "viewer", "report_admin"])
def test_somebody_elses_unit_is_not_there(get, person):
    assert get(person).status_code == 404
    assert get(person, f"{BOTH}&format=csv").status_code == 404


@pytest.mark.parametrize("query", ["unit=site-214&unit=site-999", "unit=214&unit=215", "unit=&unit=site-214"])
def test_unit_that_does_not_exist_is_not_there(get, query):
    assert get("officer", query).status_code == 404


def test_list_offers_to_tick_units_for_it(ask):
    boxes = ask("officer").main.all("input", type="checkbox")
    assert sorted(box.attrs["value"] for box in boxes) == ["department-ATH", "site-214", "site-215"]
    assert {box.attrs["form"] for box in boxes} == {"beside"}
    assert ask("officer").main.one("form", id="beside").attrs["action"] == "/d/juniper/compare/"


@pytest.mark.parametrize("wanted", READERS)
def test_file_has_the_figures_of_the_page(compare, get, wanted):
    read = READERS[wanted](get("officer", f"{BOTH}&format={wanted}").content)
    at = [read.names.index(name) for name in ("Budgeted", "Spent", "Promised", "Left")]
    told = [[str(Decimal(str(row[place])).quantize(Decimal("0.01"))) for place in at] for row in read.rows]
    page = compare()
    shown = [row.figures for table in page.main.all("table") for row in table.all("tr") if row.figures]
    totals = [
        [dict(pot.figures)[name] for name in ("revised", "expended", "open_orders", "left")] for pot in pots(page)
    ]
    assert told == [[value for _, value in row] for row in shown] + totals
    assert get("officer", "unit=site-214&format=csv").status_code == 404


def test_four_units_take_no_more_statements_than_two(ours):
    two = statements(ours, "officer", f"compare/?{BOTH}")
    assert statements(ours, "officer", "compare/?unit=site-214&unit=department-ATH") == two + 1
    assert statements(ours, "officer", f"compare/?{BOTH}&unit=department-ATH") == two + 1 <= MOST
