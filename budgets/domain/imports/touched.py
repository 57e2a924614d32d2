"""Lines that a load touches are itemized again, where a balance report speaks of them."""

from django.db import connection

from budgets.domain.reported import Itemized, has_reports, itemize_touched
from budgets.models import Import

TOUCH = """
create temp table touched_line on commit drop as
select line_id from staged_report
union select line_id from staged_difference where n > 0 or %(withdraws)s
union select line_id from file_row where %(everything)s
"""


def itemize_after(batch: Import, *, everything: bool, withdraws: bool) -> Itemized:
    """`everything`: all rows of the files were posted; else those that differ; `withdraws`: others were superseded."""
    if not has_reports(batch.fiscal_year):
        return Itemized(0, 0)
    with connection.cursor() as cursor:
        cursor.execute(TOUCH, {"everything": everything, "withdraws": withdraws})
    return itemize_touched(batch)
