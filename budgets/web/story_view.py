"""What the story of one order shows: the sentence that answers, its stages, its steps and its lines."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from accounts.models import District
from balance.money import ZERO, dollars_and_cents
from budgets.choices import Kind
from budgets.queries.entries import FoundEntry
from budgets.queries.entry_filter import EntryFilter
from budgets.queries.order_story import OrderStory
from budgets.queries.orders import Order, OrderOnLine
from budgets.queries.years import Year
from budgets.web.find_view import found_row
from budgets.web.links import find_url, line_url, order_url
from budgets.web.orders_view import year_label
from budgets.web.words import kind_words


@dataclass(frozen=True, slots=True)
class Step:
    """One entry of the story: what happened, how much, and where it came from."""

    entry: FoundEntry
    what: str
    amount: Decimal
    url: str
    source: str


def story_context(
    story: OrderStory, district: District, query: str, earlier: list[Year], query_of: Callable[[Year], str]
) -> dict[str, Any]:
    """What `budgets/order.html` shows."""
    fy = query.removeprefix("?fy=")
    order = whole(story)
    origin = next((year for year in earlier if year.number == order.carried_from), None)
    asked = EntryFilter(order=story.number)
    return {
        "story": story,
        "order": order,
        "fresh": story.fresh,
        "verdict": verdict(order),
        "parts": [
            (part.pot, line, line_url(district, line.line_code) + query) for part in story.parts for line in part.lines
        ],
        "several": sum(len(part.lines) for part in story.parts) > 1,
        "steps": [_step(entry, district, fy) for entry in story.steps],
        "all_url": find_url(district, asked, fy=fy),
        "promised_url": find_url(district, EntryFilter(order=story.number, measure="open_orders"), fy=fy),
        "paid_url": find_url(district, EntryFilter(order=story.number, measure="expended"), fy=fy),
        "vendor_url": find_url(district, EntryFilter(vendor=order.vendor), fy=fy) if order.vendor else "",
        "carried_label": year_label(order.carried_from),
        "origin_url": order_url(district, story.number, query_of(origin)) if origin else "",
        "days_still": order.days_still(story.known_on),
        "is_still": order.promised > ZERO and order.is_still(story.known_on, district.stale_order_days),
        "age": (story.known_on - order.first_on).days if order.first_on else None,
        "paid_here": sum((entry.spent for entry in story.steps), ZERO),
    }


def whole(story: OrderStory) -> Order:
    """The order over all of its lines: what was ordered, billed and paid adds up, whichever money pays."""
    lines: tuple[OrderOnLine, ...] = tuple(line for part in story.parts for line in part.lines)
    return Order(story.number, lines)


def verdict(order: Order) -> str:
    """The answer in one sentence: is it paid, is it open?"""
    promised, paid = dollars_and_cents(order.promised), dollars_and_cents(order.paid)
    if order.promised > ZERO and order.paid > ZERO:
        return f"Open: {paid} is paid, {promised} is still promised."
    if order.promised > ZERO:
        return f"Open: nothing is paid yet, {promised} is still promised."
    if order.paid > ZERO:
        return f"Closed: {paid} was paid, and nothing is promised any more."
    if order.ordered > ZERO or order.billed > ZERO:
        return "Closed: nothing was paid, and nothing is promised any more."
    return "Requested, and not ordered yet." if order.requested else "Nothing is promised under this number."


def _step(entry: FoundEntry, district: District, fy: str) -> Step:
    row = found_row(entry, district, fy)
    what = "Billed and paid" if entry.spent and Kind.RELIEF in entry.kinds else kind_words(entry)
    amount = entry.spent or entry.promised or entry.requested or entry.budgeted
    return Step(entry, what, amount, row.entry_url, row.source)
