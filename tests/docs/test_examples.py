"""The examples of docs/commands.md and docs/api.md, run from the first to the last: they answer what the pages show."""

import io
import json
import sys
from pathlib import Path

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.db import connection

from accounts.models import District, User
from balance.tenancy.scope import district_scope
from tests.docs.pages import BLOCK, DOCS, Example, examples, sections
from tests.docs.small_ledger import COACHES, load_ledger

PAGE = (DOCS / "commands.md").read_text()
API = (DOCS / "api.md").read_text()
STRUCTURE = BLOCK.findall((DOCS / "structure.md").read_text())
# What differs from machine to machine and from day to day; test_docs checks their options.
NOT_RUN = {"load_demo", "migrate", "db_url"}


def spoil_balance():
    """What only a hand in the database can do."""
    with district_scope(District.objects.get(slug="pine-ridge")), connection.cursor() as cursor:
        cursor.execute(
            "update budgets_linebalance b set expended = expended + 10000 from budgets_line l"
            " where l.id = b.line_id and l.code = %s and b.original > 0 and expended = 40000",
            [COACHES],
        )
        assert cursor.rowcount == 1


BEFORE = {"load_structure": load_ledger, "verify_balances, when it fails": spoil_balance}


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "structure.json").write_text(next(text for kind, text in STRUCTURE if kind == "json"))
    return tmp_path


def printed(example: Example, monkeypatch) -> str:
    """What the terminal shows for one example."""
    if not example.is_ours:
        Path(example.command.removeprefix("cat ")).write_text(example.output)  # the example writes the file it shows
        return example.output
    out = io.StringIO()
    monkeypatch.setattr(sys, "stdin", io.StringIO(example.stdin))
    try:
        call_command(*example.words, stdout=out)
    except CommandError as error:
        assert error.returncode in (1, 2)
        out.write(f"CommandError: {error}")
    shown = out.getvalue().strip("\n")
    return json.dumps(json.loads(shown), indent=4) if example.is_pretty else shown


def run(heading: str, monkeypatch):
    """Runs the examples under one heading."""
    BEFORE.get(heading, lambda: None)()
    for example in examples(sections(PAGE)[heading]):
        assert printed(example, monkeypatch) == example.output, example.command


@pytest.mark.django_db
@time_machine.travel("2026-11-19T20:00:00Z", tick=False)
def test_examples_of_the_commands_page_print_what_it_shows(folder, monkeypatch):
    for heading in sections(PAGE):
        if heading not in NOT_RUN:
            run(heading, monkeypatch)


@pytest.mark.django_db
@time_machine.travel("2026-11-19T20:00:00Z", tick=False)
def test_examples_of_the_api_page_answer_what_it_shows(folder, monkeypatch, client):
    for heading in ("A district from nothing", "load_structure", "roll_year"):
        run(heading, monkeypatch)
    client.force_login(User.objects.get(email="principal@pine-ridge.example"))
    shown = [text.strip() for _, text in BLOCK.findall(API)]
    assert len(shown) == 20
    for request, answer in zip(shown[::2], shown[1::2], strict=True):
        assert client.get(request.removeprefix("GET ")).json() == json.loads(answer), request
