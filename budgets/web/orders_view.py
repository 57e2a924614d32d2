"""What the page of open orders shows: the stuck ones first, then all, each pot of money apart."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any
from urllib.parse import urlencode

from accounts.models import District
from balance.money import ZERO
from budgets.queries.entry_filter import NOTHING, EntryFilter
from budgets.queries.orders import Order, Pot
from budgets.queries.orders_page import OrdersPage, PotOfOrders, pots_of
from budgets.web.links import find_url, line_url, order_url, place_of

PAGE = 50
MOST_STUCK = 8
SHOWS = ("", "still", "blanket", "carried")


@dataclass(frozen=True, slots=True)
class PotView:
    """What one pot of money has promised, with the rows that make it."""

    pot: Pot
    promised: Decimal
    count: int
    url: str
    days_left: int | None


@dataclass(frozen=True, slots=True)
class OrderRow:
    """One order in words, with its ways on."""

    order: Order
    url: str
    promised_url: str
    lines: tuple[tuple[str, str, str], ...]
    days_still: int | None
    age: int | None
    is_still: bool
    carried_label: str


@dataclass(frozen=True, slots=True)
class Section:
    """Orders of one pot, of this year or carried in; with the sum of all of them, and those of this page."""

    title: str
    carried: bool
    promised: Decimal
    count: int
    rows: tuple[OrderRow, ...]


def orders_context(page: OrdersPage, district: District, show: str, number: int, query: str) -> dict[str, Any]:
    """What `budgets/orders.html` shows."""
    fy = query.removeprefix("?fy=")
    still = set(page.still)
    shown = [order for order in page.orders if is_shown(order, show, still)]
    of_page = shown[(number - 1) * PAGE : number * PAGE]

    @cache
    def of_pot(pot: Pot) -> str:
        return find_url(district, _of_pot(pot, page), fy=fy)

    def row(order: Order) -> OrderRow:
        return order_row(order, district, page, fy, of_pot(order.pot), is_still=order in still)

    return {
        "page": page,
        "fresh": page.fresh,
        "show": show,
        "tabs": _tabs(page, district, show, fy),
        "pots": [_pot(pot, page, district, fy) for pot in page.pots],
        "stuck": [row(order) for order in page.still[:MOST_STUCK]],
        "stuck_more": _url(page, district, fy, "still") if len(page.still) > MOST_STUCK else "",
        "stuck_sum": sum((order.promised for order in page.still), ZERO),
        "stuck_pots": len({order.pot for order in page.still}),
        "days": district.stale_order_days,
        "sections": _sections(shown, of_page, row),
        "shown": len(shown),
        "requests": [(each, order_url(district, each.number, query) if each.number else "") for each in page.requests],
        "units": [(unit, _url(page, district, fy, "", unit=f"{unit.kind}-{unit.code}")) for unit in page.units],
        "earlier": _url(page, district, fy, show, number=number - 1) if number > 1 else "",
        "later": _url(page, district, fy, show, number=number + 1) if number * PAGE < len(shown) else "",
        "typed": {},
        "kept": [("fy", fy)] if fy else [],
    }


def is_shown(order: Order, show: str, still: set[Order]) -> bool:
    """Whether an order is one of those that are chosen."""
    match show:
        case "still":
            return order in still
        case "blanket":
            return order.is_blanket
        case "carried":
            return order.carried_from is not None
    return True


def _tabs(page: OrdersPage, district: District, show: str, fy: str) -> list[tuple[str, int, str, bool]]:
    counts = {
        "": len(page.orders),
        "still": len(page.still),
        "blanket": sum(order.is_blanket for order in page.orders),
        "carried": sum(order.carried_from is not None for order in page.orders),
    }
    words = tab_words(district)
    return [(words[name], count, _url(page, district, fy, name), name == show) for name, count in counts.items()]


def tab_words(district: District) -> dict[str, str]:
    """What each choice of orders is called."""
    return {
        "": "All",
        "still": f"{district.stale_order_days} days still",
        "blanket": "Blanket",
        "carried": "From last year",
    }


def _url(page: OrdersPage, district: District, fy: str, show: str, *, unit: str = "", number: int = 1) -> str:
    unit = unit or page.entry_filter.words.get("unit", "")
    words = {"unit": unit, "show": show, "fy": fy, "page": str(number) if number > 1 else ""}
    said = {name: value for name, value in words.items() if value}
    return place_of("orders", district.slug) + (f"?{urlencode(said)}" if said else "")


def _pot(found: PotOfOrders, page: OrdersPage, district: District, fy: str) -> PotView:
    pot = found.pot
    days = (pot.use_by - page.known_on).days if pot.use_by else None
    url = find_url(district, _of_pot(pot, page), fy=fy)
    return PotView(pot, found.promised, len(found.orders), url, days if days is not None and days >= 0 else None)


def _of_pot(pot: Pot, page: OrdersPage) -> EntryFilter:
    """What finds the promises of one pot on this page."""
    return replace(page.entry_filter, measure="open_orders", decide=pot.decide, source=pot.source, purpose=pot.purpose)


def _sections(shown: list[Order], of_page: list[Order], row: Callable[[Order], OrderRow]) -> list[Section]:
    """This year's orders and those carried in, each pot apart."""
    sections = []
    here = set(of_page)
    for carried in (False, True):
        for pot in pots_of([order for order in shown if (order.carried_from is not None) is carried]):
            rows = tuple(row(order) for order in pot.orders if order in here)
            if rows:
                sections.append(Section(pot.pot.name, carried, pot.promised, len(pot.orders), rows))
    return sections


def order_row(order: Order, district: District, page: OrdersPage, fy: str, pot_url: str, *, is_still: bool) -> OrderRow:
    """One order. Without a number there is no story; its money is on its line. `pot_url` opens all of its pot."""
    query = f"?fy={fy}" if fy else ""
    mine = {"order": order.number} if order.number else {"order": NOTHING, "line": order.lines[0].line_code}
    return OrderRow(
        order=order,
        url=order_url(district, order.number, query) if order.number else "",
        promised_url=f"{pot_url}&{urlencode(mine)}",
        lines=tuple(
            (line.line_name or line.line_code, line_url(district, line.line_code) + query, line.site)
            for line in order.lines
        ),
        days_still=order.days_still(page.known_on),
        age=_days_since(order.first_on, page.known_on),
        is_still=is_still,
        carried_label=year_label(order.carried_from),
    )


def year_label(number: int | None) -> str:
    """2026 → `2025–26`."""
    return f"{number - 1}–{number % 100:02d}" if number else ""


def _days_since(day: date | None, today: date) -> int | None:
    return (today - day).days if day else None
