"""Every address × every person of the cast: what the declared policy says, and never a word of the other district."""

from dataclasses import dataclass, field
from datetime import UTC, datetime

import pytest
import time_machine
from django.db import connections, transaction
from django.test import Client

from accounts.models import District
from tests.cast import build
from tests.isolation.addresses import (
    POLICIES,
    Door,
    masked,
    names,
    only_theirs,
    users,
)
from tests.isolation.rows import content
from tests.isolation.statuses import ANONYMOUS, MEMBERS, PEOPLE, STRANGER

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 19, 20, 0, tzinfo=UTC)
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "X-Frame-Options": "DENY",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=()",
}
POLICY_PARTS = {
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    "form-action 'self'",
}
MARKERS = {"juniper": "JUNIPERMARK", "cedar": "CEDARMARK"}


@dataclass(frozen=True)
class Answer:
    """What one person got at one address by GET, and some of them by HEAD."""

    person: str
    door: Door
    status: int
    body: bytes = field(repr=False)
    headers: dict[str, str] = field(repr=False)
    head: tuple[int, bytes] | None

    @property
    def key(self) -> tuple[str, str]:
        return self.person, self.door.path[:60]


@pytest.fixture(scope="module")
def answers(django_db_setup, django_db_blocker):
    """Everybody at every door, once for all tests here; by the name of the pattern. What was written is taken back."""
    with django_db_blocker.unblock(), transaction.atomic(), time_machine.travel(NOW, tick=False):
        found = {name: [] for name in POLICIES}
        for person, client in _clients().items():
            for name, doors in POLICIES.items():
                for door in doors:
                    got, head = client.get(door.path), client.head(door.path)
                    found[name].append(
                        Answer(
                            person, door, got.status_code, masked(got), got.headers, (head.status_code, head.content)
                        )
                    )
        transaction.set_rollback(True)
    with django_db_blocker.unblock():
        connections.close_all()
    return found


def _clients():
    """A client for each person, signed in. An error of ours is an answer too: 500."""
    cast = build()
    only_theirs(cast)
    found = {}
    for name, user in users(cast).items():
        found[name] = Client(raise_request_exception=False)
        if user:
            found[name].force_login(user)
    return found


def test_every_pattern_has_a_policy_and_every_person_is_asked(answers):
    assert names() == set(POLICIES) == set(answers)
    assert {answer.person for found in answers.values() for answer in found} == set(PEOPLE)


@pytest.mark.parametrize("name", POLICIES)
def test_everybody_gets_what_the_policy_says(answers, name):
    got = {answer.key: answer.status for answer in answers[name]}
    assert got == {answer.key: answer.door.status(answer.person) for answer in answers[name]}


@pytest.mark.parametrize("name", POLICIES)
def test_no_answer_holds_a_word_of_the_other_district(answers, name):
    told = []
    for answer in answers[name]:
        foreign = MARKERS["juniper" if answer.person == STRANGER else "cedar"]
        if foreign.encode() in answer.body or foreign in str(answer.headers):
            told.append(answer.key)
    assert told == []


@pytest.mark.parametrize("name", ["site", "department", "site_summary", "line", "district_home", "api_lines"])
def test_pages_of_ones_own_do_hold_the_marker(answers, name):
    """Else the test above would pass over anything."""
    told = {MARKERS["juniper"].encode() in answer.body for answer in answers[name] if answer.key[0] == "officer"}
    assert True in told


@pytest.mark.parametrize("name", POLICIES)
def test_other_district_never_existed_and_malformed_are_the_same_answer(answers, name):
    for person in set(PEOPLE) - {STRANGER}:
        found = {}
        for answer in answers[name]:
            # Signed out, one is sent to sign-in from wherever an address leads, and nowhere from where it does not.
            behind = {"other", "never"} | ({"unrouted"} if person != ANONYMOUS else set())
            if answer.person == person and answer.door.behind in behind:
                found.setdefault((answer.status, answer.body), []).append(answer.door.path[:60])
        assert len(found) <= 1, (person, list(found.values()))


@pytest.mark.parametrize("name", POLICIES)
def test_every_answer_has_the_security_headers(answers, name):
    bare = []
    for answer in answers[name]:
        said = set(answer.headers.get("Content-Security-Policy", "").split("; "))
        right = {header: answer.headers.get(header) for header in HEADERS} == HEADERS
        if not right or not said >= POLICY_PARTS:
            bare.append(answer.key)
    assert bare == []


@pytest.mark.parametrize("name", POLICIES)
def test_head_is_get_without_a_body(answers, name):
    asked = [answer for answer in answers[name] if answer.head is not None]
    assert {answer.key: answer.head for answer in asked} == {answer.key: (answer.status, b"") for answer in asked}


def test_no_method_but_reading_does_anything(db):
    with time_machine.travel(NOW, tick=False):
        clients = _clients()
        before = [content(district) for district in (_id("juniper"), _id("cedar"))]
        got, declared = {}, {}
        for person in (ANONYMOUS, "officer", "principal", STRANGER):
            for name in ("district_home", "site", "department", "line", "api_lines", "api_balances"):
                for door in POLICIES[name][:4]:
                    inside = person in MEMBERS and "/juniper/" in door.path
                    inside |= person == STRANGER and "/cedar/" in door.path
                    for method in ("post", "put", "patch", "delete"):
                        got[person, method, door.path] = getattr(clients[person], method)(door.path).status_code
                        declared[person, method, door.path] = 405 if inside else door.status(person)
        assert got == declared
        assert [content(district) for district in (_id("juniper"), _id("cedar"))] == before


def _id(slug):
    return District.objects.get(slug=slug).pk
