"""Account lines of a load, all at once: found, added and placed, or brought to what the files say of them."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import connection

from balance.tenancy.scope import require_district_id
from budgets.choices import Dimension
from budgets.domain.classify import classify, planned_for_many_lines
from budgets.domain.profiles import Problems, Profile
from budgets.models import FiscalYear, Import, LineRule

# A code is one line: two ways to cut it into segments would be two accounts under one name.
CLASHES = """
select c.canonical, array_to_string(c.segments, ' | '), array_to_string(l.segments, ' | ')
from staged_code c join budgets_line l
  on l.district_id = %(district)s and l.fiscal_year_id = %(year)s and l.code = c.canonical
 and l.segments::text[] <> c.segments
left join budgets_import i on i.district_id = l.district_id and i.id = l.brought_by_id
where i.state is distinct from 'withdrawn'
order by c.code
"""
ADD_POOLS = """
insert into budgets_pool (district_id, code, name)
select distinct %(district)s, pool, pool from staged_code where pool <> ''
on conflict (district_id, code) do nothing
"""
# What the files say, where they say it and no rule decides it; else what the line has.
SAID = """
select l.id, l.brought_by_id, c.*, p.id as group_id
from staged_code c
left join budgets_line l
  on l.district_id = %(district)s and l.fiscal_year_id = %(year)s and l.code = c.canonical
left join budgets_pool p on %(pool)s and p.district_id = %(district)s and p.code = c.pool
"""
ADD_LINES = f"""
insert into budgets_line
    (district_id, fiscal_year_id, code, raw_code, segments, name, account_type, fund_code, pay, pool_id, brought_by_id)
select %(district)s, %(year)s, canonical, left(coalesce(raw_code, ''), 160), segments, left(coalesce(name, ''), 160),
       account_type, '', case when %(pay)s then coalesce(pay, '') else '' end, group_id, %(batch)s
from ({SAID}) said where id is null order by canonical
returning id
"""
# Of a line that only withdrawn loads brought nothing counts any more: it is as good as new.
BRING_BACK = f"""
update budgets_line l
set raw_code = left(coalesce(s.raw_code, ''), 160), segments = s.segments, name = left(coalesce(s.name, ''), 160),
    account_type = s.account_type, pay = case when %(pay)s then coalesce(s.pay, '') else '' end, pool_id = s.group_id,
    brought_by_id = %(batch)s
from ({SAID}) s join budgets_import i on i.district_id = %(district)s and i.id = s.brought_by_id
where l.district_id = %(district)s and l.id = s.id and i.state = 'withdrawn'
returning l.id
"""
FACTS = "jsonb_build_object('name', {0}name, 'account_type', {0}account_type, 'pay', {0}pay, 'pool', {0}pool_id)"
CHANGE_LINES = f"""
with said as ({SAID}),
changed as (
    select l.id, {FACTS.format("l.")} as was, l.name, l.account_type, l.pay, l.pool_id, n.*
    from said s join budgets_line l on l.district_id = %(district)s and l.id = s.id,
    lateral (select case when coalesce(s.name, '') <> '' then left(s.name, 160) else l.name end as new_name,
                    case when %(type)s then s.account_type else l.account_type end as new_type,
                    case when %(pay)s then coalesce(s.pay, '') else l.pay end as new_pay,
                    case when %(pool)s then coalesce(s.group_id, l.pool_id) else l.pool_id end as new_pool) n
    where (n.new_name, n.new_type, n.new_pay, n.new_pool)
          is distinct from (l.name, l.account_type, l.pay, l.pool_id)
), written as (
    update budgets_line l set name = c.new_name, account_type = c.new_type, pay = c.new_pay, pool_id = c.new_pool
    from changed c where l.district_id = %(district)s and l.id = c.id
    returning l.id, {FACTS.format("l.")} as now
)
select coalesce(jsonb_agg(jsonb_build_object('line', c.id, 'was', c.was, 'is', w.now) order by c.id), '[]')
from changed c join written w using (id)
"""
# `hides`: payees and descriptions of the line's spending are not stored.
STAGE_LINES = """
create temp table staged_line on commit drop as
select c.code, l.id as line_id, l.pay <> '' and not %(keeps_pay_details)s as hides,
       l.site_id is null and l.department_id is null as unmapped
from staged_code c
join budgets_line l on l.district_id = %(district)s and l.fiscal_year_id = %(year)s and l.code = c.canonical;
analyze staged_line
"""


@dataclass(frozen=True, slots=True)
class Lines:
    """The lines of a load: how many, how many that no rule gives to a unit, and what was changed of known ones."""

    count: int
    unmapped: int
    before: list[dict[str, Any]]


def check_codes(year: FiscalYear, problems: Problems) -> None:
    """Codes of the files that are a line already by other segments. Where the charts fit; else all of them are."""
    with connection.cursor() as cursor:
        cursor.execute(CLASHES, {"district": require_district_id(), "year": year.pk})
        for code, said, known in cursor.fetchall():
            problems.add(f"account {code} has the segments {said}; the line of that code has {known}")


def place_lines(*, batch: Import, profile: Profile, keeps_pay_details: bool) -> Lines:
    """Makes `staged_line`: the line of each staged code. Missing lines are added and placed by the district's rules.

    Name, account type, pay and control group of known lines follow the files, each where no rule decides it.
    """
    year = batch.fiscal_year
    values = {
        "district": require_district_id(),
        "year": year.pk,
        "batch": batch.pk,
        "keeps_pay_details": keeps_pay_details,
        **_what_files_decide(profile),
    }
    with planned_for_many_lines(), connection.cursor() as cursor:
        if values["pool"]:
            cursor.execute(ADD_POOLS, values)
        cursor.execute(BRING_BACK, values)
        added = [pk for (pk,) in cursor.fetchall()]
        cursor.execute(ADD_LINES, values)
        added += [pk for (pk,) in cursor.fetchall()]
        cursor.execute(CHANGE_LINES, values)
        (before,) = cursor.fetchone()
    if added:
        classify(fiscal_year=year, lines=added)
    with planned_for_many_lines(), connection.cursor() as cursor:
        cursor.execute(STAGE_LINES, values)
        cursor.execute("select count(*), count(*) filter (where unmapped) from staged_line")
        count, unmapped = cursor.fetchone()
    return Lines(count, unmapped, json.loads(before))


def _what_files_decide(profile: Profile) -> Mapping[str, bool]:
    """Of account type, pay and pool: whether the profile says it and the district has no rules for it."""
    ruled = set(LineRule.objects.values_list("dimension", flat=True).distinct())
    said = profile.content["account"]
    return {
        "type": "type" in said and Dimension.ACCOUNT_TYPE not in ruled,
        "pay": "pay" in said and Dimension.PAY not in ruled,
        "pool": "control_group" in said and Dimension.POOL not in ruled,
    }
