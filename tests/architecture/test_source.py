"""The rules of architecture.md over the whole source. The list of exceptions is empty and stays empty.

Each rule is also shown a text that breaks it: a rule that cannot see its own breach proves nothing.
"""

from pathlib import Path

import pytest

from tests.architecture.rules import (
    INLINE,
    NO_NAMES,
    ROOT,
    SOURCE,
    UNFINISHED,
    files,
    float_uses,
    imported,
    loose_sql,
    misplaced,
    orm_uses,
    text_of,
    too_long,
)

PYTHON = files(*SOURCE, "tests", "benchmarks")
CODE = files(*SOURCE)
TEMPLATES = files("templates", suffix=".html")
OURS = [path for suffix in (".js", ".css") for path in files("static", suffix=suffix) if "vendor" not in path.parts]
MONEY = ("balance/money", "budgets/domain", "budgets/queries", "budgets/models", "budgets/reports", "accounts/models")
# Who may leave a scope to visit every district in turn.
VISITS_ALL_DISTRICTS = {"budgets/tasks.py"}
# Who puts names of tables and columns into a statement, or hands a statement on; values are parameters there too.
COMPOSES_SQL = {
    "balance/bulk.py",
    "balance/reading.py",
    "balance/tenancy/operations.py",
    "budgets/domain/classify.py",
    "budgets/domain/classify_pools.py",
    "budgets/queries/entry_sql.py",
}


def which(paths, breaks):
    """Those of the files that break a rule, with what breaks it."""
    return {str(path): broken for path in paths if (broken := breaks(text_of(path)))}


def test_the_files_are_found():
    assert len(CODE) > 60
    assert len(TEMPLATES) > 10
    assert Path("balance/money.py") in PYTHON


def test_no_file_is_longer_than_300_lines():
    assert which([*PYTHON, *TEMPLATES, *OURS], too_long) == {}
    assert too_long("x\n" * 301)
    assert not too_long("x\n" * 300)


def test_no_file_is_a_place_for_anything():
    assert [str(path) for path in PYTHON if misplaced(path)] == []
    assert [misplaced(Path(f"budgets/{name}.py")) for name in sorted(NO_NAMES)] == [True] * len(NO_NAMES)
    assert misplaced(Path("budgets/common/dates.py"))
    assert not misplaced(Path("budgets/domain/commons_committee.py"))


def test_web_and_api_ask_queries_and_domain_not_the_database():
    rooms = [path for path in CODE if path.parts[1:2] in (("web",), ("api",))]
    assert len(rooms) > 10
    assert which(rooms, orm_uses) == {}


@pytest.mark.parametrize(
    ("breach", "seen"),
    [
        ("Unit.objects.all()", ["objects"]),
        ("lines.filter(a=1)", ["filter"]),
        ("from django.db import connection", ["connection"]),
        ("from budgets.models import Unit\nUnit(code='1').save()", ["Unit"]),
        ("from budgets.models import Unit as U\nx = U", ["U"]),
        ("from budgets.models import Unit\ndef f(a: Unit) -> list[Unit]: ...", []),
        ("from django.db.models import QuerySet\ndef f(a: QuerySet) -> None: ...", []),
        ("form.save()", []),
    ],
)
def test_database_in_a_page_is_seen(breach, seen):
    assert orm_uses(breach) == seen


def test_no_float_comes_near_money():
    paths = [path for path in CODE if str(path).startswith(MONEY) and "migrations" not in path.parts]
    assert len(paths) > 30
    assert which(paths, float_uses) == {}


@pytest.mark.parametrize(
    ("breach", "seen"),
    [
        ("x = 0.5", ["0.5"]),
        ("x = float(y)", ["float()"]),
        ("models.FloatField()", ["FloatField"]),
        ("import math", ["math"]),
        ("x = Decimal('0.5'); isinstance(x, float)", []),
    ],
)
def test_float_is_seen(breach, seen):
    assert float_uses(breach) == seen


def test_nothing_is_left_unfinished():
    paths = [*PYTHON, *TEMPLATES, *OURS, *files("docs", suffix=".md"), Path("Makefile"), Path("README.md")]
    assert which(paths, UNFINISHED.findall) == {}
    assert UNFINISHED.findall("# TO" + "DO: later") == ["TO" + "DO"]


def test_only_these_visit_all_districts():
    found = {str(path) for path in CODE if "balance.tenancy.everywhere" in imported(text_of(path))}
    assert found == VISITS_ALL_DISTRICTS
    assert "balance.tenancy.everywhere" in imported("from balance.tenancy.everywhere import all_districts")


def test_scope_is_stepped_out_of_by_nobody():
    """`no_scope` is for tests, and for tasks that enter a scope of their own."""
    found = {str(path) for path in CODE if "balance.tenancy.scope.no_scope" in imported(text_of(path))}
    assert found == set()


def test_statements_are_constants():
    paths = [path for path in CODE if "migrations" not in path.parts]
    assert set(which(paths, loose_sql)) == COMPOSES_SQL


@pytest.mark.parametrize(
    ("breach", "seen"),
    [
        ("c.execute(f'select {value}')", ["f'select {value}'"]),
        ("c.execute('select ' + value)", ["'select ' + value"]),
        ("c.execute('select %s' % value)", ["'select %s' % value"]),
        ("c.execute(sql)", ["sql"]),
        ("Unit.objects.raw('select {}'.format(x))", ["'select {}'.format(x)"]),
        ("from balance.reading import read\nread(f'{x}')", ["f'{x}'"]),
        ("from balance.reading import read_planned\nread_planned(f'{x}')", ["f'{x}'"]),
        ("c.execute(f'select {COLUMNS} from {TABLE}' + ENDING, [value])", []),
    ],
)
def test_loose_statement_is_seen(breach, seen):
    assert loose_sql(breach) == seen


def test_no_signals_of_django():
    signals = ("django.dispatch", "django.db.models.signals", "django.core.signals")
    found = [str(path) for path in CODE if any(name.startswith(signals) for name in imported(text_of(path)))]
    assert found == []


def test_templates_hold_no_script_style_or_address_of_another_host():
    assert which(TEMPLATES, INLINE.findall) == {}
    for breach in (
        '<p style="x">',
        "<style>",
        "<script>",
        '<a onclick="x">',
        "href=javascript:x",
        "https://cdn.example",
    ):
        assert INLINE.search(f"<b {breach}")
    assert not INLINE.search('<script src="{% static "js/enhance.js" %}" defer></script><b data-on="x">')


def test_tests_lie_where_the_source_lies():
    beside = {"isolation", "architecture", "migrations", "e2e", "stories", "faults"}
    folders = {path.parent.relative_to("tests") for path in files("tests") if path.name.startswith("test_")}
    astray = {str(folder) for folder in folders if folder.parts[0] not in beside and not (ROOT / folder).is_dir()}
    assert astray == set()


def test_no_test_is_skipped_or_expected_to_fail():
    marks = ("pytest.mark." + "skip", "pytest.mark." + "xfail", "pytest." + "skip(", "pytest." + "xfail(")
    assert [str(path) for path in files("tests") if any(mark in text_of(path) for mark in marks)] == []
