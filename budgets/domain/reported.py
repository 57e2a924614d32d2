"""Balance reports: the figure that the accounting system printed is kept, and what detail does not explain is posted.

A report of a line and measure posts one `unitemized` row: reported − live detail posted through its date. When
detail arrives later, the row is superseded by a smaller one, so that nothing counts twice and totals still equal the
district's report to the cent (architecture.md, "A balance report is a journal too"). Where no published report speaks
of a line any more, its row goes.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import connection

from balance.bulk import copy_rows
from balance.money import to_cents
from balance.tenancy.scope import require_district_id
from budgets.choices import Measure
from budgets.models import FiscalYear, Import


@dataclass(frozen=True, slots=True)
class Reported:
    """What a report says of one measure of one line, in dollars, as of a date."""

    line_id: int
    measure: Measure
    as_of: date
    amount: Decimal


@dataclass(frozen=True, slots=True)
class Itemized:
    """How many `unitemized` rows were posted, and how many superseded."""

    posted: int
    superseded: int


STAGE_REPORTS = (
    "create temp table given_report (line_id bigint, measure text, as_of date, amount bigint) on commit drop"
)
KEEP = """
insert into budgets_reportedbalance (district_id, line_id, measure, as_of, amount, import_id)
select %(district)s, line_id, measure, as_of, amount, %(batch)s from given_report order by line_id, measure, as_of
"""
TOUCH = "create temp table touched_line on commit drop as select distinct unnest(%(lines)s::bigint[]) as line_id"
HAS_REPORTS = """
select exists (
    select 1 from budgets_reportedbalance r
    join budgets_import i on i.district_id = r.district_id and i.id = r.import_id
    where r.district_id = %(district)s and i.fiscal_year_id = %(year)s)
"""
# The newest report of each line and measure, beside the live detail through its date and the row posted for it. A line
# of which no report speaks any more has rows and no report: nothing is wanted there.
WANTED = """
create temp table unitemized_row on commit drop as
with newest as (
    select distinct on (r.line_id, r.measure) r.line_id, r.measure, r.as_of, r.amount
    from touched_line l
    join budgets_reportedbalance r on r.district_id = %(district)s and r.line_id = l.line_id
    join budgets_import i on i.district_id = r.district_id and i.id = r.import_id and i.state = 'published'
    order by r.line_id, r.measure, r.as_of desc, i.number desc
), live as (
    select t.line_id, t.measure, t.kind = 'unitemized' as is_rest, t.posted_on, t.amount
    from touched_line l
    join budgets_transaction t on t.district_id = %(district)s and t.line_id = l.line_id
    where t.superseded_by_import_id is null
), detail as (
    select line_id, measure, n.as_of, n.amount,
           coalesce(sum(t.amount) filter (where not t.is_rest and (t.posted_on is null or t.posted_on <= n.as_of)),
                    0)::bigint as itemized,
           coalesce(sum(t.amount) filter (where t.is_rest), 0)::bigint as posted,
           count(*) filter (where t.is_rest) as rests,
           max(t.posted_on) filter (where t.is_rest) as posted_as_of
    from newest n full join live t using (line_id, measure)
    group by line_id, measure, n.as_of, n.amount
)
select line_id, measure, as_of, coalesce(amount - itemized, 0) as rest from detail
where coalesce(amount - itemized, 0) <> posted or (rests > 0 and posted_as_of is distinct from as_of)
"""
SUPERSEDE = """
update budgets_transaction t set superseded_by_import_id = %(batch)s
from unitemized_row u
where t.district_id = %(district)s and t.line_id = u.line_id and t.measure = u.measure
  and t.kind = 'unitemized' and t.superseded_by_import_id is null
"""
POST = """
insert into budgets_transaction
    (district_id, line_id, measure, kind, amount, posted_on, order_number, document, description, import_id, row)
select %(district)s, line_id, measure, 'unitemized', rest, as_of, '', '', '', %(batch)s, 0
from unitemized_row where rest <> 0 order by line_id, measure
"""


def report(*, batch: Import, balances: Iterable[Reported]) -> Itemized:
    """Keeps what the report of `batch` says, and posts what detail does not explain."""
    rows = [(item.line_id, item.measure.value, item.as_of, to_cents(item.amount)) for item in balances]
    with connection.cursor() as cursor:
        cursor.execute("drop table if exists pg_temp.given_report")
        cursor.execute(STAGE_REPORTS)
        copy_rows(cursor, "given_report", ("line_id", "measure", "as_of", "amount"), rows)
        cursor.execute(KEEP, {"district": require_district_id(), "batch": batch.pk})
        cursor.execute("drop table given_report")
    return itemize(batch=batch, line_ids=sorted({line_id for line_id, *_ in rows}))


def has_reports(year: FiscalYear) -> bool:
    """Whether a balance report ever spoke of this year; without one no row was posted for it."""
    with connection.cursor() as cursor:
        cursor.execute(HAS_REPORTS, {"district": require_district_id(), "year": year.pk})
        return bool(cursor.fetchone()[0])


def itemize(*, batch: Import, line_ids: Sequence[int]) -> Itemized:
    """Posts again, as part of `batch`, what is reported on these lines and not explained by their live detail."""
    if not line_ids or not has_reports(batch.fiscal_year):
        return Itemized(0, 0)
    with connection.cursor() as cursor:
        cursor.execute("drop table if exists pg_temp.touched_line")
        cursor.execute(TOUCH, {"lines": list(line_ids)})
        found = itemize_touched(batch)
        cursor.execute("drop table touched_line")
    return found


def itemize_touched(batch: Import) -> Itemized:
    """The same for the lines in the temporary table `touched_line` (line_id, each once)."""
    values = {"district": require_district_id(), "batch": batch.pk}
    with connection.cursor() as cursor:
        cursor.execute("analyze touched_line")
        cursor.execute("drop table if exists pg_temp.unitemized_row")
        cursor.execute(WANTED, values)
        cursor.execute("analyze unitemized_row")
        cursor.execute(SUPERSEDE, values)
        superseded = cursor.rowcount
        cursor.execute(POST, values)
        posted = cursor.rowcount
        cursor.execute("drop table unitemized_row")
    return Itemized(posted, superseded)
