"""What was spent in a month or any stretch of days: by purpose, set-aside source and vendor, beside the time before.

By the day that the ledger names, on the lines of the fiscal year that the stretch lies in. Pay that the district
manages is apart, as on a unit's page.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from accounts.models import District, Membership
from balance.money import ZERO, from_cents
from budgets.choices import Pay
from budgets.queries.days import Days
from budgets.queries.entry_filter import NOTHING, EntryFilter
from budgets.queries.entry_sql import lines_of, read_where
from budgets.queries.find_page import names_of
from budgets.queries.loads import Freshness, freshness
from budgets.queries.seen import Seen, seen_by
from budgets.queries.years import Year

NO_VENDOR, PAY = "No vendor: journals, charges", "Pay, one sum"
NO_PURPOSE = "Not sorted yet"


@dataclass(frozen=True, slots=True)
class Spent:
    """What was spent on one thing now and in the time before, in dollars; `entry_filter` finds the rows of `now`."""

    name: str
    icon: str
    now: Decimal
    before: Decimal
    entry_filter: EntryFilter

    @property
    def change(self) -> Decimal:
        return self.now - self.before


@dataclass(frozen=True, slots=True)
class Spending:
    """`compares` is False where no year holds the days before. Vendors are with most money first."""

    days: Days
    year: Year
    fresh: Freshness
    seen: Seen
    unit_name: str
    compares: bool
    total: Spent
    purposes: tuple[Spent, ...]
    sources: tuple[Spent, ...]
    central: Spent | None
    vendors: tuple[Spent, ...]


# Summed by what a row is of before any name is looked up: of a month of a large district that is 300,000 rows.
_SPENT = """
select {now} as now, l.purpose_id, l.source_id, l.pay, case when l.pay = '' then t.vendor_id end as vendor_id,
       sum(t.amount)::bigint as amount
from budgets_transaction t join budgets_line l on l.district_id = t.district_id and l.id = t.line_id
where t.district_id = %(district)s and t.superseded_by_import_id is null and t.measure = 'expenditure'
  and l.district_id = %(district)s and l.fiscal_year_id = %(year{which})s
  and t.posted_on >= %(first{which})s and t.posted_on <= %(last{which})s and {{lines}}
group by 2, 3, 4, 5
"""
SPENDING = f"""
with spent as materialized (
    {_SPENT.format(now="true", which="")} union all {_SPENT.format(now="false", which="_before")}
)
select x.now, coalesce(n.code, ''), coalesce(n.name, ''), coalesce(n.icon, 'circle-question-mark'),
       coalesce(n.position, 2000), coalesce(s.code, ''), coalesce(s.name, ''), x.pay, coalesce(v.name, ''), x.amount
from spent x
left join budgets_purpose n on n.district_id = %(district)s and n.id = x.purpose_id
left join budgets_source s on s.district_id = %(district)s and s.id = x.source_id
left join budgets_vendor v on v.district_id = %(district)s and v.id = x.vendor_id
"""


@dataclass(frozen=True, slots=True)
class _Row:
    """A sum of the district's spending: now or before, for what, from which source, whether pay, to whom."""

    now: bool
    purpose: str
    purpose_name: str
    icon: str
    position: int
    source: str
    source_name: str
    pay: str
    vendor: str
    cents: int


def spending(
    membership: Membership, asked: EntryFilter, days: Days, *, year: Year, years: Sequence[Year], today: date
) -> Spending:
    """Of `days` in `year`, beside the days before in whichever of `years` they lie. In at most three statements.

    Only the lines of `asked` are read, not its other words.
    """
    district = membership.district
    seen = seen_by(membership, today)
    before = next((each for each in years if _holds(each, days.before)), None)
    rows = _rows(asked, days, (year, before), seen, district)
    own = [row for row in rows if row.pay != Pay.CENTRAL]
    central = [row for row in rows if row.pay == Pay.CENTRAL]
    asked = replace(asked, measure="expended", since=days.first, until=days.last)
    all_own = replace(asked, decide=asked.decide or "own")
    return Spending(
        days=days,
        year=year,
        fresh=freshness(district, year),
        seen=seen,
        unit_name=names_of(asked).get("unit", ""),
        compares=before is not None,
        total=_spent("Spent", own, all_own),
        purposes=_purposes([row for row in own if _is_decidable(row, district)], replace(asked, decide="1")),
        sources=_sources([row for row in own if not _is_decidable(row, district)], replace(asked, decide="0")),
        central=_spent("Pay that the district manages", central, replace(asked, decide="central")) if central else None,
        vendors=_vendors(own, asked, all_own),
    )


def _holds(year: Year, days: Days) -> bool:
    return year.row.starts_on <= days.last <= year.row.ends_on


def _rows(
    asked: EntryFilter, days: Days, years: tuple[Year, Year | None], seen: Seen, district: District
) -> list[_Row]:
    lines, values = lines_of(asked, seen, district)
    now, before = years
    values |= {"year": now.row.pk, "year_before": before.row.pk if before else None}
    values |= {"first": days.first, "last": days.last}
    values |= {"first_before": days.before.first, "last_before": days.before.last}
    return [_Row(*row) for row in read_where(SPENDING, lines=lines, **values)]


def _is_decidable(row: _Row, district: District) -> bool:
    """The rule of unit_lines.decidable."""
    return not row.source and (row.pay == Pay.NONE or (row.pay == Pay.UNIT and not district.pay_is_set_aside))


def _spent(name: str, rows: Iterable[_Row], asked: EntryFilter, icon: str = "") -> Spent:
    sums = [0, 0]
    for row in rows:
        sums[0 if row.now else 1] += row.cents
    return Spent(name, icon, from_cents(sums[0]), from_cents(sums[1]), asked)


def _grouped(rows: Iterable[_Row], key: Any) -> dict[Any, list[_Row]]:
    found: dict[Any, list[_Row]] = defaultdict(list)
    for row in rows:
        found[key(row)].append(row)
    return found


def _purposes(rows: list[_Row], asked: EntryFilter) -> tuple[Spent, ...]:
    """In the district's order, as on a unit's page."""
    parts = _grouped(rows, lambda row: (row.position, row.purpose_name or NO_PURPOSE, row.purpose, row.icon))
    return tuple(
        _spent(name, members, replace(asked, purpose=code or NOTHING), icon)
        for (_, name, code, icon), members in sorted(parts.items())
    )


def _sources(rows: list[_Row], asked: EntryFilter) -> tuple[Spent, ...]:
    """Each source alone; pay without one by its purpose."""
    parts = _grouped(
        rows, lambda row: (row.source_name or row.purpose_name or NO_PURPOSE, row.source, _purpose_of(row))
    )
    return tuple(
        _spent(name, members, replace(asked, source=source or NOTHING, purpose=asked.purpose or purpose), "lock")
        for (name, source, purpose), members in sorted(parts.items())
    )


def _purpose_of(row: _Row) -> str:
    return "" if row.source else row.purpose or NOTHING


def _vendors(rows: list[_Row], asked: EntryFilter, all_own: EntryFilter) -> tuple[Spent, ...]:
    """By name, whatever its capitals: so they are searched for. Those who were paid nothing now come last."""
    parts = _grouped(rows, lambda row: (row.pay != Pay.NONE, row.vendor.upper()))
    found = []
    for (is_pay, name), members in parts.items():
        if is_pay:
            found.append(_spent(PAY, members, replace(asked, decide="pay")))
        else:
            spoken = members[0].vendor if name else NO_VENDOR
            found.append(_spent(spoken, members, replace(all_own, vendor=members[0].vendor or NOTHING)))
    return tuple(sorted(found, key=lambda each: (each.now == ZERO, -each.now, each.name)))
