"""Addresses of units and lines: stable, so that they can be bookmarked and mailed."""

from django.urls import reverse

from accounts.models import District
from budgets.choices import UnitKind
from budgets.models import Unit


def unit_url(district: District, unit: Unit) -> str:
    """The page of a site or department."""
    return reverse("site" if unit.kind == UnitKind.SITE else "department", args=[district.slug, unit.code])


def line_url(district: District, code: str) -> str:
    """The page of an account line; the code is percent-encoded."""
    return reverse("line", args=[district.slug, code])
