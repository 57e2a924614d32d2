"""From figures to what a template shows: words, days and links. No figure is made here."""

from typing import Any

from budgets.choices import AssignmentRole
from budgets.queries.access import UnitAccess
from budgets.queries.controls import Control
from budgets.queries.pace import Window
from budgets.queries.unit_page import UnitPage
from budgets.queries.years import Year

# So many lines stand open; of more, those of the first purpose and of each that asks for a look.
FEW_LINES = 12


def unit_context(page: UnitPage, access: UnitAccess) -> dict[str, Any]:
    """What `budgets/unit.html` shows beside the page's figures."""
    return {
        "page": page,
        "unit": page.unit,
        "fresh": page.fresh,
        "owners": access.owners,
        "is_owner": bool(access.roles & {AssignmentRole.OWNER, AssignmentRole.ASSISTANT}),
        "lines_note": f"{page.line_count} line{'' if page.line_count == 1 else 's'}",
        "opens_all": page.line_count <= FEW_LINES,
        **window_context(page.window, page.year),
        "shortage": -page.decide.left,
    }


def window_context(window: Window, year: Year) -> dict[str, Any]:
    """The time to order, in days; the share of the year only while it runs."""
    return {
        "window": window,
        "days_to_order": (window.last_order_on - window.today).days,
        "share": window.share_of_year if year.is_open else None,
        "starts": f"{year.row.starts_on:%b} {year.row.starts_on.day}",
        "ends": f"{year.row.ends_on:%b} {year.row.ends_on.day}",
    }


def pool_name(control: Control) -> str:
    """A pool's name as it reads in a sentence."""
    return control.name if "pool" in control.name.lower() else f"{control.name} pool"
