"""One file loaded twice after the same baseline: told apart from the one before it, and read whole."""

from collections import Counter
from dataclasses import fields
from pathlib import Path
from typing import Any

from django.db import transaction

from budgets.domain.imports import Outcome
from budgets.domain.profiles import Profile
from budgets.models import Baseline, Import, Line, Transaction, Vendor
from budgets.queries.proof import differences
from tests.budgets.domain.imports.feeds import Importer, books_say, entry

PAPER = entry("010-4310 20.00 2026-09-01", Document="INV 1", Vendor="Brightline")
TONER = entry("010-4310 96.50 2026-09-02", Document="INV 2", Vendor="Apex", Promised="-96.50", Order="PO 1")
BUS = entry("010-5800 400.00 2026-10-05", Document="INV 3")
WAGES = entry("010-1150 300 2026-09-15", Document="PAY 9", Vendor="Jo Doe", Text="Overtime Jo Doe")
NEW = entry("010-4200 7.00 2026-11-02", Document="INV 4")
ROWS = [PAPER, TONER, BUS, WAGES]
EDITED = [PAPER, TONER.replace("96.50", "96.51"), NEW, WAGES]

FACTS = (
    "line__code", "measure", "kind", "amount", "posted_on", "period", "order_number", "document", "vendor__number",
    "vendor__name", "description", "origin_year", "source_import__number", "superseded_by__number",
)  # fmt: skip
OF_THE_WAY = ("seconds", "compared_with", "batch")


def state() -> dict[str, Any]:
    """Everything that a load leaves behind, but for the names of rows in the database.

    A transaction is with its row of the file where no other one says the same: which of several equal rows is the new
    one does not matter.
    """
    assert differences() == []
    rows = [tuple(row) for row in Transaction.objects.values_list(*FACTS, "row")]
    count = Counter(row[:-3] for row in rows)
    loads = Import.objects.order_by("number").values_list("number", "state", "window", "counts", "lines_before")
    return books_say() | {
        "transactions": Counter(row if count[row[:-3]] == 1 else row[:-1] for row in rows),
        "lines": sorted(Line.objects.values_list("code", "raw_code", "name", "account_type", "pay", "pool__code")),
        "vendors": sorted(Vendor.objects.values_list("number", "name")),
        "loads": [(*load, {**counts, "compared_with": None}) for *load, counts, _ in loads],
    }


def said(outcome: Outcome) -> dict[str, Any]:
    """All that an outcome says, but for how it came about."""
    facts = {each.name: getattr(outcome, each.name) for each in fields(outcome) if each.name not in OF_THE_WAY}
    return facts | {"problems": (outcome.problems.count, outcome.problems.listed)}


def newest_baseline() -> dict[str, Any]:
    """What the next load would start from; without how many vendors there are at most."""
    found = Baseline.objects.order_by("-load__number").values_list("found", flat=True).first() or {"hidden": []}
    codes = dict(Line.objects.values_list("pk", "code"))
    groups = sorted(found.get("groups", []), key=str)
    return {**found, "hidden": sorted(codes[pk] for pk in found["hidden"]), "groups": groups, "vendors": None}


def both_ways(importer: Importer, file: Path, by: Profile, **options: Any) -> Outcome:
    """Loads the file and returns what came of it. Raises AssertionError if reading it whole comes to something else."""
    with transaction.atomic():
        Baseline.objects.filter(feed=by.feed).delete()
        whole = importer.files([file], by=by, **options)
        assert whole.compared_with is None
        wanted, kept = state(), newest_baseline()
        transaction.set_rollback(True)
    done = importer.files([file], by=by, **options)
    assert said(done) == said(whole)
    assert state() == wanted
    if done.number and not done.same_bytes:
        assert newest_baseline() == kept
    return done
