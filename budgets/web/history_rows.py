"""The rows of this year beside closed years. Made in Python and not in a template, for a page has hundreds of figures.

`{% load history_rows %}`.
"""

from functools import cache

from django import template
from django.utils.html import escape
from django.utils.safestring import SafeString

from balance.templatetags.money import figure
from budgets.web.history import Cell, HistoryGroup, HistoryRow

register = template.Library()


@register.simple_tag
def history_rows(group: HistoryGroup) -> SafeString:
    """A purpose or source, and its lines."""
    total = f'<tr role="row" class="month"><th role="rowheader" scope="rowgroup">{escape(group.total.name)}</th>'
    lines = "".join(map(_line, group.lines))
    return SafeString(f'<tbody role="rowgroup">{total}{_cells(group.total.cells, bold=True)}</tr>{lines}</tbody>')


@register.simple_tag
def history_total(row: HistoryRow) -> SafeString:
    """The last row: what all purposes come to."""
    name = f'<th role="rowheader" scope="row">{escape(row.name)}</th>'
    return SafeString(f'<tfoot role="rowgroup"><tr role="row">{name}{_cells(row.cells, bold=True)}</tr></tfoot>')


def _line(row: HistoryRow) -> str:
    name = f'<a href="{escape(row.url)}">{escape(row.name)}</a><span class="sub code">{escape(row.code)}</span>'
    return f'<tr role="row"><th role="rowheader" scope="row">{name}</th>{_cells(row.cells)}</tr>'


def _cells(cells: tuple[Cell, ...], *, bold: bool = False) -> str:
    before, after = ("<b>", "</b>") if bold else ("", "")
    return "".join(
        f'<td role="cell" class="num" data-label="{_said(cell.label)}"><a href="{_address(cell.url)}">'
        f"{before}{figure('expended', cell.value)}{after}</a></td>"
        for cell in cells
    )


@cache
def _said(label: str) -> str:
    """The words of a column, the same in each row."""
    return escape(label)


def _address(url: str) -> str:
    """An address as an attribute; its words are percent-encoded, and only what joins them is left to escape."""
    return url.replace("&", "&amp;")
