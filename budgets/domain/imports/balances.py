"""Balance reports: what a file says of lines and measures is kept, and what detail does not explain is posted."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection

from budgets.domain.imports.request import Request
from budgets.models import FiscalYear, Import

STAGE_REPORT = """
insert into staged_report (line_id, measure, amount)
select l.line_id, s.measure, sum(s.amount)::bigint as amount
from staged s join staged_line l on l.code = s.code
where s.kind = 'reported' group by l.line_id, s.measure
"""
# A complete report does not name what is zero: lines with entries, or with an earlier report of this feed.
ADD_ZEROS = """
insert into staged_report (line_id, measure, amount)
select l.id, m.measure, 0
from budgets_line l cross join (select distinct measure from staged_report) m
where l.district_id = %(district)s and l.fiscal_year_id = %(year)s
  and l.id not in (select line_id from staged_line)
  and (exists (select 1 from budgets_linebalance b
               where b.district_id = l.district_id and b.line_id = l.id and b.transactions > 0)
       or exists (select 1 from budgets_reportedbalance r
                  where r.district_id = l.district_id and r.line_id = l.id and r.import_id = any(%(loads)s)))
"""
# What stands as the newest word already is not said twice.
KEEP = """
with newest as (
    select distinct on (r.line_id, r.measure) r.line_id, r.measure, r.as_of, r.amount
    from budgets_reportedbalance r
    join budgets_import i on i.district_id = r.district_id and i.id = r.import_id and i.state = 'published'
    where r.district_id = %(district)s and i.fiscal_year_id = %(year)s
    order by r.line_id, r.measure, r.as_of desc, i.number desc
)
insert into budgets_reportedbalance (district_id, line_id, measure, as_of, amount, import_id)
select %(district)s, s.line_id, s.measure, %(as_of)s, s.amount, %(batch)s
from staged_report s left join newest n using (line_id, measure)
where (n.as_of, n.amount) is distinct from (%(as_of)s::date, s.amount)
order by s.line_id, s.measure
"""
UNCHANGED = """
select count(*) from budgets_transaction t join staged_report s on s.line_id = t.line_id and s.measure = t.measure
where t.district_id = %(district)s and t.kind = 'unitemized' and t.superseded_by_import_id is null
  and t.import_id <> %(batch)s
"""


@dataclass(frozen=True, slots=True)
class Reports:
    """How many figures the report gives, zeros for lines that it leaves out included; and how many were new."""

    count: int
    new: int

    @property
    def unchanged(self) -> int:
        return self.count - self.new


def day_of(request: Request, said: date | None, year: FiscalYear, today: date) -> tuple[date, bool]:
    """The day of a balance report: as asked for, as the file says, else today or the year's last day. Whether it is
    only supposed."""
    if request.as_of or said:
        return request.as_of or said or today, False
    return min(max(today, year.starts_on), year.ends_on), True


def keep_reports(*, batch: Import, as_of: date, zeros: bool, values: dict[str, Any]) -> Reports:
    """Keeps what the staged report says that is new. `zeros`: lines that it does not name are reported as zero."""
    values = {**values, "year": batch.fiscal_year_id, "as_of": as_of}
    with connection.cursor() as cursor:
        cursor.execute(STAGE_REPORT)
        if zeros:
            cursor.execute(ADD_ZEROS, values)
        cursor.execute("analyze staged_report")
        cursor.execute("select count(*) from staged_report")
        (count,) = cursor.fetchone()
        cursor.execute(KEEP, values)
        return Reports(count, cursor.rowcount)


def confirmed_rows(values: dict[str, Any]) -> int:
    """How many `unitemized` rows of earlier loads the report leaves as they are; after they were itemized again."""
    with connection.cursor() as cursor:
        cursor.execute(UNCHANGED, values)
        return int(cursor.fetchone()[0])
