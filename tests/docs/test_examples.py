"""The examples of docs/commands.md, run from the first to the last: they print what the page says they print."""

import io
import json
import sys
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from accounts.models import District
from balance.tenancy.scope import district_scope
from budgets.choices import ImportOrigin, Kind, Measure
from budgets.domain.lines import NewLine, ensure_lines
from budgets.domain.publish import Row, post
from budgets.models import FiscalYear
from tests.docs.pages import BLOCK, DOCS, Example, examples, sections

PAGE = (DOCS / "commands.md").read_text()
STRUCTURE = BLOCK.findall((DOCS / "structure.md").read_text())
# What differs from machine to machine and from day to day; test_docs checks their options.
NOT_RUN = {"load_demo", "migrate", "db_url"}
SUPPLIES, COACHES, DISTRICT_WIDE = "010-0000-4310-214", "010-0000-5810-214", "010-0000-4310-000"
# year, line, measure, kind, amount, order
LEDGER = [
    (2026, SUPPLIES, Measure.BUDGET, Kind.ORIGINAL, "5000.00", ""),
    (2026, SUPPLIES, Measure.EXPENDITURE, Kind.PAYMENT, "3800.00", ""),
    (2026, SUPPLIES, Measure.ENCUMBRANCE, Kind.OPEN, "700.00", "PO 26-0881"),
    (2027, SUPPLIES, Measure.BUDGET, Kind.ORIGINAL, "5000.00", ""),
    (2027, COACHES, Measure.BUDGET, Kind.ORIGINAL, "10000.00", ""),
    (2027, COACHES, Measure.BUDGET, Kind.TRANSFER, "500.00", ""),
    (2027, COACHES, Measure.REQUEST, Kind.OPEN, "320.00", ""),
    (2027, COACHES, Measure.ENCUMBRANCE, Kind.OPEN, "1150.00", "PO 27-0112"),
    (2027, COACHES, Measure.ENCUMBRANCE, Kind.RELIEF, "-400.00", "PO 27-0112"),
    (2027, COACHES, Measure.EXPENDITURE, Kind.PAYMENT, "400.00", "PO 27-0112"),
    (2027, DISTRICT_WIDE, Measure.ENCUMBRANCE, Kind.RELIEF, "-20.00", "PO 25-0007"),
    (2027, DISTRICT_WIDE, Measure.EXPENDITURE, Kind.PAYMENT, "97.70", ""),
]


def load_ledger():
    """What the page says of the ledger before `load_structure`."""
    with district_scope(District.objects.get(slug="juniper-bay")):
        for year in FiscalYear.objects.order_by("year"):
            rows = [row for row in LEDGER if row[0] == year.year]
            codes = {code for _, code, *_ in rows}
            lines = ensure_lines(fiscal_year=year, lines=[NewLine(tuple(code.split("-"))) for code in codes])
            day = date(year.year - 1, 9, 1)
            post(
                by=None,
                fiscal_year=year,
                origin=ImportOrigin.FILE,
                posted_through=day,
                rows=[
                    Row(lines[code], measure, kind, Decimal(amount), posted_on=day, order_number=order, row=number)
                    for number, (_, code, measure, kind, amount, order) in enumerate(rows, 1)
                ],
            )


def spoil_balance():
    """What only a hand in the database can do."""
    with district_scope(District.objects.get(slug="juniper-bay")), connection.cursor() as cursor:
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
        assert error.returncode == 1
        out.write(f"CommandError: {error}")
    shown = out.getvalue().strip("\n")
    return json.dumps(json.loads(shown), indent=4) if example.is_pretty else shown


@pytest.mark.django_db
def test_examples_of_the_commands_page_print_what_it_shows(folder, monkeypatch):
    for heading, text in sections(PAGE).items():
        if heading in NOT_RUN:
            continue
        BEFORE.get(heading, lambda: None)()
        for example in examples(text):
            assert printed(example, monkeypatch) == example.output, example.command
