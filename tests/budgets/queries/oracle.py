"""The entries of a line and what was left after each, added up in plain Python from all of its rows."""

from collections import defaultdict
from datetime import date

from balance.money import ZERO
from budgets.choices import Measure
from budgets.models import Transaction


def entries_by_hand(line, *, is_pay, requests_reduce_left):
    """Oldest first: (day, kinds, budgeted, spent, promised, requested, left after).

    An entry is one row of a file; a row without a number stands alone; on pay lines, a measure's sum of the day.
    """
    rows = list(Transaction.objects.filter(line=line, superseded_by=None))
    by_entry = defaultdict(list)
    for row in sorted(rows, key=lambda row: row.id):
        by_entry[_key(row, is_pay)].append(row)
    found, seen = [], []
    for key in sorted(by_entry):
        entry = by_entry[key]
        seen += entry
        moved = [_sum(entry, measure) for measure in ("budget", "expenditure", "encumbrance", "request")]
        kinds = tuple(sorted({row.kind for row in entry}))
        found.append((entry[0].posted_on, kinds, *moved, _left(seen, requests_reduce_left)))
    return found


def _key(row, is_pay):
    day = row.posted_on or date.min
    if is_pay:
        # Budget first, then promised and spent, then requests.
        return day, ["budget", "encumbrance", "request"].index(_of_pay(row.measure))
    return day, row.source_import_id, row.row, 0 if row.row else row.id


def _of_pay(measure):
    return Measure.ENCUMBRANCE if measure == Measure.EXPENDITURE else measure


def _left(rows, requests_reduce_left):
    """Budgeted less spent less the positive residue of each order (domain 2.7)."""
    residues = defaultdict(lambda: ZERO)
    for row in rows:
        if row.measure == Measure.ENCUMBRANCE:
            residues[row.order_number] += row.amount
    promised = sum((residue for residue in residues.values() if residue > 0), ZERO)
    held = _sum(rows, "request") if requests_reduce_left else ZERO
    return _sum(rows, "budget") - _sum(rows, "expenditure") - promised - held


def _sum(rows, measure):
    return sum((row.amount for row in rows if row.measure == measure), ZERO)
