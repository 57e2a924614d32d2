"""What a unit's page says to the person before it: what needs them, what changed, where the year will end."""

from dataclasses import dataclass
from typing import Any

from balance.money import whole_percent
from budgets.choices import AssignmentRole
from budgets.queries.access import MyUnit
from budgets.queries.across import by_fund, by_site
from budgets.queries.changes import Changes
from budgets.queries.findings import Findings
from budgets.queries.looks import Before, LastLook
from budgets.queries.unit_page import SetAside, UnitPage
from budgets.queries.worth_a_look import outlook_of
from budgets.web.links import orders_url, unit_address, unit_part_url
from budgets.web.needs import Here, items_of
from budgets.web.news import change_pots

LAST_YEARS = {1: "like last year", 2: "like the last two", 3: "like the last three"}


@dataclass(frozen=True, slots=True)
class Pot:
    """A set-aside row with its clock in words, and what opens its figures."""

    source: SetAside
    clock_text: str
    days_left: int | None
    opens: dict[str, str]


def desk_context(
    page: UnitPage, findings: Findings, here: Here, *, last: LastLook | None, changes: Changes | None
) -> dict[str, Any]:
    """What `budgets/unit.html` shows of it."""
    items, marked = items_of(findings, here)
    outlook = outlook_of(page)
    return {
        "items": items,
        "marked": marked,
        "more_items": findings.more,
        "right_url": unit_part_url(here.district, here.unit, "right") + here.query,
        "history_url": unit_part_url(here.district, here.unit, "history") + here.query,
        "last_look": last,
        "changes": changes,
        "change_pots": change_pots(changes, here) if changes else [],
        "outlook": outlook,
        "beyond": -outlook.unused if outlook else None,
        "like_years": LAST_YEARS.get(outlook.years, "") if outlook else "",
        "by_site": by_site(page),
        "by_fund": by_fund(page),
        "here": here,
        "pots": [pot_of(source, here) for source in page.set_aside],
        "opens": here.figures({"decide": "1"}),
        "orders_url": orders_url(here.district, here.unit, here.query),
        "opens_central_pay": here.entries(decide="central", measure="revised"),
    }


def pot_of(source: SetAside, here: Here) -> Pot:
    """Days are counted to the last on which it may be used; after it there are none."""
    days = (source.use_by - here.today).days if source.use_by else None
    clock = "" if source.clock_gone is None else whole_percent(source.clock_gone)
    return Pot(source, clock, days if days is not None and days >= 0 else None, here.figures(source.words))


def check_context(before: Before | None, here: Here) -> dict[str, Any]:
    """What `budgets/_check.html` shows. Nothing for who does not look after the unit, and in a year that has ended."""
    if before is None:
        return {}
    return {
        "before": before,
        "may_check": before.may_check(here.today),
        "check_url": unit_part_url(here.district, here.unit, "check"),
        "ask_url": unit_part_url(here.district, here.unit, "ask"),
    }


# With one budget there is nothing to switch to; with many, the list of all is the way.
FEW = range(2, 7)


def switch(mine: tuple[MyUnit, ...], here: Here) -> list[tuple[str, str, str, bool]]:
    """Between the budgets of a person with a few: address, name, as what, and whether it is this one."""
    if len(mine) not in FEW:
        return []
    return [
        (
            unit_address(here.district, unit.kind, unit.code) + here.query,
            unit.name,
            AssignmentRole(unit.role).label,
            (unit.kind, unit.code) == (here.unit.kind, here.unit.code),
        )
        for unit in mine
    ]
