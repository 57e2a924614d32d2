"""All units that a member may see, with the money that can be decided on; set-wise, however many they are."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Sum

from accounts.models import District, Membership
from balance.money import ZERO
from balance.reading import read
from budgets.choices import AccountType, UnitKind
from budgets.models import Line, Unit
from budgets.queries.access import PEOPLE, Person, owners_in, units_visible_to
from budgets.queries.totals import SUMMED, Totals, add_up
from budgets.queries.unit_lines import decidable
from budgets.queries.years import Year

UNMAPPED_SHOWN = 100


@dataclass(frozen=True, slots=True)
class UnitRow:
    """A unit, who owns it, and its decidable money. Restricted sources are on the unit's own page, never added."""

    unit: Unit
    owners: tuple[Person, ...]
    lines: int
    totals: Totals


@dataclass(frozen=True, slots=True)
class Unmapped:
    """Expenditure lines that no rule gives a site or a department: money that nobody looks after.

    `named` are the code and name of those with most money in them, at most UNMAPPED_SHOWN.
    """

    lines: int
    totals: Totals
    named: tuple[tuple[str, str], ...] = ()


UNITS = f"""
select u.id, u.kind, u.code, u.name, {PEOPLE}
from budgets_unit u where u.district_id = %(district)s and u.id = any(%(units)s)
order by u.kind desc, lower(u.name), u.id
"""


def unit_rows(membership: Membership, district: District, year: Year, today: date) -> list[UnitRow]:
    """Sites first, then departments, by name. At most four statements, whatever the number of units."""
    visible = list(units_visible_to(membership, today).values_list("pk", flat=True))
    units = [
        (Unit(pk=pk, kind=kind, code=code, name=name), owners_in(people))
        for pk, kind, code, name, people in read(UNITS, units=visible, today=today)
    ]
    sums = {
        kind: _sums(district, year, relation, [unit.pk for unit, _ in units if unit.kind == kind])
        for kind, relation in ((UnitKind.SITE, "site"), (UnitKind.DEPARTMENT, "department"))
    }
    nothing = (0, Totals(requests_reduce_left=district.requests_reduce_left))
    return [UnitRow(unit, owners, *sums[UnitKind(unit.kind)].get(unit.pk, nothing)) for unit, owners in units]


def unmapped(district: District, year: Year) -> Unmapped:
    """One statement."""
    rows = Line.objects.filter(
        fiscal_year=year.row,
        account_type=AccountType.EXPENDITURE,
        site=None,
        department=None,
        balance__transactions__gt=0,
    ).values_list("code", "name", *(f"balance__{name}" for name in SUMMED))
    found = [(code, name, Totals(*amounts)) for code, name, *amounts in rows]
    found.sort(key=lambda line: (-line[2].used, line[0]))
    return Unmapped(
        len(found),
        add_up((totals for _, _, totals in found), requests_reduce_left=district.requests_reduce_left),
        tuple((code, name) for code, name, _ in found[:UNMAPPED_SHOWN]),
    )


def _sums(district: District, year: Year, relation: str, unit_ids: Iterable[int]) -> dict[int, tuple[int, Totals]]:
    ids = list(unit_ids)
    if not ids:
        return {}
    rows = (
        Line.objects.filter(decidable(district), fiscal_year=year.row, **{f"{relation}__in": ids})
        .filter(balance__transactions__gt=0)
        .values_list(f"{relation}_id")
        .annotate(Count("pk"), *(Sum(f"balance__{name}") for name in SUMMED))
    )
    return {
        unit_id: (
            count,
            Totals(*(amount or ZERO for amount in amounts), requests_reduce_left=district.requests_reduce_left),
        )
        for unit_id, count, *amounts in rows
    }
