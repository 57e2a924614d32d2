"""Migrations: one reason each and named by it, reversible, of no app's code, and nothing left to make."""

import re

import pytest
from django.core.management import call_command
from django.db.migrations.loader import MigrationLoader

from tests.architecture.rules import SOURCE, files, imported, text_of

OURS = [path for path in files(*SOURCE) if "migrations" in path.parts and path.name != "__init__.py"]
NAME = re.compile(r"\d{4}_[a-z][a-z0-9_]+\.py")


def test_each_is_named_by_its_reason():
    assert len(OURS) > 15
    assert [str(path) for path in OURS if not NAME.fullmatch(path.name) or "_auto_" in path.name] == []


def test_numbers_follow_each_other_in_each_app():
    numbers: dict[str, list[int]] = {}
    for path in OURS:
        numbers.setdefault(path.parts[0], []).append(int(path.name[:4]))
    assert numbers == {app: list(range(1, len(found) + 1)) for app, found in numbers.items()}


def test_none_runs_an_apps_code():
    """A migration must mean the same after its app has changed. The kernel's fields and operations are kept for it."""
    apps = {app for app in SOURCE if app != "balance"}
    used = {str(path): sorted(m for m in imported(text_of(path)) if m.split(".")[0] in apps) for path in OURS}
    assert {path: modules for path, modules in used.items() if modules} == {}


def test_each_step_can_be_taken_back():
    loader = MigrationLoader(None)
    ours = [migration for (app, _), migration in loader.disk_migrations.items() if app in SOURCE]
    assert len(ours) == len(OURS)
    stuck = [f"{m.app_label}.{m.name}: {step}" for m in ours for step in m.operations if not step.reversible]
    assert stuck == []


@pytest.mark.django_db
def test_models_and_migrations_agree(capsys):
    call_command("makemigrations", "--check", "--dry-run")
    assert capsys.readouterr().out == "No changes detected\n"
