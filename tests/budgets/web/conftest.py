"""Pages as the people of the cast get them, on one day in November, and on others where a test says so."""

from collections.abc import Callable, Iterator
from urllib.parse import parse_qsl, unquote, urlsplit

import pytest
import time_machine
from django.test import Client

from balance.tenancy.scope import district_scope
from tests.budgets.web.reading import Page
from tests.cast import Cast, Side

NOW = "2026-11-19T20:00:00Z"
Ask = Callable[..., Page]


@pytest.fixture(autouse=True)
def november() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def ours(cast: Cast) -> Iterator[Side]:
    """Our district, for a test that changes it: inside its scope."""
    with district_scope(cast.ours.district):
        yield cast.ours


@pytest.fixture
def ask(cast: Cast) -> Ask:
    """Opens a page of our district as a person of the cast; an error of ours is an answer too: 500."""

    def get(person: str, path: str = "", **query: str) -> Page:
        client = Client(raise_request_exception=False)
        client.force_login(cast.ours.user(person))
        return Page(client.get(f"/d/juniper/{path}", query))

    return get


@pytest.fixture
def follow(ask: Ask) -> Ask:
    """Opens a link of a page as a person of the cast."""

    def get(person: str, url: str) -> Page:
        parts = urlsplit(url)
        return ask(person, unquote(parts.path.removeprefix("/d/juniper/")), **dict(parse_qsl(parts.query)))

    return get
