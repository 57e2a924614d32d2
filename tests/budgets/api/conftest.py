"""The API as the people of the cast ask it, on one day in November."""

from collections.abc import Callable, Iterator

import pytest
import time_machine
from django.test import Client

from balance.tenancy.scope import district_scope
from tests.cast import Cast, Side

Ask = Callable[..., tuple[int, dict]]


@pytest.fixture(autouse=True)
def november() -> Iterator[None]:
    with time_machine.travel("2026-11-19T20:00:00Z", tick=False):
        yield


@pytest.fixture
def ours(cast: Cast) -> Iterator[Side]:
    """Our district, for a test that changes it: inside its scope."""
    with district_scope(cast.ours.district):
        yield cast.ours


@pytest.fixture
def ask(cast: Cast) -> Ask:
    """Asks our district's API as a person of the cast, or as nobody; the status and the answer."""

    def get(person: str | None, name: str, slug: str = "juniper", **query: object) -> tuple[int, dict]:
        client = Client(raise_request_exception=False)
        if person:
            client.force_login(cast.ours.user(person))
        response = client.get(f"/api/v1/d/{slug}/{name}/", query)
        assert response.headers["Content-Type"] == "application/json" or response.status_code == 404
        return response.status_code, response.json() if "json" in response.headers["Content-Type"] else {}

    return get
