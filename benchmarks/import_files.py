"""Files of a ledger to be imported: as it is; with 1 % of its rows changed, all over the file, in turns another
amount, a row more and a row less; and the rows of that one in other bytes."""

import csv
import json
import random
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

LINES, VENDORS, DAYS = 20_000, 3_000, 300
STARTS_ON = date(2026, 7, 1)
YEAR = 2027
# Three of four touched rows are new to the ledger, and three of four gone from it: 1 % of all rows each.
EVERY, EDITS = 75, ("amount", "new", "amount", "gone")
HEADER = [
    "Fund",
    "Site",
    "Function",
    "Object",
    "Date",
    "Type",
    "Document",
    "Order",
    "Vendor No",
    "Vendor",
    "Description",
    "Amount",
]
PROFILE = {
    "balance_profile": 1,
    "name": "bench-ledger",
    "title": "A ledger with one amount and a type, as the benchmark writes it",
    "account": {
        "segments": [
            {"name": "Fund", "role": "fund", "column": "Fund"},
            {"name": "Site", "role": "site", "column": "Site"},
            {"name": "Function", "role": "function", "column": "Function"},
            {"name": "Object", "role": "object", "column": "Object"},
        ]
    },
    "date": {"column": "Date", "format": "MM/DD/YYYY"},
    "period": {"from": "date"},
    "document": "Document",
    "order": "Order",
    "vendor": {"number": "Vendor No", "name": "Vendor"},
    "description": "Description",
    "posts": [
        {
            "measure": "expenditure",
            "kind": {"column": "Type", "values": {"AP": "payment", "JE": "journal"}},
            "amount": "Amount",
            "when": {"column": "Type", "in": ["AP", "JE"]},
        },
        {
            "measure": "encumbrance",
            "kind": {"column": "Type", "values": {"PO": "open", "RL": "relief"}},
            "amount": "Amount",
            "when": {"column": "Type", "in": ["PO", "RL"]},
        },
    ],
    "load": {"mode": "replace", "window": "year"},
}


def write_profile(folder: Path) -> Path:
    """The profile of the files below."""
    path = folder / "profile.json"
    path.write_text(json.dumps(PROFILE))
    return path


def write_ledger(path: Path, rows: int) -> Path:
    """Plain bytes: a third of the names needs quotes."""
    with path.open("w", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(HEADER)
        writer.writerows(_rows(rows))
    return path


def write_changed(path: Path, rows: int) -> Path:
    """One row of every 75 is touched: of four of those two have another amount, before one stands a new row, and
    one is gone."""
    with path.open("w", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(HEADER)
        writer.writerows(_edited(rows))
    return path


def write_same(path: Path, rows: int) -> Path:
    """The rows of `write_changed` in other bytes: quoted throughout, other line ends, amounts with thousands commas."""
    with path.open("w", newline="") as file:
        writer = csv.writer(file, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
        writer.writerow(HEADER)
        for *cells, amount in _edited(rows):
            whole, part = amount.split(".")
            writer.writerow([*cells, f"{int(whole):,}.{part}" if whole not in ("-0", "0") else amount])
    return path


def changes_of(rows: int) -> tuple[int, int]:
    """How many rows of `write_changed` are new to the ledger, and how many of the ledger it has no more."""
    edits = [EDITS[n % len(EDITS)] for n in range(len(range(0, rows, EVERY)))]
    return len(edits) - edits.count("gone"), len(edits) - edits.count("new")


def _edited(rows: int) -> Iterator[list[str]]:
    for n, cells in enumerate(_rows(rows)):
        edit = EDITS[n // EVERY % len(EDITS)] if n % EVERY == 0 else ""
        *facts, amount = cells
        other = [*facts, f"{amount[:-1]}{(int(amount[-1]) + 1) % 10}"]
        if edit == "new":
            yield [*other[:6], f"N{n:07d}", *other[7:]]
        if edit != "gone":
            yield other if edit == "amount" else cells


def _rows(count: int) -> Iterator[list[str]]:
    dice = random.Random(5)
    vendors = [(f"{1000 + n}", f"Vendor {n} Supply{', Inc.' if n % 3 == 0 else ''}") for n in range(VENDORS)]
    codes = [
        (f"{10 + n % 5:03d}", f"{200 + n % 40:03d}", f"{1000 + 100 * (n % 9)}", f"{4000 + n // 40}")
        for n in range(LINES)
    ]
    days = [(STARTS_ON + timedelta(n)).strftime("%m/%d/%Y") for n in range(DAYS)]
    for n in range(count):
        kind = dice.choice(("AP", "AP", "JE", "PO", "RL"))
        cents = dice.randrange(-5_000 if kind == "JE" else 1, 500_000) * (-1 if kind == "RL" else 1)
        order = f"PO{n % 90_000:06d}" if kind in ("PO", "RL") else ""
        vendor = dice.choice(vendors) if kind != "JE" else ("", "")
        amount = f"{'-' if cents < 0 else ''}{abs(cents) // 100}.{abs(cents) % 100:02d}"
        words = (
            f"Classroom materials, order {n % 50_000}" if n % 4 == 0 else f"Classroom materials for room {n % 50_000}"
        )
        yield [*dice.choice(codes), dice.choice(days), kind, f"D{n:07d}", order, *vendor, words, amount]
