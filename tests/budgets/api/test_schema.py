"""The API keeps to its own schema: whatever is asked, no error of ours and no answer that the schema does not know."""

from collections.abc import Iterator
from io import StringIO

import pytest
import schemathesis
from django.core.handlers.wsgi import WSGIHandler
from django.core.management import call_command
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from schemathesis import GenerationMode
from schemathesis.specs.openapi.checks import ignored_auth, negative_data_rejection

from tests.cast import Cast

ANYTHING = settings(
    max_examples=60, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
# A page size that is none is the usual one: a list refuses what it could misread, and no more. And who sends our
# cookie is let in, whatever else was made up for the request.
NOT_OURS = [negative_data_rejection, ignored_auth]


@pytest.fixture
def api(db: None) -> Iterator[schemathesis.BaseSchema]:
    """The schema as it is served, with the application behind it in this process, on the connection of the test.

    A real server closes connections between requests; the test's transaction would go with it.
    """
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield schemathesis.openapi.from_wsgi("/api/v1/schema/", WSGIHandler())
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.fixture
def officer(cast: Cast) -> dict[str, str]:
    """The session of somebody who sees everything here."""
    client = Client()
    client.force_login(cast.ours.user("officer"))
    return {"sessionid": client.cookies["sessionid"].value}


def ask_all(api: schemathesis.BaseSchema, cookies: dict[str, str], **path: str) -> set[int]:
    """Everything that the schema allows, and much that it does not, at each address; the statuses that came back.

    Fails for an answer that the schema does not know, and for any error of ours.
    """
    seen: set[int] = set()
    for operation in api.get_all_operations():
        cases = (operation.ok().as_strategy(generation_mode=mode) for mode in GenerationMode)

        @ANYTHING
        @given(case=st.one_of(*cases))
        def ask(case: schemathesis.Case) -> None:
            case.path_parameters.update(path)
            seen.add(case.call_and_validate(cookies=cookies, excluded_checks=NOT_OURS).status_code)

        ask()
    return seen


def test_answers_to_a_member_are_what_the_schema_says(api, officer):
    assert ask_all(api, officer, slug="juniper") - {404} == {200, 400}


def test_answers_about_any_district_are_what_the_schema_says(api, officer):
    assert ask_all(api, officer) - {200} == {404}


def test_answers_to_nobody_are_what_the_schema_says(api):
    assert ask_all(api, {}) - {404} == {403}


def test_schema_is_valid_and_complete(tmp_path):
    said = StringIO()
    file = tmp_path / "schema.yml"
    call_command("spectacular", "--validate", "--fail-on-warn", "--file", str(file), stderr=said)
    assert said.getvalue() == ""
    assert file.read_text().startswith("openapi: 3.")
