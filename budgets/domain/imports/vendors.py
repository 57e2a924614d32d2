"""Vendors of a load, all at once. Who was paid on a pay line is not stored, so nobody is added who is only there."""

from collections.abc import Sequence

from django.db import connection

from balance.bulk import copy_rows
from balance.tenancy.scope import require_district_id

STAGE = """
create temp table staged_vendor (vendor int not null, number text, name text, vendor_id bigint) on commit drop
"""
NAMED = """
delete from staged_vendor v where not exists (
    select 1 from staged s join staged_line l on l.code = s.code
    where s.vendor = v.vendor and (not l.hides or s.measure = 'budget'))
"""
ADD = """
insert into budgets_vendor (district_id, number, name)
select %(district)s, coalesce(s.number, ''), coalesce(s.name, '') from staged_vendor s
left join budgets_vendor v
  on v.district_id = %(district)s and v.number = coalesce(s.number, '') and v.name = coalesce(s.name, '')
where v.id is null order by 2, 3
on conflict (district_id, number, name) do nothing;
update staged_vendor s set vendor_id = v.id from budgets_vendor v
where v.district_id = %(district)s and v.number = coalesce(s.number, '') and v.name = coalesce(s.name, '');
analyze staged_vendor
"""


def place_vendors(vendors: Sequence[tuple[str, str]]) -> None:
    """Makes `staged_vendor`: the vendor of each (number, name) of the files; missing ones are added.

    Needs `staged_line`.
    """
    with connection.cursor() as cursor:
        cursor.execute(STAGE)
        copy_rows(
            cursor,
            "staged_vendor",
            ("vendor", "number", "name"),
            ((place, number, name) for place, (number, name) in enumerate(vendors)),
        )
        cursor.execute("select exists (select 1 from staged_line where hides)")
        if cursor.fetchone()[0]:
            cursor.execute(NAMED)
        cursor.execute(ADD, {"district": require_district_id()})
