"""Files of an invented accounting system, in two layouts, and what a load of them leaves in the ledger."""

import copy
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

from accounts.models import District
from budgets.choices import Kind
from budgets.domain.imports import Outcome, import_files
from budgets.domain.profiles import Profile, make_profile
from budgets.models import LineBalance, OrderBalance, Transaction

ENTRIES = "Account,Name,Date,Period,Document,Order,Vendor,Text,Budget,Promised,Spent"
REPORT = "Account,Type,Group,Budget,Spent,Promised"
SEGMENTS = [{"name": "fund", "role": "fund"}, {"name": "object", "role": "object"}]

ENTRY_PROFILE: dict[str, Any] = {
    "balance_profile": 1,
    "name": "entries",
    "title": "Entries with a budget, a promised and a spent amount",
    "account": {"column": "Account", "separator": "-", "segments": SEGMENTS, "name": "Name"},
    "date": {"column": "Date", "format": "YYYY-MM-DD", "missing": "allow"},
    "period": {"column": "Period"},
    "document": "Document",
    "order": "Order",
    "vendor": {"name": "Vendor"},
    "description": "Text",
    "posts": [
        {"measure": "budget", "kind": "original", "amount": "Budget"},
        {"measure": "encumbrance", "kind": {"positive": "open", "negative": "relief"}, "amount": "Promised"},
        {"measure": "expenditure", "kind": "payment", "amount": "Spent"},
    ],
    "load": {"mode": "replace", "window": "year"},
}
REPORT_PROFILE: dict[str, Any] = {
    "balance_profile": 1,
    "name": "balances",
    "title": "One row for each account",
    "account": {"column": "Account", "separator": "-", "segments": SEGMENTS, "control_group": "Group"},
    "posts": [
        {"measure": "budget", "kind": "reported", "amount": "Budget"},
        {"measure": "expenditure", "kind": "reported", "amount": "Spent"},
        {"measure": "encumbrance", "kind": "reported", "amount": "Promised"},
    ],
    "load": {"mode": "balances"},
}


def profile(base: dict[str, Any] = ENTRY_PROFILE, **changes: Any) -> Profile:
    """The profile with other top-level parts; `account` is merged into the part that is there."""
    content = copy.deepcopy(base)
    content["account"] |= changes.pop("account", {})
    return make_profile({**content, **changes})


def entry(text: str, **cells: str) -> str:
    """`account spent [day]`, such as `010-4310 20.00 2026-09-01`, with other cells by name."""
    account, spent, *day = text.split()
    row = dict.fromkeys(ENTRIES.split(","), "") | {"Account": account, "Spent": spent, "Date": day[0] if day else ""}
    return ",".join((row | cells).values())


@dataclass
class Importer:
    """Loads files of these rows into one district, each under a name of its own."""

    district: District
    folder: Path
    year: int | None = 2027
    count: int = field(default=0)

    def file(self, *rows: str, header: str = ENTRIES, name: str = "") -> Path:
        self.count += 1
        path = self.folder / (name or f"file-{self.count}.csv")
        path.write_text("\n".join([header, *rows]) + "\n")
        return path

    def load(self, *rows: str, by: Profile | None = None, **options: Any) -> Outcome:
        """A file of entries. Raises AssertionError with the problems of a load that was refused."""
        outcome = self.attempt(*rows, by=by, **options)
        assert not outcome.problems, list(map(str, outcome.problems.listed))
        return outcome

    def attempt(self, *rows: str, by: Profile | None = None, header: str = ENTRIES, **options: Any) -> Outcome:
        return self.files([self.file(*rows, header=header)], by=by, **options)

    def files(self, paths: Iterable[Path], *, by: Profile | None = None, **options: Any) -> Outcome:
        given = {"by": None, "district": self.district, "year": self.year, **options}
        return import_files(profile=by or profile(), files=list(paths), **given)

    def report(self, *rows: str, by: Profile | None = None, **options: Any) -> Outcome:
        """A balance report."""
        return self.load(*rows, by=by or profile(REPORT_PROFILE), header=REPORT, **options)


def spent() -> list[tuple[str, Decimal, str]]:
    """The live spending of the district: account, amount, document."""
    rows = Transaction.objects.filter(superseded_by=None, measure="expenditure").exclude(kind=Kind.UNITEMIZED)
    return sorted(rows.values_list("line__code", "amount", "document"))


def books_say() -> dict[str, Any]:
    """Everything that a figure of the district could come from, to be compared before and after."""
    live = Transaction.objects.filter(superseded_by=None)
    names = (
        "line__code",
        "measure",
        "kind",
        "amount",
        "posted_on",
        "period",
        "order_number",
        "document",
        "vendor__name",
        "description",
    )
    summed = [field.name for field in LineBalance._meta.concrete_fields if field.name not in ("line", "district")]
    return {
        "live": sorted(live.values_list(*names), key=str),
        "balances": sorted(row for row in LineBalance.objects.values_list("line__code", *summed) if any(row[1:])),
        "orders": sorted(OrderBalance.objects.exclude(residue=0).values_list("line__code", "order_number", "residue")),
        "lines": sorted(
            LineBalance.objects.filter(transactions__gt=0).values_list(
                "line__code", "line__account_type", "line__pay", "line__pool__code", "line__name"
            ),
            key=str,
        ),
    }
