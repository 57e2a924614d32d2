"""The money bar and its key, as text of SVG. Pure: same amounts, same text, no database.

Shapes use percents of the drawing's width, so that they stretch and print sharp; colours come from the style sheet.
"""

from collections.abc import Iterable
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from django.utils.html import escape
from django.utils.safestring import SafeString

from balance.money import ZERO, dollars

# A bar is laid out in whole hundredths of a percent, so that its parts always add up to exactly 100 %.
FULL = 10_000
# The words above the year mark start or end at the mark when it is this near to an end of the bar.
NEAR_START, NEAR_END = 2_200, 7_800

_SWATCHES = {
    "spent": '<rect class="f-spent" width="100%" height="100%"/>',
    "promised": '<rect class="f-promised" fill="url(#hatch)" width="100%" height="100%"/>',
    "left": '<rect class="f-left" x=".5" y=".5" width="13.4" height="13.4" rx="3"/>',
    "over": '<rect class="f-over" fill="url(#over)" width="100%" height="100%"/>',
}


class UnknownMark(LookupError):
    """A mark was asked for that the money bar does not have."""


class Frame(NamedTuple):
    """The class of a bar and where its parts lie from top to bottom."""

    css: str
    top: str
    height: str
    bottom: str
    tick_top: str
    tick_bottom: str


ROW = Frame("mbar", "0", "100%", "100%", "-3", "15")
HERO = Frame("mbar mbar--hero", "1.75rem", "2.25rem", "4rem", "1.375rem", "4.375rem")


def swatch(mark: str) -> SafeString:
    """The key beside a figure: `spent`, `promised`, `left` or `over`. Raises UnknownMark."""
    if mark not in _SWATCHES:
        raise UnknownMark(f"There is no mark named {mark!r}.")
    return SafeString(f'<svg class="swatch mbar" aria-hidden="true">{_SWATCHES[mark]}</svg>')


def money_bar(
    budgeted: Decimal,
    spent: Decimal,
    promised: Decimal,
    *,
    share_of_year: Decimal | None = None,
    label: str | None = None,
    covered_by: str | None = None,
    hero: bool = False,
    starts: str = "Jul 1",
    ends: str = "Jun 30",
    rtl: bool = False,
) -> SafeString:
    """One budget beside what was spent of it, what is promised, and what is left or over.

    Amounts are dollars in whole cents. Spending may be negative (more refunds than payments), and so may promised
    (relief without an order): what came back is added to the budget. `share_of_year`, 0 to 1, is how much of the
    year has gone; None draws no mark. `covered_by` names the pool of a line ("Materials pool"): past its budget the
    bar is then full, and nothing is marked as over. `label` replaces the sentence that is read aloud. `rtl` mirrors
    every position. A budget of zero or less gets an empty bed, for no share of it can be shown (domain 2.9).
    """
    frame = HERO if hero else ROW
    out_spent, out_promised = _cents(max(spent, ZERO)), _cents(max(promised, ZERO))
    money_out = out_spent + out_promised
    money_in = _cents(max(budgeted, ZERO)) + _cents(max(-spent, ZERO)) + _cents(max(-promised, ZERO))
    covered = covered_by is not None and money_out > money_in
    if budgeted <= 0 and not covered:
        bed = f'<rect class="f-none" x="0%" y="{frame.top}" width="100%" height="{frame.height}" rx="2"/>'
        return _svg(frame, label or _words_without_budget(budgeted, spent, promised), bed)

    # The longer of money in and money out fills the bar; where the pool covers a line, its own limit is no mark.
    whole = max(money_in, money_out)
    limit = whole if covered else money_in
    spent_end, used_end = _part(min(out_spent, limit), whole), _part(min(money_out, limit), whole)
    shapes = _rect("f-spent", 0, spent_end, frame, rtl)
    if money_out < limit:
        shapes += _rect("f-left", used_end, FULL, frame, rtl)
    if used_end > spent_end:
        shapes += _rect("f-promised", spent_end, used_end, frame, rtl)
    if money_out > limit:
        shapes += _rect("f-over", used_end, FULL, frame, rtl)
    shapes += _gaps((spent_end, used_end), frame, rtl)
    if share_of_year is not None and not covered:
        shapes += _year_mark(share_of_year, _part(_cents(share_of_year * budgeted), whole), frame, rtl)
    if hero:
        shapes += _ends(starts, ends, rtl)
    if label is None:
        label = (
            _words_when_covered(budgeted, spent, promised, covered_by)
            if covered
            else _words(budgeted, spent, promised, share_of_year)
        )
    return _svg(frame, label, shapes)


def _cents(amount: Decimal) -> int:
    return int(amount * 100)


def _part(part: int, whole: int) -> int:
    """`part` of `whole` in hundredths of a percent, half up."""
    return (part * FULL * 2 + whole) // (whole * 2)


def _whole_percent(part: Decimal, whole: Decimal | int) -> int:
    """`part` of `whole` in whole percent, half up; neither is negative."""
    return int((part * 200 + whole) // (whole * 2))


@cache  # at most FULL + 1 texts, and a page asks for a thousand
def _pct(hundredths: int) -> str:
    """5719 → `57.19%`, 5880 → `58.8%`, 3800 → `38%`."""
    whole, rest = divmod(hundredths, 100)
    if not rest:
        return f"{whole}%"
    return f"{whole}.{rest // 10}%" if rest % 10 == 0 else f"{whole}.{rest:02d}%"


def _svg(frame: Frame, label: str, shapes: str) -> SafeString:
    return SafeString(f'<svg class="{frame.css}" role="img" aria-label="{escape(label)}">{shapes}</svg>')


_PAINT = {
    "f-spent": ('class="f-spent"', ' rx="2"'),
    "f-left": ('class="f-left"', ' rx="2"'),
    "f-promised": ('class="f-promised" fill="url(#hatch)"', ""),
    "f-over": ('class="f-over" fill="url(#over)"', ' rx="2"'),
}


def _rect(css: str, start: int, end: int, frame: Frame, rtl: bool) -> str:
    paint, corner = _PAINT[css]
    x, width = _pct(FULL - end if rtl else start), _pct(end - start)
    return f'<rect {paint} x="{x}" y="{frame.top}" width="{width}" height="{frame.height}"{corner}/>'


def _line(css: str, x: str, top: str, bottom: str) -> str:
    return f'<line class="{css}" x1="{x}" x2="{x}" y1="{top}" y2="{bottom}"/>'


def _gaps(edges: Iterable[int], frame: Frame, rtl: bool) -> str:
    """A thin gap at every inner edge, so that the parts stay apart in greyscale."""
    inner = dict.fromkeys(edge for edge in edges if 0 < edge < FULL)
    return "".join(_line("gap", _pct(FULL - x if rtl else x), frame.top, frame.bottom) for x in inner)


def _year_mark(share: Decimal, at: int, frame: Frame, rtl: bool) -> str:
    at = min(max(at, 0), FULL)
    x = _pct(FULL - at if rtl else at)
    shapes = _line("halo", x, frame.top, frame.bottom) + _line("tick", x, frame.tick_top, frame.tick_bottom)
    if frame is HERO:
        anchor = "start" if at < NEAR_START else "end" if at > NEAR_END else "middle"
        words = f"Today: {_whole_percent(share, 1)}% of the year"
        shapes += f'<text x="{x}" y="1rem" text-anchor="{anchor}">{words}</text>'
    return shapes


def _ends(starts: str, ends: str, rtl: bool) -> str:
    first, last = ("100%", "0%") if rtl else ("0%", "100%")
    return (
        f'<text x="{first}" y="5.1rem">{escape(starts)}</text>'
        f'<text x="{last}" y="5.1rem" text-anchor="end">{escape(ends)}</text>'
    )


def _words(budgeted: Decimal, spent: Decimal, promised: Decimal, share: Decimal | None) -> str:
    left = budgeted - spent - promised
    rest = "over by" if left < 0 else "left"
    ending = "" if share is None else f"; {_whole_percent(share, 1)}% of the year has gone"
    if spent < 0 or promised < 0:
        why = " (more refunds than payments)" if spent < 0 else ""
        return f"Spent {dollars(spent)}{why}, promised {dollars(promised)}, {rest} {dollars(abs(left))}{ending}"
    shares = [_whole_percent(value, budgeted) for value in (spent, promised, abs(left))]
    return f"Spent {shares[0]}%, promised {shares[1]}%, {rest} {shares[2]}%{ending}"


def _words_when_covered(budgeted: Decimal, spent: Decimal, promised: Decimal, pool: str | None) -> str:
    return (
        f"Spent {dollars(spent)}, promised {dollars(promised)}, "
        f"from a line budget of {dollars(budgeted)}; the {pool} covers the rest"
    )


def _words_without_budget(budgeted: Decimal, spent: Decimal, promised: Decimal) -> str:
    lead = f"Budget of {dollars(budgeted)}" if budgeted < 0 else "No budget loaded"
    if not spent and not promised:
        return f"{lead}, nothing spent or promised"
    return f"{lead}, spent {dollars(spent)}, promised {dollars(promised)}"
