"""Open orders as a table to take away: those of the chosen tab, each pot of money apart."""

from collections.abc import Iterator

from accounts.models import District
from budgets.queries.orders import Order
from budgets.queries.orders_page import OrdersPage, Request, pots_of
from budgets.reports.table import Column, Kind, Row, Table
from budgets.web.orders_view import is_shown, tab_words, year_label
from budgets.web.tables import heading
from budgets.web.take import file_name

COLUMNS = (
    Column("Money", Kind.TEXT, 26),
    Column("Order", Kind.CODE, 16),
    Column("Vendor"),
    Column("Description", Kind.TEXT, 36),
    Column("Lines"),
    Column("Account codes", Kind.CODE, 36),
    Column("Budget", Kind.TEXT, 24),
    Column("Requested", Kind.AMOUNT),
    Column("Ordered", Kind.AMOUNT),
    Column("Billed", Kind.AMOUNT),
    Column("Paid", Kind.AMOUNT),
    Column("Promised left", Kind.AMOUNT),
    Column("First moved", Kind.DATE),
    Column("Last moved", Kind.DATE),
    Column("Status", Kind.TEXT, 30),
)


def orders_table(page: OrdersPage, district: District, show: str) -> Table:
    """In the order of the page, all of its pages; sums by pot of money; then what is only requested.

    Where there are too many to tell, what each budget has promised.
    """
    only = f"Only: {tab_words(district)[show]}. " if show else ""
    many = "So many orders are open that they are told for one budget at a time. " if page.units else ""
    return Table(
        file_name(page.unit_name or district.slug, "open-orders", page.year.label),
        heading(
            district,
            page.year,
            page.fresh,
            title="Open orders",
            unit=page.unit_name,
            shows=f"{many}{only}Longest without movement first. Set-aside money is never added to other money.",
        ),
        COLUMNS,
        _rows(page, district, show),
    )


def _rows(page: OrdersPage, district: District, show: str) -> Iterator[Row]:
    still = set(page.still)
    shown = [order for order in page.orders if is_shown(order, show, still)]
    for order in shown:
        yield _order(order, is_still=order in still)
    for carried in (False, True):
        for pot in pots_of([order for order in shown if (order.carried_from is not None) is carried]):
            name = f"{pot.pot.name}, carried in: sum" if carried else f"{pot.pot.name}: sum"
            yield Row((name, *[None] * 10, pot.promised, None, None, None), is_total=True)
    for unit in page.units:
        yield Row(("All of a budget", *[None] * 5, unit.name, *[None] * 4, unit.promised, None, None, None))
    yield from (_request(each) for each in page.requests if not show)


def _request(each: Request) -> Row:
    facts = ("Requested, not ordered yet", each.number, each.vendor, each.text, each.line_name, each.line_code, None)
    return Row((*facts, each.amount, None, None, None, None, each.asked_on, None, None))


def _order(order: Order, *, is_still: bool) -> Row:
    lines = order.lines
    status = [
        "Blanket" if order.is_blanket else "",
        f"From {year_label(order.carried_from)}" if order.carried_from else "",
        "Still" if is_still else "",
    ]
    # Money without a number is no order: what was ordered, billed and paid is not known of it.
    moved = (order.ordered, order.billed, order.paid) if order.number else (None, None, None)
    return Row(
        (
            order.pot.name,
            order.number,
            order.vendor if order.number else "Promised without an order number",
            order.text,
            "; ".join(line.line_name or line.line_code for line in lines),
            "; ".join(line.line_code for line in lines),
            "; ".join(dict.fromkeys(line.site for line in lines if line.site)),
            None,
            *moved,
            order.promised,
            order.first_on,
            order.last_on,
            ", ".join(filter(None, status)),
        )
    )
