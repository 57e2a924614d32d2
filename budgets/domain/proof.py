"""The nightly proof: a summary that is not what its transactions add up to is an incident, and is put on record."""

import logging

from accounts.domain.audit import record
from budgets.queries.proof import differences

logger = logging.getLogger(__name__)
# Enough to see what is wrong; verify_balances lists them all.
SHOWN = 20


def prove_balances() -> int:
    """Counts the current district's balances again; returns how many differ. Writes nothing when none does."""
    found = differences()
    if found:
        shown = [f"{item.fiscal_year} {item.line} {item.measure}: {item.summary}, not {item.recount}" for item in found]
        record(by=None, act="balances.differ", subject="district", count=len(found), shown=shown[:SHOWN])
        logger.error("%d balances differ from their transactions: %s", len(found), "; ".join(shown[:SHOWN]))
    return len(found)
