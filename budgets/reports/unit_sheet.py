"""One unit on one Letter page, for a meeting of two, a binder or a wall; on a screen the same sheet is a page.

It never becomes two pages: with more to show the type gets smaller, then the longest lists are cut and say so. What
can be decided on may be added up, so a cut purpose stays in "All other purposes"; restricted sources never are.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.template.loader import render_to_string
from django.utils.text import Truncator

from accounts.models import District
from budgets.queries.access import Person
from budgets.queries.totals import Totals, add_up
from budgets.queries.unit_page import UnitPage
from budgets.reports.paper import laid_out, pdf


@dataclass(frozen=True, slots=True)
class Fit:
    """How a sheet is made to fit: the size of its type in points, and at most so many rows and letters of a name."""

    points: str
    rows: int = 1000
    letters: int = 200


# From roomy to crowded; the last fits whatever there is (tests/budgets/reports/test_unit_sheet.py).
FITS = (
    Fit("10.5"),
    Fit("9.5"),
    Fit("8.5"),
    Fit("8", rows=20, letters=90),
    Fit("7.5", rows=12, letters=60),
    Fit("7", rows=8, letters=40),
)


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A purpose or a source in one row, with what is said under its name."""

    name: str
    totals: Totals
    use_by: date | None = None
    is_short: bool = False  # red is for a shortage at the level of control (DESIGN.md, section 6)


def unit_sheet_pdf(
    page: UnitPage, *, district: District, owners: Sequence[Person], worth: Sequence[str], forecast: str = ""
) -> bytes:
    """The one page. `worth` is what is worth a look, worst first, in words; `forecast` a sentence. Raises NoPaper."""
    for fit in FITS[_first(_lines(page, worth)) :]:
        context = sheet_context(page, district=district, owners=owners, worth=worth, forecast=forecast, fit=fit)
        paper = laid_out(render_to_string("reports/unit_sheet.html", context), _style(fit))
        if len(paper.pages) == 1:
            break
    return pdf(paper)


def _style(fit: Fit) -> str:
    return f"@page {{ size: letter }} html {{ font-size: {fit.points}pt }}"


def sheet_context(
    page: UnitPage,
    *,
    district: District,
    owners: Sequence[Person],
    worth: Sequence[str],
    forecast: str = "",
    fit: Fit = FITS[0],
) -> dict[str, Any]:
    """What `reports/_unit_sheet.html` shows."""
    purposes = list(_purposes(page, fit, district))
    sources = [
        SheetRow(_cut(source.name, fit), source.totals, source.use_by, source.totals.left < 0)
        for source in page.set_aside
    ]
    last_order = page.window.last_order_on
    return {
        "district": district,
        "unit_name": _cut(page.unit.name, fit),
        "is_site": page.unit.kind == "site",
        "year": page.year,
        "fresh": page.fresh,
        "owners": _cut(", ".join(owner.name for owner in owners), fit),
        "decide": page.decide,
        "shortage": -page.decide.left,
        "open_order_count": page.open_order_count,
        "last_order_on": last_order if page.year.is_open else None,
        "order_is_over": last_order < page.window.today,
        "purposes": purposes,
        "sources": sources[: fit.rows],
        "more_sources": max(len(sources) - fit.rows, 0),
        "worth": [_cut(words, fit) for words in worth[: fit.rows]],
        "forecast": forecast,
        "density": _density(_lines(page, worth)),
        "share": page.window.share_of_year if page.year.is_open else None,
        "starts": f"{page.year.row.starts_on:%b} {page.year.row.starts_on.day}",
        "ends": f"{page.year.row.ends_on:%b} {page.year.row.ends_on.day}",
        "has_central_pay": page.central_pay is not None,
    }


def _lines(page: UnitPage, worth: Sequence[str]) -> int:
    """About how many lines of a sheet the lists take; a source takes two."""
    return len(page.groups) + 2 * len(page.set_aside) + len(worth)


def _first(lines: int) -> int:
    """Which of FITS is worth a first try: each try takes half a second."""
    return bisect_right((14, 24, 34), lines - 1)


def _density(lines: int) -> str:
    """How small the type is when a browser prints the page: one sheet too, if not for very long lists."""
    return ("", "s", "xs")[bisect_right((16, 28), lines - 1)]


def _purposes(page: UnitPage, fit: Fit, district: District) -> Iterator[SheetRow]:
    shown = page.groups if len(page.groups) <= fit.rows else page.groups[: fit.rows - 1]
    for group in shown:
        control = group.worst.totals if group.worst else group.totals
        yield SheetRow(_cut(group.name, fit), group.totals, is_short=control.left < 0 and not control.unbudgeted)
    if rest := page.groups[len(shown) :]:
        totals = add_up((group.totals for group in rest), requests_reduce_left=district.requests_reduce_left)
        yield SheetRow(f"All other purposes ({len(rest)})", totals)


def _cut(text: str, fit: Fit) -> str:
    return Truncator(text).chars(fit.letters)
