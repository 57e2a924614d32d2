"""The list of all units as a table to take away: the same rows, order, filter and sums as the page."""

from collections.abc import Iterator

from budgets.choices import UnitKind
from budgets.queries.kinds_of_money import Sum
from budgets.queries.loads import Freshness
from budgets.queries.overview import UnitRow
from budgets.reports.table import Column, Kind, Row, Table
from budgets.web.tables import FIGURES, figures, heading
from budgets.web.tags import words_of
from budgets.web.take import file_name
from budgets.web.units_view import KINDS, SHOW_WORDS, Shown, feet_of

COLUMNS = (
    Column("Kind", Kind.TEXT, 18),
    Column("Budget"),
    Column("Code", Kind.CODE, 12),
    Column("Area", Kind.TEXT, 22),
    Column("Owners"),
    Column("Lines", Kind.COUNT),
    *FIGURES,
    Column("Status", Kind.TEXT, 20),
    Column("Worst pool or line"),
    Column("Why", Kind.TEXT, 40),
    Column("Last looked", Kind.DATE),
)
LIST_SHOWS = "Money that can be decided on. Set-aside money is never added to it"


def units_table(shown: Shown, fresh: Freshness) -> Table:
    """Every unit that the person may see and asked for; then, for the office, the sums by kind of money."""
    return Table(
        file_name(shown.district.slug, "budgets", shown.year.label),
        heading(
            shown.district,
            shown.year,
            fresh,
            title="All schools and departments" if shown.sums else "My budgets",
            shows=_shows(shown),
        ),
        COLUMNS,
        _rows(shown),
    )


def _shows(shown: Shown) -> str:
    """The filter in words."""
    asked = shown.overview.asked
    said = [
        KINDS.get(asked.kind, ""),
        f"area {asked.area}" if asked.area else "",
        SHOW_WORDS.get(asked.show, "Not looked this month") if asked.show else "",
        f"with “{asked.q}”" if asked.q else "",
    ]
    only = ", ".join(filter(None, said))
    return f"{LIST_SHOWS}. Only: {only}." if only else f"{LIST_SHOWS}."


def _rows(shown: Shown) -> Iterator[Row]:
    for row in shown.overview.rows:
        yield _unit(row)
    for foot in feet_of(shown):
        yield _sum(f"{KINDS[foot.sum.kind]}: sum", foot.sum, fund=True)
    if shown.sums is None or not shown.overview.asked.is_everything:
        return
    for fund in shown.sums.funds:
        yield _sum("Can be decided on: fund", fund)
    for source in shown.sums.sources:
        yield _sum("Set aside", source)
    if shown.sums.central:
        yield _sum("Pay that the district manages", shown.sums.central, has_left=False)
    if shown.sums.nobodys:
        yield _sum("No unit", shown.sums.nobodys, has_left=False)


def _unit(row: UnitRow) -> Row:
    *moved, left = figures(row.totals)
    return Row(
        (
            UnitKind(row.unit.kind).label,
            row.unit.name,
            row.unit.code,
            row.unit.area,
            ", ".join(owner.name for owner in row.owners) or "Nobody is assigned",
            row.lines,
            *moved,
            # Without a budget there is nothing left, and no shortage either.
            None if row.totals.unbudgeted else left,
            words_of(row.verdict, row.worst_left),
            row.worst if row.asks else None,
            row.reason if row.asks else None,
            row.looked_on,
        )
    )


def _sum(part: str, found: Sum, *, fund: bool = False, has_left: bool = True) -> Row:
    *moved, left = figures(found.totals)
    shown = left if has_left and found.has_left else None
    name = f"{found.fund_name} {found.fund}".strip() if fund else found.name
    return Row((part, name, None, None, None, found.lines, *moved, shown, None, None, None, None), is_total=True)
