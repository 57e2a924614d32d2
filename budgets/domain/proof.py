"""The nightly proof: a summary that is not what its transactions add up to is an incident, and is put on record. So is
a list of all units that is not what its balances come to."""

import logging
from datetime import date

from accounts.domain.audit import record
from accounts.models import District
from budgets.domain.standings import standings_that_differ
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


def prove_standings(district: District, today: date) -> int:
    """Makes again how every unit stands; returns how many are kept otherwise, which are forgotten."""
    found = standings_that_differ(district, today)
    if found:
        record(by=None, act="standings.differ", subject="district", count=len(found), shown=found[:SHOWN])
        logger.error("%d units are not listed as they stand: %s", len(found), ", ".join(found[:SHOWN]))
    return len(found)
