"""Entries, orders and spending over the API: the figures of the pages, of the same lines."""

from decimal import Decimal

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from budgets.queries.totals import MEASURES
from tests.budgets.web.reading import Page


@pytest.fixture
def page(cast):
    """A page of the website, as a person of the cast."""

    def get(person, path, **query):
        client = Client()
        client.force_login(cast.ours.user(person))
        return Page(client.get(f"/d/juniper/{path}", query))

    return get


def test_entry_is_told_whole(ask):
    status, answer = ask("principal", "entries", document="DOC 8")
    assert (status, answer["district"], answer["fiscal_year"], answer["posted_through"]) == (
        200,
        "juniper",
        2027,
        "2026-11-18",
    )
    assert answer["results"] == [
        {
            "posted_on": "2026-10-05",
            "kinds": ["payment", "relief"],
            "vendor": "Brightline JUNIPERMARK",
            "document": "DOC 8",
            "order": "PO 27-0112",
            "description": "JUNIPERMARK row 8",
            "line": "010-0000-4310-214",
            "budgeted": "0.00",
            "spent": "1200.00",
            "promised": "-1200.00",
            "requested": "0.00",
            "load": 1,
            "file": "ledger.csv",
            "row": 8,
        }
    ]
    assert answer["sums"] == {
        "budgeted": "0.00",
        "spent": "1200.00",
        "promised": "-1200.00",
        "requested": "0.00",
        "entries": 1,
    }
    assert (answer["next"], answer["figure"]) == (None, None)


@pytest.mark.parametrize("measure", MEASURES)
def test_figure_of_each_measure_is_that_of_the_page_and_of_the_balances(ask, page, measure):
    words = {"unit": "site-214", "decide": "1", "measure": measure}
    figure = ask("principal", "entries", **words)[1]["figure"]
    shown = dict(page("principal", "find/", **words).figures)
    assert shown.get(measure, "0.00") == figure
    balances = ask("principal", "balances", site="214")[1]["results"]
    decidable = [row for row in balances if row["code"] != "010-3010-4310-214"]
    assert figure == str(sum(Decimal(row[measure]) for row in decidable))


def test_pages_follow_each_other_to_the_end(ask):
    found, answer = [], {"next": "?"}
    query = {"limit": 4}
    while answer["next"]:
        answer = ask("officer", "entries", **query)[1]
        found += [row["document"] for row in answer["results"]]
        if answer["next"]:
            query["before"] = answer["next"].partition("before=")[2].partition("&")[0]
    assert len(found) == len(set(found)) == 10


def test_word_that_means_nothing_is_told(ask):
    assert ask("principal", "entries", amount="abc") == (
        400,
        {"detail": "“abc” is not an amount. Write 500, >=500, <=20 or 100..200."},
    )


def test_orders_and_their_story_are_those_of_the_pages(ask, page):
    [order] = ask("principal", "orders")[1]["results"]
    assert (order["order"], order["ordered"], order["billed"], order["paid"]) == (
        "PO 27-0112",
        "1500.00",
        "1200.00",
        "1200.00",
    )
    assert page("principal", "orders/").figures[0] == ("open_orders", order["open_orders"])
    story = ask("principal", "orders/PO 27-0112")[1]
    assert page("principal", "orders/PO 27-0112/").figures[1] == ("open_orders", story["parts"][0]["open_orders"])
    assert [entry["document"] for entry in story["entries"]] == ["DOC 7", "DOC 8"]
    assert ask("sibling", "orders/PO 27-0112")[0] == ask("principal", "orders/PO 9")[0] == 404


def test_spending_is_that_of_the_page_and_names_what_finds_it(ask, page):
    answer = ask("principal", "spending", month="2026-11")[1]
    shown = page("principal", "spending/", month="2026-11").figures
    parts = [
        answer["total"],
        *answer["purposes"],
        *answer["sources"],
        *(v for v in answer["vendors"] if v["spent"] != "0.00"),
    ]
    assert [("expended", part["spent"]) for part in parts] == shown[:-1]
    for part in parts:
        assert ask("principal", "entries", **part["find"])[1]["figure"] == part["spent"]


@pytest.mark.parametrize("name", ["entries", "orders", "spending", "orders/PO 27-0112"])
def test_answers_take_few_statements(ours, name):
    client = Client()
    client.force_login(ours.user("principal"))
    with CaptureQueriesContext(connection) as found:
        assert client.get(f"/api/v1/d/juniper/{name}/").status_code == 200
    assert sum(not query["sql"].startswith(("SAVEPOINT", "RELEASE")) for query in found) <= 12
