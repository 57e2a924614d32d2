"""Addresses of units and lines: stable, so that they can be bookmarked and mailed."""

from collections.abc import Mapping, Sequence
from functools import cache
from urllib.parse import quote, urlencode

from django.urls import reverse

from accounts.models import District
from budgets.choices import UnitKind
from budgets.models import Unit
from budgets.queries.entries import At
from budgets.queries.entry_filter import WORDS, EntryFilter
from budgets.queries.line_entries import Place

# The figures of a unit or line, in the order of pages.
SHOWN = ("revised", "expended", "open_orders", "left", "requested")


def unit_url(district: District, unit: Unit) -> str:
    """The page of a site or department."""
    return unit_address(district, unit.kind, unit.code)


def unit_address(district: District, kind: str, code: str) -> str:
    """The same, for a unit of which only kind and code are known."""
    return reverse("site" if kind == UnitKind.SITE else "department", args=[district.slug, code])


def unit_part_url(district: District, unit: Unit, part: str) -> str:
    """A part of a unit: `history`, `right`."""
    kind = "site" if unit.kind == UnitKind.SITE else "department"
    return reverse(f"{kind}_{part}", args=[district.slug, unit.code])


def line_url(district: District, code: str) -> str:
    """The page of an account line; the code is percent-encoded. A page shows hundreds: one look-up serves them all."""
    return f"{_lines_of(district.slug)}{quote(code, safe='')}/"


def find_url(district: District, entry_filter: EntryFilter, **more: str | int) -> str:
    """The entries of a filter: what opens a figure to the rows that make it. `more` is further words, such as `fy`."""
    return place_of("find", district.slug) + entry_filter.to_query(**more)


def entries_url(district: District, words: Mapping[str, str], year_query: str = "") -> str:
    """The same, by words that we made ourselves: a page has dozens, and none needs reading first. Empty ones say
    nothing; `year_query` is `?fy=2026` or nothing."""
    said = {name: words[name] for name in sorted(words, key=WORDS.index) if words[name]}
    fy = year_query.removeprefix("?fy=")
    return f"{place_of('find', district.slug)}?{urlencode({**said, 'fy': fy} if fy else said)}"


def figure_urls(
    district: District, words: Mapping[str, str], year_query: str, measures: Sequence[str] = SHOWN
) -> dict[str, str]:
    """What opens each figure of the lines that these words find: measure → its entries."""
    [first, *_] = measures
    url = entries_url(district, {**words, "measure": first}, year_query)
    return {measure: url.replace(f"measure={first}", f"measure={measure}") for measure in measures}


def unit_entries_url(district: District, unit: Unit, year_query: str) -> str:
    """The entries of the money that a unit can decide on, to which `&measure=…` adds a figure: a list has hundreds."""
    fy = f"&fy={year_query.removeprefix('?fy=')}" if year_query else ""
    return f"{place_of('find', district.slug)}?unit={quote(unit_word(unit), safe='')}&decide=1{fy}"


def entry_url(district: District, code: str, at: At, fy: int | str = "") -> str:
    """The page of a line from one of its entries on."""
    place = Place(at.on, at.batch, at.row, at.part + 1)
    return f"{line_url(district, code)}?{f'fy={fy}&' if fy else ''}before={place}#tx"


def order_url(district: District, number: str, query: str = "") -> str:
    """The story of one order."""
    return f"{place_of('orders', district.slug)}{quote(number, safe='')}/{query}"


def orders_url(district: District, unit: Unit, query: str = "") -> str:
    """The open orders of one unit."""
    words = f"unit={unit_word(unit)}"
    return f"{place_of('orders', district.slug)}?{f'{query[1:]}&' if query else ''}{words}"


@cache
def place_of(name: str, slug: str) -> str:
    """The address of a page that each district has once: `find`, `orders`, `district_home`."""
    return reverse(name, args=[slug])


@cache
def _lines_of(slug: str) -> str:
    return reverse("line", args=[slug, "-"]).removesuffix("-/")


def unit_word(unit: Unit) -> str:
    """A unit in the filter of a find page: `site-214`."""
    return f"{unit.kind}-{unit.code}"
