"""What the written pages name is there: commands and their options, files, tables, addresses, settings, versions."""

import json
import re
import tomllib

import pytest
from django.apps import apps
from django.core.management import get_commands, load_command_class
from django.core.management.base import BaseCommand
from django.urls import URLPattern, get_resolver

from budgets.api.entries import EntriesSerializer, EntrySerializer
from budgets.api.help import HelpSerializer
from budgets.api.lines import BalanceSerializer, LineSerializer
from budgets.api.orders import OrderSerializer, OrdersSerializer, StorySerializer
from budgets.api.overview import UnitSerializer
from budgets.api.spending import SpendingSerializer
from budgets.api.units import FindingSerializer, HistoryRowSerializer
from budgets.management.commands.ledger_totals import MEASURES
from tests.docs.pages import BLOCK, DOCS, ROOT, anchors, examples, links, markdown, sections, text_of

APPS = ("balance", "accounts", "budgets", "notifications")
OURS = sorted(name for name, app in get_commands().items() if app in APPS)
COMMANDS = sections((DOCS / "commands.md").read_text())
DECISIONS = sorted((DOCS / "adr").glob("[0-9]*.md"))
PAGES = markdown()


def parser_of(name):
    return load_command_class(get_commands()[name], name).create_parser("manage.py", name)


def options_of(parser):
    return {option for action in parser._actions for option in action.option_strings if option.startswith("--")}


EVERYWHERE = options_of(BaseCommand().create_parser("manage.py", "any"))


def test_pages_are_found():
    assert len(PAGES) > 30
    assert len(OURS) == 12


@pytest.mark.parametrize("name", OURS)
def test_command_is_described_with_its_options_and_no_others(name):
    named = set(re.findall(r"(?<![\w-])--[a-z][a-z-]*", COMMANDS[name]))
    has = options_of(parser_of(name))
    assert named - has == set()
    # Of Django's own `migrate` the page shows what an operator needs.
    assert name == "migrate" or has - EVERYWHERE - named == set()


@pytest.mark.parametrize("written", PAGES, ids=str)
def test_command_line_of_a_page_is_one_that_the_command_takes(written):
    for example in examples(text_of(written)):
        if example.is_ours:
            name, *arguments = example.words
            parser_of(name).parse_args(arguments)


@pytest.mark.parametrize("written", PAGES, ids=str)
def test_command_that_a_page_names_exists(written):
    named = set(re.findall(r"manage\.py ([a-z_]+)", text_of(written)))
    assert named - set(get_commands()) == set()


@pytest.mark.parametrize("written", PAGES, ids=str)
def test_link_of_a_page_leads_to_a_file_and_a_heading(written):
    for link in links(text_of(written)):
        name, _, anchor = link.partition("#")
        target = (ROOT / written).parent / name if name else ROOT / written
        assert target.exists(), link
        assert not anchor or anchor in anchors(target.read_text()), link


@pytest.mark.parametrize("written", PAGES, ids=str)
def test_json_of_a_page_is_json(written):
    for kind, text in BLOCK.findall(text_of(written)):
        if kind == "json":
            json.loads(text)


@pytest.mark.parametrize("written", PAGES, ids=str)
def test_file_of_the_source_that_a_page_names_exists(written):
    named = re.findall(r"`((?:balance|accounts|budgets|tests|static|docs|benchmarks)/[\w./-]+)`", text_of(written))
    assert [path for path in named if not (ROOT / path).exists()] == []


@pytest.mark.parametrize("written", PAGES, ids=str)
def test_make_target_that_a_page_names_exists(written):
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    assert set(re.findall(r"`make ([a-z]+)", text_of(written))) - targets == set()


def test_decisions_are_numbered_without_a_gap_and_listed():
    assert [int(path.name[:4]) for path in DECISIONS] == list(range(1, len(DECISIONS) + 1))
    assert links((DOCS / "adr" / "README.md").read_text()) == [path.name for path in DECISIONS]


@pytest.mark.parametrize("path", DECISIONS, ids=lambda path: path.stem)
def test_decision_has_its_parts_and_is_short(path):
    text = path.read_text()
    assert text.startswith(f"# {int(path.name[:4])}. ")
    assert list(sections(text)) == ["Context", "Decision", "Consequences"]
    assert len(text.split()) <= 400


def test_changes_begin_with_this_version():
    version = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["version"]
    assert next(iter(sections((ROOT / "CHANGELOG.md").read_text()))) == version


def test_data_model_names_every_table_once():
    tables = sorted(model._meta.db_table for app in APPS for model in apps.get_app_config(app).get_models())
    named = re.findall(r"^\| `(\w+)`", (DOCS / "data-model.md").read_text(), re.MULTILINE)
    assert sorted(named) == tables


def test_measures_of_ledger_totals_are_all_explained():
    named = set(re.findall(r"`(\w+)`", COMMANDS["ledger_totals"]))
    assert set(MEASURES) - named == set()


def test_api_page_names_every_address_and_shows_every_field():
    text = (DOCS / "api.md").read_text()
    shown = [json.loads(block) for kind, block in BLOCK.findall(text) if kind == "json"]
    rows = [answer["results"][0] for answer in shown if "results" in answer]
    listed = (
        LineSerializer, BalanceSerializer, UnitSerializer, FindingSerializer, HistoryRowSerializer, EntrySerializer,
        OrderSerializer,
    )  # fmt: skip
    assert [list(row) for row in rows] == [list(serializer().fields) for serializer in listed]
    answers = (EntriesSerializer, OrdersSerializer, StorySerializer, SpendingSerializer, HelpSerializer)
    assert [list(answer) for answer in shown[5:]] == [list(serializer().fields) for serializer in answers]
    assert set(re.findall(r"`GET (/api/\S+)`", text)) == {
        "/" + re.sub(r"<\w+:(\w+)>", r"<\1>", route) for route in _routes() if route.startswith("api/")
    }


def test_settings_of_the_example_file_are_explained():
    names = re.findall(r"^#?([A-Z_]+)=", (ROOT / ".env.example").read_text(), re.MULTILINE)
    explained = (DOCS / "operate.md").read_text() + (ROOT / "docker-compose.yml").read_text()
    assert [name for name in names if name not in explained] == []


def _routes(resolver=None, before=""):
    for item in (resolver or get_resolver()).url_patterns:
        route = f"{before}{item.pattern}"
        if isinstance(item, URLPattern):
            yield route
        else:
            yield from _routes(item, route)
