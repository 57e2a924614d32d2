"""Small files and profiles in words: rows of text in; staged rows, decoded, and problems out."""

from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple
from xml.sax.saxutils import escape

from balance.sheets import open_sheet
from budgets.domain.profiles import Reading, make_profile
from tests.balance.sheets.workbooks import ISO_DATE, write_workbook

YEAR = 2027
FUND = {"name": "fund", "role": "fund", "column": "Fund"}
OBJECT = {"name": "object", "role": "object", "column": "Object"}
ONE_COLUMN = {
    "column": "Account",
    "separator": "-",
    "segments": [{"name": "fund", "role": "fund"}, {"name": "object", "role": "object"}],
}
PAID = {"measure": "expenditure", "kind": "payment", "amount": "Amount"}
LEDGER: dict[str, Any] = {
    "balance_profile": 1,
    "name": "small-ledger",
    "title": "Two segments and an amount",
    "account": {"segments": [FUND, OBJECT]},
    "posts": [PAID],
    "load": {"mode": "replace", "window": "year"},
}
REPORT: dict[str, Any] = {
    **LEDGER,
    "posts": [{"measure": "budget", "kind": "reported", "amount": "Budget"}],
    "load": {"mode": "balances"},
}


def ledger(**parts: Any) -> dict[str, Any]:
    """The small profile with other parts."""
    return {**LEDGER, **parts}


class Entry(NamedTuple):
    """A staged row with its code and vendor in place of their numbers. `cents` are signed as posted."""

    row: int
    code: str
    measure: str
    kind: str
    cents: int
    posted_on: str | None
    period: int | None
    order: str
    document: str
    vendor: tuple[str, str] | None
    description: str
    file: int = 0


@dataclass(frozen=True, slots=True)
class Found:
    reading: Reading
    entries: list[Entry]

    @property
    def problems(self) -> list[str]:
        return [str(problem) for problem in self.reading.problems.listed]

    @property
    def posted(self) -> list[tuple[int, str, int]]:
        """Row, code and cents of each entry."""
        assert self.problems == []
        return [(entry.row, entry.code, entry.cents) for entry in self.entries]

    @property
    def dropped(self) -> dict[str, int]:
        return {name: count for name, count in self.reading.dropped.items() if count}


def read(profile: dict[str, Any], paths: Sequence[Path], *, year: int | None = YEAR, start_month: int = 7) -> Found:
    """What a profile makes of files, which are read as one load."""
    made = make_profile(profile)
    with ExitStack() as stack:
        sheets = [(path.name, stack.enter_context(open_sheet(path, made.layout))) for path in paths]
        reading = Reading(made, sheets, year=year, start_month=start_month)
        text = "".join(reading.copy_text())
    return Found(reading, [_entry(reading, line.split("\t")) for line in text.splitlines()])


def _entry(reading: Reading, cells: list[str]) -> Entry:
    file, row, code, measure, kind, cents, posted_on, period, order, document, vendor, description = cells
    return Entry(
        row=int(row),
        code=reading.codes[int(code)].canonical,
        measure=measure,
        kind=kind,
        cents=int(cents),
        posted_on=None if posted_on == "\\N" else posted_on,
        period=None if period == "\\N" else int(period),
        order=_unescaped(order),
        document=_unescaped(document),
        vendor=None if vendor == "\\N" else reading.vendors[int(vendor)],
        description=_unescaped(description),
        file=int(file),
    )


def _unescaped(text: str) -> str:
    return text.replace("\\\\", "\\")


def workbook(path: Path, table: Sequence[Sequence[str | int | float | date]]) -> Path:
    """A workbook of one sheet whose cells are texts, numbers and dates."""
    rows = (f'<row r="{number}">{"".join(map(_cell, row))}</row>' for number, row in enumerate(table, 1))
    write_workbook(path, "".join(rows))
    return path


def _cell(value: str | float | date) -> str:
    if isinstance(value, str):
        return f'<c t="inlineStr"><is><t>{escape(value)}</t></is></c>'
    if isinstance(value, date):
        return f'<c s="{ISO_DATE}"><v>{(value - date(1899, 12, 30)).days}</v></c>'
    return f"<c><v>{value}</v></c>"
