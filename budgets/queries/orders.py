"""Open orders: each as one story, requested, ordered, billed and paid, however many lines it is on.

What is promised is kept by order and line (ADR 7). An order that was carried in has its first part in the years before,
on the line of the same code: its story is told over all of them, its promise is this year's.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from accounts.models import District
from balance.money import ZERO, from_cents
from budgets.queries.blanket import IS_BLANKET
from budgets.queries.entry_filter import NOTHING, EntryFilter
from budgets.queries.entry_sql import UNIT_NAME, lines_of, read_where
from budgets.queries.seen import Seen
from budgets.queries.years import Year

# More pairs of an order and a line than these are not told one by one: a unit must be chosen.
MOST = 3_000
NO_PURPOSE = "Not sorted yet"


@dataclass(frozen=True, slots=True)
class Pot:
    """Where the money of an order comes from: one that can be decided on, or one set-aside source. Never added.

    `source`, `purpose` and `decide` are the words of a filter that picks its lines.
    """

    name: str
    decide: str
    source: str = ""
    purpose: str = ""
    use_by: date | None = None


DECIDABLE = Pot("Money that can be decided on", "1")


@dataclass(frozen=True, slots=True)
class OrderOnLine:
    """One order on one line. Amounts in dollars; `promised` is what is left of it this year, 0 where it is settled."""

    number: str
    line_code: str
    line_name: str
    site: str
    pot: Pot
    promised: Decimal
    vendor: str
    text: str
    ordered: Decimal
    billed: Decimal
    paid: Decimal
    requested: bool
    carried_from: int | None
    is_blanket: bool
    first_on: date | None
    last_on: date | None


@dataclass(frozen=True, slots=True, eq=False)
class Order:
    """One order over its lines of one pot. Without a number: what is promised on one line by no order we know.

    The same as itself only: a page sorts hundreds into sections.
    """

    number: str
    lines: tuple[OrderOnLine, ...]

    def _sum(self, name: str) -> Decimal:
        return sum((getattr(line, name) for line in self.lines), ZERO)

    @property
    def pot(self) -> Pot:
        return self.lines[0].pot

    @property
    def promised(self) -> Decimal:
        return self._sum("promised")

    @property
    def ordered(self) -> Decimal:
        return self._sum("ordered")

    @property
    def billed(self) -> Decimal:
        return self._sum("billed")

    @property
    def paid(self) -> Decimal:
        return self._sum("paid")

    @property
    def requested(self) -> bool:
        return any(line.requested for line in self.lines)

    @property
    def vendor(self) -> str:
        return next((line.vendor for line in self.lines if line.vendor), "")

    @property
    def text(self) -> str:
        return next((line.text for line in self.lines if line.text), "")

    @property
    def carried_from(self) -> int | None:
        return next((line.carried_from for line in self.lines if line.carried_from), None)

    @property
    def is_blanket(self) -> bool:
        return any(line.is_blanket for line in self.lines)

    @property
    def first_on(self) -> date | None:
        return min((line.first_on for line in self.lines if line.first_on), default=None)

    @property
    def last_on(self) -> date | None:
        return max((line.last_on for line in self.lines if line.last_on), default=None)

    def days_still(self, today: date) -> int | None:
        """Days since it last moved; None where no day is known."""
        return (today - self.last_on).days if self.last_on else None

    def is_still(self, today: date, days: int) -> bool:
        """Whether it should be looked at: nothing moved for so many days, and it is no blanket order."""
        still = self.days_still(today)
        return bool(self.number) and not self.is_blanket and still is not None and still >= days


# `{pairs}`: the orders and lines that are told of.
_OPEN = """
from budgets_orderbalance o join budgets_line l on l.district_id = o.district_id and l.id = o.line_id
where o.district_id = %(district)s and l.district_id = %(district)s and l.fiscal_year_id = %(year)s
  and o.residue > 0 and l.pay <> 'central' and {lines}
"""
# Counts no further than to the answer.
COUNT_OPEN = f"select count(*) from (select {_OPEN} limit %(most)s) x"
OPEN_PAIRS = f"""
select o.line_id, case when l.pay = '' then o.order_number else '' end as number, sum(o.residue)::bigint as promised
{_OPEN} group by 1, 2
"""
# An order is found on lines by its rows; where nothing is left of it, its balance says zero or less.
PAIRS_OF_ORDER = """
select t.line_id, t.order_number as number, coalesce(greatest(max(o.residue), 0), 0)::bigint as promised
from budgets_transaction t
join budgets_line l on l.district_id = t.district_id and l.id = t.line_id
left join budgets_orderbalance o
    on o.district_id = t.district_id and o.line_id = t.line_id and o.order_number = t.order_number
where t.district_id = %(district)s and t.superseded_by_import_id is null
  and t.order_number <> '' and t.order_number = %(number)s
  and l.fiscal_year_id = %(year)s and l.pay = '' and {lines}
group by 1, 2
"""
ORDERS = f"""
with pair as materialized ({{pairs}})
select p.number, l.code, l.name, {UNIT_NAME}, l.source_id is null and l.pay = any(%(decidable)s),
       s.code, s.name, s.use_by, n.code, n.name, p.promised, v.name, e.text, e.is_blanket, e.carried_from,
       e.requested, e.here_ordered, e.here_billed, e.here_paid, e.here_first, e.here_last, e.opening,
       e.all_ordered, e.all_billed, e.all_paid, e.all_first, e.all_last
from pair p
join budgets_line l on l.district_id = %(district)s and l.id = p.line_id
join budgets_fiscalyear y on y.district_id = %(district)s and y.id = l.fiscal_year_id
left join budgets_source s on s.district_id = l.district_id and s.id = l.source_id
left join budgets_purpose n on n.district_id = l.district_id and n.id = l.purpose_id
cross join lateral (
    select max(t.vendor_id) as vendor_id,
           coalesce((array_agg(t.description order by t.posted_on, t.id) filter (where t.kind = 'open'
                     and t.measure = 'encumbrance'))[1], '') as text,
           {IS_BLANKET} as is_blanket,
           max(case when t.kind = 'opening' and x.id = l.id then coalesce(t.origin_year, y.year - 1) end)
               as carried_from,
           coalesce(bool_or(t.measure = 'request'), false) as requested,
           coalesce(sum(t.amount) filter (where x.id = l.id and t.kind = 'opening'), 0)::bigint as opening,
           coalesce(sum(t.amount) filter (where x.id = l.id and t.measure = 'encumbrance'
               and t.kind in ('open', 'change', 'cancel', 'unitemized')), 0)::bigint as here_ordered,
           coalesce(-sum(t.amount) filter (where x.id = l.id and t.kind = 'relief'), 0)::bigint as here_billed,
           coalesce(sum(t.amount) filter (where x.id = l.id and t.measure = 'expenditure'), 0)::bigint as here_paid,
           min(t.posted_on) filter (where x.id = l.id and t.kind <> 'opening') as here_first,
           max(t.posted_on) filter (where x.id = l.id and t.kind <> 'opening') as here_last,
           coalesce(sum(t.amount) filter (where t.measure = 'encumbrance'
               and t.kind in ('open', 'change', 'cancel', 'unitemized')), 0)::bigint as all_ordered,
           coalesce(-sum(t.amount) filter (where t.kind = 'relief'), 0)::bigint as all_billed,
           coalesce(sum(t.amount) filter (where t.measure = 'expenditure'), 0)::bigint as all_paid,
           min(t.posted_on) as all_first,
           max(t.posted_on) filter (where t.kind <> 'opening') as all_last
    -- An order has few rows and a line many: offset keeps the planner from looking through those of the line.
    from (
        select o.* from budgets_transaction o
        where o.district_id = %(district)s and o.superseded_by_import_id is null
          and o.order_number <> '' and o.order_number = p.number and o.measure <> 'budget' offset 0
    ) t
    join budgets_line x on x.district_id = %(district)s and x.id = t.line_id
    join budgets_fiscalyear z on z.district_id = %(district)s and z.id = x.fiscal_year_id
    where x.code = l.code and z.year <= y.year
) e
left join budgets_vendor v on v.district_id = %(district)s and v.id = e.vendor_id
"""


OPEN_ORDERS, ONE_ORDER = (ORDERS.replace("{pairs}", pairs) for pairs in (OPEN_PAIRS, PAIRS_OF_ORDER))


def open_on_lines(entry_filter: EntryFilter, *, seen: Seen, year: Year, district: District) -> list[OrderOnLine] | None:
    """The open orders on each of their lines; None where there are more than MOST. Two statements."""
    lines, values = lines_of(entry_filter, seen, district)
    values |= {"year": year.row.pk}
    [(count,)] = read_where(COUNT_OPEN, lines=lines, most=MOST + 1, **values)
    return None if count > MOST else [_on_line(row) for row in read_where(OPEN_ORDERS, lines=lines, **values)]


def order_on_lines(number: str, *, seen: Seen, year: Year, district: District) -> list[OrderOnLine]:
    """One order, open or not, on each line that it has a row on. One statement."""
    lines, values = lines_of(EntryFilter(), seen, district)
    return [_on_line(row) for row in read_where(ONE_ORDER, lines=lines, year=year.row.pk, number=number, **values)]


def _on_line(row: tuple[Any, ...]) -> OrderOnLine:
    number, code, name, site, decidable = row[:5]
    promised, vendor, text, is_blanket, carried, requested, *amounts = row[10:]
    here, opening, over_years = amounts[:5], amounts[5], amounts[6:]
    # Without its first part, an order that was carried in begins with what came over.
    told = over_years if carried and over_years[0] > 0 else here
    ordered = told[0] if told is over_years else told[0] + opening
    return OrderOnLine(
        number=number,
        line_code=code,
        line_name=name,
        site=site,
        pot=DECIDABLE if decidable else _set_aside(*row[5:10]),
        promised=from_cents(promised),
        vendor=vendor or "",
        text=text,
        ordered=from_cents(ordered),
        billed=from_cents(told[1]),
        paid=from_cents(told[2]),
        requested=requested,
        carried_from=carried,
        is_blanket=is_blanket,
        first_on=told[3] or over_years[3],
        last_on=told[4] or over_years[3],
    )


def _set_aside(code: str | None, name: str, use_by: date | None, purpose: str | None, purpose_name: str | None) -> Pot:
    """One source; pay without one by its purpose, as on a unit's page."""
    if code is not None:
        return Pot(name, "0", source=code, use_by=use_by)
    return Pot(purpose_name or NO_PURPOSE, "0", source=NOTHING, purpose=purpose or NOTHING)


def by_order(found: list[OrderOnLine]) -> list[Order]:
    """One order for each number and pot; money without a number by its line."""
    together: dict[tuple[Pot, str, str], list[OrderOnLine]] = {}
    for line in found:
        together.setdefault((line.pot, line.number, "" if line.number else line.line_code), []).append(line)
    return [Order(number, tuple(lines)) for (_, number, _), lines in together.items()]
