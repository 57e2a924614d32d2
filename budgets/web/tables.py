"""What the pages show, as tables to take away: the same rows, figures and words, with the same filter and rights.

A place holds one kind of thing in every file, so that a file can be sorted and added up: sums stand at the end.
"""

from collections.abc import Iterable, Iterator

from accounts.models import District
from balance.money import dollars
from budgets.queries.line_entries import Entry
from budgets.queries.line_page import LinePage
from budgets.queries.loads import Freshness
from budgets.queries.totals import Totals
from budgets.queries.unit_page import Group, LineView, UnitPage
from budgets.queries.years import Year
from budgets.reports.table import Column, Heading, Kind, Row, Table, Value
from budgets.web.rows import group_why
from budgets.web.tags import line_words, verdict_words
from budgets.web.take import file_name
from budgets.web.words import kind_words

FIGURES = tuple(Column(name, Kind.AMOUNT) for name in ("Budgeted", "Spent", "Promised", "Requested", "Left"))
UNIT_COLUMNS = (
    Column("Money", Kind.TEXT, 22),
    Column("Purpose or source"),
    Column("Line"),
    Column("Account code", Kind.CODE, 36),
    *FIGURES,
    Column("Status", Kind.TEXT, 24),
    Column("Why", Kind.TEXT, 40),
)
LINE_COLUMNS = (
    Column("Date", Kind.DATE),
    Column("Vendor"),
    Column("What", Kind.TEXT, 22),
    Column("Document", Kind.CODE, 16),
    Column("Order", Kind.CODE, 16),
    Column("Description", Kind.TEXT, 36),
    *FIGURES[:4],
    Column("Left after", Kind.AMOUNT),
)
DECIDE, SET_ASIDE = "Can be decided on", "Set aside"


def heading(district: District, year: Year, fresh: Freshness, *, title: str, shows: str, unit: str = "") -> Heading:
    """Whose figures, of which year, how fresh."""
    load = fresh.load
    return Heading(
        district=district.name,
        title=title,
        year=year.label,
        shows=shows,
        unit=unit,
        posted_through=load.posted_through if load else None,
        loaded_at=load.loaded_at if load else None,
        load=load.number if load else None,
    )


def figures(totals: Totals) -> tuple[Value, ...]:
    """Budgeted, spent, promised, requested, left."""
    return totals.revised, totals.expended, totals.open_orders, totals.requested, totals.left


def unit_table(page: UnitPage, district: District) -> Table:
    """Every line of a unit, then each purpose, all that can be decided on, and each source for itself."""
    return Table(
        file_name(page.unit.name or page.unit.code, page.year.label),
        heading(
            district,
            page.year,
            page.fresh,
            title=page.unit.name,
            shows="Every line of the budget. Set-aside money is never added to other money.",
        ),
        UNIT_COLUMNS,
        _unit_rows(page),
    )


def _unit_rows(page: UnitPage) -> Iterator[Row]:
    for part, groups in ((DECIDE, page.groups), (SET_ASIDE, page.set_aside_groups)):
        yield from (_line(part, group, view) for group in groups for view in group.lines)
    for group in page.groups:
        yield _sum(f"{DECIDE}: sum", group.name, group.totals, *_judged(group))
    if page.groups:
        yield _sum(f"{DECIDE}: total", "", page.decide)
    for source in page.set_aside:
        yield _sum(f"{SET_ASIDE}: sum", source.name, source.totals)
    if page.central_pay is not None:
        # Information beside the budget: the page shows no other figure of it.
        cells = ("Budgeted by the district", "Salaries, for information", None, None, page.central_pay.revised)
        yield Row((*cells, *[None] * (len(UNIT_COLUMNS) - len(cells))), is_total=True)


def _line(part: str, group: Group, view: LineView) -> Row:
    row = view.row
    notes = [f"At {row.other_unit}"] if row.other_unit else []
    if row.totals.requested > 0:
        notes.append(f"{dollars(row.totals.requested)} requested, not yet ordered")
    if not view.control.is_pool and view.control.pace.reason:
        notes.append(view.control.pace.reason.removesuffix("."))
    return Row((part, group.name, row.name, row.code, *figures(row.totals), line_words(view), ". ".join(notes)))


def _judged(group: Group) -> tuple[str, str]:
    return (verdict_words(group.worst) if group.worst else ""), group_why(group)


def _sum(part: str, name: str, totals: Totals, status: str = "", why: str = "") -> Row:
    return Row((part, name, None, None, *figures(totals), status, why), is_total=True)


def line_table(page: LinePage, district: District, entries: Iterable[Entry]) -> Table:
    """Every entry of a line, newest first, and its totals. `entries` is read once."""
    line = page.line
    name = line.name or line.code
    return Table(
        file_name(name, line.code, page.year.label),
        heading(
            district,
            page.year,
            page.fresh,
            title=name if name == line.code else f"{name} {line.code}",
            unit=line.unit.name if line.unit else "",
            shows="One sum for each pay date and change."
            if line.pay
            else "Every payment, order and change. A minus is a reversal: an order billed, or a refund.",
        ),
        LINE_COLUMNS,
        _line_rows(page, entries),
    )


def _line_rows(page: LinePage, entries: Iterable[Entry]) -> Iterator[Row]:
    if page.row is None:
        return
    for entry in entries:
        moved = (entry.budgeted, entry.spent, entry.promised, entry.requested)
        yield Row(
            (
                entry.posted_on,
                entry.vendor,
                kind_words(entry),
                entry.document,
                entry.order_number,
                entry.description,
                *(amount or None for amount in moved),
                entry.left_after,
            )
        )
    totals = page.row.totals
    if totals.relief_without_order:
        # The page says it apart: with it the column of promised money adds up to its total.
        beyond = ("Billed beyond the orders we know", None, None, "For the Budget Office; nothing is promised by it")
        yield Row((None, None, *beyond, None, None, totals.relief_without_order, None, None), is_total=True)
    yield Row((None, None, "Total of the line", None, None, None, *figures(totals)), is_total=True)
