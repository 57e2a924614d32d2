"""The people whom the sign-in page of the demo offers, and no others."""

from collections.abc import Iterable
from dataclasses import dataclass

from accounts.models import District, Membership, User
from balance.tenancy.scope import district_scope
from budgets.models import Assignment

DISTRICTS = ("juniper-bay", "cedar-falls")
PARTS = ("principal", "department", "assistant", "supervisor", "viewer", "office")


@dataclass(frozen=True)
class DemoPerson:
    """One button: who it signs in, their role in words, and what they look after."""

    email: str
    name: str
    role: str
    unit: str


@dataclass(frozen=True)
class DemoDistrict:
    """The buttons of one district, in the order of PARTS."""

    slug: str
    name: str
    people: tuple[DemoPerson, ...]


def demo_districts() -> list[DemoDistrict]:
    """Each demo district that is loaded, with its people. Enters each district's scope in turn."""
    found = District.objects.filter(slug__in=DISTRICTS).in_bulk(field_name="slug")
    return [_with_people(found[slug]) for slug in DISTRICTS if slug in found]


def demo_user(email: str) -> User | None:
    """The person of one button; None for anybody else, whoever they are."""
    if email not in {address for slug in DISTRICTS for address in _addresses(slug)}:
        return None
    return User.objects.filter(email=email, is_active=True).first()


def _addresses(slug: str) -> list[str]:
    return [f"{part}@{slug}.example" for part in PARTS]


def _with_people(district: District) -> DemoDistrict:
    order = _addresses(district.slug)
    members = list(
        Membership.objects.filter(district=district, is_active=True, user__email__in=order).select_related("user")
    )
    with district_scope(district):
        assignments = list(
            Assignment.objects.filter(membership_id__in=[member.pk for member in members])
            .select_related("unit")
            .order_by("unit__name")
        )
    people = [_person(member, assignments) for member in members]
    return DemoDistrict(
        district.slug, district.name, tuple(sorted(people, key=lambda person: order.index(person.email)))
    )


def _person(member: Membership, assignments: Iterable[Assignment]) -> DemoPerson:
    units = [assignment.unit.name for assignment in assignments if assignment.membership_id == member.pk]
    more = f" and {len(units) - 1} more" if len(units) > 1 else ""
    return DemoPerson(member.user.email, member.user.name, member.get_role_display(), units[0] + more if units else "")
