"""Random ledgers in random layouts read back as themselves; a damaged cell is refused with its row."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.budgets.domain.profiles.files import read
from tests.budgets.domain.profiles.layouts import (
    LAYOUTS,
    SPOKEN,
    TEXTS,
    Item,
    Layout,
    encoded,
    ledgers,
    profile_of,
    table_of,
    written,
)

GARBAGE = ("12.3.4", "3-Jan", "7/1/2026", "1E+05", "12.345", "n/a", "#REF!", "(5.00", "5.00%", "1,23")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("layouts")


def kept(path: Path, content: bytes) -> Path:
    path.write_bytes(content)
    return path


def encodable(layout: Layout, items: list[Item]) -> bool:
    try:
        "".join(item.memo + item.vendor[1] for item in items).encode(layout.encoding)
    except UnicodeEncodeError:
        return False
    return True


@settings(max_examples=150, deadline=None)
@given(layout=LAYOUTS, items=ledgers(TEXTS | SPOKEN))
def test_any_ledger_in_any_layout_reads_back_as_itself(folder, layout, items):
    if not encodable(layout, items):
        layout.encoding = "utf-8"
    content, rows = written(layout, table_of(layout, items))
    found = read(profile_of(layout), [kept(folder / "a.csv", content)])
    assert found.problems == []
    assert sorted(found.entries) == sorted(item.entry(row) for item, row in zip(items, rows, strict=True))
    assert (found.reading.rows_read, found.reading.without_amount) == (len(items), 0)


@settings(max_examples=40, deadline=None)
@given(first=LAYOUTS, turned=st.booleans(), items=ledgers(SPOKEN), cut=st.integers(0, 12))
def test_any_ledger_in_two_files_reads_back_as_itself(folder, first, turned, items, cut):
    """Whatever the order of columns in each."""
    first.encoding, first.titles = "utf-8", []
    parts = [part for part in (items[:cut], items[cut:]) if part]
    paths, wanted = [], []
    for number, part in enumerate(parts):
        first.turned = turned if number else first.turned
        content, rows = written(first, table_of(first, part))
        paths.append(kept(folder / f"{number}.csv", content))
        wanted += [item.entry(row)._replace(file=number) for item, row in zip(part, rows, strict=True)]
    found = read(profile_of(first), paths)
    assert found.problems == []
    assert sorted(found.entries) == sorted(wanted)


def amount_columns(row: dict[str, str]) -> list[str]:
    return [
        name for name in row if name in ("Amount", "Debit", "Credit", "budget", "request", "encumbrance", "expenditure")
    ]


def damaged(data: st.DataObject, layout: Layout, lines: list[list[str]], names: list[str], row: dict[str, str]) -> str:
    """Damages one row of a file: an amount, a code, a date, a type, or one comma too many."""
    line = lines[-1]
    codes = [name for name in ("Account", "fund", "site", "object") if name in row]
    what = data.draw(st.sampled_from(["amount", "code", "date", "type", "comma", "cut"]))
    if what == "comma":
        line.insert(data.draw(st.integers(0, len(line))), "")
        return what
    if what == "cut":
        del line[data.draw(st.integers(0, len(line) - 1))]
        return what
    column, cell = {
        "amount": (data.draw(st.sampled_from(amount_columns(row))), data.draw(st.sampled_from(GARBAGE))),
        "code": (codes[-1], row[codes[-1]][:-1]),
        "date": ("Date", data.draw(st.sampled_from(["", "soon", "31/31/2026", "20"]))),
        "type": ("Type", data.draw(st.sampled_from(["", "??", "po"]))),
    }[what]
    line[names.index(column)] = cell
    return what


@settings(max_examples=150, deadline=None)
@given(layout=LAYOUTS, items=ledgers(SPOKEN), data=st.data())
def test_any_damaged_row_is_refused_with_its_number(folder, layout, items, data):
    layout.encoding = "utf-8"
    table = table_of(layout, items)
    names = list(table[0])
    header = [names] if layout.header_lines == 1 else [["of"] * len(names), names]
    lines = [*layout.titles, *header, *([row[name] for name in names] for row in table)]
    damaged(data, layout, lines, names, table[-1])
    found = read(profile_of(layout), [kept(folder / "a.csv", encoded(layout, lines))])
    assert {(problem.file, problem.row) for problem in found.reading.problems.listed} == {("a.csv", len(lines))}
    assert found.entries == []
