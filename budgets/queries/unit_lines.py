"""The account lines of one unit with their balances: one statement, whatever the number of lines."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from accounts.models import District
from balance.money import from_cents
from balance.reading import read
from budgets.choices import Pay, UnitKind
from budgets.models import Unit
from budgets.queries.totals import Totals


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
    code: str = field(default="", kw_only=True)


@dataclass(frozen=True, slots=True)
class SourceOfLine:
    """The restricted source of a line's money, with its own dates; `at_risk` is the unit's share of what may lapse."""

    pk: int
    name: str
    kind: str
    starts_on: date | None
    use_by: date | None
    note: str
    at_risk: Decimal | None = field(kw_only=True)
    code: str = field(default="", kw_only=True)


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
    pool_code: str = ""
    fund_name: str = ""

    def is_decidable(self, district: District) -> bool:
        """Whether the unit may still decide on this money: not restricted, not pay (domain 2.9a)."""
        if self.source is not None:
            return False
        return self.pay == Pay.NONE or (self.pay == Pay.UNIT and not district.pay_is_set_aside)


# `{which}` picks the lines; `{unit}` is the page's unit, `{other}` the one whose name is shown on a row.
ROWS = """
select l.id, l.code, l.name, l.fund_code, l.pay, l.pool_id, p.name, o.name,
       (select count(*) from budgets_orderbalance r
        where r.district_id = l.district_id and r.line_id = l.id and r.residue > 0),
       b.transactions,
       u.id, u.name, u.icon, u.position, u.once_a_year, u.ahead_pct, u.behind_pct,
       s.id, s.name, s.kind, s.starts_on, s.use_by, s.note,
       (select k.at_risk from budgets_sourceshare k
        where k.district_id = l.district_id and k.source_id = l.source_id and k.unit_id = {unit}),
       b.original, b.revised, b.requested, b.encumbered_carried_in, b.encumbered_activity, b.open_orders,
       b.relief_without_order, b.expended,
       u.code, s.code, p.code, f.name, {unit}
from budgets_line l
join budgets_linebalance b on b.district_id = l.district_id and b.line_id = l.id
left join budgets_pool p on p.district_id = l.district_id and p.id = l.pool_id
left join budgets_unit o on o.district_id = l.district_id and o.id = l.{other}
left join budgets_purpose u on u.district_id = l.district_id and u.id = l.purpose_id
left join budgets_source s on s.district_id = l.district_id and s.id = l.source_id
left join budgets_fund f on f.district_id = l.district_id and f.code = l.fund_code
where l.district_id = %(district)s and l.account_type = 'expenditure' and b.transactions > 0 and {which}
order by l.code
"""
ROWS_OF = {
    UnitKind.SITE: ROWS.format(
        which="l.fiscal_year_id = %(year)s and l.site_id = %(unit)s", unit="l.site_id", other="department_id"
    ),
    UnitKind.DEPARTMENT: ROWS.format(
        which="l.fiscal_year_id = %(year)s and l.department_id = %(unit)s", unit="l.department_id", other="site_id"
    ),
}
# Of several units at once.
ROWS_OF_MANY = {
    UnitKind.SITE: ROWS.format(
        which="l.fiscal_year_id = %(year)s and l.site_id = any(%(units)s)", unit="l.site_id", other="department_id"
    ),
    UnitKind.DEPARTMENT: ROWS.format(
        which="l.fiscal_year_id = %(year)s and l.department_id = any(%(units)s)",
        unit="l.department_id",
        other="site_id",
    ),
}
ROWS_OF_LINE = ROWS.format(which="l.id = %(line)s", unit="l.site_id", other="department_id")


def line_rows(unit: Unit, year_id: int, district: District) -> list[LineRow]:
    """The unit's expenditure lines of the year that have ever had an amount, in order of code. One statement."""
    rows = read(ROWS_OF[UnitKind(unit.kind)], year=year_id, unit=unit.pk)
    return [_row(row, district.requests_reduce_left) for row in rows]


def lines_of_units(units: Sequence[Unit], year_id: int, district: District) -> dict[int, list[LineRow]]:
    """The same of several units, by unit. A statement for each kind of them."""
    found: dict[int, list[LineRow]] = {unit.pk: [] for unit in units}
    for kind in UnitKind:
        wanted = [unit.pk for unit in units if unit.kind == kind]
        for row in read(ROWS_OF_MANY[kind], year=year_id, units=wanted) if wanted else ():
            found[row[-1]].append(_row(row, district.requests_reduce_left))
    return found


def line_row(line_id: int, district: District) -> LineRow | None:
    """One line; None if it is no expenditure or never had an amount. One statement."""
    rows = read(ROWS_OF_LINE, line=line_id)
    return _row(rows[0], district.requests_reduce_left) if rows else None


def _row(row: tuple[Any, ...], requests_reduce_left: bool) -> LineRow:
    pk, code, name, fund_code, pay, pool_id, pool_name, other_unit, orders, transactions = row[:10]
    purpose, source, at_risk, amounts, names = row[10:17], row[17:23], row[23], row[24:32], row[32:36]
    purpose_code, source_code, pool_code, fund_name = (name or "" for name in names)
    return LineRow(
        pk,
        code,
        name,
        fund_code,
        pay,
        pool_id,
        pool_name or "",
        other_unit or "",
        orders,
        transactions,
        None if purpose[0] is None else PurposeOfLine(*purpose, code=purpose_code),
        None if source[0] is None else SourceOfLine(*source, at_risk=_dollars(at_risk), code=source_code),
        Totals(*map(from_cents, amounts), requests_reduce_left=requests_reduce_left),
        pool_code,
        fund_name,
    )


def _dollars(cents: int | None) -> Decimal | None:
    return None if cents is None else from_cents(cents)
