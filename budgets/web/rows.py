"""The rows of which a page has many: the lines of a purpose, the entries of a line.

Made in Python and not in a template, for they were most of the time of a page. `{% load rows %}`.
"""

from collections.abc import Mapping
from decimal import Decimal

from django import template
from django.utils.dateformat import format as format_date
from django.utils.html import escape
from django.utils.safestring import SafeString

from accounts.models import District
from balance import icons
from balance.marks import money_bar
from balance.money import dollars, dollars_and_cents
from budgets.queries.unit_page import Group, LineView
from budgets.web.line_view import EntryRow
from budgets.web.links import line_url
from budgets.web.needs import Here
from budgets.web.tags import line_status, purpose_icon, verdict

register = template.Library()
WORDS = {"revised": "budgeted", "expended": "spent", "open_orders": "promised", "left": "left"}

HEAD = (
    '<thead role="rowgroup"><tr role="row">'
    + "".join(
        f'<th role="columnheader" scope="col">{word}</th>'
        for word in ("Line", "How it is going", "Budgeted", "Spent", "Promised", "Left", "Status")
    )
    + "</tr></thead>"
)


@register.simple_tag
def group_rows(
    group: Group,
    here: Here,
    share_of_year: Decimal | None,
    is_open: bool,
    how_of: Mapping[int, SafeString] | None = None,
) -> SafeString:
    """One purpose: its summary, how it is done here, and its lines in a table, open if it asks for a look."""
    district, year_query = here.district, here.query
    totals, control = group.totals, group.worst
    is_open = is_open or (control is not None and control.pace.asks)
    bar = money_bar(totals.revised, totals.expended, totals.open_orders, share_of_year=share_of_year)
    below = "neg" if control and control.totals.left < 0 and not control.totals.unbudgeted else "below"
    figures = "".join(
        f'<span class="num{css}"><span class="vh">{word} </span>{dollars(value)}</span>'
        for word, value, css in (
            ("budgeted", totals.revised, ""),
            ("spent", totals.expended, ""),
            ("promised", totals.open_orders, ""),
            ("left", totals.left, f" {below}" if totals.left < 0 else ""),
        )
    )
    why = group_why(group)
    lines = "".join(_line(view, district, year_query, share_of_year) for view in group.lines)
    return SafeString(
        f'<details class="group" id="{group.key}"{" open" if is_open else ""}><summary><span class="group__name">'
        f"{icons.icon('chevron-right')}{purpose_icon(group.icon)}<span>{escape(group.name)}</span></span>"
        f"<span>{bar}</span>{figures}<span>{verdict(control) if control else ''}</span>"
        + (f'<small class="group__why">{escape(why)}</small>' if why else "")
        + f'</summary>{_how(group, how_of or {})}<table class="lines" role="table"'
        f' aria-label="{escape(group.name)}">{HEAD}'
        f'<tbody role="rowgroup">{lines}</tbody>{_total(group, here)}</table></details>'
    )


def _total(group: Group, here: Here) -> str:
    """What its lines add up to, each figure with its entries; nothing where one line says it all."""
    if len(group.lines) < 2 or not group.words:
        return ""
    found = group.totals
    values = {
        "revised": found.revised, "expended": found.expended, "open_orders": found.open_orders, "left": found.left,
    }  # fmt: skip
    urls = here.figures(group.words)
    cells = "".join(
        f'<td role="cell" class="num"><a href="{escape(urls[name])}">{_figure(name, value)}'
        f'<span class="vh"> {WORDS[name]}, {escape(group.name)}</span></a></td>'
        for name, value in values.items()
    )
    return (
        '<tfoot role="rowgroup"><tr role="row" class="ltot"><th role="rowheader" scope="row">All of it</th>'
        f'<td role="cell"></td>{cells}<td role="cell"></td></tr></tfoot>'
    )


def _how(group: Group, how_of: Mapping[int, SafeString]) -> str:
    """The office's own words on the one purpose that all lines of the group have; nothing where they have several."""
    purposes = {view.row.purpose for view in group.lines}
    [purpose] = purposes if len(purposes) == 1 else [None]
    if purpose is None or purpose.pk not in how_of:
        return ""
    words = f'How we do it here<span class="vh">: {escape(purpose.name)}</span>'
    return f'<details class="how"><summary>{words}</summary><div class="prose">{how_of[purpose.pk]}</div></details>'


def group_why(group: Group) -> str:
    """The reason beside a purpose: of its one pool, or of the control that asks for a look among several."""
    control = group.worst
    if control is None or not control.pace.reason:
        return ""
    if group.is_one_pool:
        return f"{control.name}, judged as a whole. {control.pace.reason}"
    asks = len(group.lines) > 1 and control.pace.asks
    return f"{control.name}: {control.pace.reason}" if asks else ""


def _line(view: LineView, district: District, year_query: str, share_of_year: Decimal | None) -> str:
    row, totals, control = view.row, view.row.totals, view.control
    pool = control.name if control.is_pool else None
    notes = [f"At {row.other_unit}"] if row.other_unit else []
    if totals.requested > 0:
        notes.append(f"{dollars(totals.requested)} requested, not yet ordered")
    if not control.is_pool and control.pace.reason:
        notes.append(control.pace.reason.removesuffix("."))
    why = f'<span class="why">{escape(". ".join(notes))}</span>' if notes else ""
    bar = money_bar(totals.revised, totals.expended, totals.open_orders, share_of_year=share_of_year, covered_by=pool)
    # Red is for a shortage at the level of control; without a budget there is none (DESIGN.md, section 6).
    quiet = control.totals.unbudgeted or (control.is_pool and control.totals.left >= 0)
    below = " below" if quiet else " neg"
    return (
        f'<tr role="row" class="lrow"><th role="rowheader" scope="row">'
        f'<a href="{line_url(district, row.code)}{year_query}">{escape(row.name or row.code)}</a>'
        f'<span class="code">{escape(row.code)}</span>{why}</th><td role="cell">{bar}</td>'
        f"{_cell('revised', totals.revised)}{_cell('expended', totals.expended)}"
        f"{_cell('open_orders', totals.open_orders)}"
        f"{_cell('left', totals.left, below if totals.left < 0 else '')}"
        f'<td role="cell"{_COVERED if control.is_pool else ""}>{line_status(view)}</td></tr>'
    )


_COVERED = ' class="cov"'


def _cell(measure: str, value: Decimal, css: str = "") -> str:
    return f'<td role="cell" class="num{css}">{_figure(measure, value)}</td>'


def _figure(measure: str, value: Decimal) -> str:
    return f'<data data-measure="{measure}" value="{value}">{dollars(value)}</data>'


@register.simple_tag
def entry_rows(rows: tuple[EntryRow, ...]) -> SafeString:
    """The entries of a month."""
    return SafeString("".join(map(_entry, rows)))


def _entry(row: EntryRow) -> str:
    entry = row.entry
    notes: list[str] = [escape(part) for part in (row.what, row.document) if part]
    if entry.requested:
        notes.append(f'<span class="num">{dollars_and_cents(entry.requested)}</span> requested')
    sub = " · ".join(notes) + (f"<br>{escape(entry.description)}" if entry.description else "")
    day = format_date(entry.posted_on, "M j") if entry.posted_on else ""
    return (
        f'<tr role="row"><td role="cell" class="nowrap when">{day}</td>'
        f'<th role="rowheader" scope="row">{escape(row.title)}<span class="sub">{sub}</span></th>'
        f"{_moved('Budgeted', entry.budgeted, 'eff1', sign=True)}{_moved('Spent', entry.spent, 'eff1')}"
        f"{_moved('Promised', entry.promised, 'eff2' if entry.spent else 'eff1')}"
        f'<td role="cell" class="num after" data-label="Left after"><b>{dollars_and_cents(entry.left_after)}</b></td>'
        "</tr>"
    )


def _moved(label: str, value: Decimal, css: str, *, sign: bool = False) -> str:
    """What one measure moved; an empty cell where it did not."""
    if not value:
        return f'<td role="cell" class="num is-nil" data-label="{label}"></td>'
    text = dollars_and_cents(value, sign=sign)
    return f'<td role="cell" class="num {css}" data-label="{label}">{text}</td>'
