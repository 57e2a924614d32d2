"""Template tags of the ledger's pages: `{% load budget %}`. Status in words and an icon, never colour alone."""

from decimal import Decimal

from django import template
from django.utils.html import escape
from django.utils.safestring import SafeString

from accounts.models import District
from balance import icons
from balance.marks import money_bar
from balance.money import dollars, percent
from balance.templatetags.marks import badge
from balance.templatetags.money import figure, pct
from budgets.queries.controls import Control
from budgets.queries.pace import Verdict
from budgets.queries.unit_page import LineView
from budgets.web.links import line_url

register = template.Library()

BADGES = {
    Verdict.AHEAD: ("warn", "Ahead of pace", ""),
    Verdict.BEHIND: ("info", "Behind pace", ""),
    Verdict.ON_PACE: ("ok", "On pace", ""),
    Verdict.PAID_EARLY: ("quiet", "Paid early", "calendar"),
    Verdict.ALL_PROMISED: ("quiet", "All promised", "lock"),
    Verdict.NO_BUDGET: ("quiet", "No budget loaded", ""),
}


@register.simple_tag
def verdict(control: Control) -> SafeString | str:
    """The badge of a pool or line; nothing where nothing can be said."""
    if control.pace.verdict == Verdict.OVER:
        return badge("bad", f"Over by {dollars(-control.totals.left)}")
    found = BADGES.get(control.pace.verdict)
    return badge(*found) if found else ""


@register.simple_tag
def line_status(view: LineView) -> SafeString | str:
    """What is said beside a line: its own badge, or, in a pool, quiet words about the pool."""
    control = view.control
    if not control.is_pool:
        return verdict(control)
    name = control.name if "pool" in control.name.lower() else f"{control.name} pool"
    if view.covered:
        words = f"Covered by the {name}, {dollars(control.totals.left)} left: nothing to do"
    elif control.totals.left < 0:
        words = f"Part of the {name}, over by {dollars(-control.totals.left)}"
    else:
        words = "In the pool"
    return SafeString(f'<span class="small muted">{escape(words)}</span>')


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
def line_row(view: LineView, district: District, year_query: str, share_of_year: Decimal) -> SafeString:
    """One line of a purpose. Built here and not in a template: a page has up to a few hundred of them."""
    row, totals = view.row, view.row.totals
    pool = view.control.name if view.control.is_pool else None
    notes = [f"at {row.other_unit}" if row.other_unit else ""]
    if totals.requested > 0:
        notes.append(f"{dollars(totals.requested)} requested, not yet ordered")
    if not view.control.is_pool:
        notes.append(view.control.pace.reason)
    why = ". ".join(note.rstrip(".") for note in notes if note)
    below = "below" if view.control.is_pool and view.control.totals.left >= 0 else "neg"
    bar = money_bar(totals.revised, totals.expended, totals.open_orders, share_of_year=share_of_year, covered_by=pool)
    return SafeString(
        f'<tr role="row" class="lrow"><th role="rowheader" scope="row">'
        f'<a href="{line_url(district, row.code)}{year_query}">{escape(row.name or row.code)}</a>'
        f'<span class="code">{escape(row.code)}</span>'
        + (f'<span class="why">{escape(why[0].upper() + why[1:])}</span>' if why else "")
        + f'</th><td role="cell">{bar}</td>'
        f'<td role="cell" class="num">{figure("revised", totals.revised)}</td>'
        f'<td role="cell" class="num">{figure("expended", totals.expended)}</td>'
        f'<td role="cell" class="num">{figure("open_orders", totals.open_orders)}</td>'
        f'<td role="cell" class="num{" " + below if totals.left < 0 else ""}">{figure("left", totals.left)}</td>'
        f'<td role="cell" class="{"cov" if view.control.is_pool else "st"}">{line_status(view)}</td></tr>'
    )
