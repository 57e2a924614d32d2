"""What a district's ledger adds up to, per year, per site and per department."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from operator import attrgetter

from django.db.models import Count, Sum

from balance.money import ZERO
from budgets.choices import AccountType
from budgets.models import FiscalYear, Line, LineBalance
from budgets.queries.imports import standing

# Summed from line balances; `encumbered`, `available` and `left` follow from them.
SUMMED = (
    "original",
    "revised",
    "requested",
    "encumbered_carried_in",
    "encumbered_activity",
    "open_orders",
    "relief_without_order",
    "expended",
)
# All of them, in the order of a report: the names that commands, pages and the API share.
MEASURES = (
    "original",
    "revised",
    "requested",
    "encumbered_carried_in",
    "encumbered_activity",
    "encumbered",
    "open_orders",
    "relief_without_order",
    "expended",
    "available",
    "left",
)


@dataclass(frozen=True, slots=True)
class Totals:
    """The measures of some lines, in dollars. Authority and use are positive (domain 2.11).

    available = revised − encumbered − expended; left = revised − open orders − expended; both also less requests
    where the district says so. They differ by the relief without an order (domain 2.7).
    """

    original: Decimal = ZERO
    revised: Decimal = ZERO
    requested: Decimal = ZERO
    encumbered_carried_in: Decimal = ZERO
    encumbered_activity: Decimal = ZERO
    open_orders: Decimal = ZERO
    relief_without_order: Decimal = ZERO
    expended: Decimal = ZERO
    requests_reduce_left: bool = field(default=False, kw_only=True)

    @property
    def encumbered(self) -> Decimal:
        return self.encumbered_carried_in + self.encumbered_activity

    @property
    def available(self) -> Decimal:
        return self.revised - self.encumbered - self.expended - self._held

    @property
    def left(self) -> Decimal:
        return self.revised - self.open_orders - self.expended - self._held

    @property
    def used(self) -> Decimal:
        """Spent and promised."""
        return self.expended + self.open_orders

    @property
    def unbudgeted(self) -> bool:
        """Activity and no budget: "no budget loaded", never "over" (domain 2.9)."""
        return self.revised == ZERO and (self.expended != ZERO or self.open_orders != ZERO)

    @property
    def _held(self) -> Decimal:
        return self.requested if self.requests_reduce_left else ZERO


def totals_of(balance: LineBalance | None, *, requests_reduce_left: bool) -> Totals:
    """One line's measures; of a line without a balance, zero everywhere."""
    amounts = (ZERO if balance is None else getattr(balance, name) for name in SUMMED)
    return Totals(*amounts, requests_reduce_left=requests_reduce_left)


_amounts = attrgetter(*SUMMED)


def add_up(parts: Iterable[Totals], *, requests_reduce_left: bool = False) -> Totals:
    """The sum of totals; of none, zero everywhere."""
    columns = zip(*map(_amounts, parts), strict=True)
    return Totals(*(sum(column, ZERO) for column in columns), requests_reduce_left=requests_reduce_left)


@dataclass(frozen=True, slots=True)
class LedgerTotals:
    """Expenditure lines of one year. `by_site` and `by_department` are keyed by unit code; None is unmapped."""

    lines: int
    transactions: int
    totals: Totals
    by_site: dict[str | None, "LedgerTotals"] = field(default_factory=dict)
    by_department: dict[str | None, "LedgerTotals"] = field(default_factory=dict)


def ledger_totals(fiscal_year: FiscalYear, *, requests_reduce_left: bool) -> LedgerTotals:
    """The year's expenditure lines, whole and by each dimension of units. Sites and departments are never added."""
    by_site = _grouped(fiscal_year, "site__code", requests_reduce_left)
    by_department = _grouped(fiscal_year, "department__code", requests_reduce_left)
    return LedgerTotals(
        lines=sum(part.lines for part in by_site.values()),
        transactions=sum(part.transactions for part in by_site.values()),
        totals=add_up((part.totals for part in by_site.values()), requests_reduce_left=requests_reduce_left),
        by_site=by_site,
        by_department=by_department,
    )


def _grouped(fiscal_year: FiscalYear, key: str, requests_reduce_left: bool) -> dict[str | None, LedgerTotals]:
    rows = (
        Line.objects.filter(standing(), fiscal_year=fiscal_year, account_type=AccountType.EXPENDITURE)
        .values_list(key)
        .annotate(Count("pk"), Sum("balance__transactions"), *(Sum(f"balance__{name}") for name in SUMMED))
        .order_by(key)
    )
    return {
        code: LedgerTotals(
            lines,
            transactions or 0,
            Totals(*(amount or ZERO for amount in amounts), requests_reduce_left=requests_reduce_left),
        )
        for code, lines, transactions, *amounts in rows
    }
