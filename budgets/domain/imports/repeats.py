"""Rows of a file that the ledger has already, where nothing ties a row to its file: a person decides."""

from django.db import connection

from budgets.domain.imports.difference import REPEATED, Difference
from budgets.domain.imports.request import Request
from budgets.domain.profiles import Problems
from budgets.domain.profiles.problems import LISTED

POST, SKIP = "post", "skip"


def refuse_repeats(request: Request, difference: Difference, problems: Problems) -> None:
    """Names every row that equals one in the ledger, unless it was said what to do with them."""
    if request.repeats:
        return
    with connection.cursor() as cursor:
        cursor.execute(REPEATED, {**difference.values, "limit": LISTED})
        found = cursor.fetchall()
    for file, row, measure, _ in found:
        problems.add(
            f"the same {measure} is in the ledger already; say whether such rows are posted (--repeats post) or left"
            " out (--repeats skip)",
            file=request.files[file].name,
            row=row,
        )
    if found:
        problems.count += found[0][3] - len(found)
