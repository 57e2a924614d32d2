"""Finding a district before its scope can be entered."""

from accounts.models import District


def district_by_slug(slug: str) -> District | None:
    """The district of this address name, or None."""
    return District.objects.filter(slug=slug).first()
