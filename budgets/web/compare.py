"""Two to four budgets side by side, as a page and as a file."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponseBase

from accounts.models import District
from budgets.choices import UnitKind
from budgets.models import Unit
from budgets.queries.controls import Control
from budgets.queries.side_by_side import FEWEST, MOST, Beside, SideBySide, chosen_units, side_by_side, worst_of
from budgets.queries.totals import Totals
from budgets.queries.unit_page import Group, UnitPage
from budgets.reports.table import Column, Kind, Row, Table
from budgets.web.links import entries_url, unit_url, unit_word
from budgets.web.pages import BudgetView
from budgets.web.rows import group_why
from budgets.web.tables import DECIDE, FIGURES, SET_ASIDE, figures, heading
from budgets.web.tags import verdict_words
from budgets.web.take import file_name
from budgets.web.units_view import FIGURES as SHOWN

COLUMNS = (
    Column("Money", Kind.TEXT, 22),
    Column("Purpose or source"),
    Column("Budget"),
    Column("Code", Kind.CODE, 12),
    *FIGURES,
    Column("Status", Kind.TEXT, 24),
    Column("Why", Kind.TEXT, 40),
)


@dataclass(frozen=True, slots=True)
class Cell:
    """One figure of one unit, and the entries that make it."""

    measure: str
    words: str
    value: Any
    url: str


@dataclass(frozen=True, slots=True)
class UnitCell:
    """What one unit has of something: its figures and its status; none of it where it has no line."""

    unit: Unit
    url: str
    totals: Totals | None
    cells: tuple[Cell, ...] = ()
    control: Control | None = None
    why: str = ""


class CompareView(BudgetView):
    """Those units that the address names, else all of the person's where they are few."""

    def get(self, request: HttpRequest) -> HttpResponseBase:
        year = self.year()
        if year is None:
            return self.nothing_loaded()
        words = list(dict.fromkeys(request.GET.getlist("unit")))
        units = chosen_units(self.membership, words, self.today)
        # Somebody else's and one that does not exist are the same: not among those that may be seen.
        if len(units) < len(words[: MOST + 1]):
            raise Http404
        if not FEWEST <= len(units) <= MOST:
            if self.wanted:
                raise Http404
            return self.budget_page("budgets/compare.html", year, {"fewest": FEWEST, "most": MOST})
        found = side_by_side(units, year, self.membership, self.today)
        if self.wanted:
            return self.take(compare_table(found, self.district))
        share = found.pages[0].window.share_of_year if year.is_open else None
        context = compare_context(found, self.district, self.query_of(year))
        return self.budget_page("budgets/compare.html", year, context | {"share": share})


def compare_context(found: SideBySide, district: District, query: str) -> dict[str, Any]:
    """What `budgets/compare.html` shows."""

    def cell(page: UnitPage, totals: Totals, group: Group | None, **words: str) -> UnitCell:
        own = {"unit": unit_word(page.unit)} | words
        cells = tuple(
            Cell(measure, name, getattr(totals, measure), entries_url(district, own | {"measure": measure}, query))
            for measure, name in SHOWN
        )
        control = group.worst if group else worst_of(page)
        return UnitCell(page.unit, url(page), totals, cells, control, group_why(group) if group else "")

    def url(page: UnitPage) -> str:
        return unit_url(district, page.unit) + query

    def beside(rows: tuple[Beside, ...]) -> list[tuple[Beside, list[UnitCell]]]:
        return [
            (
                row,
                [
                    cell(page, group.totals, group, **group.words) if group else UnitCell(page.unit, url(page), None)
                    for page, group in zip(found.pages, row.groups, strict=True)
                ],
            )
            for row in rows
        ]

    return {
        "units": [cell(page, page.decide, None, decide="1") for page in found.pages],
        "purposes": beside(found.purposes),
        "set_aside": beside(found.set_aside),
        "fresh": found.pages[0].fresh,
    }


def compare_table(found: SideBySide, district: District) -> Table:
    """Every purpose and source of every unit; then what each unit can decide on. Nothing is added over units."""
    first = found.pages[0]
    names = [page.unit.name or page.unit.code for page in found.pages]
    return Table(
        file_name("side-by-side", *(page.unit.code for page in found.pages), first.year.label),
        heading(
            district,
            first.year,
            first.fresh,
            title="Side by side",
            shows=f"{', '.join(names)}. Nothing is added over budgets, nor over set-aside sources.",
        ),
        COLUMNS,
        _rows(found),
    )


def _rows(found: SideBySide) -> Iterator[Row]:
    for part, rows in ((DECIDE, found.purposes), (SET_ASIDE, found.set_aside)):
        for row in rows:
            for page, group in zip(found.pages, row.groups, strict=True):
                if group is not None:
                    status = verdict_words(group.worst) if group.worst else ""
                    yield Row((part, row.name, *_named(page), *figures(group.totals), status, group_why(group)))
    for page in found.pages:
        control = worst_of(page)
        status = verdict_words(control) if control else ""
        why = f"{control.name}: {control.pace.reason}" if control and control.pace.asks else ""
        yield Row((f"{DECIDE}: total", None, *_named(page), *figures(page.decide), status, why), is_total=True)


def _named(page: UnitPage) -> tuple[str, str]:
    kind = "" if page.unit.kind == UnitKind.SITE else " (department)"
    return f"{page.unit.name}{kind}", page.unit.code
