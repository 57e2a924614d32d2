"""Money with its own clock: how much of an award's time has gone, and what is lost when it ends (domain 2.10)."""

from datetime import date
from decimal import Decimal

from balance.money import ZERO, round_to_cents
from budgets.models import Source
from budgets.queries.calendar import share_gone


def clock_gone(starts_on: date | None, use_by: date | None, today: date) -> Decimal | None:
    """The share of an award's own window that has gone, between 0 and 1; None without both dates."""
    return share_gone(today, starts_on, use_by) if starts_on and use_by else None


def carry_over_cap(source: Source) -> Decimal | None:
    """What the district may carry over: a share of its allocation. None where nothing is capped.

    The cap is on the district's allocation, never on one school's part of it, and not on small allocations.
    """
    if source.allocation is None or source.carry_over_cap_pct is None:
        return None
    if source.cap_from is not None and source.allocation < source.cap_from:
        return None
    return round_to_cents(source.allocation * source.carry_over_cap_pct / 100)


def at_risk(forecast_left: Decimal, cap: Decimal | None) -> Decimal:
    """What would be lost of the money forecast to be left at the end: the part above the cap, or nothing."""
    return ZERO if cap is None else max(forecast_left - cap, ZERO)
