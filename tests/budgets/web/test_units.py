"""The page of all units: each figure opens to its entries, choices work as links and in files, kinds of money apart."""

import re
from decimal import Decimal

import pytest
from django.test import Client

from budgets.choices import AssignmentRole
from budgets.models import Assignment, Import, Look, Purpose, Unit
from budgets.queries import overview
from tests.budgets.reports.files import of_csv, of_xlsx
from tests.budgets.web.posting import post_row
from tests.budgets.web.reading import added_up

SUPPLIES = "010-0000-4310-214"
READERS = {"csv": of_csv, "xlsx": of_xlsx}
FIGURES = {"Budgeted": "revised", "Spent": "expended", "Promised": "open_orders", "Left": "left"}


@pytest.fixture
def take(cast):
    """The list as a file."""

    def take(person, wanted, **query):
        client = Client()
        client.force_login(cast.ours.user(person))
        response = client.get("/d/juniper/", {"format": wanted} | query)
        assert response.status_code == 200
        return READERS[wanted](response.content)

    return take


def table(page):
    return page.main.one("table", "table--sites")


def names(page):
    return [row.one("th").all("a")[0].text.removesuffix(" JUNIPERMARK") for row in table(page).one("tbody").all("tr")]


def opened(page):
    """Every figure that is a link: its measure, its value, and where it leads."""
    return [
        (data.attrs["data-measure"], data.attrs["value"], link.attrs["href"])
        for link in page.main.all("a")
        for data in link.all("data")
    ]


def test_every_figure_opens_to_entries_that_add_up_to_it(ask, follow, ours):
    post_row(ours, "010-0000-4310-999", "budget", "original", 50)
    Unit.objects.filter(code="214").update(area="North")
    page = ask("officer")
    found = opened(page)
    assert len(found) == len(page.figures) >= 30
    for measure, value, url in set(found):
        entries = follow("officer", url)
        assert entries.status == 200
        if measure == "left":
            parts = {name: Decimal(amount) for name, amount in entries.main.one("dl", "figures").figures}
            spent = sum(parts.get(name, 0) for name in ("expended", "open_orders"))
            assert parts.get("revised", 0) - spent == Decimal(value), url
        else:
            assert added_up(entries, measure) == Decimal(value), url


def test_sentence_is_of_the_largest_fund_and_the_rest_stands_apart(ask, ours):
    page = ask("officer")
    assert page.sentence == (
        "Schools and departments can still decide on $13,863 of $16,500. Last day to order: Apr 30 (162 days)."
    )
    [source] = page.main.one("div", "setaside").all("li")
    assert source.text == "Title I $8,000 given, $0 spent. In 1 unit $8,000 use by Sep 30, 2027 (315 days)"


def test_office_sees_sums_of_each_kind_and_others_see_none(ask, ours):
    Assignment.objects.create(unit=ours.units["215"], membership=ours.people["principal"], role=AssignmentRole.VIEWER)
    feet = table(ask("officer")).one("tfoot").all("tr")
    assert [foot.text.partition(" unit")[0] for foot in feet] == ["Schools and sites 2", "Departments 1"]
    assert [dict(foot.figures)["revised"] for foot in feet] == ["16500.00", "2000.00"]
    mine = ask("principal")
    assert mine.heading == "My budgets"
    assert (table(mine).all("tfoot"), mine.main.all("div", "setaside"), mine.main.all("section", "notice--warn")) == (
        [], [], [],
    )  # fmt: skip
    assert "Title I" not in mine.main.text


def test_sums_are_those_of_the_chosen_kind_and_area_and_none_of_a_part_of_one(ask, ours):
    Unit.objects.filter(code__in=["214", "ATH"]).update(area="North")

    def feet(**query):
        found = table(ask("officer", **query)).all("tfoot")
        return [dict(foot.figures)["revised"] for foot in found[0].all("tr")] if found else []

    assert feet(kind="site") == ["16500.00"]
    assert feet(area="North") == ["12500.00", "2000.00"]
    assert feet(area="none") == ["4000.00"]
    assert feet(area="North", kind="department") == ["2000.00"]
    assert feet(q="alder") == feet(show="behind") == []


def test_columns_sort_by_links_that_keep_the_choice(ask, follow, ours):
    page = ask("officer", kind="site", sort="-budgeted")
    heads = {head.text: head for head in table(page).one("thead").all("th")}
    assert names(page) == ["Alder Creek", "Ridgeline"]
    assert heads["Budgeted"].attrs["aria-sort"] == "descending"
    assert [head.attrs.get("aria-sort") for head in heads.values()].count(None) == len(heads) - 1
    turned = follow("officer", heads["Budgeted"].one("a").attrs["href"].removesuffix("#all"))
    assert names(turned) == ["Ridgeline", "Alder Creek"]
    assert heads["Left"].one("a").attrs["href"] == "/d/juniper/?kind=site&sort=-left#all"
    assert heads["Budget and owner"].one("a").attrs["href"] == "/d/juniper/?kind=site&sort=name#all"


def test_ready_made_choices_count_what_they_show(ask, follow, ours):
    post_row(ours, "010-0000-5800-214", "expenditure", "payment", 2000)
    Assignment.objects.filter(unit=ours.units["ATH"]).delete()
    page = ask("officer")
    tabs = page.main.one("ul", "tabs").all("a")
    assert [tab.text for tab in tabs] == [
        "All 3", "Need a look 3", "Over 2", "Behind pace 1", "Nobody assigned 1", "Not looked in November 3"
    ]  # fmt: skip
    for tab in tabs:
        assert len(names(follow("officer", tab.attrs["href"]))) == int(tab.text.split()[-1])


def test_status_names_the_worst_pool_or_line_and_leads_to_it(ask, follow, ours):
    post_row(ours, SUPPLIES, "expenditure", "payment", 9000)
    post_row(ours, "010-0000-4310-215", "expenditure", "payment", 4000)
    rows = {row.one("th").all("a")[0].text[:5]: row for row in table(ask("officer")).one("tbody").all("tr")}
    assert rows["Alder"].one("span", "badge").text == "Over by $743"
    link = rows["Alder"].all("td")[5].one("a")
    assert (link.text, link.attrs["href"]) == (
        "Materials pool",
        "/d/juniper/find/?pool=materials%2F214&measure=left",
    )
    assert follow("officer", link.attrs["href"]).status == 200
    assert rows["Ridge"].all("td")[5].text == "All promised"
    assert rows["Athle"].all("td")[5].one("a").attrs["href"] == "/d/juniper/lines/010-0000-5800-214/"


def test_last_look_is_that_of_an_owner(ask, ours):
    Look.objects.create(
        unit=ours.units["214"], membership=ours.people["principal"], role="owner", on="2026-11-06", load=1
    )
    rows = table(ask("officer", sort="name")).one("tbody").all("tr")
    assert [row.one("td", data_label="Looked").text for row in rows] == ["13 days ago", "never", "never"]


def test_areas_with_their_supervisors_open_their_units(ask, follow, ours):
    assert ask("officer").main.all(id="ar") == []
    Unit.objects.filter(code__in=["215", "ATH"]).update(area="North", supervisor=ours.people["supervisor"])
    page = ask("officer")
    [north, none, foot] = page.main.one("section", aria_labelledby="ar").all("tr")[1:]
    assert north.text == "North Supervisor JUNIPERMARK 2 0 0 2 0"
    assert none.text == "No area No supervisor 1 0 0 1 0"
    assert foot.text == "All areas 3 0 0 3 0"
    behind = north.one("td", data_label="Behind").one("a").attrs["href"]
    for url in (north.one("th").one("a").attrs["href"], behind):
        assert sorted(names(follow("officer", url.removesuffix("#all")))) == ["Athletics", "Ridgeline"]
    assert ask("supervisor").heading == "My budgets"
    assert sorted(names(ask("supervisor"))) == ["Athletics", "Ridgeline"]


def test_nothing_that_fits_offers_the_way_back(ask):
    page = ask("officer", q="no such unit")
    assert page.main.one("div", "empty").one("h2").text == "No unit with “no such unit” here"
    assert ("Show all units", "/d/juniper/#all") in page.links


def test_page_says_what_ties_and_what_does_not(ask, ours):
    page = ask("officer")
    tie = page.main.one("section", aria_labelledby="tie")
    assert "$24,500.00 budgeted, $2,336.60 spent and $300.00 promised, on 6 lines." in tie.text
    [row] = tie.one("tbody").all("tr")
    assert row.text == "Ledger load 1 Nov 18, 2026 Ties the ledger report of Nov 18, proved Nov 18, 2026 1 of 1"
    post_row(ours, SUPPLIES, "expenditure", "payment", 1)
    [row] = ask("officer").main.one("section", aria_labelledby="tie").one("tbody").all("tr")
    assert row.text.endswith("Not proved Load 1 was the last that was proved. 1 of 2")
    Import.objects.update(ties_to="")
    [row] = ask("officer").main.one("section", aria_labelledby="tie").one("tbody").all("tr")
    assert row.text.endswith("No load of it was proved against a report. 0 of 2")


def test_list_in_pages_and_whole(ask, follow, ours, monkeypatch):
    monkeypatch.setattr(overview, "PAGE", 2)
    first = ask("officer", sort="name")
    assert names(first) == ["Alder Creek", "Athletics"]
    assert "3 units, page 1 of 2." in first.main.one("p", role="status").text
    links = dict(first.links)
    assert names(follow("officer", links["More units"].removesuffix("#all"))) == ["Ridgeline"]
    assert len(names(follow("officer", links["Show all 3"].removesuffix("#all")))) == 3


@pytest.mark.parametrize(
    "query", ["sort=owner", "kind=x", "show=red", "page=0", "page=x", "sort=-", "area=" + "x" * 300]
)
def test_what_means_nothing_is_not_there(ask, query):
    name, _, text = query.partition("=")
    assert ask("officer", **{name: text}).status == 404


@pytest.mark.parametrize("wanted", READERS)
@pytest.mark.parametrize("query", [{}, {"kind": "site", "sort": "-left"}, {"show": "nobody"}, {"q": "ridge"}])
def test_file_has_the_rows_order_and_figures_of_the_page(ask, take, ours, wanted, query):
    Assignment.objects.filter(unit=ours.units["ATH"]).delete()
    page, read = ask("officer", **query), take("officer", wanted, **query)
    rows = [row for row in read.rows if row[0] in ("School or site", "Department")]
    assert [row[1].removesuffix(" JUNIPERMARK") for row in rows] == names(page)
    at = {name: read.names.index(name) for name in FIGURES}
    told = [
        (measure, str(Decimal(str(row[at[name]])).quantize(Decimal("0.01"))))
        for row in rows
        for name, measure in FIGURES.items()
    ]
    assert told == table(page).one("tbody").figures
    feet = [row for row in read.rows if row[0].endswith(": sum")]
    assert len(feet) == len(table(page).all("tfoot") and table(page).one("tfoot").all("tr"))


def test_file_says_what_was_chosen_and_has_each_kind_of_money_apart(take, ours):
    read = take("officer", "csv")
    by_kind = {row[0]: row for row in read.rows}
    assert list(by_kind) == [
        "School or site", "Department", "Schools and sites: sum", "Departments: sum", "Can be decided on: fund",
        "Set aside", "No unit",
    ]  # fmt: skip
    assert by_kind["Set aside"][1] == "Title I"
    assert by_kind["No unit"][read.names.index("Left")] == ""
    chosen = take("officer", "csv", kind="site", q="alder", show="need")
    assert chosen.heading[2].endswith("Only: Schools and sites, Need a look, with “alder”.")
    assert [row[0] for row in chosen.rows] == ["School or site"]


def test_gifts_of_several_budgets_show_no_sum_of_what_is_left(ask, ours):
    source = ours.lines["010-3010-4310-214"].source
    type(source).objects.filter(pk=source.pk).update(kind="gift", name="PTA gifts")
    type(ours.lines[SUPPLIES]).objects.filter(code="010-0000-4310-215").update(source=source)
    [gifts] = ask("officer").main.one("div", "setaside").all("li")
    assert "In 2 units, each for what its giver asked no sum" in gifts.text
    assert [measure for measure, _ in gifts.figures] == ["revised", "expended"]


def test_words_of_others_are_text(ask, ours):
    evil = "<script>alert(1)</script>&amp;"
    Unit.objects.filter(code="214").update(name=evil, area=evil)
    Purpose.objects.update(name=evil)
    type(ours.lines[SUPPLIES]).objects.update(name=evil)
    page = ask("officer", q="<b>", area=evil)
    assert "<script>alert" not in page.html
    assert re.search("&lt;script&gt;", ask("officer").html)
