"""Addresses of units and lines: stable, so that they can be bookmarked and mailed."""

from functools import cache
from urllib.parse import quote

from django.urls import reverse

from accounts.models import District
from budgets.choices import UnitKind
from budgets.models import Unit


def unit_url(district: District, unit: Unit) -> str:
    """The page of a site or department."""
    return reverse("site" if unit.kind == UnitKind.SITE else "department", args=[district.slug, unit.code])


def line_url(district: District, code: str) -> str:
    """The page of an account line; the code is percent-encoded. A page shows hundreds: one look-up serves them all."""
    return f"{_lines_of(district.slug)}{quote(code, safe='')}/"


@cache
def _lines_of(slug: str) -> str:
    return reverse("line", args=[slug, "-"]).removesuffix("-/")
