"""Balance reports: the figure that the accounting system printed is kept, and what detail does not explain is posted.

A report of a line and measure posts one `unitemized` row: reported − live detail posted through its date. When
detail arrives later, the row is superseded by a smaller one, so that nothing counts twice and totals still equal the
district's report to the cent (architecture.md, "A balance report is a journal too").
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import connection

from balance.tenancy.scope import require_district_id
from budgets.choices import Measure
from budgets.models import Import, ReportedBalance


@dataclass(frozen=True, slots=True)
class Reported:
    """What a report says of one measure of one line, in dollars, as of a date."""

    line_id: int
    measure: Measure
    as_of: date
    amount: Decimal


# The newest report of each line and measure, beside the live detail through its date and the row posted for it.
WANTED = """
create temp table unitemized_row on commit drop as
with newest as (
    select distinct on (r.line_id, r.measure) r.line_id, r.measure, r.as_of, r.amount
    from budgets_reportedbalance r join budgets_import i on i.district_id = r.district_id and i.id = r.import_id
    where r.district_id = %(district)s and r.line_id = any(%(lines)s) and i.state = 'published'
    order by r.line_id, r.measure, r.as_of desc, i.number desc
), detail as (
    select n.line_id, n.measure, n.as_of, n.amount,
           coalesce(sum(t.amount) filter (where t.kind <> 'unitemized'
                                          and (t.posted_on is null or t.posted_on <= n.as_of)), 0)::bigint as itemized,
           coalesce(sum(t.amount) filter (where t.kind = 'unitemized'), 0)::bigint as posted,
           max(t.posted_on) filter (where t.kind = 'unitemized') as posted_as_of
    from newest n left join budgets_transaction t
        on t.district_id = %(district)s and t.line_id = n.line_id and t.measure = n.measure
       and t.superseded_by_import_id is null
    group by n.line_id, n.measure, n.as_of, n.amount
)
select line_id, measure, as_of, amount - itemized as rest from detail
where amount - itemized <> posted or (posted <> 0 and posted_as_of is distinct from as_of)
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


def report(*, batch: Import, balances: Iterable[Reported]) -> None:
    """Keeps what the report of `batch` says, and posts what detail does not explain."""
    rows = [
        ReportedBalance(
            line_id=item.line_id, measure=item.measure, as_of=item.as_of, amount=item.amount, source_import=batch
        )
        for item in balances
    ]
    ReportedBalance.objects.bulk_create(rows, batch_size=5000)
    itemize(batch=batch, line_ids=sorted({row.line_id for row in rows}))


def itemize(*, batch: Import, line_ids: Sequence[int]) -> None:
    """Posts again, as part of `batch`, what is reported on these lines and not explained by their live detail."""
    if not line_ids:
        return
    values: dict[str, Any] = {"district": require_district_id(), "batch": batch.pk, "lines": list(line_ids)}
    with connection.cursor() as cursor:
        cursor.execute("drop table if exists pg_temp.unitemized_row")
        cursor.execute(WANTED, values)
        cursor.execute(SUPERSEDE, values)
        cursor.execute(POST, values)
        cursor.execute("drop table unitemized_row")
