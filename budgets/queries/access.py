"""Who sees what: the one place that turns a membership into units and lines. Every read of money starts here."""

from dataclasses import dataclass
from datetime import date

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import JSONObject

from accounts.models import Membership
from accounts.permissions import Act, may
from budgets.choices import AssignmentRole
from budgets.models import Assignment, Line, Unit


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody of the district, for a page that names them."""

    name: str
    email: str
    since: date | None = None

    @classmethod
    def from_json(cls, item: dict[str, str]) -> "Person":
        """From the rows that `people_of` makes."""
        return cls(item["name"], item["email"], date.fromisoformat(item["since"]) if item["since"] else None)


@dataclass(frozen=True, slots=True)
class UnitAccess:
    """A unit, who owns it, and whether the asking member may see it."""

    unit: Unit
    may_see: bool
    owners: tuple[Person, ...]
    roles: frozenset[str]


def current_on(today: date) -> Q:
    """Assignments that hold on that day."""
    return (Q(starts_on=None) | Q(starts_on__lte=today)) & (Q(ends_on=None) | Q(ends_on__gte=today))


def units_visible_to(membership: Membership, today: date) -> QuerySet[Unit]:
    """The units this member may open: all for the central office, else those assigned to them or supervised."""
    units = Unit.objects.filter(is_active=True)
    if may(membership.role, Act.SEE_ALL_UNITS):
        return units
    mine = Assignment.objects.filter(current_on(today), membership=membership.pk, unit=OuterRef("pk"))
    return units.filter(Exists(mine) | Q(supervisor=membership.pk))


def lines_visible_to(membership: Membership, today: date) -> QuerySet[Line]:
    """The account lines of those units, over both dimensions; all, mapped or not, for the central office."""
    if may(membership.role, Act.SEE_ALL_UNITS):
        return Line.objects.all()
    visible = units_visible_to(membership, today).values("pk")
    return Line.objects.filter(Q(site__in=visible) | Q(department__in=visible))


def unit_access(membership: Membership, kind: str, code: str, today: date) -> UnitAccess | None:
    """The unit of this kind and code with its people, or None when there is none. One statement."""
    unit = (
        Unit.objects.select_related("analyst__user", "supervisor__user")
        .annotate(people=people_of(OuterRef("pk"), today))
        .filter(kind=kind, code=code)
        .first()
    )
    if unit is None:
        return None
    mine = frozenset(item["role"] for item in unit.people if item["membership"] == membership.pk)
    owners = tuple(Person.from_json(item) for item in unit.people if item["role"] == AssignmentRole.OWNER)
    sees_all = may(membership.role, Act.SEE_ALL_UNITS)
    may_see = sees_all or (unit.is_active and (bool(mine) or unit.supervisor_id == membership.pk))
    return UnitAccess(unit, may_see, owners, mine)


def people_of(unit: OuterRef, today: date) -> ArraySubquery:
    """An annotation: who is assigned to that unit on that day, in the order in which they came."""
    assigned = (
        Assignment.objects.filter(current_on(today), unit=unit)
        .order_by(F("starts_on").asc(nulls_first=True), "pk")
        .annotate(
            person=JSONObject(
                membership="membership_id",
                role="role",
                since="starts_on",
                name="membership__user__name",
                email="membership__user__email",
            )
        )
    )
    return ArraySubquery(assigned.values("person"))
