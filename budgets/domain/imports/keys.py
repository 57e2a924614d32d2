"""Rows that a key cannot name: appended by a blank key, each would replace the last."""

from django.db import connection

from budgets.domain.imports.request import Request
from budgets.domain.profiles import Problems
from budgets.domain.profiles.problems import LISTED

# The account alone names no row among those of other files.
BLANK = """
select file, row, count(*) over () from staged
where kind <> 'reported'
  and not ('document' = any(%(key)s) and coalesce(document, '') <> '')
  and not ('order_number' = any(%(key)s) and coalesce(order_number, '') <> '')
  and not ('posted_on' = any(%(key)s) and posted_on is not null)
  and not ('period' = any(%(key)s) and period is not null)
  and not ('vendor' = any(%(key)s) and vendor is not null)
  and not ('description' = any(%(key)s) and coalesce(description, '') <> '')
group by file, row order by file, row limit %(limit)s
"""


def check_keys(request: Request, problems: Problems) -> None:
    """Every row to be appended by key must have one; a key of the account alone is had by all."""
    load = request.profile.load
    if load.mode != "append" or load.by != "key" or load.key == ("line",):
        return
    with connection.cursor() as cursor:
        cursor.execute(BLANK, {"key": list(load.key), "limit": LISTED})
        found = cursor.fetchall()
    for file, row, _ in found:
        problems.add("has no key by which it could be appended", file=request.files[file].name, row=row)
    if found:
        problems.count += found[0][2] - len(found)
