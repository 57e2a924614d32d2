"""The rows of the list of open orders. Made in Python and not in a template, for a page has fifty of them.

`{% load order_rows %}`.
"""

from django import template
from django.utils.html import escape
from django.utils.safestring import SafeString

from balance import icons, track
from balance.money import dollars_and_cents
from balance.templatetags.dates import time_el
from balance.templatetags.marks import badge
from balance.templatetags.money import figure
from budgets.queries.orders import Order
from budgets.web.orders_view import OrderRow

register = template.Library()
NOTHING = '<td role="cell" class="is-nil"></td>'


@register.simple_tag
def order_rows(rows: tuple[OrderRow, ...]) -> SafeString:
    """The orders of one section."""
    return SafeString("".join(map(_row, rows)))


def _row(row: OrderRow) -> str:
    order = row.order
    lines = "<br>".join(f'<a class="plainlink" href="{escape(url)}">{escape(name)}</a>' for name, url, _ in row.lines)
    age = "" if row.age is None else f"{row.age} day{'' if row.age == 1 else 's'}"
    moved = time_el(order.last_on, "short_day_year")
    promised = f'<a href="{escape(row.promised_url)}">{figure("open_orders", order.promised, cents=True)}</a>'
    return (
        f'<tr role="row"><th role="rowheader" scope="row">{_name(row)}{_marks(row)}</th>'
        f'<td role="cell" data-label="Line">{lines}</td>{_progress(order)}'
        f'<td role="cell" class="num" data-label="Promised left">{promised}</td>'
        f'<td role="cell" class="nowrap{"" if age else " is-nil"}" data-label="Age">{age}</td>'
        f'<td role="cell" class="nowrap{"" if moved else " is-nil"}" data-label="Last moved">{moved}</td></tr>'
    )


def _name(row: OrderRow) -> str:
    """Who and what, with the way to the story; without a number there is none."""
    if not row.url:
        return "Promised without an order number"
    number, text = escape(row.order.number), row.order.text
    said = f" · {escape(text)}" if text else ""
    who = escape(row.order.vendor) if row.order.vendor else number
    return f'<a href="{escape(row.url)}">{who}</a><span class="sub">{number}{said}</span>'


def _marks(row: OrderRow) -> str:
    marks = []
    if row.order.is_blanket:
        marks.append(f'<span class="kind">{icons.icon("repeat")}Blanket</span>')
    if row.carried_label:
        marks.append(f'<span class="kind">{icons.icon("history")}From {escape(row.carried_label)}</span>')
    if row.is_still:
        marks.append(badge("warn", "Still", icon="hourglass"))
    return f'<span class="marks">{"".join(marks)}</span>' if marks else ""


def _progress(order: Order) -> str:
    """Its track, and what was ordered and paid; money without a number has neither."""
    if not order.number:
        return NOTHING * 3
    drawn = track.track(order.requested, order.ordered, order.billed, order.paid)
    amounts = "".join(
        f'<td role="cell" class="num" data-label="{label}">{dollars_and_cents(amount)}</td>'
        for label, amount in (("Ordered", order.ordered), ("Paid", order.paid))
    )
    return f'<td role="cell" class="wide">{drawn}</td>{amounts}'
