"""The people whom the sign-in page of the demo offers, and no others."""

from collections.abc import Iterable
from dataclasses import dataclass

from accounts.models import District, Membership, User
from balance.demo.people import DISTRICTS, PEOPLE, address
from balance.tenancy.scope import district_scope
from budgets.models import Assignment


@dataclass(frozen=True)
class DemoPerson:
    """One button: whom it signs in, who that is, and what they look after."""

    email: str
    name: str
    who: str
    unit: str


@dataclass(frozen=True)
class DemoDistrict:
    """The buttons of one district, in the order of PEOPLE."""

    slug: str
    name: str
    people: tuple[DemoPerson, ...]


def demo_districts() -> list[DemoDistrict]:
    """Each demo district that is loaded, with its people. Enters each district's scope in turn."""
    found = District.objects.filter(slug__in=DISTRICTS).in_bulk(field_name="slug")
    return [_with_people(found[slug]) for slug in DISTRICTS if slug in found]


def demo_user(email: str) -> User | None:
    """The person of one button; None for anybody else, whoever they are."""
    if email not in {address(part, slug) for slug in DISTRICTS for part, _ in PEOPLE}:
        return None
    return User.objects.filter(email=email, is_active=True).first()


def _with_people(district: District) -> DemoDistrict:
    who = {address(part, district.slug): words for part, words in PEOPLE}
    members = {
        member.user.email: member
        for member in Membership.objects.filter(district=district, is_active=True, user__email__in=who).select_related(
            "user"
        )
    }
    with district_scope(district):
        assignments = list(
            Assignment.objects.filter(membership_id__in=[member.pk for member in members.values()])
            .select_related("unit")
            .order_by("unit__name")
        )
    people = (
        DemoPerson(email, members[email].user.name, words, _units(members[email], assignments))
        for email, words in who.items()
        if email in members
    )
    return DemoDistrict(district.slug, district.name, tuple(people))


def _units(member: Membership, assignments: Iterable[Assignment]) -> str:
    """`Alder Creek Elementary and 5 more`"""
    names = [assignment.unit.name for assignment in assignments if assignment.membership_id == member.pk]
    if not names:
        return ""
    return f"{names[0]} and {len(names) - 1} more" if len(names) > 1 else names[0]
