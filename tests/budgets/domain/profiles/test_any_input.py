"""Whatever is put into a profile or a file: it is used, or refused in words. Nothing else may happen."""

import copy
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from balance.sheets import SheetRefused
from budgets.domain.profiles import ProfileRefused, load_profile, make_profile
from budgets.domain.profiles.schema import SCHEMA
from tests.budgets.domain.profiles.files import read
from tests.budgets.domain.profiles.ready_files import (
    JOURNAL_HEAD,
    JOURNALS,
    LEDGER_HEAD,
    LEDGER_ROWS,
    LINES,
    LINES_HEAD,
    SECTIONS,
)

READY = {
    "ledger-three-amounts": LEDGER_HEAD + LEDGER_ROWS,
    "document-lines": LINES_HEAD + LINES,
    "amount-and-journal": JOURNAL_HEAD + JOURNALS,
    "sectioned-report": SECTIONS,
}
CONTENTS = {name: dict(load_profile(name).content) for name in READY}
# What damages a file: separators, signs, what spreadsheets write, text without end.
SPLINTERS = [
    *(",", '"', "\n", "\r", "\t", "\x1f", "\xa0", "\\", "-", "(", ")", "=", "'", "%", "**", "0", "Ω", ""),
    *("E+", "Total", "#REF!", "1/2/2026", "10-Oct", "9" * 70, "x" * 2_000),
]


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("any") / "a.csv"


def places(tree: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The path of everything inside."""
    for name in tree if isinstance(tree, dict) else range(len(tree)) if isinstance(tree, list) else ():
        yield (*path, name)
        yield from places(tree[name], (*path, name))


def at(tree: Any, path: tuple[Any, ...]) -> Any:
    for name in path:
        tree = tree[name]
    return tree


def words(schema: Any) -> Iterator[str]:
    """Every key that the schema knows somewhere."""
    if isinstance(schema, dict):
        yield from schema.get("properties", {})
    for each in schema.values() if isinstance(schema, dict) else schema if isinstance(schema, list) else ():
        yield from words(each)


PIECES = [at(content, place) for content in CONTENTS.values() for place in places(content)]
WORDS = sorted(set(words(json.loads(SCHEMA.read_text()))))


@st.composite
def broken_profiles(draw: st.DrawFn) -> tuple[str, dict[str, Any]]:
    """A ready profile with pieces left out, changed for others, or put where they do not belong."""
    name = draw(st.sampled_from(sorted(READY)))
    content = copy.deepcopy(CONTENTS[name])
    for _ in range(draw(st.integers(1, 3))):
        *inside, last = draw(st.sampled_from(list(places(content)) or [("name",)]))
        parent = at(content, tuple(inside))
        piece = copy.deepcopy(draw(st.sampled_from(PIECES)))
        what = draw(st.sampled_from(["out", "other", "more"]))
        if what == "other":
            parent[last] = piece
        elif what == "out":
            parent.pop(last, None) if isinstance(parent, dict) else parent.pop(last)
        elif isinstance(parent, dict):
            parent[draw(st.sampled_from(WORDS))] = piece
        else:
            parent.append(piece)
    return name, content


@settings(max_examples=400, deadline=None)
@given(broken_profiles())
def test_any_profile_can_be_used_or_says_why_not(path, broken):
    name, content = broken
    path.write_text(READY[name])
    try:
        make_profile(content)
    except ProfileRefused as refused:
        assert all(reason for _, reason in refused.faults)
        return
    try:
        found = read(content, [path])
    except SheetRefused:
        return
    assert all(problem.reason for problem in found.reading.problems.listed)


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(sorted(READY)), st.data())
def test_any_text_is_read_or_says_why_not(path, name, data):
    text = READY[name]
    for _ in range(data.draw(st.integers(1, 4))):
        start = data.draw(st.integers(0, len(text)))
        end = start + data.draw(st.sampled_from([0, 0, 1, 3, 10, 100]))
        text = text[:start] + data.draw(st.sampled_from(SPLINTERS)) + text[end:]
    path.write_text(text, newline="")
    try:
        found = read(CONTENTS[name], [path])
    except SheetRefused as refused:
        assert str(refused)
        return
    assert all(problem.reason for problem in found.reading.problems.listed)
