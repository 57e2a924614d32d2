"""Needs and history by the API: the same facts and figures as the pages."""

import pytest
from django.test import Client

from tests.budgets.web.posting import post_row
from tests.budgets.web.reading import Page

SUPPLIES = "010-0000-4310-214"


@pytest.fixture
def page(cast):
    def get(person, path):
        client = Client()
        client.force_login(cast.ours.user(person))
        return Page(client.get(f"/d/juniper/{path}"))

    return get


def test_needs_are_those_of_the_page_in_its_order(ask, page, ours):
    post_row(ours, SUPPLIES, "expenditure", "payment", 8500)
    status, answer = ask("principal", "needs", unit="site-214")
    assert (status, answer["fiscal_year"], answer["posted_through"]) == (200, 2027, "2026-11-18")
    shown = page("principal", "sites/214/")
    buttons = [button.attrs["value"] for button in shown.main.all("button", name="item")]
    assert [row["item"] for row in answer["results"]] == buttons
    [over, *_] = answer["results"]
    assert (over["kind"], over["amount"], over["pool"], over["line"], over["marked_right"]) == (
        "over", "242.50", "materials/214", "", None,
    )  # fmt: skip
    assert over["reason"] == shown.items[0][1]


def test_what_was_marked_right_says_by_whom(ask, cast, ours):
    post_row(ours, SUPPLIES, "expenditure", "payment", 8500)
    item = ask("principal", "needs", unit="site-214")[1]["results"][0]["item"]
    client = Client()
    client.force_login(cast.ours.user("principal"))
    client.post("/d/juniper/sites/214/right/", {"item": item})
    last = ask("viewer", "needs", unit="site-214")[1]["results"][-1]
    assert (last["item"], last["marked_right"]["by"]) == (item, "Principal JUNIPERMARK")


def test_forecast_is_that_of_the_sentence(ask, page, ours):
    assert ask("principal", "needs", unit="site-214")[1]["forecast"] is None
    post_row(ours, SUPPLIES, "expenditure", "payment", 400, year=2026, posted_on="2025-11-01")
    post_row(ours, SUPPLIES, "expenditure", "payment", 600, year=2026, posted_on="2026-05-01")
    forecast = ask("principal", "needs", unit="site-214")[1]["forecast"]
    assert ("forecast", forecast) in page("principal", "sites/214/").figures


def test_history_has_every_figure_of_the_page(ask, page, ours):
    post_row(ours, SUPPLIES, "expenditure", "payment", 400, year=2026, posted_on="2025-11-01")
    post_row(ours, SUPPLIES, "expenditure", "payment", 600, year=2026, posted_on="2026-05-01")
    _, answer = ask("principal", "history", unit="site-214")
    assert answer["on"] == "2026-11-18"
    told = []
    for row in answer["results"]:
        now, last = row["years"]
        told.append([now["in_full"], last["by_date"], last["in_full"]])
    shown = page("principal", "sites/214/history/")
    rows = [row for row in shown.main.all("tr") if row.all("data")]
    figures = [[data.attrs["value"] for data in row.all("data")] for row in rows]
    assert sorted(told) == sorted(figures)
    assert answer["results"][0]["name"] == ""
    assert told[0] == ["2258.90", "400.00", "1000.00"]


@pytest.mark.parametrize("name", ["needs", "history"])
@pytest.mark.parametrize(
    ("query", "status"),
    [
        ({}, 400),
        ({"unit": ""}, 404),
        ({"unit": "site"}, 404),
        ({"unit": "site-"}, 404),
        ({"unit": "department-214"}, 404),
        ({"unit": "site-215"}, 404),
        ({"unit": "site-999"}, 404),
        ({"unit": "site-214", "fy": "x"}, 400),
        ({"unit": "site-214", "fy": "1999"}, 404),
        ({"unit": "site-214", "fy": "2026"}, 200),
    ],
)
def test_one_unit_of_ones_own_is_asked_about(ask, ours, name, query, status):
    assert ask("principal", name, **query)[0] == status


@pytest.mark.parametrize("name", ["needs", "history"])
def test_somebody_elses_unit_and_none_are_the_same_answer(ask, ours, name):
    assert ask("principal", name, unit="site-215") == ask("principal", name, unit="site-999")
