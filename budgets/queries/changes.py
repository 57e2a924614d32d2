"""What changed since somebody last looked: what came with the loads that they had not seen, and what those replaced."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from accounts.models import District
from balance.money import ZERO, from_cents
from balance.reading import read
from budgets.choices import Kind, Measure, Pay, UnitKind
from budgets.models import Unit
from budgets.queries.years import Year

NAMES_SHOWN = 3


@dataclass(frozen=True, slots=True)
class Pot:
    """Money that is not added to other money: a restricted source, or pay; by code and name. Empty: to decide on."""

    source: str = ""
    purpose: str = ""
    name: str = ""

    @property
    def is_decidable(self) -> bool:
        return not self.source and not self.purpose


@dataclass(frozen=True, slots=True)
class Change:
    """New entries of one measure and kind in one pot: how many, their sum in dollars, and the vendors with most.

    `largest` is the vendor and amount of the largest. `was_replaced`: entries that a newer load took away instead,
    with what that did to the measure.
    """

    pot: Pot
    measure: Measure
    kind: Kind
    was_replaced: bool
    count: int
    amount: Decimal
    vendors: tuple[str, ...] = ()
    largest: tuple[str, Decimal] | None = None


@dataclass(frozen=True, slots=True)
class Changes:
    """`loads` are the numbers of the batches since; none: nothing came. `taken_back` counts loads withdrawn since,
    whose rows are in no sum here: what they had replaced is as it was before them."""

    since: int
    loads: tuple[int, ...] = ()
    taken_back: int = 0
    rows: tuple[Change, ...] = field(default=())

    def net(self, measure: Measure, pot: Pot | None = None) -> Decimal:
        """What all of it did to one measure, of one pot or of the money to decide on."""
        wanted = pot or Pot()
        return sum((row.amount for row in self.rows if row.measure == measure and row.pot == wanted), ZERO)


# Rows that came since and are live; and rows seen before that were replaced since, which count against them. By the
# batches, which are few: the index of a line's rows holds the batch of each.
CHANGES = """
with batch as (
    select id, number, origin from budgets_import
    where district_id = %(district)s and fiscal_year_id = %(year)s and number > %(since)s
), mine as (
    select l.id, l.pay, s.code as source, s.name as source_name,
           case when l.pay <> '' then u.code end as purpose, case when l.pay <> '' then u.name end as purpose_name
    from budgets_line l
    left join budgets_source s on s.district_id = l.district_id and s.id = l.source_id
    left join budgets_purpose u on u.district_id = l.district_id and u.id = l.purpose_id
    where l.district_id = %(district)s and l.fiscal_year_id = %(year)s and l.{unit} = %(unit)s
      and l.account_type = 'expenditure' and l.pay <> 'central'
), moved as (
    select m.*, t.measure, t.kind, t.amount, t.vendor_id, false as replaced
    from mine m
    join budgets_transaction t on t.district_id = %(district)s and t.line_id = m.id
                               and t.superseded_by_import_id is null
    where t.import_id = any(array(select id from batch))
    union all
    select m.*, t.measure, t.kind, -t.amount, t.vendor_id, true
    from budgets_transaction t join mine m on m.id = t.line_id
    where t.district_id = %(district)s and t.superseded_by_import_id = any(array(select id from batch))
      and t.import_id <> all(array(select id from batch))
)
select null, null, null, null, '', null, null, number, (case when origin = 'withdrawal' then 1 else 0 end)::bigint, null
from batch
union all
select * from (
    select m.source, m.source_name, m.purpose, m.purpose_name, m.pay, m.measure, m.kind,
           case when m.replaced then -count(*) else count(*) end, sum(m.amount)::bigint,
           (array_agg(array[v.name, abs(m.amount)::text] order by abs(m.amount) desc)
            filter (where v.name is not null))[1:12]
    from moved m left join budgets_vendor v on v.district_id = %(district)s and v.id = m.vendor_id and m.pay = ''
    group by m.source, m.source_name, m.purpose, m.purpose_name, m.pay, m.measure, m.kind, m.replaced
) by_kind
"""
CHANGES_OF = {
    UnitKind.SITE: CHANGES.format(unit="site_id"),
    UnitKind.DEPARTMENT: CHANGES.format(unit="department_id"),
}
ORDER = (Measure.EXPENDITURE, Measure.ENCUMBRANCE, Measure.REQUEST, Measure.BUDGET)


def changes_since(since: int, unit: Unit, year: Year, district: District) -> Changes:
    """Of the unit's lines but central pay, after batch number `since`. One statement."""
    loads: list[int] = []
    taken_back = 0
    rows: list[Change] = []
    for found in read(CHANGES_OF[UnitKind(unit.kind)], unit=unit.pk, year=year.row.pk, since=since):
        if found[5] is None:
            loads.append(found[7])
            taken_back += found[8]
        else:
            rows.append(_change(found, district))
    return Changes(since, tuple(sorted(loads)), taken_back, tuple(_in_order(_joined(rows))))


def _change(row: tuple[Any, ...], district: District) -> Change:
    source, source_name, purpose, purpose_name, pay, measure, kind, count, cents, vendors = row
    if source:
        pot = Pot(source=source, name=source_name)
    elif pay == Pay.UNIT and district.pay_is_set_aside:
        pot = Pot(purpose=purpose or "", name=purpose_name or "Pay")
    else:
        pot = Pot()
    named = [(name, from_cents(int(amount))) for name, amount in vendors or []]
    names = tuple(dict.fromkeys(name for name, _ in named))[:NAMES_SHOWN]
    return Change(
        pot, Measure(measure), Kind(kind), count < 0, abs(count), from_cents(cents), names, named[0] if named else None
    )


def _joined(rows: Iterable[Change]) -> list[Change]:
    """Pay that counts as money to decide on stands with the rest of it."""
    found: dict[tuple[Pot, Measure, Kind, bool], Change] = {}
    for row in rows:
        key = row.pot, row.measure, row.kind, row.was_replaced
        other = found.get(key)
        if other is None:
            found[key] = row
        else:
            largest = max((one for one in (row.largest, other.largest) if one), key=lambda one: one[1], default=None)
            names = (*other.vendors, *row.vendors)[:NAMES_SHOWN]
            found[key] = Change(*key, other.count + row.count, other.amount + row.amount, names, largest)
    return list(found.values())


def _in_order(rows: list[Change]) -> list[Change]:
    """Money to decide on first, then each pot by name; spent, promised, requested, budgeted; what was replaced last."""
    kinds = list(Kind)

    def place(row: Change) -> tuple[bool, str, bool, int, int]:
        return not row.pot.is_decidable, row.pot.name, row.was_replaced, ORDER.index(row.measure), kinds.index(row.kind)

    return sorted(rows, key=place)
