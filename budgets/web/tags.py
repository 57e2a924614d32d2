"""Template tags of the ledger's pages: `{% load budget %}`. Status in words and an icon, never colour alone."""

from decimal import Decimal

from django import template
from django.utils.html import escape
from django.utils.safestring import SafeString

from accounts.models import District
from balance import icons
from balance import track as tracks
from balance.charts import percent_of
from balance.money import dollars, percent
from balance.templatetags.marks import badge
from balance.templatetags.money import pct
from budgets.queries.controls import Control
from budgets.queries.orders import Order
from budgets.queries.pace import Verdict
from budgets.queries.unit_page import LineView
from budgets.web.links import entries_url, line_url, order_url

register = template.Library()

BADGES = {
    Verdict.AHEAD: ("warn", "Ahead of pace", ""),
    Verdict.BEHIND: ("info", "Behind pace", ""),
    Verdict.ON_PACE: ("ok", "On pace", ""),
    Verdict.PAID_EARLY: ("quiet", "Paid early", "calendar"),
    Verdict.ALL_PROMISED: ("quiet", "All promised", "lock"),
    Verdict.NO_BUDGET: ("quiet", "No budget loaded", ""),
}
OVER = ("bad", "", "")


@register.simple_tag
def verdict(control: Control) -> SafeString | str:
    """The badge of a pool or line; nothing where nothing can be said."""
    return verdict_badge(control.pace.verdict, control.totals.left)


def verdict_badge(found: Verdict, left: Decimal) -> SafeString | str:
    """The same, of a verdict and what is left."""
    kind, _, icon = OVER if found == Verdict.OVER else BADGES.get(found, ("", "", ""))
    return badge(kind, words_of(found, left), icon) if kind else ""


def verdict_words(control: Control) -> str:
    """The words of that badge."""
    return words_of(control.pace.verdict, control.totals.left)


def words_of(found: Verdict, left: Decimal) -> str:
    """The same, of a verdict and what is left."""
    if found == Verdict.OVER:
        return f"Over by {dollars(-left)}"
    return BADGES.get(found, ("", "", ""))[1]


def line_status(view: LineView) -> str:
    """What is said beside a line: its own badge, or, in a pool, quiet words about the pool."""
    if not view.control.is_pool:
        return verdict(view.control)
    return SafeString(f'<span class="small muted">{escape(line_words(view))}</span>')


def line_words(view: LineView) -> str:
    """The words of that, for a file."""
    control = view.control
    if not control.is_pool:
        return verdict_words(control)
    name = control.name if "pool" in control.name.lower() else f"{control.name} pool"
    if view.covered:
        return f"Covered by the {name}, {dollars(control.totals.left)} left: nothing to do"
    if control.totals.left < 0:
        return f"Part of the {name}, over by {dollars(-control.totals.left)}"
    return "In the pool"


@register.simple_tag
def line_link(district: District, code: str) -> str:
    """The address of a line's page."""
    return line_url(district, code)


@register.simple_tag
def find_link(district: District, year_query: str, **words: str) -> str:
    """`{% find_link district year_query unit="site-214" decide="1" measure="expended" %}`: opens a figure to the
    entries that make it. The words are those of the find page; an empty one says nothing."""
    return entries_url(district, words, year_query)


@register.simple_tag
def order_link(district: District, number: str, query: str = "") -> str:
    """The address of an order's story."""
    return order_url(district, number, query)


@register.simple_tag
def track(order: Order) -> SafeString:
    """Requested, ordered, billed, paid, as a drawing and in words."""
    return tracks.track(order.requested, order.ordered, order.billed, order.paid)


@register.simple_tag
def purpose_icon(name: str) -> SafeString:
    """The icon of a purpose; a plain one where the district named one that is not here."""
    try:
        return icons.icon(name)
    except LookupError:
        return icons.icon("package")


@register.simple_tag
def share(part: Decimal, whole: Decimal) -> str:
    """`41% of the budget`; nothing where no percent may be shown (domain 2.9)."""
    shown = percent(part, whole)
    return "" if shown is None else f"{pct(shown)} of the budget"


@register.simple_tag
def part(value: Decimal | None) -> str:
    """`41%` of a share of 1; nothing for None."""
    return "" if value is None else percent_of(value)
