"""The page of open orders: what is promised, order by order, each pot of money apart; and what is only requested."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from accounts.models import District, Membership
from balance.money import ZERO, from_cents
from budgets.queries.entry_filter import EntryFilter
from budgets.queries.entry_sql import lines_of, read_where
from budgets.queries.find_page import names_of
from budgets.queries.loads import Freshness, freshness
from budgets.queries.orders import DECIDABLE, Order, Pot, by_order, open_on_lines
from budgets.queries.seen import Seen, seen_by
from budgets.queries.years import Year


@dataclass(frozen=True, slots=True)
class Request:
    """Something that was asked for and is no order yet, in dollars."""

    number: str
    line_code: str
    line_name: str
    vendor: str
    text: str
    asked_on: date | None
    amount: Decimal


@dataclass(frozen=True, slots=True)
class UnitPromise:
    """How much one unit has promised: to choose it where there are too many orders to tell."""

    kind: str
    code: str
    name: str
    lines: int
    promised: Decimal


@dataclass(frozen=True, slots=True)
class PotOfOrders:
    """The open orders of one pot of money, and what they promise together."""

    pot: Pot
    orders: tuple[Order, ...]

    @property
    def promised(self) -> Decimal:
        return sum((order.promised for order in self.orders), ZERO)


@dataclass(frozen=True, slots=True)
class OrdersPage:
    """All open orders of the year, longest without movement first. `units` only where there are too many to tell."""

    year: Year
    fresh: Freshness
    seen: Seen
    entry_filter: EntryFilter
    orders: tuple[Order, ...]
    still: tuple[Order, ...]
    requests: tuple[Request, ...]
    units: tuple[UnitPromise, ...]
    unit_name: str
    known_on: date

    @property
    def pots(self) -> list[PotOfOrders]:
        """Money that can be decided on first, then each source, then pay."""
        return pots_of(self.orders)


def pots_of(orders: Sequence[Order]) -> list[PotOfOrders]:
    """Orders by the pot of their money; money that can be decided on first, then by name."""
    found: dict[Pot, list[Order]] = {}
    for order in orders:
        found.setdefault(order.pot, []).append(order)
    ranked = sorted(found.items(), key=lambda each: (each[0] != DECIDABLE, each[0].name))
    return [PotOfOrders(pot, tuple(members)) for pot, members in ranked]


def orders_page(membership: Membership, entry_filter: EntryFilter, year: Year, today: date) -> OrdersPage:
    """The page's figures, in at most six statements. Of `entry_filter` only what picks lines is read."""
    district = membership.district
    seen = seen_by(membership, today)
    found = open_on_lines(entry_filter, seen=seen, year=year, district=district)
    known_on = year.known_on(today)
    orders = sorted(by_order(found or []), key=lambda order: _rank(order, known_on))
    return OrdersPage(
        year=year,
        fresh=freshness(district, year),
        seen=seen,
        entry_filter=entry_filter,
        orders=tuple(orders),
        still=tuple(order for order in orders if order.is_still(known_on, district.stale_order_days)),
        requests=tuple(_requests(entry_filter, seen, year, district)),
        units=tuple(_units(entry_filter, seen, year, district) if found is None else ()),
        unit_name=names_of(entry_filter).get("unit", ""),
        known_on=known_on,
    )


def _rank(order: Order, known_on: date) -> tuple[int, str, str]:
    still = order.days_still(known_on)
    return (-still if still is not None else 1, order.number, order.lines[0].line_code)


# Only lines with something requested are looked into: their balances say it.
REQUESTS = """
select t.order_number, l.code, l.name, max(v.name),
       coalesce((array_agg(t.description order by t.posted_on, t.id) filter (where t.kind = 'open'))[1], ''),
       min(t.posted_on), sum(t.amount)::bigint
from budgets_line l
join budgets_linebalance b on b.district_id = l.district_id and b.line_id = l.id and b.requested <> 0
join budgets_transaction t on t.district_id = l.district_id and t.line_id = l.id
left join budgets_vendor v on v.district_id = %(district)s and v.id = t.vendor_id
where l.district_id = %(district)s and l.fiscal_year_id = %(year)s and l.pay = '' and t.measure = 'request'
  and t.superseded_by_import_id is null and {lines}
group by t.order_number, l.code, l.name having sum(t.amount) <> 0
order by min(t.posted_on) desc nulls last, t.order_number, l.code limit %(most)s
"""
SHOWN_REQUESTS = 100


def _requests(entry_filter: EntryFilter, seen: Seen, year: Year, district: District) -> list[Request]:
    lines, values = lines_of(entry_filter, seen, district)
    rows = read_where(REQUESTS, lines=lines, year=year.row.pk, most=SHOWN_REQUESTS, **values)
    return [
        Request(number, code, name, vendor or "", text, asked_on, from_cents(cents))
        for number, code, name, vendor, text, asked_on, cents in rows
    ]


UNITS = """
select u.kind, u.code, u.name, count(*), sum(b.open_orders)::bigint
from budgets_line l join budgets_linebalance b on b.district_id = l.district_id and b.line_id = l.id
join budgets_unit u on u.district_id = l.district_id and u.id = coalesce(l.site_id, l.department_id)
where l.district_id = %(district)s and l.fiscal_year_id = %(year)s and l.pay <> 'central' and b.open_orders > 0
  and {lines}
group by u.id order by sum(b.open_orders) desc, u.id limit %(most)s
"""
SHOWN_UNITS = 200


def _units(entry_filter: EntryFilter, seen: Seen, year: Year, district: District) -> list[UnitPromise]:
    lines, values = lines_of(entry_filter, seen, district)
    rows = read_where(UNITS, lines=lines, year=year.row.pk, most=SHOWN_UNITS, **values)
    return [UnitPromise(kind, code, name, count, from_cents(cents)) for kind, code, name, count, cents in rows]
