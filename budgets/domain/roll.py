"""Year-end: open orders carried into the new year (domain 2.7)."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal

from django.db import transaction
from django.db.models import QuerySet, Sum

from accounts.choices import YearEndOrders
from accounts.domain.audit import record
from accounts.models import District, User
from balance.money import ZERO
from balance.tenancy.scope import require_district_id
from budgets.choices import AccountType, ImportOrigin, Kind, Measure, YearState
from budgets.domain.lines import NewLine, ensure_lines
from budgets.domain.locks import lock_ledger
from budgets.domain.publish import Row, post
from budgets.models import FiscalYear, Fund, Import, Line, OrderBalance, Transaction


class CannotRoll(RuntimeError):
    """These two years cannot be rolled; the text says why."""


class OrdersComeWithFile(CannotRoll):
    """The accounting system's new-year file brings the open orders itself: a roll would count them twice."""


class NotTheNextYear(CannotRoll):
    """Orders go from a year into the one that follows it."""


class YearIsClosed(CannotRoll):
    """The office closed the new year: nothing is posted into it."""


@dataclass(frozen=True, slots=True)
class Key:
    """One order on one line, whatever the year."""

    code: str
    order_number: str


@dataclass(frozen=True, slots=True)
class Rolled:
    """What a roll did. Amounts in dollars: the change it posted and what is carried in after it."""

    batch: Import | None
    orders: int
    posted: Decimal
    carried_in: Decimal


@transaction.atomic
def roll_year(
    *,
    by: User | None,
    from_year: FiscalYear,
    to_year: FiscalYear,
    orders: YearEndOrders | None = None,
    published_at: datetime | None = None,
) -> Rolled:
    """Carries every non-zero residue per order and line of `from_year` into `to_year`, negative ones too.

    Posts only the difference to what earlier rolls carried, so that it may be repeated while the old year settles.
    `orders` overrides the rule of the district and of its funds; `published_at` is now unless given. Raises
    CannotRoll, before anything is written.
    """
    district = District.objects.get(pk=require_district_id())
    if district.file_brings_orders:
        raise OrdersComeWithFile(f"The files of {district.name} bring last year's open orders themselves.")
    if to_year.year != from_year.year + 1:
        raise NotTheNextYear(f"Orders of {from_year.label} go into the year after it, not into {to_year.label}.")
    if to_year.state == YearState.CLOSED:
        raise YearIsClosed(f"{to_year.label} is closed.")
    lock_ledger()
    residues = _residues(from_year)
    rule_of = _rules(district, orders)
    lines = _lines_in_both(from_year, to_year, residues)
    rows: list[Row] = []
    wanted_total = ZERO
    done = _carried(to_year)
    origins = _origins(from_year)
    for number, key in enumerate(
        sorted(residues.keys() | done.keys(), key=lambda key: (key.code, key.order_number)), 1
    ):
        residue = residues.get(key, ZERO)
        rule = rule_of(lines[key.code].fund_code)
        opening = ZERO if rule == YearEndOrders.CANCEL else residue
        money = residue if rule == YearEndOrders.CARRY_WITH_BUDGET else ZERO
        wanted_total += opening
        carried = done.get(key, (ZERO, ZERO))
        origin = origins.get(key, from_year.year)
        pair = _difference(lines[key.code].pk, key, to_year, origin, wanted=(opening, money), carried=carried)
        # An order and its money are one entry on the line's page: they share a row number.
        rows += [replace(row, row=number) for row in pair]
    posted = sum((row.amount for row in rows if row.measure == Measure.ENCUMBRANCE), ZERO)
    if not rows:
        return Rolled(None, len(residues), ZERO, wanted_total)
    batch = post(
        by=by,
        fiscal_year=to_year,
        origin=ImportOrigin.ROLL,
        rows=rows,
        posted_through=to_year.starts_on,
        published_at=published_at,
    )
    record(
        by=by,
        act="year.roll",
        subject=f"year:{to_year.year}",
        from_year=from_year.year,
        orders=orders or "",
        posted=str(posted),
        carried_in=str(wanted_total),
    )
    return Rolled(batch, len(residues), posted, wanted_total)


def _residues(year: FiscalYear) -> dict[Key, Decimal]:
    open_orders = OrderBalance.objects.filter(line__fiscal_year=year).exclude(residue=ZERO)
    rows = open_orders.values_list("line__code", "order_number", "residue")
    return {Key(code, order_number): residue for code, order_number, residue in rows}


def _rows_of(year: FiscalYear, **loads: ImportOrigin) -> tuple[QuerySet[Transaction], dict[int, str]]:
    """What such loads of the year posted and nothing replaced since; and the codes of the year's lines.

    Not joined: of a ledger that was just loaded, inside its transaction, the planner knows nothing, and looked through
    all rows once for each line.
    """
    imports = list(Import.objects.filter(fiscal_year=year, **loads).values_list("pk", flat=True))
    rows = Transaction.objects.filter(source_import__in=imports, superseded_by=None)
    return rows, dict(Line.objects.filter(fiscal_year=year).values_list("pk", "code"))


def _carried(year: FiscalYear) -> dict[Key, tuple[Decimal, Decimal]]:
    """What earlier rolls carried in, per order and line: (orders, money)."""
    rows, codes = _rows_of(year, origin=ImportOrigin.ROLL)
    carried: dict[Key, list[Decimal]] = defaultdict(lambda: [ZERO, ZERO])
    for line, order_number, measure, total in rows.values_list("line", "order_number", "measure").annotate(
        total=Sum("amount")
    ):
        carried[Key(codes[line], order_number)][0 if measure == Measure.ENCUMBRANCE else 1] = total
    return {key: (orders, money) for key, (orders, money) in carried.items()}


def _rules(district: District, override: YearEndOrders | None) -> Callable[[str], str]:
    """What becomes of an order, by its fund."""
    by_fund = dict(Fund.objects.exclude(year_end_orders="").values_list("code", "year_end_orders"))
    return lambda fund_code: override or by_fund.get(fund_code, district.year_end_orders)


def _lines_in_both(from_year: FiscalYear, to_year: FiscalYear, residues: dict[Key, Decimal]) -> dict[str, Line]:
    """The new year's lines by code; a line that only the old year has is added as it was."""
    codes = {key.code for key in residues}
    old = Line.objects.filter(fiscal_year=from_year, code__in=codes)
    ensure_lines(
        fiscal_year=to_year,
        lines=[NewLine(tuple(line.segments), line.name, line.raw_code, AccountType(line.account_type)) for line in old],
    )
    return {line.code: line for line in Line.objects.filter(fiscal_year=to_year)}


def _origins(year: FiscalYear) -> dict[Key, int]:
    """The year in which an order was placed, for those that `year` itself had carried in."""
    rows, codes = _rows_of(year)
    found = rows.filter(kind=Kind.OPENING).exclude(origin_year=None).values_list("line", "order_number", "origin_year")
    return {Key(codes[line], number): origin for line, number, origin in found if origin is not None}


def _difference(
    line_id: int,
    key: Key,
    to_year: FiscalYear,
    origin: int,
    *,
    wanted: tuple[Decimal, Decimal],
    carried: tuple[Decimal, Decimal],
) -> list[Row]:
    pairs = ((Measure.ENCUMBRANCE, Kind.OPENING), (Measure.BUDGET, Kind.CARRY_FORWARD))
    return [
        Row(
            line_id=line_id,
            measure=measure,
            kind=kind,
            amount=target - before,
            posted_on=to_year.starts_on,
            period=0,
            order_number=key.order_number,
            document=key.order_number,
            description="Carried in from last year"
            if measure == Measure.ENCUMBRANCE
            else "Money of an order carried in",
            origin_year=origin,
        )
        for (measure, kind), target, before in zip(pairs, wanted, carried, strict=True)
        if target != before
    ]
