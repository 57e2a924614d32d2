"""Rows that nothing ties to their place among the rows of other files. Appended by a blank key, each would replace the
last; of a file that is all of some periods, a row of no period would speak for the rows without one of all files."""

from django.db import connection

from budgets.domain.imports.request import Request
from budgets.domain.profiles import Problems
from budgets.domain.profiles.problems import LISTED

LOOSE = """
select file, row, count(*) over () from staged
where kind <> 'reported' and {}
group by file, row order by file, row limit %(limit)s
"""
# The account alone names no row among those of other files.
WITHOUT_KEY = LOOSE.format("""
      not ('document' = any(%(key)s) and coalesce(document, '') <> '')
  and not ('order_number' = any(%(key)s) and coalesce(order_number, '') <> '')
  and not ('posted_on' = any(%(key)s) and posted_on is not null)
  and not ('period' = any(%(key)s) and period is not null)
  and not ('vendor' = any(%(key)s) and vendor is not null)
  and not ('description' = any(%(key)s) and coalesce(description, '') <> '')
""")
WITHOUT_PERIOD = LOOSE.format("period is null")


def check_keys(request: Request, problems: Problems) -> None:
    """Every row to be appended by key must have one; a key of the account alone is had by all. Every row of a file
    that replaces periods must have a period: the day does not say it (domain 2.8)."""
    load, limit = request.profile.load, {"limit": LISTED}
    with connection.cursor() as cursor:
        if load.mode == "append" and load.by == "key" and load.key != ("line",):
            cursor.execute(WITHOUT_KEY, {"key": list(load.key), **limit})
            reason = "has no key by which it could be appended"
        elif load.window == "periods":
            cursor.execute(WITHOUT_PERIOD, limit)
            reason = "has no period, so that it is not known which periods the file is all of"
        else:
            return
        found = cursor.fetchall()
    for file, row, _ in found:
        problems.add(reason, file=request.files[file].name, row=row)
    if found:
        problems.count += found[0][2] - len(found)
