"""What a unit's page says to the person before it: since the last look, where the year will end, and other budgets."""

import pytest
import time_machine
from django.test import Client

from budgets.choices import AssignmentRole
from budgets.models import Assignment, FiscalYear, Line, Look
from tests.budgets.web.posting import post_row

SITE, SUPPLIES, TRIPS = "sites/214/", "010-0000-4310-214", "010-0000-5800-214"
MONDAY = "2026-11-16T20:00:00Z"


def since(page):
    """The panel: its rows and all of its words."""
    panel = page.main.one("section", aria_labelledby="ch")
    return [item.text for item in panel.all("li")], panel.text


@pytest.fixture
def looked(ask):
    """The principal looked on Monday."""
    with time_machine.travel(MONDAY, tick=False):
        ask("principal", SITE)


def test_first_visit_has_nothing_to_compare_with_and_says_so(ask, ours):
    rows, words = since(ask("principal", SITE))
    assert rows == []
    assert "This is your first day here." in words
    assert since(ask("principal", SITE)) == (rows, words)


def test_nothing_new_is_said(ask, ours, looked):
    assert "Mon, Nov 16 Nothing new was loaded since." in since(ask("principal", SITE))[1]


def test_loads_that_brought_nothing_for_this_budget_are_said(ask, ours, looked):
    post_row(ours, "010-0000-4310-215", "expenditure", "payment", 9)
    assert "1 load came since, with nothing for this budget." in since(ask("principal", SITE))[1]


def test_what_came_since_is_told_with_its_sums_and_addresses(ask, ours, looked):
    post_row(ours, SUPPLIES, "expenditure", "payment", "120.50")
    post_row(ours, TRIPS, "expenditure", "payment", 9)
    post_row(ours, SUPPLIES, "expenditure", "refund", -2)
    post_row(ours, SUPPLIES, "budget", "transfer", 50)
    post_row(ours, "010-3010-4310-214", "encumbrance", "open", 700, order_number="PO 9")
    page = ask("principal", SITE)
    assert since(page)[0] == [
        "2 payments $129.50 spent",
        "1 refund −$2.00 spent",
        "1 budget change +$50.00 budgeted",
        "All that was spent $127.50 spent",
        "1 new order of Title I $700.00 promised",
    ]
    links = dict(page.links)
    unit = "/d/juniper/find/?unit=site-214"
    assert links["2 payments"] == f"{unit}&decide=1&measure=expended&kind=payment&after_load=1"
    assert links["All that was spent"] == f"{unit}&decide=1&measure=expended&after_load=1"
    assert links["1 new order of Title I"] == f"{unit}&source=3010&measure=encumbered&kind=open&after_load=1"
    assert page.main.one("section", aria_labelledby="ch").figures == [
        ("expended", "129.50"),
        ("expended", "-2.00"),
        ("revised", "50.00"),
        ("expended", "127.50"),
        ("encumbered", "700.00"),
    ]


@pytest.mark.parametrize(("person", "role"), [("principal", ["owner"]), ("assistant", ["assistant"])])
def test_owner_and_assistant_look_and_are_told_that_it_is_noted(ask, ours, person, role):
    assert "The Budget Office sees on which days you open this page." in since(ask(person, SITE))[1]
    assert list(Look.objects.values_list("role", flat=True)) == role


@pytest.mark.parametrize("person", ["viewer", "officer"])
def test_others_do_not_look_and_see_no_such_panel(ask, ours, person):
    assert ask(person, SITE).main.all(aria_labelledby="ch") == []
    assert Look.objects.count() == 0


def test_past_year_head_requests_and_closed_doors_are_no_looks(cast, ask, ours):
    ask("principal", SITE, fy="2026")
    ask("sibling", SITE)
    client = Client()
    client.force_login(cast.ours.user("principal"))
    client.head(f"/d/juniper/{SITE}")
    client.get(f"/d/juniper/{SITE}history/")
    assert Look.objects.count() == 0


def test_where_the_year_will_end_is_said_with_how_many_years_it_rests_on(ask, ours):
    post_row(ours, SUPPLIES, "expenditure", "payment", 400, year=2026, posted_on="2025-11-01")
    post_row(ours, SUPPLIES, "expenditure", "payment", 600, year=2026, posted_on="2026-05-01")
    page = ask("principal", SITE)
    assert "If the year goes on like last year, $5,173 will be spent by June 30 and $7,327 would go unused," in (
        page.main.text
    )
    assert ("forecast", "5172.65") in page.figures
    assert ("See past years and the chart", f"/d/juniper/{SITE}history/") in page.links


def test_without_a_closed_year_no_forecast_is_made(ask, ours):
    FiscalYear.objects.filter(year=2026).update(state="settling")
    words = "There is no closed year to compare with yet, so nothing is forecast."
    assert words in ask("principal", SITE).main.text


def test_person_with_a_few_budgets_switches_between_them(ask, ours):
    assert ask("principal", SITE).main.all("nav", "switch") == []
    Assignment.objects.create(
        unit=ours.units["ATH"], membership=ours.people["principal"], role=AssignmentRole.ASSISTANT
    )
    switch = ask("principal", SITE).main.one("nav", "switch")
    assert [(link.text, link.attrs["href"], link.attrs.get("aria-current")) for link in switch.all("a")] == [
        ("Alder Creek JUNIPERMARK Owner", "/d/juniper/sites/214/", "page"),
        ("Athletics JUNIPERMARK Assistant", "/d/juniper/departments/ATH/", None),
    ]
    past = ask("principal", SITE, fy="2026").main.one("nav", "switch")
    assert past.all("a")[1].attrs["href"] == "/d/juniper/departments/ATH/?fy=2026"


def test_department_over_sites_is_shown_by_site(ask, ours):
    Line.objects.filter(code="010-0000-4310-215").update(department=ours.units["ATH"])
    page = ask("head", "departments/ATH/")
    section = page.main.one("section", aria_labelledby="si")
    assert [group.one("span", "group__name").text for group in section.all("details")] == [
        "Alder Creek JUNIPERMARK",
        "Ridgeline JUNIPERMARK",
    ]
    assert page.main.all("section", aria_labelledby="fu") == []
