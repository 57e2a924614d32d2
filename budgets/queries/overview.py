"""The list of all units that a person may see: how each stands, and their areas; one statement, however many."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from accounts.models import Membership
from accounts.permissions import Act, may
from balance.money import from_cents
from balance.reading import read
from budgets.models import Unit
from budgets.queries.access import PEOPLE, Person, owners_in
from budgets.queries.entry_sql import escaped
from budgets.queries.overview_filter import PAGE, SORTS, ListFilter
from budgets.queries.overview_state import VISIBLE
from budgets.queries.pace import Verdict
from budgets.queries.totals import SUMMED, Totals
from budgets.queries.years import Year

EVERY = 10_000  # units on a page of all of them


@dataclass(frozen=True, slots=True)
class UnitRow:
    """A unit, who owns it, its decidable money, and the worst of the pools and lines that it is judged by.

    `worst` is that one's name, `pool` or `line` its code, `worst_left` what is left of it; `looked_on` the last day on
    which an owner looked. Restricted sources are on the unit's own page.
    """

    unit: Unit
    owners: tuple[Person, ...]
    lines: int
    totals: Totals
    verdict: Verdict
    worst: str
    worst_left: Decimal
    reason: str
    pool: str
    line: str
    looked_on: date | None

    @property
    def asks(self) -> bool:
        """Whether it is worth a look."""
        return self.verdict in (Verdict.OVER, Verdict.AHEAD, Verdict.BEHIND)


@dataclass(frozen=True, slots=True)
class Area:
    """Units that somebody supervises: how many, of each verdict that asks for a look, and looked at this month."""

    name: str
    supervisors: str
    units: int
    over: int
    ahead: int
    behind: int
    looked: int

    @property
    def need(self) -> int:
        return self.over + self.ahead + self.behind


@dataclass(frozen=True, slots=True)
class Overview:
    """`rows` are those of the page, `found` how many there are on all pages. `counts` by ListFilter.show, of the units
    of its kind, area and words; `areas` are all of the person's, whatever is asked for."""

    asked: ListFilter
    rows: tuple[UnitRow, ...]
    found: int
    counts: dict[str, int] = field(default_factory=dict)
    areas: tuple[Area, ...] = ()

    @property
    def pages(self) -> int:
        return max(-(-self.found // PAGE), 1)


_SUMS = ", ".join(f"coalesce(s.{name}, 0)::bigint as {name}" for name in SUMMED)
_ROW = ", ".join(f"p.{name}" for name in SUMMED)
# What each order goes by, smallest first; then by name. Without a budget there is no share; never looked comes first.
KEYS = {
    "need": "rank {0}, worst_left {0}",
    "name": "lower(name) {0}",
    "used": "(expended + open_orders)::numeric / nullif(greatest(revised, 0), 0) {0} nulls last",
    "budgeted": "revised {0}",
    "spent": "expended {0}",
    "promised": "open_orders {0}",
    "left": "revised - expended - open_orders - case when %(held)s::bool then requested else 0 end {0}",
    "looked": "coalesce(looked_on, date '0001-01-01') {0}",
}
SHOWN = """case %(show)s::text when '' then true when 'need' then rank < 3 when 'calm' then rank >= 3
    when 'nobody' then not is_owned when 'unlooked' then not has_looked else verdict = %(show)s::text end"""
OWNED = """exists (
    select 1 from budgets_assignment a
    where a.district_id = u.district_id and a.unit_id = u.id and a.role = 'owner'
      and (a.starts_on is null or a.starts_on <= %(today)s) and (a.ends_on is null or a.ends_on >= %(today)s))"""
LIST = f"""
with visible as materialized (
    select u.district_id, u.id, u.kind, u.code, u.name, u.area, u.supervisor_id, coalesce(s.lines, 0) as lines, {_SUMS},
           coalesce(s.verdict, 'nothing') as verdict, coalesce(s.rank, 7) as rank, coalesce(s.worst, '') as worst,
           coalesce(s.worst_left, 0)::bigint as worst_left, coalesce(s.reason, '') as reason,
           coalesce(s.pool, '') as pool, coalesce(s.line, '') as line, {OWNED} as is_owned, k.looked_on,
           coalesce(k.looked_on >= %(month)s, false) as has_looked
    from budgets_unit u
    left join {{standings}}
    left join lateral (
        select o."on" as looked_on from budgets_look o
        where o.district_id = u.district_id and o.unit_id = u.id and o.role = 'owner' order by o."on" desc limit 1
    ) k on true
    where u.district_id = %(district)s and {VISIBLE}
), found as (
    select * from visible
    where (%(kind)s::text = '' or kind = %(kind)s::text)
      and (%(area)s::text = '' or area = %(area)s::text or (%(area)s::text = 'none' and area = ''))
      and concat_ws(' ', name, code) ilike all(%(words)s)
), page as (
    select *, row_number() over (order by {{order}}, lower(name), kind desc, id) as place from found where {SHOWN}
    order by place limit %(limit)s offset %(offset)s
)
select (select jsonb_build_object(
            'found', count(*) filter (where {SHOWN}), '', count(*), 'need', count(*) filter (where rank < 3),
            'over', count(*) filter (where verdict = 'over'), 'ahead', count(*) filter (where verdict = 'ahead'),
            'behind', count(*) filter (where verdict = 'behind'), 'calm', count(*) filter (where rank >= 3),
            'nobody', count(*) filter (where not is_owned), 'unlooked', count(*) filter (where not has_looked))
        from found),
       (select jsonb_agg(a order by a.name = '', a.name) from (
            select v.area as name, count(*) as units, count(*) filter (where v.verdict = 'over') as over,
                   count(*) filter (where v.verdict = 'ahead') as ahead,
                   count(*) filter (where v.verdict = 'behind') as behind, count(*) filter (where has_looked) as looked,
                   coalesce(string_agg(distinct n.name, ', '), '') as supervisors
            from visible v
            left join accounts_membership m on m.district_id = v.district_id and m.id = v.supervisor_id
            left join accounts_user n on n.id = m.user_id
            group by v.area) a),
       p.id, p.kind, p.code, p.name, p.area, p.lines, {_ROW}, p.verdict, p.worst, p.worst_left, p.reason,
       p.pool, p.line, p.looked_on, (select {PEOPLE} from page u where u.id = p.id)
from (select 1) one left join page p on true
order by p.place
"""
KEPT = (
    """budgets_unitstanding s on s.district_id = u.district_id and s.fiscal_year_id = %(year)s and s.unit_id = u.id"""
)
# Where they could not be kept, they come with the question.
MADE = """jsonb_to_recordset(%(units)s::jsonb) as s (
        unit bigint, lines int, original bigint, revised bigint, requested bigint, encumbered_carried_in bigint,
        encumbered_activity bigint, open_orders bigint, relief_without_order bigint, expended bigint, verdict text,
        rank smallint, worst text, worst_left bigint, reason text, pool text, line text) on s.unit = u.id"""


def _in_order(standings: str) -> dict[tuple[str, bool], str]:
    return {
        (sort, down): LIST.replace("{standings}", standings).replace(
            "{order}", KEYS[sort].format("desc" if down else "asc")
        )
        for sort in SORTS
        for down in (False, True)
    }


LISTS, LISTS_MADE = _in_order(KEPT), _in_order(MADE)


def overview_of(
    membership: Membership, asked: ListFilter, year: Year, today: date, *, units: str | None, every: bool = False
) -> Overview:
    """One statement. `units` is how they stand where it is not kept (domain/standings.py); `every`: all pages."""
    district = membership.district
    values: dict[str, Any] = {
        "membership": membership.pk,
        "everything": may(membership.role, Act.SEE_ALL_UNITS),
        "today": today,
        "month": today.replace(day=1),
        "kind": asked.kind,
        "area": asked.area,
        "show": asked.show,
        "words": [f"%{escaped(word)}%" for word in asked.q.split()],
        "held": district.requests_reduce_left,
    }
    whole = every or asked.page == 0
    values |= {"limit": EVERY if whole else PAGE, "offset": 0 if whole else (asked.page - 1) * PAGE}
    order = asked.sort, asked.is_descending
    if units is None:
        rows = read(LISTS[order], year=year.row.pk, **values)
    else:
        rows = read(LISTS_MADE[order], units=units, **values)
    counts: dict[str, int] = json.loads(rows[0][0])
    return Overview(
        asked,
        tuple(_row(row[2:], requests_reduce_left=district.requests_reduce_left) for row in rows if row[2] is not None),
        counts.pop("found"),
        counts,
        tuple(_area(each) for each in json.loads(rows[0][1] or "[]")),
    )


def _row(row: tuple[Any, ...], *, requests_reduce_left: bool) -> UnitRow:
    pk, kind, code, name, area, lines = row[:6]
    amounts, said = row[6:14], row[14:]
    verdict, worst, worst_left, reason, pool, line, looked_on, people = said
    return UnitRow(
        Unit(pk=pk, kind=kind, code=code, name=name, area=area),
        owners_in(people),
        lines,
        Totals(*map(from_cents, amounts), requests_reduce_left=requests_reduce_left),
        Verdict(verdict),
        worst,
        from_cents(worst_left),
        reason,
        pool,
        line,
        looked_on,
    )


def _area(row: Mapping[str, Any]) -> Area:
    return Area(**row)
