"""docs/examples/README.md is true: its commands print what it shows, and those of the other district work as well."""

import pytest
import time_machine

from budgets.management.demo.files import EXAMPLES, LAYOUTS
from tests.docs.pages import ROOT, Example, examples
from tests.docs.test_examples import printed

PAGE = (EXAMPLES / "README.md").read_text()
SHOWN = "juniper-bay"
COMMANDS = [example for example in examples(PAGE) if example.is_ours]

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def from_the_folder_of_balance(monkeypatch):
    monkeypatch.chdir(ROOT)
    with time_machine.travel("2026-11-16T18:00:00Z", tick=False):
        yield


def test_commands_of_the_page_print_what_it_shows(monkeypatch):
    for example in COMMANDS:
        assert printed(example, monkeypatch) == example.output, example.command


@pytest.mark.parametrize("slug", LAYOUTS.keys() - {SHOWN})
def test_files_of_the_other_district_load_in_the_same_way(slug, monkeypatch):
    for example in COMMANDS:
        command = example.command.replace(SHOWN, slug).partition(" --tie-out")[0]
        answer = printed(Example(command, ""), monkeypatch)
        assert not answer.startswith("CommandError"), answer
    verified = printed(Example(f"manage.py verify_balances --district {slug}-two", ""), monkeypatch)
    assert verified.endswith("every balance equals its transactions.")


def test_page_names_every_file():
    names = {path.name for path in EXAMPLES.rglob("*") if path.is_file()}
    assert {name for name in names - {"README.md"} if f"`{name}`" not in PAGE} == set()
