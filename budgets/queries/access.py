"""Who sees what: the one place that turns a membership into units and lines. Every read of money starts here."""

import json
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from accounts.models import Membership
from accounts.permissions import Act, may
from balance.reading import read
from budgets.choices import LOOKING_ROLES, AssignmentRole
from budgets.models import Assignment, Line, Unit
from budgets.queries.imports import standing


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody of the district, for a page that names them."""

    name: str
    email: str
    since: date | None = None


@dataclass(frozen=True, slots=True)
class MyUnit:
    """A unit that the asking member is assigned to, and as what."""

    kind: str
    code: str
    name: str
    role: str


@dataclass(frozen=True, slots=True)
class UnitAccess:
    """A unit, who owns it, and whether the asking member may see it; `mine` are all units assigned to that member."""

    unit: Unit
    may_see: bool
    owners: tuple[Person, ...]
    roles: frozenset[str]
    mine: tuple[MyUnit, ...] = ()


def current_on(today: date) -> Q:
    """Assignments that hold on that day."""
    return (Q(starts_on=None) | Q(starts_on__lte=today)) & (Q(ends_on=None) | Q(ends_on__gte=today))


# The same as units_visible_to, of a unit `u`; `everything` is Act.SEE_ALL_UNITS.
VISIBLE = """u.is_active and (%(everything)s::bool or u.supervisor_id = %(membership)s or exists (
    select 1 from budgets_assignment a
    where a.district_id = u.district_id and a.unit_id = u.id and a.membership_id = %(membership)s
      and (a.starts_on is null or a.starts_on <= %(today)s) and (a.ends_on is null or a.ends_on >= %(today)s)))"""


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
        return Line.objects.filter(standing())
    visible = units_visible_to(membership, today).values("pk")
    return Line.objects.filter(standing()).filter(Q(site__in=visible) | Q(department__in=visible))


# Who is assigned on that day, in the order in which they came.
PEOPLE = """
(select coalesce(jsonb_agg(jsonb_build_object('membership', a.membership_id, 'role', a.role, 'since', a.starts_on,
                                              'name', p.name, 'email', p.email)
                           order by a.starts_on nulls first, a.id), '[]')
 from budgets_assignment a
 join accounts_membership m on m.district_id = a.district_id and m.id = a.membership_id
 join accounts_user p on p.id = m.user_id
 where a.district_id = u.district_id and a.unit_id = u.id
   and (a.starts_on is null or a.starts_on <= %(today)s) and (a.ends_on is null or a.ends_on >= %(today)s))
"""


def owners_in(people: str) -> tuple[Person, ...]:
    """The owners among what PEOPLE found, as it came: JSON text."""
    return tuple(
        Person(item["name"], item["email"], date.fromisoformat(item["since"]) if item["since"] else None)
        for item in json.loads(people)
        if item["role"] == AssignmentRole.OWNER
    )


MINE = """
(select coalesce(jsonb_agg(jsonb_build_object('kind', o.kind, 'code', o.code, 'name', o.name, 'role', a.role)
                           order by o.kind desc, lower(o.name), o.id), '[]')
 from budgets_assignment a join budgets_unit o on o.district_id = a.district_id and o.id = a.unit_id and o.is_active
 where a.district_id = %(district)s and a.membership_id = %(membership)s
   and (a.starts_on is null or a.starts_on <= %(today)s) and (a.ends_on is null or a.ends_on >= %(today)s))
"""
UNIT = f"""
select u.id, u.kind, u.code, u.name, u.is_active, u.supervisor_id, {PEOPLE}, {MINE}
from budgets_unit u
where u.district_id = %(district)s and u.kind = %(kind)s and u.code = %(code)s
"""


def unit_access(membership: Membership, kind: str, code: str, today: date) -> UnitAccess | None:
    """The unit of this kind and code with its people, or None when there is none. One statement."""
    for pk, found_kind, found_code, name, is_active, supervisor, people, units in read(
        UNIT, kind=kind, code=code, today=today, membership=membership.pk
    ):
        unit = Unit(pk=pk, kind=found_kind, code=found_code, name=name, is_active=is_active, supervisor_id=supervisor)
        mine = frozenset(item["role"] for item in json.loads(people) if item["membership"] == membership.pk)
        sees_all = may(membership.role, Act.SEE_ALL_UNITS)
        may_see = sees_all or (is_active and (bool(mine) or supervisor == membership.pk))
        return UnitAccess(unit, may_see, owners_in(people), mine, tuple(MyUnit(**each) for each in json.loads(units)))
    return None


def may_mark_right(membership: Membership, access: UnitAccess) -> bool:
    """Whether this member may say that an item of the unit is right: its owners, its assistants, the office."""
    if not access.may_see or not may(membership.role, Act.MARK_RIGHT):
        return False
    return may(membership.role, Act.SEE_ALL_UNITS) or bool(access.roles.intersection(LOOKING_ROLES))
