"""The rows of the list of all units, made in Python as those of rows.py. `{% load unit_rows %}`."""

from decimal import Decimal

from django import template
from django.utils.html import escape
from django.utils.safestring import SafeString

from balance.marks import money_bar
from balance.money import dollars
from balance.templatetags.dates import ago
from budgets.queries.overview import UnitRow
from budgets.web.links import entries_url, line_url, unit_entries_url, unit_url, unit_word
from budgets.web.tags import verdict_badge
from budgets.web.units_view import FIGURES, Shown

register = template.Library()


@register.simple_tag
def unit_rows(shown: Shown, share_of_year: Decimal | None) -> SafeString:
    """Every unit of the page."""
    several = len(shown.overview.areas) > 1
    return SafeString("".join(_row(row, shown, share_of_year, several) for row in shown.overview.rows))


def _row(row: UnitRow, shown: Shown, share_of_year: Decimal | None, several: bool) -> str:
    totals, unit = row.totals, row.unit
    owners = ", ".join(owner.name for owner in row.owners) or "Nobody is assigned"
    sub = f"{owners} · {unit.area}" if several and unit.area else owners
    bar = money_bar(totals.revised, totals.expended, totals.open_orders, share_of_year=share_of_year)
    entries = escape(unit_entries_url(shown.district, unit, shown.query))
    figures = "".join(_figure(measure, words, getattr(totals, measure), entries) for measure, words in FIGURES[:3])
    if totals.unbudgeted:
        left = '<td role="cell" class="num small muted" data-label="Left">No budget loaded</td>'
    else:
        left = _figure("left", "Left", totals.left, entries, " neg" if totals.left < 0 else "")
    looked = ago(row.looked_on, shown.today) if row.looked_on else "never"
    page = escape(unit_url(shown.district, unit) + shown.query)
    return (
        f'<tr role="row"><th role="rowheader" scope="row"><a href="{page}">{escape(unit.name)}</a>'
        f'<span class="sub">{escape(sub)}</span></th><td role="cell" class="span2">{bar}</td>'
        f'{figures}{left}<td role="cell" class="span2">{_status(row, shown)}</td>'
        f'<td role="cell" class="nowrap" data-label="Looked">{looked}</td>'
        f"{_pick(row) if shown.overview.found > 1 else ''}</tr>"
    )


def _pick(row: UnitRow) -> str:
    """To put it beside others: the form stands under the table."""
    box = f'<input type="checkbox" name="unit" value="{escape(unit_word(row.unit))}" form="beside"'
    return f'<td role="cell" class="pick" data-label="Side by side">{box} aria-label="{escape(row.unit.name)}"></td>'


def _figure(measure: str, words: str, value: Decimal, entries: str, css: str = "") -> str:
    data = f'<data data-measure="{measure}" value="{value}">{dollars(value)}</data>'
    link = f'<a class="plainlink" href="{entries}&amp;measure={measure}">{data}</a>'
    return f'<td role="cell" class="num{css}" data-label="{words}">{link}</td>'


def _status(row: UnitRow, shown: Shown) -> str:
    """The badge of the worst pool or line; its name and why only where it asks for a look."""
    badge = verdict_badge(row.verdict, row.worst_left)
    if not row.asks:
        return str(badge)
    return f'{badge}<span class="sub"><a href="{escape(worst_url(row, shown))}">{escape(row.worst)}</a></span>'


def worst_url(row: UnitRow, shown: Shown) -> str:
    """What is left of the pool that asks for a look, over all units of it; or the page of the line."""
    if row.pool:
        return entries_url(shown.district, {"pool": row.pool, "measure": "left"}, shown.query)
    return line_url(shown.district, row.line) + shown.query
