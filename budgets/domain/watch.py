"""Watching: payments of a load that may be wrong are noted when they come, so that a page only has to read them.

Few false alarms matter more than finding all. Only dated payments to a vendor, of at least $50, no older than 60 days
before the newest entry of the load; pay lines never. They are compared inside their unit: a line's site, else its
department.

- *twice*: the same vendor and the same amount on two dates at most 10 days apart, under different documents, from the
  same source of money, and the only two such payments of the year. Not where both pay orders: parts of an order and
  equal orders are alike by nature.
- *large*: $500 or more, and more than three times the largest payment that its line had before these batches, in this
  year and the three before, out of at least 10.
- *elsewhere*: $100 or more, unrestricted, to a vendor that this purpose had never paid before them in these years
  while another purpose of the same unit paid it three times or more; on a line with at least 8 payments before.
"""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django.db import connection, transaction

from balance.money import to_cents
from budgets.models import FiscalYear, Import
from budgets.queries.pace import CLOSED_YEARS

RECENT = timedelta(days=60)
RULES = {
    "least": to_cents(50),
    "apart": 10,
    "large": to_cents(500),
    "times": 3,
    "payments_before": 10,
    "elsewhere": to_cents(100),
    "payments_of_line": 8,
    "payments_there": 3,
}

# The lines of the units that these batches paid for, in their year and those before. Step by step in tables of their
# own, for the planner knows nothing of rows that have just come.
LINES = """
create temp table watched_line on commit drop as
select l.id as line_id, l.code, l.name, l.purpose_id, l.source_id, coalesce(l.site_id, l.department_id) as unit,
       y.year = %(year)s as now
from budgets_line l join budgets_fiscalyear y on y.district_id = l.district_id and y.id = l.fiscal_year_id
where l.district_id = %(district)s and y.year between %(year)s - %(years)s and %(year)s
  and l.account_type = 'expenditure' and l.pay = ''
  and coalesce(l.site_id, l.department_id) = any(array(
      select distinct coalesce(paid.site_id, paid.department_id)
      from budgets_transaction t join budgets_line paid on paid.district_id = t.district_id and paid.id = t.line_id
      where t.district_id = %(district)s and t.import_id = any(%(batches)s) and t.measure = 'expenditure'))
"""
# What was paid from them; `came` with these batches.
PAID = """
create temp table watched_payment on commit drop as
select l.*, t.id, t.vendor_id, t.amount, t.posted_on, t.document, t.order_number,
       t.import_id = any(%(batches)s) as came, t.import_id
from watched_line l join budgets_transaction t on t.district_id = %(district)s and t.line_id = l.line_id
where t.superseded_by_import_id is null and t.measure = 'expenditure' and t.kind = 'payment' and t.amount > 0
  and t.vendor_id is not null and t.posted_on is not null
"""
NOTE = """
with fresh as (
    select * from watched_payment where came and now and posted_on > %(since)s and amount >= %(least)s
), of_line as (
    select unit, code, count(*) as payments, max(amount) as largest
    from watched_payment where not came group by unit, code
), of_purpose as materialized (
    select unit, vendor_id, purpose_id, count(*) as payments, max(name) as name
    from watched_payment where not came group by unit, vendor_id, purpose_id
), there as (
    select distinct on (unit, vendor_id) unit, vendor_id, payments, name
    from of_purpose where payments >= %(payments_there)s order by unit, vendor_id, payments desc, name
), pairs as (
    select unit, vendor_id, amount from watched_payment where now group by unit, vendor_id, amount having count(*) = 2
)
insert into budgets_oddentry (district_id, kind, line_id, transaction_id, other_id, facts, noticed_in_id)
select %(district)s, kind, line_id, id, other, facts, import_id from (
    select 'twice' as kind, f.line_id, f.id, o.id as other, '{}'::jsonb as facts, f.import_id
    from fresh f
    join pairs p on p.unit = f.unit and p.vendor_id = f.vendor_id and p.amount = f.amount
    join watched_payment o
      on o.now and o.unit = f.unit and o.vendor_id = f.vendor_id and o.amount = f.amount and o.id <> f.id
    where abs(o.posted_on - f.posted_on) <= %(apart)s
      and o.document <> f.document and '' not in (o.document, f.document)
      and o.source_id is not distinct from f.source_id and '' in (o.order_number, f.order_number)
      -- Of two that came together the later one is the second.
      and (not o.came or (o.posted_on, o.id) < (f.posted_on, f.id))
    union all
    select 'large', f.line_id, f.id, null,
           jsonb_build_object('payments', h.payments, 'largest', h.largest), f.import_id
    from fresh f join of_line h on h.unit = f.unit and h.code = f.code
    where f.amount >= %(large)s and f.amount > h.largest * %(times)s and h.payments >= %(payments_before)s
    union all
    select 'elsewhere', f.line_id, f.id, null,
           jsonb_build_object('payments', e.payments, 'usual', e.name), f.import_id
    from fresh f join of_line h on h.unit = f.unit and h.code = f.code and h.payments >= %(payments_of_line)s
    join there e on e.unit = f.unit and e.vendor_id = f.vendor_id
    left join of_purpose known on known.unit = f.unit and known.vendor_id = f.vendor_id
                               and known.purpose_id = f.purpose_id
    where f.amount >= %(elsewhere)s and f.source_id is null and f.purpose_id is not null and known.unit is null
) odd
on conflict (district_id, kind, transaction_id) do nothing
"""


@transaction.atomic
def watch(*, year: FiscalYear, batches: Sequence[Import]) -> int:
    """Notes the payments that came with published batches of one year and may be wrong; how many. Twice: none.

    Best once the tables are analyzed after a load. Costs what the units of the batches paid in up to four years:
    milliseconds for a night, seconds for a whole large year.
    """
    through = max((batch.posted_through for batch in batches if batch.posted_through), default=None)
    if through is None:
        return 0
    values: dict[str, Any] = RULES | {
        "district": year.district_id,
        "year": year.year,
        "batches": [batch.pk for batch in batches],
        "years": CLOSED_YEARS,
        "since": through - RECENT,
    }
    with connection.cursor() as cursor:
        cursor.execute("drop table if exists pg_temp.watched_line, pg_temp.watched_payment")
        cursor.execute(LINES, values)
        cursor.execute("analyze watched_line")
        cursor.execute(PAID, values)
        cursor.execute("analyze watched_payment")
        cursor.execute(NOTE, values)
        count = cursor.rowcount
        cursor.execute("drop table watched_line, watched_payment")
    return int(count)
