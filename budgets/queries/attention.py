"""What was noticed in a unit's year and what people said is right: marks, odd payments, still orders."""

import json
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from hashlib import sha256
from typing import Any

from accounts.models import District
from balance.money import from_cents
from balance.reading import read
from budgets.choices import Oddity, UnitKind
from budgets.models import Unit
from budgets.queries.blanket import IS_BLANKET
from budgets.queries.years import Year

# So long a payment that is large or elsewhere is shown; one that may be paid twice is shown all year.
SHOWN_DAYS = 60
MOST_ORDERS = 4


@dataclass(frozen=True, slots=True)
class Mark:
    """Somebody said that an item is right."""

    item: str
    facts: str
    amount: Decimal
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class OddPayment:
    """A payment that may be wrong (domain/watch.py), in dollars; `other` are document and date of its twin.

    `facts` are what the rule went by: how many payments, and the largest of them or where the vendor is usually paid.
    """

    oddity: Oddity
    code: str
    line: str
    pool_id: int | None
    vendor_id: int
    vendor: str
    amount: Decimal
    on: date
    document: str
    other_on: date | None
    other_document: str
    payments: int
    largest: Decimal | None
    usual: str

    @property
    def identity(self) -> str:
        """The same for the same bills, whichever load brought them."""
        bills = sorted([(self.on.isoformat(), self.document), (str(self.other_on or ""), self.other_document)])
        facts = (self.oddity.value, self.code, self.vendor_id, str(self.amount), *map(tuple, bills))
        return f"{self.oddity}:{sha256(repr(facts).encode()).hexdigest()[:32]}"


@dataclass(frozen=True, slots=True)
class StillOrder:
    """An order with money promised that has not moved for a while. `moved_on` None: not since it was carried in."""

    code: str
    line: str
    number: str
    vendor: str
    left: Decimal
    moved_on: date | None
    opened_on: date | None


@dataclass(frozen=True, slots=True)
class Attention:
    """All of it, unsorted but for the orders: most money first, at most MOST_ORDERS."""

    marks: tuple[Mark, ...] = ()
    payments: tuple[OddPayment, ...] = ()
    orders: tuple[StillOrder, ...] = ()


# A payment that came back is no longer odd. Orders are tried in order of their money until enough still ones are
# found: the fence of `offset 0` keeps the planner from asking about each of them first. The limit is no parameter, or
# the statement would be planned at each visit.
ATTENTION = """
select 'mark', jsonb_build_object('item', k.item, 'facts', k.facts, 'amount', k.amount, 'by', p.name, 'at', k.at)
from budgets_markedright k
join accounts_membership m on m.district_id = k.district_id and m.id = k.membership_id
join accounts_user p on p.id = m.user_id
where k.district_id = %(district)s and k.unit_id = %(unit)s and k.fiscal_year_id = %(year)s
union all
select 'payment', jsonb_build_object(
           'oddity', e.kind, 'code', l.code, 'line', l.name, 'pool', l.pool_id, 'vendor_id', t.vendor_id,
           'vendor', v.name, 'amount', t.amount, 'on', t.posted_on, 'document', t.document,
           'other_on', o.posted_on, 'other_document', o.document, 'facts', e.facts)
from budgets_line l
join budgets_oddentry e on e.district_id = l.district_id and e.line_id = l.id
join budgets_transaction t on t.district_id = e.district_id and t.id = e.transaction_id
                           and t.superseded_by_import_id is null
join budgets_vendor v on v.district_id = t.district_id and v.id = t.vendor_id
left join budgets_transaction o on o.district_id = e.district_id and o.id = e.other_id
                                and o.superseded_by_import_id is null
where l.district_id = %(district)s and l.fiscal_year_id = %(year)s and l.{unit} = %(unit)s
  and (case when e.kind = 'twice' then o.id is not null else t.posted_on > %(shown_since)s end)
  and not exists (
      select 1 from budgets_transaction b
      where b.district_id = t.district_id and b.line_id in (t.line_id, o.line_id) and b.superseded_by_import_id is null
        and coalesce(b.posted_on, date '0001-01-01') >= least(t.posted_on, o.posted_on)
        and b.measure = 'expenditure' and b.amount = -t.amount)
union all
select 'order', still.facts from (
    select jsonb_build_object(
               'code', r.code, 'line', r.name, 'number', r.order_number, 'vendor', coalesce(v.name, ''),
               'left', r.residue, 'moved_on', x.moved_on, 'opened_on', x.opened_on) as facts
    from (
        select l.id, l.code, l.name, o.order_number, o.residue
        from budgets_line l
        join budgets_orderbalance o on o.district_id = l.district_id and o.line_id = l.id and o.residue > 0
        where l.district_id = %(district)s and l.fiscal_year_id = %(year)s and l.{unit} = %(unit)s
          and l.account_type = 'expenditure' and l.pay = '' and o.order_number <> '' and %(is_open)s::bool
        order by o.residue desc, o.order_number collate "C" offset 0
    ) r
    cross join lateral (
        select max(t.posted_on) filter (where t.kind <> 'opening') as moved_on, min(t.posted_on) as opened_on,
               max(t.vendor_id) as vendor_id, {blanket} as is_blanket
        from budgets_transaction t
        where t.district_id = %(district)s and t.line_id = r.id and t.order_number = r.order_number
          and t.superseded_by_import_id is null
    ) x
    left join budgets_vendor v on v.district_id = %(district)s and v.id = x.vendor_id
    where not x.is_blanket and coalesce(x.moved_on, %(starts_on)s) <= %(moved_until)s
    limit {most}
) still
"""
ATTENTION_OF = {
    UnitKind.SITE: ATTENTION.format(unit="site_id", blanket=IS_BLANKET, most=MOST_ORDERS),
    UnitKind.DEPARTMENT: ATTENTION.format(unit="department_id", blanket=IS_BLANKET, most=MOST_ORDERS),
}


def attention_of(unit: Unit, year: Year, district: District, known_on: date) -> Attention:
    """One statement. `known_on` is the day that the figures speak of. Of a year that has ended, no orders are still."""
    rows = read(
        ATTENTION_OF[UnitKind(unit.kind)],
        unit=unit.pk,
        year=year.row.pk,
        starts_on=year.row.starts_on,
        shown_since=date.fromordinal(known_on.toordinal() - SHOWN_DAYS),
        moved_until=date.fromordinal(known_on.toordinal() - district.stale_order_days),
        is_open=year.is_open,
    )
    found: dict[str, list[dict[str, Any]]] = {"mark": [], "payment": [], "order": []}
    for sort, facts in rows:
        found[sort].append(json.loads(facts))
    return Attention(
        tuple(map(_mark, found["mark"])),
        tuple(map(_payment, found["payment"])) if year.is_open else (),
        tuple(sorted(map(_order, found["order"]), key=lambda order: (-order.left, order.number))),
    )


def _mark(row: dict[str, Any]) -> Mark:
    return Mark(row["item"], row["facts"], from_cents(row["amount"]), row["by"], datetime.fromisoformat(row["at"]))


def _payment(row: dict[str, Any]) -> OddPayment:
    facts = row["facts"]
    largest = facts.get("largest")
    return OddPayment(
        Oddity(row["oddity"]),
        row["code"],
        row["line"] or row["code"],
        row["pool"],
        row["vendor_id"],
        row["vendor"],
        from_cents(row["amount"]),
        date.fromisoformat(row["on"]),
        row["document"],
        _day(row["other_on"]),
        row["other_document"] or "",
        facts.get("payments", 0),
        None if largest is None else from_cents(largest),
        facts.get("usual", ""),
    )


def _order(row: dict[str, Any]) -> StillOrder:
    return StillOrder(
        row["code"],
        row["line"] or row["code"],
        row["number"],
        row["vendor"],
        from_cents(row["left"]),
        _day(row["moved_on"]),
        _day(row["opened_on"]),
    )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
