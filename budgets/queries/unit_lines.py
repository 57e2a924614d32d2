"""The account lines of one unit with their balances: one statement, whatever the number of lines."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce

from accounts.models import District
from balance.money import ZERO
from budgets.choices import AccountType, Pay
from budgets.models import Line, OrderBalance
from budgets.queries.totals import SUMMED, Totals


@dataclass(frozen=True, slots=True)
class PurposeOfLine:
    """What the line's money is for, with the purpose's own limits of pace."""

    pk: int
    name: str
    icon: str
    position: int
    once_a_year: bool
    ahead_pct: int | None
    behind_pct: int | None


@dataclass(frozen=True, slots=True)
class SourceOfLine:
    """The restricted source of the line's money, with its own dates."""

    pk: int
    name: str
    kind: str
    starts_on: date | None
    use_by: date | None
    note: str


PLAIN = ("pk", "code", "name", "fund_code", "pay", "pool_id")
PURPOSE = ("pk", "name", "icon", "position", "once_a_year", "ahead_pct", "behind_pct")
SOURCE = ("pk", "name", "kind", "starts_on", "use_by", "note")


@dataclass(frozen=True, slots=True)
class LineRow:
    """One account line as a page shows it. `open_order_count` counts orders with something still promised."""

    pk: int
    code: str
    name: str
    fund_code: str
    pay: str
    pool_id: int | None
    pool_name: str
    other_unit: str
    open_order_count: int
    transactions: int
    purpose: PurposeOfLine | None
    source: SourceOfLine | None
    totals: Totals

    def is_decidable(self, district: District) -> bool:
        """Whether the unit may still decide on this money: not restricted, not pay (domain 2.9a)."""
        if self.source is not None:
            return False
        return self.pay == Pay.NONE or (self.pay == Pay.UNIT and not district.pay_is_set_aside)


def decidable(district: District) -> Q:
    """The same rule as a filter, for sums that are made in the database."""
    pay = [Pay.NONE] if district.pay_is_set_aside else [Pay.NONE, Pay.UNIT]
    return Q(account_type=AccountType.EXPENDITURE, source=None, pay__in=pay)


def line_rows(lines: QuerySet[Line], district: District, *, other_unit: str) -> list[LineRow]:
    """The expenditure lines among `lines` that have ever had an amount, in order of code.

    `other_unit` names the relation to the other dimension (site or department), whose name is shown on the row.
    """
    rows = (
        lines.filter(account_type=AccountType.EXPENDITURE, balance__transactions__gt=0)
        .annotate(open_order_count=open_orders())
        .order_by("code")
        .values_list(
            *PLAIN,
            "pool__name",
            f"{other_unit}__name",
            "open_order_count",
            "balance__transactions",
            *(f"purpose__{name}" for name in PURPOSE),
            *(f"source__{name}" for name in SOURCE),
            *(f"balance__{name}" for name in SUMMED),
        )
    )
    return [_row(list(row), district.requests_reduce_left) for row in rows]


def open_orders() -> Coalesce:
    """An annotation of lines: how many orders still have something promised."""
    orders = OrderBalance.objects.filter(line=OuterRef("pk"), residue__gt=ZERO).order_by().values("line")
    return Coalesce(Subquery(orders.annotate(n=Count("pk")).values("n")), 0)


def row_of(line: Line, district: District) -> LineRow | None:
    """The same of one line that was read with its relations and `open_orders`; None if it never had an amount."""
    balance = getattr(line, "balance", None)
    if line.account_type != AccountType.EXPENDITURE or balance is None or balance.transactions == 0:
        return None
    return LineRow(
        *(getattr(line, name) for name in PLAIN),
        pool_name=line.pool.name if line.pool else "",
        other_unit=line.department.name if line.department else "",
        open_order_count=line.open_order_count,  # type: ignore[attr-defined]
        transactions=balance.transactions,
        purpose=PurposeOfLine(*(getattr(line.purpose, name) for name in PURPOSE)) if line.purpose else None,
        source=SourceOfLine(*(getattr(line.source, name) for name in SOURCE)) if line.source else None,
        totals=Totals(*(getattr(balance, name) for name in SUMMED), requests_reduce_left=district.requests_reduce_left),
    )


def _row(values: list[Any], requests_reduce_left: bool) -> LineRow:
    def take(count: int) -> list[Any]:
        taken, values[:count] = values[:count], []
        return taken

    plain = take(len(PLAIN))
    pool_name, other, orders, transactions = take(4)
    purpose, source = take(len(PURPOSE)), take(len(SOURCE))
    return LineRow(
        *plain,
        pool_name=pool_name or "",
        other_unit=other or "",
        open_order_count=orders,
        transactions=transactions,
        purpose=None if purpose[0] is None else PurposeOfLine(*purpose),
        source=None if source[0] is None else SourceOfLine(*source),
        totals=Totals(*values, requests_reduce_left=requests_reduce_left),
    )


def pool_totals(year_id: int, pool_ids: Iterable[int], *, requests_reduce_left: bool) -> dict[int, Totals]:
    """What each pool adds up to over all its lines of the year, also those of other units. One statement."""
    ids = sorted(set(pool_ids))
    if not ids:
        return {}
    rows = (
        Line.objects.filter(fiscal_year=year_id, pool__in=ids, account_type=AccountType.EXPENDITURE)
        .values_list("pool_id")
        .annotate(*(Sum(f"balance__{name}") for name in SUMMED))
    )
    return {
        pool_id: Totals(*(amount or ZERO for amount in amounts), requests_reduce_left=requests_reduce_left)
        for pool_id, *amounts in rows
    }
