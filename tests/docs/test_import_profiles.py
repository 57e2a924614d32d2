"""docs/import-profiles.md is true: profiles load, files become what it shows, tables say what cells mean."""

import json
import re
from pathlib import Path

import pytest
import time_machine

from budgets.domain.profiles import load_profile, make_profile
from budgets.domain.profiles.cells import Bad
from budgets.domain.profiles.cents import cents
from budgets.domain.profiles.dates import date_reader
from budgets.domain.profiles.profile import READY
from tests.docs.pages import BLOCK, DOCS, examples, markdown, sections, text_of
from tests.docs.posted import posted
from tests.docs.test_examples import STRUCTURE, printed, run

PAGE = (DOCS / "import-profiles.md").read_text()
BLOCKS = BLOCK.findall(PAGE)
SCHEMA = json.loads((READY.parent / "budgets/domain/profiles/profile.schema.json").read_text())


def is_profile(content):
    return isinstance(content, dict) and "balance_profile" in content


SNIPPETS = [json.loads(text) for kind, text in BLOCKS if kind == "json"]
WHOLE = [content for content in SNIPPETS if is_profile(content)]
PARTS = [content for content in SNIPPETS if not is_profile(content)]
WALK = WHOLE[0]


def read_examples():
    """(profile, file, what the page shows of it), in order."""
    profile, file = None, ""
    for kind, text in BLOCKS:
        if kind == "csv":
            file = text
        elif kind == "json" and is_profile(json.loads(text)):
            profile = json.loads(text)
        elif kind == "text":
            yield profile, file, text
            file = ""


EXAMPLES = list(read_examples())


@pytest.mark.parametrize("written", markdown(), ids=str)
def test_whole_profile_on_a_page_can_be_used(written):
    for kind, text in BLOCK.findall(text_of(written)):
        if kind == "json" and is_profile(content := json.loads(text)):
            make_profile(content)


@pytest.mark.parametrize("part", PARTS, ids="-".join)
def test_part_of_a_profile_on_the_page_fits_into_a_whole_one(part):
    # What the snippet does not speak of must not get in its way: a key needs what it names, a rule its segment.
    base = {name: WALK[name] for name in ("balance_profile", "name", "title", "account", "posts", "load")}
    make_profile({**base, **part})


@pytest.mark.parametrize(("profile", "file", "shown"), EXAMPLES, ids=[profile["name"] for profile, _, _ in EXAMPLES])
def test_file_on_the_page_becomes_what_the_page_shows(profile, file, shown, tmp_path):
    path = tmp_path / f"{profile['name']}.csv"
    path.write_text(file)
    assert posted(profile, path) == shown.rstrip("\n")


def test_every_profile_of_the_page_has_its_file():
    assert [profile["name"] for profile, file, _ in EXAMPLES if file] == [profile["name"] for profile in WHOLE]


@pytest.mark.django_db
@time_machine.travel("2026-10-01T18:00:00Z", tick=False)
def test_commands_of_the_page_print_what_it_shows(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("structure.json").write_text(next(text for kind, text in STRUCTURE if kind == "json"))
    run("A district from nothing", monkeypatch)
    good, wrong = [text for kind, text in BLOCKS if kind == "csv"][:2]
    for name, text in (("budget-entries.csv", good), ("wrong.csv", wrong), ("budget-entries.json", json.dumps(WALK))):
        Path(name).write_text(text)
    for example in examples(PAGE):
        assert printed(example, monkeypatch) == example.output, example.command


def cells_of(heading):
    """The rows of the tables under a heading: their cells."""
    return [
        [cell.strip() for cell in line.strip("|").replace("\\|", "\0").split("|")]
        for line in sections(PAGE)[heading].splitlines()
        if line.startswith("|")
    ]


def test_amounts_are_read_as_the_page_says():
    rows = [row for row in cells_of("Amounts") if re.fullmatch(r"-?[\d,]+\.\d\d|refused: .*", row[-1])]
    assert len(rows) == 10
    for cells, meaning in rows:
        for cell in re.findall(r"`([^`]*)`", cells):
            found = cents(cell)
            if meaning.startswith("refused"):
                assert isinstance(found, Bad), cell
                assert meaning.removeprefix("refused: ") in found.reason, cell
            else:
                assert found == int(meaning.replace(",", "").replace(".", "")), cell


def test_dates_are_read_as_the_page_says():
    rows = [row for row in cells_of("Date and period") if re.fullmatch(r"\d{4}-\d\d-\d\d", row[-1])]
    assert len(rows) == 7
    for cells, form, day in rows:
        for cell in re.findall(r"`([^`]*)`", cells):
            assert date_reader([form.strip("`")])(cell) == day, cell


def test_page_names_every_part_of_the_language():
    assert [name for name in words_of(SCHEMA) if f"`{name}`" not in PAGE and f'"{name}"' not in PAGE] == []


def words_of(schema):
    """Every key and every listed value of the schema."""
    if isinstance(schema, dict):
        yield from (name for name in schema.get("properties", {}) if name != "$schema")
        yield from (value for value in schema.get("enum", []) if value)
        for item in schema.values():
            yield from words_of(item)
    elif isinstance(schema, list):
        for item in schema:
            yield from words_of(item)


def test_ready_profiles_are_all_named_with_the_columns_that_they_need(tmp_path):
    told = {row[0].strip("`"): set(re.findall(r"`([^`]+)`", row[2])) for row in cells_of("The ready profiles")[2:]}
    assert sorted(told) == sorted(path.stem for path in READY.glob("*.json"))
    path = tmp_path / "other.csv"
    path.write_text("nothing that is asked for\n")
    for name, columns in told.items():
        refusal, _, _ = posted(load_profile(name).content, path).partition("; ")
        assert set(re.findall("“([^”]+)”", refusal)) == columns, name
