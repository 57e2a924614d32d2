"""All units that a member may see, with the money that can be decided on. Two statements beside the units."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, OuterRef, Sum
from django.db.models.functions import Lower

from accounts.models import District, Membership
from balance.money import ZERO
from budgets.choices import AccountType, AssignmentRole, UnitKind
from budgets.models import Line, Unit
from budgets.queries.access import Person, people_of, units_visible_to
from budgets.queries.totals import SUMMED, Totals
from budgets.queries.unit_lines import decidable
from budgets.queries.years import Year


@dataclass(frozen=True, slots=True)
class UnitRow:
    """A unit, who owns it, and its decidable money. Restricted sources are on the unit's own page, never added."""

    unit: Unit
    owners: tuple[Person, ...]
    lines: int
    totals: Totals


@dataclass(frozen=True, slots=True)
class Unmapped:
    """Expenditure lines that no rule gives a site or a department, as a whole: money that nobody looks after."""

    lines: int
    totals: Totals


def unit_rows(membership: Membership, district: District, year: Year, today: date) -> list[UnitRow]:
    """Sites first, then departments, by name."""
    units = (
        units_visible_to(membership, today)
        .annotate(people=people_of(OuterRef("pk"), today))
        .order_by("-kind", Lower("name"), "pk")
    )
    visible = list(units)
    sums = {
        kind: _sums(district, year, relation, [unit.pk for unit in visible if unit.kind == kind])
        for kind, relation in ((UnitKind.SITE, "site"), (UnitKind.DEPARTMENT, "department"))
    }
    nothing = (0, Totals(requests_reduce_left=district.requests_reduce_left))
    return [UnitRow(unit, _owners(unit), *sums[UnitKind(unit.kind)].get(unit.pk, nothing)) for unit in visible]


def unmapped(district: District, year: Year) -> Unmapped:
    """One statement."""
    lines = Line.objects.filter(
        fiscal_year=year.row,
        account_type=AccountType.EXPENDITURE,
        site=None,
        department=None,
        balance__transactions__gt=0,
    )
    count, *amounts = lines.aggregate(Count("pk"), *(Sum(f"balance__{name}") for name in SUMMED)).values()
    return Unmapped(
        count, Totals(*(amount or ZERO for amount in amounts), requests_reduce_left=district.requests_reduce_left)
    )


def _owners(unit: Unit) -> tuple[Person, ...]:
    people = unit.people  # type: ignore[attr-defined]
    return tuple(Person.from_json(item) for item in people if item["role"] == AssignmentRole.OWNER)


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
