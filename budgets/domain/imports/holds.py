"""Doubts about a load: that it is of another district, year or kind than it seems. A person may set them aside."""

from collections.abc import Mapping
from typing import Any

from django.db import connection

from balance.counting import count_of
from balance.tenancy.scope import require_district_id
from budgets.domain.imports.earlier import other_sender
from budgets.domain.imports.request import Outcome, Request
from budgets.domain.imports.survey import Survey
from budgets.models import FiscalYear

# Of fewer lines than this no share says anything.
FEW = 20
RECURRING_PCT = 80
KNOWN_PCT = 50
OUTSIDE_PCT = 50
SHARED_PCT = 50

# Lines that the feed's rows or reports are on: those that the files do not name, and those that they do.
_LINES = """
with those as materialized (
    select l.district_id, l.id from budgets_line l left join staged_code c on c.canonical = l.code
    where l.district_id = %(district)s and l.fiscal_year_id = %(year)s and c.code {}
)
select count(*) from those l
where (
    exists (select 1 from budgets_transaction t
            where t.district_id = l.district_id and t.line_id = l.id and t.superseded_by_import_id is null
              and t.import_id = any(%(loads)s) and t.kind <> 'unitemized')
    or exists (select 1 from budgets_reportedbalance r
               where r.district_id = l.district_id and r.line_id = l.id and r.import_id = any(%(loads)s)))
"""
VANISHED, RECURRING = _LINES.format("is null"), _LINES.format("is not null")
KNOWN = """
select (select count(*) from budgets_line l left join budgets_import i on i.district_id = l.district_id
        and i.id = l.brought_by_id
        where l.district_id = %(district)s and l.fiscal_year_id = %(year)s and i.state is distinct from 'withdrawn'),
       count(*), count(l.id)
from staged_code c
left join budgets_line l
  on l.district_id = %(district)s and l.fiscal_year_id = %(year)s and l.code = c.canonical
"""

# Entries that other feeds of the year have too: on the same account and day, of the same measure and amount.
SHARED = """
with given as (
    select l.id as line_id, s.measure, s.amount, s.posted_on, count(*) as n
    from staged s join staged_code c on c.code = s.code
    join budgets_line l on l.district_id = %(district)s and l.fiscal_year_id = %(year)s and l.code = c.canonical
    where s.kind <> 'reported'
    group by l.id, s.measure, s.amount, s.posted_on
), there as (
    select i.feed, t.line_id, t.measure, t.amount, t.posted_on, count(*) as n
    from budgets_import i join budgets_transaction t on t.district_id = i.district_id and t.import_id = i.id
    where i.district_id = %(district)s and i.fiscal_year_id = %(year)s and i.origin = 'file' and i.state = 'published'
      and t.superseded_by_import_id is null and t.kind <> 'unitemized'
    group by i.feed, t.line_id, t.measure, t.amount, t.posted_on
)
select there.feed, sum(least(given.n, there.n))::bigint
from given join there using (line_id, measure, amount)
where given.posted_on is not distinct from there.posted_on
group by there.feed order by 2 desc, 1 limit 1
"""


def doubt(
    request: Request,
    outcome: Outcome,
    *,
    year: FiscalYear,
    seen: Survey,
    identity: Mapping[str, str],
    loads: list[int],
) -> None:
    """Holds the load for each doubt; those that the person has accepted are warnings. Needs `staged_code`."""
    for reason in _doubts(request, year, seen, identity, loads):
        outcome.hold(reason, accepted=request.accept_hold)


def _doubts(
    request: Request, year: FiscalYear, seen: Survey, identity: Mapping[str, str], loads: list[int]
) -> list[str]:
    reasons = other_sender(identity)
    if seen.outside * 100 > seen.dated * OUTSIDE_PCT:
        dated = count_of(seen.dated, "dated entry lies", "dated entries lie")
        reasons.append(f"{seen.outside:,} of {dated} outside {year.label}: is it another year's?")
    mode, window = request.profile.load.mode, request.profile.load.window
    if loads and (mode == "balances" or (mode == "replace" and window == "year")):
        reasons += _vanished(year, loads)
    if not loads:
        reasons += _unknown(year) + _there_already(year, seen)
    return reasons


def _vanished(year: FiscalYear, loads: list[int]) -> list[str]:
    values: dict[str, Any] = {"district": require_district_id(), "year": year.pk, "loads": loads}
    with connection.cursor() as cursor:
        cursor.execute(VANISHED, values)
        (vanished,) = cursor.fetchone()
        if not vanished:
            return []  # of most files: then nobody needs to know how many there are
        cursor.execute(RECURRING, values)
        (recurring,) = cursor.fetchone()
    before = recurring + vanished
    if before < FEW or recurring * 100 >= before * RECURRING_PCT:
        return []
    there = count_of(recurring, "is", "are")
    return [f"Of the {before:,} accounts of this feed's last load only {there} there: is it another district's?"]


def _there_already(year: FiscalYear, seen: Survey) -> list[str]:
    """A profile under a new name, or a second one for the same files, would count every entry twice."""
    if seen.journal_rows < FEW:
        return []
    with connection.cursor() as cursor:
        cursor.execute(SHARED, {"district": require_district_id(), "year": year.pk})
        found = cursor.fetchone()
    if found is None or found[1] * 100 <= seen.journal_rows * SHARED_PCT:
        return []
    feed, count = found
    return [
        f"{count:,} of its {seen.journal_rows:,} entries are in {year.label} already, from the feed {feed}:"
        f' if these are its files, the profile needs "feed": "{feed}"'
    ]


def _unknown(year: FiscalYear) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(KNOWN, {"district": require_district_id(), "year": year.pk})
        lines, codes, known = cursor.fetchone()
    if lines < FEW or known * 100 >= codes * KNOWN_PCT:
        return []
    accounts, of_them = count_of(codes, "account"), count_of(known, "is", "are")
    return [f"Of its {accounts} only {of_them} known in {year.label}: is it another district's or year's?"]
