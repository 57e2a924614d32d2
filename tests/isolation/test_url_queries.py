"""What an address carries after its question mark opens nothing: years, places, codes and cursors of others are
answered like ones that never were."""

import json

import pytest
import time_machine
from django.test import Client

from balance.tenancy.scope import district_scope
from budgets.models import FiscalYear, Transaction
from tests.isolation.addresses import masked, only_theirs
from tests.isolation.test_urls import NOW

SITE = "/d/juniper/sites/214/"
LINE = "/d/juniper/lines/010-0000-4310-214/"
API = "/api/v1/d/juniper/{}/"


@pytest.fixture
def ask(cast):
    """Asks as a person; an error of ours is an answer too: 500."""
    only_theirs(cast)
    with district_scope(cast.theirs.district):
        FiscalYear.objects.create(year=2028, starts_on="2027-07-01", ends_on="2028-06-30")

    def get(person, path, **query):
        client = Client(raise_request_exception=False)
        client.force_login(cast.ours.user(person))
        response = client.get(path, query)
        assert cast.theirs.marker.encode() not in response.content
        return response.status_code, masked(response)

    with time_machine.travel(NOW, tick=False):
        yield get


@pytest.mark.parametrize("path", ["/d/juniper/", SITE, "/d/juniper/departments/ATH/", LINE, API.format("lines")])
def test_year_of_another_district_is_a_year_that_never_was(ask, path):
    assert ask("officer", path, fy="2026")[0] == ask("officer", path, fy="2027")[0] == 200
    theirs = ask("officer", path, fy="2028")
    assert theirs[0] == 404
    assert theirs == ask("officer", path, fy="1999")


def test_year_that_is_none_is_refused(ask):
    wrong = ["", "abc", "-1", "2027.0", "٢٠٢٧", "2027\0", " 2027", "9" * 400, "1e3", "0x7eb"]
    assert {year: ask("officer", SITE, fy=year)[0] for year in wrong} == dict.fromkeys(wrong, 404)
    assert {ask("officer", API.format("balances"), fy=year)[0] for year in wrong} <= {400, 404}


def test_place_in_a_list_that_is_none_is_refused(ask):
    wrong = ["x", "\0", "1", "...", "2026-11-18", "2026-11-18.1.1", "2026-11-18.1.1.x", "2026-13-01.1.1.1", "9" * 400]
    assert {place: ask("principal", LINE, before=place)[0] for place in wrong} == dict.fromkeys(wrong, 404)


def test_place_that_no_entry_has_is_no_error(ask):
    places = ["", "2026-11-18.-1.-1.-1", f"9999-12-31.{2**70}.1.1", "0001-01-01.1.1.1"]
    assert {place: ask("principal", LINE, before=place)[0] for place in places} == dict.fromkeys(places, 200)


def test_place_of_anothers_entry_is_a_place_like_any(ask, cast):
    with district_scope(cast.theirs.district):
        entry = Transaction.objects.get(posted_on="2026-11-18")
    theirs, nobodys = f"{entry.posted_on}.{entry.source_import_id}.{entry.row}.1", f"{entry.posted_on}.0.0.0"
    one, other = (ask("principal", LINE, before=place) for place in (theirs, nobodys))
    assert one[0] == other[0] == 200
    assert one[1].replace(theirs.encode(), b"") == other[1].replace(nobodys.encode(), b"")


@pytest.mark.parametrize("name", ["lines", "balances"])
@pytest.mark.parametrize("kind", ["site", "department"])
def test_code_of_another_districts_unit_is_a_code_that_never_was(ask, name, kind):
    theirs = ask("officer", API.format(name), **{kind: "777"})
    assert theirs == ask("officer", API.format(name), **{kind: "000"})
    assert json.loads(theirs[1])["results"] == []


@pytest.mark.parametrize("name", ["lines", "balances"])
def test_list_holds_what_a_person_may_see_and_no_more(ask, name):
    def codes(person, **query):
        return {row["code"] for row in json.loads(ask(person, API.format(name), **query)[1])["results"]}

    own = {"010-0000-4310-214", "010-0000-4200-214", "010-0000-5800-214", "010-3010-4310-214"}
    seen = {
        "officer": own | {"010-0000-4310-215", "010-0000-4310-999"},
        "principal": own,
        "viewer": own,
        "assistant": own,
        "sibling": {"010-0000-4310-215"},
        "supervisor": {"010-0000-4310-215"},
        "head": {"010-0000-5800-214"},
        "report_admin": set(),
    }
    assert {person: codes(person) for person in seen} == seen
    assert codes("principal", site="215") == codes("sibling", department="ATH") == set()


FIND, ENTRIES = "/d/juniper/find/", API.format("entries")


@pytest.mark.parametrize(
    ("theirs", "nobodys"),
    [
        ({"unit": "site-777"}, {"unit": "site-000"}),
        ({"line": "010-0000-4310-777"}, {"line": "010-0000-4310-000"}),
        ({"vendor": "Brightline CEDARMARK"}, {"vendor": "Brightline NOBODYMARK"}),
        ({"q": "CEDARMARK"}, {"q": "NOBODYMARK"}),
        ({"amount": "17000.11"}, {"amount": "17000.12"}),
    ],
)
def test_search_for_what_another_district_has_finds_what_never_was(cast, theirs, nobodys):
    """The marker is in what was typed, so only what was found is compared."""
    with time_machine.travel(NOW, tick=False):
        client = Client(raise_request_exception=False)
        client.force_login(cast.ours.user("officer"))
        found = [json.loads(client.get(ENTRIES, words).content) for words in (theirs, nobodys)]
    assert found[0] == found[1]
    assert (found[0]["results"], found[0]["next"]) == ([], None)


def test_search_for_a_unit_of_somebody_else_finds_nothing(ask):
    for words in ({"unit": "site-215"}, {"line": "010-0000-4310-215"}, {"line": "010-0000-4310-999"}):
        assert json.loads(ask("principal", ENTRIES, **words)[1])["results"] == []
        assert json.loads(ask("officer", ENTRIES, **words)[1])["results"] != []


@pytest.mark.parametrize("path", [FIND, ENTRIES])
def test_place_among_entries_that_is_none_is_refused(ask, path):
    wrong = ["x", "1", "...", "2026-11-18.1.1.1", "2026-11-18.1.1.1.x", "2026-13-01.1.1.1.1", "9" * 400]
    assert {place: ask("principal", path, q="DOC", before=place)[0] for place in wrong} == dict.fromkeys(wrong, 404)
    far = ["2026-11-18.-1.-1.-1.-1", f"9999-12-31.{2**70}.1.1.{2**70}", "0001-01-01.1.1.1.1"]
    assert {place: ask("principal", path, q="DOC", before=place)[0] for place in far} == dict.fromkeys(far, 200)


def test_words_that_mean_nothing_are_no_error_of_ours(ask):
    wrong = {
        "amount": ["x", ">=", "9" * 400, "1e9", "-"],
        "from": ["x", "2026-13-01", "0000-00-00"],
        "unit": ["214", "site-"],
        "measure": ["x"],
        "decide": ["2"],
        "q": ["x" * 500],
    }
    for name, texts in wrong.items():
        for text in texts:
            assert (ask("principal", FIND, **{name: text})[0], ask("principal", ENTRIES, **{name: text})[0]) == (
                200,
                400,
            )
    odd = ["%", "_", "\\", "'", '"', "a'b", "\u2028", "١٢", "🎓", "100%", "--", "0..0"]
    assert {text: ask("principal", FIND, q=text)[0] for text in odd} == dict.fromkeys(odd, 200)


def test_cursor_that_is_none_is_refused_or_the_top(ask):
    wrong = ["x", "\0", "cD0wMTA=", "bz0xJnA9MA==", "%", "9" * 400]
    assert {ask("principal", API.format("lines"), cursor=cursor)[0] for cursor in wrong} <= {200, 404}


def test_limit_that_is_none_is_not_an_error_of_ours(ask):
    wrong = ["0", "-1", "x", "999999999999", "1e9", "\0"]
    assert {ask("principal", API.format("lines"), limit=limit)[0] for limit in wrong} <= {200, 404}


@pytest.mark.parametrize("name", ["site", "department"])
def test_code_with_a_nul_is_not_an_error_of_ours(ask, name):
    assert ask("principal", API.format("lines"), **{name: "214\0"})[0] == 404
