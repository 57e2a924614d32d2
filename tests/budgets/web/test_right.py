"""“This is right”: who may say it, what it does to the page, and how it is taken back."""

import pytest
from django.test import Client

from balance.tenancy.scope import district_scope
from budgets.models import MarkedRight, Unit
from tests.budgets.web.posting import post_row
from tests.budgets.web.reading import Page

SITE, SUPPLIES = "sites/214/", "010-0000-4310-214"
OVER = "The Materials pool is over by $243"


@pytest.fixture
def over(ours):
    post_row(ours, SUPPLIES, "expenditure", "payment", "8500")
    return ours


@pytest.fixture
def say(cast):
    """POST as a person of our district; the page that it leads to, or the refusal."""

    def post(person, path=f"{SITE}right/", **data):
        client = Client(raise_request_exception=False)
        client.force_login(cast.ours.user(person))
        return Page(client.post(f"/d/juniper/{path}", data, follow=True))

    return post


def item(page):
    """What the button of the first item sends."""
    return page.main.all("button", name="item")[0].attrs["value"]


def titles(page):
    return [title for title, _ in page.items]


def marks():
    return list(MarkedRight.objects.values_list("title", "membership__user__name"))


def test_item_that_is_right_leaves_the_list_and_stands_small_with_who_and_when(ask, say, over):
    page = say("principal", item=item(ask("principal", SITE)))
    assert page.status == 200
    assert OVER not in titles(page)
    assert "Marked right. It stays away until its figures change." in page.main.text
    assert f"{OVER} Marked right by Principal JUNIPERMARK on Thu, Nov 19" in page.main.text
    assert marks() == [(OVER, "Principal JUNIPERMARK")]
    assert OVER not in titles(ask("viewer", SITE))


def test_item_comes_back_when_it_grows_and_says_that_it_had_been_right(ask, say, over):
    say("principal", item=item(ask("principal", SITE)))
    post_row(over, SUPPLIES, "expenditure", "payment", "0.01")
    page = ask("principal", SITE)
    assert titles(page)[0] == OVER
    assert "Principal JUNIPERMARK marked this right Thu, Nov 19; it has changed since." in page.main.text


def test_mark_is_taken_back(ask, say, over):
    marked = say("principal", item=item(ask("principal", SITE)))
    [button] = marked.main.all("button", name="take_back")
    page = say("assistant", take_back=button.attrs["value"])
    assert titles(page)[0] == OVER
    assert "It is worth a look again." in page.main.text
    assert marks() == []


@pytest.mark.parametrize(
    ("person", "status"),
    [
        ("principal", 200),
        ("assistant", 200),
        ("officer", 200),
        ("viewer", 403),
        ("supervisor", 403),
        ("sibling", 403),
        ("head", 403),
        ("report_admin", 403),
    ],
)
def test_owners_assistants_and_the_office_may_and_nobody_else(ask, say, over, person, status):
    sent = item(ask("principal", SITE))
    page = say(person, item=sent)
    assert page.status == status
    assert len(marks()) == (1 if status == 200 else 0)


@pytest.mark.parametrize("person", ["viewer", "supervisor"])
def test_who_may_not_say_it_is_not_asked(ask, over, person):
    Unit.objects.filter(code="214").update(supervisor=over.people["supervisor"])
    page = ask(person, SITE)
    assert OVER in titles(page)
    assert page.main.all("button", name="item") == []


def test_signed_out_is_sent_to_sign_in_and_a_stranger_finds_nothing(cast, over):
    client = Client()
    assert client.post(f"/d/juniper/{SITE}right/", {"item": "x"}).status_code == 302
    client.force_login(cast.stranger)
    assert client.post(f"/d/juniper/{SITE}right/", {"item": "x"}).status_code == 404
    assert marks() == []


@pytest.mark.parametrize("sent", ["", "over:pool:0", "x" * 5000, "over:line:010-0000-4310-215"])
def test_what_is_not_on_the_page_is_not_marked(say, over, sent):
    page = say("principal", item=sent)
    assert "This item has changed since you saw it. Look at it again." in page.main.text
    assert marks() == []


def test_facts_are_those_of_the_page_and_not_of_the_form(ask, say, over):
    say("principal", item=item(ask("principal", SITE)), amount="999999", facts="x", title="Trust me")
    [mark] = MarkedRight.objects.all()
    assert (str(mark.amount), mark.facts, mark.title) == ("242.50", "", OVER)


def test_mark_of_a_unit_and_year_is_of_no_other(ask, say, over):
    sent = item(ask("principal", SITE))
    say("principal", item=sent)
    say("officer", "sites/214/right/?fy=2026", take_back=sent)
    say("officer", "sites/215/right/", take_back=sent)
    assert len(marks()) == 1


def test_marks_of_the_other_district_are_out_of_reach(cast, say):
    with district_scope(cast.theirs.district):
        MarkedRight.objects.create(
            unit=cast.theirs.units["214"], fiscal_year=cast.theirs.years[2027], item="x", amount=1, title="CEDARMARK",
            membership=cast.theirs.people["principal"], at="2026-11-19T20:00:00Z",
        )  # fmt: skip
    say("officer", take_back="x")
    with district_scope(cast.theirs.district):
        assert MarkedRight.objects.count() == 1


@pytest.mark.parametrize("path", ["sites/999/right/", "departments/214/right/", "sites/214/right/?fy=1999"])
def test_unit_or_year_that_is_not_there_is_not_found(say, over, path):
    assert say("officer", path, item="x").status == 404


def test_token_is_asked_for(cast, over):
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.ours.user("principal"))
    assert client.post(f"/d/juniper/{SITE}right/", {"item": "x"}).status_code == 403
