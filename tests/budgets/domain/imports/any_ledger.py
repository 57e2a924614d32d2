"""A district into which random ledgers are loaded, and what they add up to in plain Python."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from accounts.models import District
from balance.money import from_cents
from balance.tenancy.scope import district_scope
from budgets.domain.imports import Outcome, import_files, withdraw_import
from budgets.domain.profiles import make_profile
from budgets.models import FiscalYear, LineBalance, Transaction
from budgets.queries.proof import differences
from budgets.queries.totals import SUMMED, ledger_totals
from tests.budgets.domain.imports.feeds import books_say
from tests.budgets.domain.profiles.layouts import TYPES, Item, Layout, profile_of, table_of, written

YEAR = 2027
FACTS = ("line__code", "measure", "kind", "amount", "order_number", "document", "vendor__number", "vendor__name")


@dataclass
class AnyLedger:
    """Loads items, printed in a layout, as the whole year of one feed."""

    district: District
    folder: Path
    files: int = field(default=0)

    def load(self, layout: Layout, items: list[Item]) -> Outcome:
        """Raises AssertionError with the problems of a load that was refused."""
        self.files += 1
        path = self.folder / f"{self.files}.csv"
        path.write_bytes(written(layout, table_of(layout, items))[0])
        profile = make_profile(profile_of(layout))
        done = import_files(by=None, district=self.district, profile=profile, files=[path], year=YEAR)
        assert not done.problems, list(map(str, done.problems.listed))
        return done

    def withdraw(self, number: int) -> None:
        with district_scope(self.district):
            withdraw_import(by=None, number=number)

    def says(self) -> dict[str, Any]:
        """All figures, after a recount."""
        with district_scope(self.district):
            assert differences() == []
            year = FiscalYear.objects.filter(year=YEAR).first()
            totals = ledger_totals(year, requests_reduce_left=False) if year else None
            return books_say() | {"totals": totals}

    def entries(self) -> "Counter[tuple[Any, ...]]":
        with district_scope(self.district):
            live = Transaction.objects.filter(superseded_by=None)
            return Counter((*facts, day.isoformat()) for *facts, day in live.values_list(*FACTS, "posted_on"))

    def balances(self) -> dict[str, tuple[Any, ...]]:
        with district_scope(self.district):
            kept = LineBalance.objects.filter(transactions__gt=0)
            return {code: tuple(rest) for code, *rest in kept.values_list("line__code", *SUMMED, "transactions")}


def entries_of(items: list[Item]) -> "Counter[tuple[Any, ...]]":
    """What the ledger is to hold of these."""
    found: Counter[tuple[Any, ...]] = Counter()
    for item in items:
        entry = item.entry(0)
        number, name = entry.vendor or (None, None)
        found[
            entry.code, entry.measure, entry.kind, from_cents(entry.cents), entry.order, entry.document, number, name,
            entry.posted_on,
        ] += 1  # fmt: skip
    return found


def balances_of(items: list[Item]) -> dict[str, tuple[Any, ...]]:
    """Each line's measures in the order of SUMMED, and how many entries; order by order (domain 2.7)."""
    sums: dict[str, Counter[str]] = defaultdict(Counter)
    orders: dict[str, Counter[str]] = defaultdict(Counter)
    for item in items:
        code, (measure, kind) = "-".join(item.code), TYPES[item.word]
        name = {"budget": "revised", "request": "requested", "expenditure": "expended"}.get(measure)
        sums[code][name or ("encumbered_carried_in" if kind == "opening" else "encumbered_activity")] += item.cents
        sums[code]["original"] += item.cents if kind == "original" else 0
        orders[code][item.order] += item.cents if measure == "encumbrance" else 0
    for code, of_line in sums.items():
        of_line["open_orders"] = sum(left for left in orders[code].values() if left > 0)
        of_line["relief_without_order"] = sum(left for left in orders[code].values() if left < 0)
    counts = Counter("-".join(item.code) for item in items)
    return {code: (*(from_cents(of[name]) for name in SUMMED), counts[code]) for code, of in sums.items()}
