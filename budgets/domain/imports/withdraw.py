"""Taking a load back: the figures are as if it had never come, as one recorded act."""

import json
from dataclasses import dataclass

from django.db import connection, transaction
from django.utils import timezone

from accounts.domain.audit import record
from accounts.models import User
from balance.tenancy.scope import require_district_id
from budgets.choices import ImportOrigin, ImportState, YearState
from budgets.domain.classify import classify
from budgets.domain.imports.reliance import relies_on
from budgets.domain.locks import lock_ledger
from budgets.domain.publish import next_number
from budgets.domain.reported import has_reports, itemize_touched
from budgets.models import Import

TOUCH = """
drop table if exists pg_temp.touched_line;
create temp table touched_line on commit drop as
select line_id from budgets_transaction t where t.district_id = %(district)s and t.import_id = %(load)s
union
select line_id from budgets_transaction t where t.district_id = %(district)s and t.superseded_by_import_id = %(load)s
union
select line_id from budgets_reportedbalance r where r.district_id = %(district)s and r.import_id = %(load)s
"""
TAKE_BACK = """
update budgets_transaction t set superseded_by_import_id = %(batch)s
where t.district_id = %(district)s and t.import_id = %(load)s and t.superseded_by_import_id is null
"""
# What was posted for a balance report comes back only where nothing was posted in its place since.
REVIVE = """
update budgets_transaction t set superseded_by_import_id = null
where t.district_id = %(district)s and t.superseded_by_import_id = %(load)s
  and (t.kind <> 'unitemized' or not exists (
      select 1 from budgets_transaction o
      where o.district_id = t.district_id and o.line_id = t.line_id and o.measure = t.measure
        and o.kind = 'unitemized' and o.superseded_by_import_id is null))
"""
# Lines that this load brought and others know too are theirs.
LEAVE_LINES = """
update budgets_line l set brought_by_id = null
where l.district_id = %(district)s and l.brought_by_id = %(load)s and (
    exists (select 1 from budgets_transaction t where t.district_id = l.district_id and t.line_id = l.id
            and t.superseded_by_import_id is null and t.import_id <> %(batch)s)
    or exists (select 1 from budgets_reportedbalance r
               join budgets_import i on i.district_id = r.district_id and i.id = r.import_id
               where r.district_id = l.district_id and r.line_id = l.id and i.state = 'published'))
"""
# What nobody has changed since.
RESTORE = """
update budgets_line l
set name = case when l.name = c."is" ->> 'name' then c.was ->> 'name' else l.name end,
    account_type = case when l.account_type = c."is" ->> 'account_type' then c.was ->> 'account_type'
                        else l.account_type end,
    pay = case when l.pay = c."is" ->> 'pay' then c.was ->> 'pay' else l.pay end,
    pool_id = case when l.pool_id is not distinct from (c."is" ->> 'pool')::bigint then (c.was ->> 'pool')::bigint
                   else l.pool_id end
from jsonb_to_recordset(%(before)s::jsonb) c(line bigint, was jsonb, "is" jsonb)
where l.district_id = %(district)s and l.id = c.line
returning l.id
"""


class CannotWithdraw(RuntimeError):
    """This load cannot be taken back; the text says why."""


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """What taking a load back did: the batch that says so, how many rows went, and how many are live again."""

    number: int
    batch: int
    superseded: int
    revived: int


@transaction.atomic
def withdraw_import(*, by: User | None, number: int) -> Withdrawn:
    """Takes back load `number` of the district of the scope. Raises CannotWithdraw, before anything is changed.

    Its rows count no more, what they superseded is live again, lines are as they were before it. Loads after it stay:
    where one of the same feed relies on it, that one must be taken back first.
    """
    lock_ledger()
    load = _load(number)
    batch = Import.objects.create(
        number=next_number(),
        fiscal_year=load.fiscal_year,
        origin=ImportOrigin.WITHDRAWAL,
        by=by,
        published_at=timezone.now(),
        feed=load.feed,
    )
    load.state = ImportState.WITHDRAWN
    load.save(update_fields=["state"])
    values = {"district": require_district_id(), "load": load.pk, "batch": batch.pk}
    with connection.cursor() as cursor:
        if has_reports(load.fiscal_year):
            cursor.execute(TOUCH, values)
        cursor.execute(TAKE_BACK, values)
        superseded = cursor.rowcount
        cursor.execute(REVIVE, values)
        revived = cursor.rowcount
        if has_reports(load.fiscal_year):
            itemize_touched(batch)
            cursor.execute("drop table touched_line")
        cursor.execute(LEAVE_LINES, values)
    _restore_lines(load)
    batch.counts = {"withdrawn": load.number, "superseded": superseded, "revived": revived}
    batch.save(update_fields=["counts"])
    record(by=by, act="import.withdraw", subject=f"import:{load.number}", batch=batch.number, **batch.counts)
    return Withdrawn(load.number, batch.number, superseded, revived)


def _load(number: int) -> Import:
    load = Import.objects.select_related("fiscal_year").filter(number=number).first()
    if load is None:
        raise CannotWithdraw(f"There is no load {number} in this district.")
    if load.origin != ImportOrigin.FILE or not load.feed:
        raise CannotWithdraw(f"Load {number} is not of files: {load.get_origin_display().lower()}.")
    if load.state != ImportState.PUBLISHED:
        raise CannotWithdraw(f"Load {number} was withdrawn already.")
    if load.fiscal_year.state == YearState.CLOSED:
        raise CannotWithdraw(f"Fiscal year {load.fiscal_year.label} is closed: nothing is changed in it any more.")
    later = relies_on(load)
    if later is not None:
        raise CannotWithdraw(f"Load {later.number} relies on load {number}: withdraw load {later.number} first.")
    return load


def _restore_lines(load: Import) -> None:
    """Names, account types, pay and control groups that the load changed are as before; rules have the last word."""
    if not load.lines_before:
        return
    with connection.cursor() as cursor:
        cursor.execute(RESTORE, {"district": require_district_id(), "before": json.dumps(load.lines_before)})
        restored = [pk for (pk,) in cursor.fetchall()]
    classify(fiscal_year=load.fiscal_year, lines=restored)
