"""The guided first visit: five steps over the pages, offered once, there for whoever asks."""

import pytest
import time_machine
from django.test import Client

from accounts.models import Membership
from budgets.choices import AssignmentRole
from budgets.models import Assignment
from tests.budgets.web.test_statements import MOST, statements

SITE, LINE = "sites/214/", "lines/010-0000-4310-214/"


def panel(page):
    """Step, question and ways on of the panel that is shown; None without one."""
    found = page.main.all("section", "visit")
    if not found:
        return None
    [visit] = found
    ways = [(each.text, each.attrs.get("href", "")) for each in visit.walk() if each.tag in ("a", "button")]
    return visit.one("p", "eyebrow").text, visit.one("h2").text, ways


def offered(page):
    return bool(page.main.all("section", "visit-offer"))


def end(cast, person, back="", slug="juniper"):
    client = Client()
    client.force_login(cast.ours.user(person))
    return client.post(f"/d/{slug}/visit/", {"back": back})


def test_owner_is_led_from_step_to_step_and_back(ask, follow):
    began = ask("principal", "visit/").response
    assert (began.status_code, began.headers["Location"]) == (302, f"/d/juniper/{SITE}?visit=1#visit")
    page = follow("principal", began.headers["Location"])
    seen = []
    while True:
        step, title, ways = panel(page)
        seen.append((step, title))
        links = {text.split(":")[0]: url for text, url in ways}
        if "Next" not in links:
            break
        page = follow("principal", links["Next"])
    assert seen == [
        ("Step 1 of 5", "What can I decide on?"),
        ("Step 2 of 5", "Does anything need me?"),
        ("Step 3 of 5", "What is the money for?"),
        ("Step 4 of 5", "What was it spent on?"),
        ("Step 5 of 5", "Whom do I ask?"),
    ]
    assert [text for text, _ in ways] == ["Done", "Back"]
    for step in ("Step 4 of 5", "Step 3 of 5", "Step 2 of 5", "Step 1 of 5"):
        page = follow("principal", dict(panel(page)[2])["Back"])
        assert panel(page)[0] == step
    assert "Back" not in dict(panel(page)[2])


def test_fourth_step_is_on_the_line_with_most_to_see_and_leads_back_to_the_unit(ask, follow):
    to_line = next(url for text, url in panel(ask("principal", SITE, visit="3"))[2] if text.startswith("Next"))
    assert to_line == "/d/juniper/lines/010-0000-4310-214/?visit=4&unit=site-214#visit"
    head = next(url for text, url in panel(ask("head", "departments/ATH/", visit="3"))[2] if text.startswith("Next"))
    on_line = panel(follow("head", head))
    assert [url for _, url in on_line[2]][:2] == [
        "/d/juniper/departments/ATH/?visit=5#visit",
        "/d/juniper/departments/ATH/?visit=3#visit",
    ]


def test_panel_stands_right_before_what_it_speaks_of(ask):
    for step, next_to in (("2", "at"), ("3", "gr"), ("5", "wh")):
        html = ask("principal", SITE, visit=step).html
        after = html[html.index('id="visit"') :]
        after = after[after.index("</section>") :]
        assert after.index(f'aria-labelledby="{next_to}"') == after.index("aria-labelledby")


@pytest.mark.parametrize("step", ["0", "6", "x", "", "１", "01", "2&x"])
def test_step_that_is_none_shows_no_panel(ask, step):
    assert panel(ask("principal", SITE, visit=step)) is None
    assert panel(ask("principal", LINE, visit=step, unit="site-214")) is None


@pytest.mark.parametrize(
    "unit", ["", "site-", "school-214", "site-a/b", "214", "//elsewhere.example", "site-" + "x" * 41]
)
def test_line_page_leads_back_to_units_only(ask, unit):
    assert panel(ask("principal", LINE, visit="4", unit=unit)) is None


def test_first_look_offers_it_and_no_later_one(ask):
    assert offered(ask("principal", SITE))
    assert offered(ask("principal", SITE))
    assert not offered(ask("principal", SITE, fy="2026"))
    assert not offered(ask("principal", LINE))
    with time_machine.travel("2026-11-20T20:00:00Z", tick=False):
        page = ask("principal", SITE)
    assert not offered(page)
    assert ("Show me around", "/d/juniper/visit/") in page.links


def test_whoever_declined_or_finished_it_is_not_offered_it_again(cast, ask, ours):
    response = end(cast, "principal", back=f"/d/juniper/{SITE}")
    assert (response.status_code, response.headers["Location"]) == (302, f"/d/juniper/{SITE}")
    assert not offered(ask("principal", SITE))
    first = Membership.objects.get(pk=ours.people["principal"].pk).shown_around_at
    assert first is not None
    assert Membership.objects.exclude(shown_around_at=None).count() == 1
    with time_machine.travel("2026-11-20T20:00:00Z", tick=False):
        end(cast, "principal")
    assert Membership.objects.get(pk=ours.people["principal"].pk).shown_around_at == first
    assert panel(ask("principal", SITE, visit="2"))[0] == "Step 2 of 5"


@pytest.mark.parametrize(
    "back", ["", "//elsewhere.example", "https://elsewhere.example/d/juniper/", "/d/cedar/", "/d/juniper/../../x\n"]
)
def test_end_leads_back_to_pages_of_the_district_only(cast, back):
    assert end(cast, "principal", back=back).headers["Location"] in ("/d/juniper/", "/d/juniper/../../x%0A")


def test_stranger_can_end_nothing(cast):
    client = Client()
    client.force_login(cast.stranger)
    assert client.post("/d/juniper/visit/").status_code == 404
    assert Membership.objects.exclude(shown_around_at=None).count() == 0


def test_office_and_supervisor_begin_at_their_list(ask, ours):
    Assignment.objects.create(unit=ours.units["214"], membership=ours.people["supervisor"], role=AssignmentRole.VIEWER)
    for person, title in (("officer", "What is left, and whose is it?"), ("supervisor", "Whom do I look after?")):
        began = ask(person, "visit/").response.headers["Location"]
        assert began == "/d/juniper/?visit=1#visit"
        assert offered(ask(person))
        step, shown, ways = panel(ask(person, visit="1"))
        assert (step, shown) == ("Step 1 of 5", title)
        assert ways[0] == ("Next: what needs a look", "/d/juniper/sites/214/?visit=2#visit")
    assert not offered(ask("officer", SITE))
    assert panel(ask("officer", SITE, visit="5"))[1] == "Whom do they call?"


def test_owner_of_several_budgets_begins_at_their_list_too(ask, ours):
    Assignment.objects.create(unit=ours.units["215"], membership=ours.people["principal"], role=AssignmentRole.OWNER)
    assert ask("principal", "visit/").response.headers["Location"] == "/d/juniper/?visit=1#visit"
    assert panel(ask("principal", visit="1"))[1] == "Which budgets are mine?"
    assert not offered(ask("principal"))


def test_person_without_a_budget_is_led_to_help(ask):
    assert ask("report_admin", "visit/").response.headers["Location"] == "/d/juniper/help/"


def test_step_costs_no_statement(ours):
    statements(ours, "principal", SITE)
    assert statements(ours, "principal", f"{SITE}?visit=3") == statements(ours, "principal", SITE)
    line = statements(ours, "principal", LINE)
    assert statements(ours, "principal", f"{LINE}?visit=4&unit=site-214") == line
    assert line <= MOST
