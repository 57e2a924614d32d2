"""Keeping how every unit stands, so that the list of all units is read and not made; and the proof of what is kept."""

import json
from dataclasses import dataclass
from datetime import date

from accounts.models import District, Membership
from balance.money import to_cents
from balance.reading import read
from budgets.domain.locks import LEDGER
from budgets.queries.kinds_of_money import Sums
from budgets.queries.overview_state import State, kept_of, overview_state
from budgets.queries.standings import Standing, Standings, make_standings
from budgets.queries.totals import SUMMED
from budgets.queries.years import Year, all_years, current

KEPT_UNITS = """
select unit_id, lines, original, revised, requested, encumbered_carried_in, encumbered_activity, open_orders,
       relief_without_order, expended, verdict, rank, worst, worst_left, reason, pool, line
from budgets_unitstanding where district_id = %(district)s and fiscal_year_id = %(year)s
"""
COLUMNS = ("unit", "lines", *SUMMED, "verdict", "rank", "worst", "worst_left", "reason", "pool", "line")
FORGET = "delete from budgets_yearstanding where district_id = %(district)s and fiscal_year_id = %(year)s returning 1"


@dataclass(frozen=True, slots=True)
class UpToDate:
    """The sums of the district, and how every unit stands where it could not be kept: as the list takes it, JSON."""

    sums: Sums
    state: State
    units: str | None = None


# A batch or a rule change that is under way makes them wrong when it commits, without knowing of them: then they are
# made for this page alone. Loading a structure locks the district's row before it takes the ledger's lock.
MAY_KEEP = """
select pg_try_advisory_xact_lock(%(lock)s::int, %(district)s::int)
       and exists (select 1 from (select 1 from accounts_district where id = %(district)s for share skip locked) d)
"""
KEEP = """
with given as (
    select * from jsonb_to_recordset(%(units)s::jsonb) as g (
        unit bigint, lines int, original bigint, revised bigint, requested bigint, encumbered_carried_in bigint,
        encumbered_activity bigint, open_orders bigint, relief_without_order bigint, expended bigint, verdict text,
        rank smallint, worst text, worst_left bigint, reason text, pool text, line text)
), gone as (
    delete from budgets_unitstanding s
    where s.district_id = %(district)s and s.fiscal_year_id = %(year)s
      and not exists (select 1 from given g where g.unit = s.unit_id)
), wrote as (
    insert into budgets_unitstanding (
        district_id, fiscal_year_id, unit_id, lines, original, revised, requested, encumbered_carried_in,
        encumbered_activity, open_orders, relief_without_order, expended, verdict, rank, worst, worst_left, reason,
        pool, line)
    select %(district)s, %(year)s, unit, lines, original, revised, requested, encumbered_carried_in,
           encumbered_activity, open_orders, relief_without_order, expended, verdict, rank, worst, worst_left, reason,
           pool, line
    from given
    on conflict (district_id, fiscal_year_id, unit_id) do update
    set (lines, original, revised, requested, encumbered_carried_in, encumbered_activity, open_orders,
         relief_without_order, expended, verdict, rank, worst, worst_left, reason, pool, line)
      = (excluded.lines, excluded.original, excluded.revised, excluded.requested, excluded.encumbered_carried_in,
         excluded.encumbered_activity, excluded.open_orders, excluded.relief_without_order, excluded.expended,
         excluded.verdict, excluded.rank, excluded.worst, excluded.worst_left, excluded.reason, excluded.pool,
         excluded.line)
)
insert into budgets_yearstanding (district_id, fiscal_year_id, stamp, facts)
values (%(district)s, %(year)s, %(stamp)s, %(facts)s::jsonb)
on conflict (district_id, fiscal_year_id) do update set stamp = excluded.stamp, facts = excluded.facts
returning 1
"""


def standings_up_to_date(*, for_: Membership, year: Year, today: date) -> UpToDate:
    """What is kept if it holds: one statement. Else it is made anew and kept: five.

    Derived from balances as they are, so there is nothing to put on record. Whoever comes first after a change makes
    it for everybody; a change waits for that one page at most. Inside the transaction of a scope.
    """
    state = overview_state(for_, year, today)
    if state.kept is not None:
        return UpToDate(state.kept, state)
    may_keep = _may_keep()
    # Not before the lock: what is read now is what the stamp says, or newer, and then the next page makes it anew.
    made = make_standings(for_.district, year, today)
    if not may_keep:
        return UpToDate(made.sums, state, _as_json(made))
    _keep(made, year, state.stamp)
    return UpToDate(made.sums, state)


def keep_standings(district: District, today: date) -> bool:
    """Makes and keeps those of this year before anybody waits for them. True if that was needed, and could be done."""
    year = current(all_years(), today)
    if year is None:
        return False
    stamp, kept = kept_of(district, year, today)
    if kept is not None or not _may_keep():
        return False
    _keep(make_standings(district, year, today), year, stamp)
    return True


def standings_that_differ(district: District, today: date) -> list[str]:
    """Ids of this year's units that are kept otherwise than they are made now, and "" for the sums; those kept are
    forgotten then. Under the lock of the ledger, else nothing is said: what differs might just be changing."""
    year = current(all_years(), today)
    if year is None or not _may_keep():
        return []
    _, kept = kept_of(district, year, today)
    if kept is None:
        return []
    made = make_standings(district, year, today)
    were = {row[0]: dict(zip(COLUMNS, row, strict=True)) for row in read(KEPT_UNITS, year=year.row.pk)}
    are = {each.unit: _as_row(each) for each in made.units}
    found = sorted(str(unit) for unit in were.keys() | are.keys() if were.get(unit) != are.get(unit))
    if kept != json.loads(json.dumps(made.sums.to_json())):
        found.insert(0, "")
    if found:
        read(FORGET, year=year.row.pk)
    return found


def _may_keep() -> bool:
    return bool(read(MAY_KEEP, lock=LEDGER)[0][0])


def _keep(made: Standings, year: Year, stamp: str) -> None:
    read(KEEP, units=_as_json(made), year=year.row.pk, stamp=stamp, facts=json.dumps(made.sums.to_json()))


def _as_json(made: Standings) -> str:
    return json.dumps([_as_row(each) for each in made.units])


def _as_row(standing: Standing) -> dict[str, object]:
    """Amounts in cents, named as the columns."""
    totals = {name: to_cents(getattr(standing.totals, name)) for name in SUMMED}
    return totals | {
        "unit": standing.unit,
        "lines": standing.lines,
        "verdict": standing.verdict.value,
        "rank": standing.rank,
        "worst": standing.worst,
        "worst_left": to_cents(standing.worst_left),
        "reason": standing.reason,
        "pool": standing.pool,
        "line": standing.line,
    }
