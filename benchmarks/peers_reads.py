"""The read that `peers` compares, in a process with Django set up for one ledger: every line with every measure."""

import json
import sys
import time

import django

from balance.reading import read
from balance.tenancy.scope import district_scope
from budgets.choices import Measure

# As the pages read them: from the balances, through the walls, in whole cents.
EVERY = """
select y.year, l.code, b.original, b.revised, b.requested, b.encumbered_carried_in, b.encumbered_activity,
       b.open_orders, b.relief_without_order, b.expended
from budgets_line l
join budgets_linebalance b on b.district_id = l.district_id and b.line_id = l.id
join budgets_fiscalyear y on y.district_id = l.district_id and y.id = l.fiscal_year_id
where l.district_id = %(district)s and b.transactions > 0
"""


def main() -> None:
    """Prints how long each of so many reads took, in milliseconds, and the last one's balances, as JSON."""
    django.setup()
    taken: list[float] = []
    for number in range(int(sys.argv[1]) + 2):
        start = time.perf_counter()
        with district_scope(1):
            rows = read(EVERY)
        if number >= 2:  # the first one prepares it
            taken.append((time.perf_counter() - start) * 1000)
    balances = [
        (f"{year} {code}", measure, cents)
        for year, code, _, revised, requested, carried_in, activity, _, _, expended in rows
        for measure, cents in (
            (Measure.BUDGET, revised),
            (Measure.REQUEST, requested),
            (Measure.ENCUMBRANCE, carried_in + activity),
            (Measure.EXPENDITURE, expended),
        )
        if cents
    ]
    json.dump({"taken": taken, "balances": balances}, sys.stdout)


if __name__ == "__main__":
    main()
