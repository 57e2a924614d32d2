"""The way from a signed-in person to their districts."""

from accounts.models import Membership, User


def membership_in(user: User, slug: str) -> Membership | None:
    """The person's active membership in the district of that address, with it; None for strangers. One statement."""
    return (
        Membership.objects.select_related("district", "user")
        .filter(user=user.pk, district__slug=slug, is_active=True)
        .first()
    )


def memberships_of(user: User) -> list[Membership]:
    """All districts of a person, by name."""
    return list(
        Membership.objects.select_related("district").filter(user=user.pk, is_active=True).order_by("district__name")
    )
