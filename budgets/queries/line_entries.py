"""The entries of one line, newest first, with what was left after each; and what its figures are made of.

An entry is what one row of a file did: paying an order moves money from promised to spent in one entry. On pay lines
an entry is a pay date: one sum, no payee, no description (architecture.md, pay privacy).
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from balance.money import ZERO, from_cents
from balance.reading import read, read_each
from budgets.choices import Kind, Measure

PAGE = 50
UNDATED = date(1, 1, 1)


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry. Amounts in dollars, zero where the measure did not move; `left_after` is the line's."""

    place: "Place"
    posted_on: date | None
    kinds: tuple[str, ...]
    vendor: str
    document: str
    order_number: str
    description: str
    origin_year: int | None
    budgeted: Decimal
    spent: Decimal
    promised: Decimal
    requested: Decimal
    left_after: Decimal


@dataclass(frozen=True, slots=True)
class Place:
    """Where an entry stands in the order of a line; the next page begins after it."""

    on: date
    batch: int
    row: int
    part: int

    def __str__(self) -> str:
        return f"{self.on.isoformat()}.{self.batch}.{self.row}.{self.part}"

    @classmethod
    def parse(cls, text: str) -> "Place":
        """Raises ValueError for anything that `str` did not make."""
        on, batch, row, part = text.split(".")
        return cls(date.fromisoformat(on), int(batch), int(row), int(part))


@dataclass(frozen=True, slots=True)
class Entries:
    """A page of entries, and the place after which the next page begins (None on the last)."""

    rows: tuple[Entry, ...]
    after: Place | None


# What an encumbrance takes off what is left is the change of its order's positive residue, so that relief beyond an
# order takes nothing; hence the two windows, over the rows of one line.
ENTRIES = """
with live as (
    select coalesce(t.posted_on, date '0001-01-01') as d, t.posted_on, t.measure, t.kind, t.amount, t.order_number,
           t.document, t.vendor_id, t.description, t.origin_year,
           case when %(pay)s then 0 else t.import_id end as batch,
           case when %(pay)s then ascii(t.measure) else t.row end as row,
           case when %(pay)s or t.row > 0 then 0 else t.id end as part,
           t.import_id, t.row as file_row, t.id
    from budgets_transaction t
    where t.district_id = %(district)s and t.line_id = %(line)s and t.superseded_by_import_id is null
), residue as (
    select *, case when measure = 'encumbrance' then
               sum(amount) filter (where measure = 'encumbrance') over
                   (partition by order_number order by d, import_id, file_row, id) end as after
    from live
), entry as (
    select d, batch, row, part, max(posted_on) as posted_on,
           array_agg(distinct kind order by kind) as kinds,
           max(vendor_id) as vendor_id,
           max(document) as document, max(order_number) as order_number, max(description) as description,
           max(origin_year) as origin_year,
           coalesce(sum(amount) filter (where measure = 'budget'), 0) as budgeted,
           coalesce(sum(amount) filter (where measure = 'expenditure'), 0) as spent,
           coalesce(sum(amount) filter (where measure = 'encumbrance'), 0) as promised,
           coalesce(sum(amount) filter (where measure = 'request'), 0) as requested,
           sum(case measure
                   when 'budget' then amount
                   when 'expenditure' then -amount
                   when 'encumbrance' then greatest(after - amount, 0) - greatest(after, 0)
                   else case when %(requests)s then -amount else 0 end
               end) as effect
    from residue group by d, batch, row, part
), running as (
    select *, sum(effect) over (order by d, batch, row, part) as left_after from entry
)
select r.d, r.batch, r.row, r.part, r.posted_on, r.kinds,
       case when %(pay)s then '' else coalesce(v.name, '') end,
       case when %(pay)s then '' else r.document end,
       case when %(pay)s then '' else r.order_number end,
       case when %(pay)s then '' else r.description end,
       r.origin_year, r.budgeted, r.spent, r.promised, r.requested, r.left_after
from running r left join budgets_vendor v on v.district_id = %(district)s and v.id = r.vendor_id
-- An address may name any number: numeric has no end to run over.
where (r.d, r.batch, r.row, r.part) < (%(on)s, %(batch)s::numeric, %(row)s::numeric, %(part)s::numeric)
order by r.d desc, r.batch desc, r.row desc, r.part desc
limit %(limit)s
"""
NEWEST = Place(date.max, 2**31 - 1, 2**31 - 1, 2**62)


def entries_of(
    line_id: int, *, is_pay: bool, requests_reduce_left: bool, before: Place = NEWEST, limit: int = PAGE
) -> Entries:
    """At most `limit` entries older than `before`, newest first. One statement."""
    rows = [
        _entry(row)
        for row in read(
            ENTRIES,
            line=line_id,
            pay=is_pay,
            requests=requests_reduce_left,
            on=before.on,
            batch=before.batch,
            row=before.row,
            part=before.part,
            limit=limit + 1,
        )
    ]
    return Entries(tuple(rows[:limit]), rows[limit - 1].place if len(rows) > limit else None)


def every_entry(line_id: int, *, is_pay: bool, requests_reduce_left: bool) -> Iterator[Entry]:
    """All entries, newest first, a few at a time in memory. One statement."""
    last = NEWEST
    places = {"on": last.on, "batch": last.batch, "row": last.row, "part": last.part, "limit": None}
    rows = read_each(ENTRIES, line=line_id, pay=is_pay, requests=requests_reduce_left, **places)
    return map(_entry, rows)


def _entry(row: tuple) -> Entry:
    kinds, vendor, document, order_number, description, origin_year = row[5:11]
    amounts = (from_cents(cents) for cents in row[11:])
    return Entry(
        Place(*row[:4]), row[4], tuple(kinds), vendor, document, order_number, description, origin_year, *amounts
    )


@dataclass(frozen=True, slots=True)
class Part:
    """How many transactions of one measure and kind, and their sum in dollars."""

    count: int = 0
    amount: Decimal = ZERO


@dataclass(frozen=True, slots=True)
class Receipt:
    """What a line's figures are made of: parts by measure and kind, and the vendors with most money."""

    parts: dict[tuple[Measure, Kind], Part] = field(default_factory=dict)
    vendors: tuple[tuple[str, Decimal], ...] = ()

    def part(self, measure: Measure, kind: Kind) -> Part:
        return self.parts.get((measure, kind), Part())

    def parts_of(self, measure: Measure) -> list[tuple[Kind, Part]]:
        """The parts of one measure, in the order of KINDS."""
        return [(kind, self.parts[m, kind]) for m, kind in sorted(self.parts, key=_order) if m == measure]


def _order(key: tuple[Measure, Kind]) -> int:
    return list(Kind).index(key[1])


RECEIPT = """
select grouping(v.name), t.measure, t.kind, v.name, count(*), sum(t.amount)
from budgets_transaction t left join budgets_vendor v on v.district_id = t.district_id and v.id = t.vendor_id
where t.district_id = %(district)s and t.line_id = %(line)s and t.superseded_by_import_id is null
group by grouping sets ((t.measure, t.kind), (t.measure, v.name))
"""
VENDORS_SHOWN = 6


def receipt_of(line_id: int, *, is_pay: bool) -> Receipt:
    """How the line's figures are made. One statement."""
    parts: dict[tuple[Measure, Kind], Part] = {}
    vendors: dict[str, Decimal] = defaultdict(Decimal)
    for by_kind, measure, kind, vendor, count, cents in read(RECEIPT, line=line_id):
        if by_kind:
            parts[Measure(measure), Kind(kind)] = Part(count, from_cents(cents))
        elif measure == Measure.EXPENDITURE and vendor and not is_pay:
            vendors[vendor] += from_cents(cents)
    top = sorted(vendors.items(), key=lambda item: (-item[1], item[0]))[:VENDORS_SHOWN]
    return Receipt(parts, tuple(top))
