"""A few units beside each other: the figures of their own pages, purpose by purpose. Nothing is added over units."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from accounts.models import Membership
from accounts.permissions import Act, may
from balance.reading import read
from budgets.models import Unit
from budgets.queries.controls import Control, worst
from budgets.queries.overview_state import VISIBLE
from budgets.queries.unit_page import Group, UnitPage, unit_pages
from budgets.queries.years import Year

FEWEST, MOST = 2, 4


@dataclass(frozen=True, slots=True)
class Beside:
    """One purpose, or one set-aside source, with what each unit has of it, in the order of the units; None: no line."""

    name: str
    icon: str
    groups: tuple[Group | None, ...]


@dataclass(frozen=True, slots=True)
class SideBySide:
    """The units' own pages; `purposes` and `set_aside` in the district's order."""

    pages: tuple[UnitPage, ...]
    purposes: tuple[Beside, ...]
    set_aside: tuple[Beside, ...]


CHOSEN = f"""
select u.id, u.kind, u.code, u.name, u.area from budgets_unit u
where u.district_id = %(district)s and {VISIBLE}
  and (cardinality(%(words)s::text[]) = 0 or u.kind || '-' || u.code = any(%(words)s::text[]))
order by array_position(%(words)s::text[], (u.kind || '-' || u.code)::text), u.kind desc, lower(u.name), u.id
limit %(most)s
"""


def chosen_units(membership: Membership, words: Sequence[str], today: date) -> list[Unit]:
    """Those of the named units (`site-214`) that the person may see, in that order; without names, all of the person's.

    At most one more than may stand side by side. One statement.
    """
    everything = may(membership.role, Act.SEE_ALL_UNITS)
    found = read(CHOSEN, words=list(words), membership=membership.pk, everything=everything, today=today, most=MOST + 1)
    return [Unit(pk=pk, kind=kind, code=code, name=name, area=area) for pk, kind, code, name, area in found]


def side_by_side(units: Sequence[Unit], year: Year, membership: Membership, today: date) -> SideBySide:
    """Four statements."""
    pages = unit_pages(units, year, membership.district, today)
    return SideBySide(
        tuple(pages),
        _beside([page.groups for page in pages]),
        _beside([page.set_aside_groups for page in pages]),
    )


def _beside(parts: Sequence[Sequence[Group]]) -> tuple[Beside, ...]:
    """Groups of one purpose or source stand together, in the order of a unit's page."""
    order: dict[str, tuple[int, Group]] = {}
    for groups in parts:
        for group in groups:
            order.setdefault(group.key, (_position(group), group))
    by_key = [{group.key: group for group in groups} for groups in parts]
    return tuple(
        Beside(first.name, first.icon, tuple(found.get(key) for found in by_key))
        for key, (_, first) in sorted(order.items(), key=lambda each: (each[1][0], each[1][1].name))
    )


def _position(group: Group) -> int:
    purpose = group.lines[0].row.purpose
    if group.lines[0].row.source is not None:
        return 1000
    return purpose.position if purpose is not None else 2000


def worst_of(page: UnitPage) -> Control | None:
    """The pool or line of a unit that asks most for a look."""
    views = [view for group in (*page.groups, *page.set_aside_groups) for view in group.lines]
    return worst({view.control.key: view.control for view in views}.values())
