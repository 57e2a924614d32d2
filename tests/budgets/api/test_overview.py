"""All units by the API: the same order, figures and rights as the page."""

import pytest
from django.test import Client

from budgets.models import Unit
from tests.budgets.web.posting import post_row
from tests.budgets.web.reading import Page

MEASURES = ("revised", "expended", "open_orders", "left")


@pytest.fixture
def page(cast):
    def get(person, **query):
        client = Client()
        client.force_login(cast.ours.user(person))
        return Page(client.get("/d/juniper/", query))

    return get


@pytest.mark.parametrize(
    "query", [{}, {"kind": "site", "sort": "-left"}, {"show": "over"}, {"q": "ridge"}, {"area": "North"}]
)
def test_units_are_those_of_the_page_in_its_order_with_its_figures(ask, page, ours, query):
    Unit.objects.filter(code__in=["214", "215"]).update(area="North")
    post_row(ours, "010-0000-5800-214", "expenditure", "payment", 2000)
    status, answer = ask("officer", "units", **query)
    assert (status, answer["fiscal_year"], answer["posted_through"]) == (200, 2027, "2026-11-18")
    told = [(name, row["figures"][name]) for row in answer["results"] for name in MEASURES]
    assert told == page("officer", **query).main.one("table", "table--sites").one("tbody").figures
    assert told


def test_sums_are_those_of_the_page(ask, page, ours):
    sums = ask("officer", "units")[1]["sums"]
    shown = page("officer")
    told = [(name, each[name]) for each in sums["units"] for name in MEASURES]
    assert told == shown.main.one("table", "table--sites").one("tfoot").figures
    [fund] = sums["funds"]
    assert [(name, fund[name]) for name in MEASURES] == shown.main.one("dl", "figures").figures
    [source] = sums["set_aside"]
    assert (source["name"], source["left"], source["use_by"], source["find"]) == (
        "Title I", "8000.00", "2027-09-30", {"decide": "0", "source": "3010"},
    )  # fmt: skip
    assert (sums["no_unit"]["expended"], sums["central_pay"]) == ("77.70", None)


def test_words_of_a_sum_find_entries_of_that_figure(ask, ours):
    sums = ask("officer", "units")[1]["sums"]
    for each in (*sums["units"], *sums["funds"], *sums["set_aside"], sums["no_unit"], sums["ledger"]):
        for measure in MEASURES[:3]:
            assert ask("officer", "entries", measure=measure, **each["find"])[1]["figure"] == each[measure]


def test_worst_is_named_as_on_the_page(ask, ours):
    post_row(ours, "010-0000-4310-214", "expenditure", "payment", 9000)
    row = ask("officer", "units")[1]["results"][0]
    assert (row["unit"], row["verdict"], row["worst"], row["pool"], row["worst_left"]) == (
        "site-214", "over", "Materials pool", "materials/214", "-742.50",
    )  # fmt: skip
    assert (row["owners"], row["looked_on"]) == (["Principal JUNIPERMARK"], None)


@pytest.mark.parametrize(
    ("person", "seen"),
    [("principal", ["site-214"]), ("supervisor", ["site-215"]), ("head", ["department-ATH"]), ("report_admin", [])],
)
def test_others_see_theirs_and_no_sums(ask, person, seen):
    _, answer = ask(person, "units")
    assert ([row["unit"] for row in answer["results"]], answer["sums"]) == (seen, None)


@pytest.mark.parametrize("query", [{"kind": "x"}, {"sort": "x"}, {"show": "red"}, {"q": "x" * 201}, {"fy": "x"}])
def test_word_that_means_nothing_is_refused(ask, query):
    assert ask("officer", "units", **query)[0] == 400
