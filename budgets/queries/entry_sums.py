"""What all entries of a filter add up to.

Sums and rows are of the same rows of the journal, so they agree. Where a filter only picks lines and a figure, the sums
are the balances that the triggers keep: they cost the same for a hundred rows as for millions.
"""

from dataclasses import dataclass
from decimal import Decimal

from balance.money import ZERO, from_cents
from budgets.choices import Measure
from budgets.queries.entry_question import Question
from budgets.queries.entry_sql import HITS, read_where
from budgets.queries.totals import Totals

# More rows than this are not added up while somebody waits.
MOST_ADDED = 400_000
MOST_COUNTED = 5_000


@dataclass(frozen=True, slots=True)
class Sums:
    """What all entries of a filter add up to, in dollars. `entries` is None where they were not counted."""

    budgeted: Decimal = ZERO
    spent: Decimal = ZERO
    promised: Decimal = ZERO
    requested: Decimal = ZERO
    entries: int | None = None

    def total(self, measure: str, *, requests_reduce_left: bool) -> Decimal:
        """The figure of that name, made of these sums."""
        held = self.requested if requests_reduce_left else ZERO
        if measure in ("left", "available"):
            return self.budgeted - self.spent - self.promised - held
        if measure in ("original", "revised"):
            return self.budgeted
        return {"requested": self.requested, "expended": self.spent}.get(measure, self.promised)


SUMS = f"""
with hit as materialized ({HITS} limit %(most)s)
select measure, count(*), sum(amount)::bigint,
       case when (select count(*) from hit) <= %(counted)s
            then (select count(*) from (select distinct d, batch, row, part, line_id from hit) e) end
from hit group by measure
"""


def sums_of(question: Question) -> Sums | None:
    """What all of them add up to; None where they are more than may be added up while somebody waits.

    At most one statement; none where the balances of the lines say it.
    """
    if not question.entry_filter.is_of_rows and question.scope is not None:
        return _of_balances(question.scope.totals, question.entry_filter.measure)
    values = question.values | {"most": MOST_ADDED + 1, "counted": MOST_COUNTED}
    found = read_where(SUMS, prepare=question.keeps_plan, **values)
    if sum(count for _, count, *_ in found) > MOST_ADDED:
        return None
    amounts = {measure: from_cents(cents) for measure, _, cents, _ in found}
    return Sums(
        budgeted=amounts.get(Measure.BUDGET, ZERO),
        spent=amounts.get(Measure.EXPENDITURE, ZERO),
        promised=amounts.get(Measure.ENCUMBRANCE, ZERO),
        requested=amounts.get(Measure.REQUEST, ZERO),
        entries=found[0][3] if found else 0,
    )


def _of_balances(totals: Totals, measure: str) -> Sums:
    """The sums of the rows that a figure is made of, as the balances have them; of all rows without a figure."""
    held = totals.requested if totals.requests_reduce_left else ZERO
    of_figure = {
        "": Sums(totals.revised, totals.expended, totals.encumbered, totals.requested),
        "original": Sums(budgeted=totals.original),
        "revised": Sums(budgeted=totals.revised),
        "expended": Sums(spent=totals.expended),
        "requested": Sums(requested=totals.requested),
        "left": Sums(totals.revised, totals.expended, totals.open_orders, held),
        "available": Sums(totals.revised, totals.expended, totals.encumbered, held),
    }
    return of_figure.get(measure) or Sums(promised=getattr(totals, measure))
