"""The pace chart as text of SVG. Pure: same points, same text, no database.

Lines stretch with the page inside a drawing of 100 by 100; words are placed by percent beside it, so that nothing is
squeezed on a phone. Colors come from the style sheet.
"""

from collections.abc import Iterable, Sequence
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal

from django.utils.html import escape
from django.utils.safestring import SafeString

# (share of the year gone, share of the budget spent), both of 1.
Point = tuple[Decimal, Decimal]
# From where shares are drawn up and down, in percent of the drawing's height.
FOOT, TOP = Decimal(86), Decimal("14.57")
STEP = Decimal("0.25")
# A word at the end of a line stands before it when the line is this near to the end of the drawing.
NEAR_END = Decimal(70)
# Two words this near to each other, in percent of the height, are kept apart.
APART = Decimal(9)


class _Frame:
    """Where a point lies in the drawing."""

    def __init__(self, points: Iterable[Point], rtl: bool) -> None:
        shares = [spent for _, spent in points]
        self.high = _steps(max([Decimal(1), *shares]), ROUND_CEILING)
        self.low = _steps(min([Decimal(0), *shares]), ROUND_FLOOR)
        self.rtl = rtl

    def x(self, gone: Decimal) -> Decimal:
        at = min(max(gone, Decimal(0)), Decimal(1)) * 100
        return 100 - at if self.rtl else at

    def y(self, spent: Decimal) -> Decimal:
        return FOOT - (spent - self.low) * (FOOT - TOP) / (self.high - self.low)

    def anchor(self, word: str) -> str:
        return {"start": "end", "end": "start"}.get(word, word) if self.rtl else word

    def lines(self) -> list[Decimal]:
        """The shares that get a line across: quarters of the budget, fewer where it is far overspent."""
        step = STEP
        while (self.high - self.low) / step > 6:
            step *= 2
        count = int((self.high - self.low) / step)
        return [self.low + step * n for n in range(count + 1)]


def pace_chart(
    *,
    now: Sequence[Point],
    past: Sequence[Point] = (),
    forecast: Sequence[Point] = (),
    label: str,
    months: Sequence[tuple[Decimal, str]] = (),
    last_order: tuple[Decimal, str] | None = None,
    rtl: bool = False,
) -> SafeString:
    """This year's spending as a line up to today, the closed years' mean dotted, the forecast dashed to the end.

    Shares may be above 1 (overspent: the drawing grows) and below 0 (more refunds than payments: it begins below
    nothing). `label` is read aloud and tells the finding. `months` are words under the drawing; `last_order` marks the
    last day to order with its words. `rtl` mirrors every position. Nothing to draw without a point of this year.
    """
    if not now:
        return SafeString("")
    frame = _Frame([*now, *past, *forecast], rtl)
    today, zero = now[-1], frame.y(Decimal(0))
    shapes = "".join(_across(frame, share) for share in frame.lines())
    shapes += "".join(_month(frame, gone, word, n == len(months) - 1) for n, (gone, word) in enumerate(months))
    area = [(now[0][0], Decimal(0)), *now, (today[0], Decimal(0))]
    inner = f'<polygon class="a-now" points="{_path(frame, area)}"/>'
    if last_order:
        at = frame.x(last_order[0])
        inner += f'<polyline class="l-even" points="{_n(at)},{_n(FOOT)} {_n(at)},{_n(TOP)}"/>'
    inner += "".join(
        f'<polyline class="{css}" points="{_path(frame, points)}"/>'
        for css, points in (("l-prev", past), ("l-fcst", forecast), ("l-now", now))
        if len(points) > 1
    )
    shapes += f'<svg viewBox="0 0 100 100" preserveAspectRatio="none" width="100%" height="100%">{inner}</svg>'
    shapes += f'<circle class="p-now" cx="{_n(frame.x(today[0]))}%" cy="{_n(frame.y(today[1]))}%" r="5"/>'
    shapes += _words(frame, today, forecast, last_order, zero)
    return SafeString(f'<svg class="plot" role="img" aria-label="{escape(label)}">{shapes}</svg>')


def percent_of(share: Decimal) -> str:
    """`41%` of a share such as 0.4102, half up, with a true minus."""
    whole = int((share * 100).quantize(Decimal(1), rounding=ROUND_HALF_UP))
    return f"{'−' if whole < 0 else ''}{abs(whole)}%"


def _words(
    frame: _Frame, today: Point, forecast: Sequence[Point], last_order: tuple[Decimal, str] | None, zero: Decimal
) -> str:
    """Today, the forecast's end and the last day to order, beside what they name and not over each other."""
    at = today[0] * 100
    down, before = min(frame.y(today[1]) + Decimal("6.5"), FOOT - 2), at > NEAR_END
    place = max(at - Decimal("2.2"), Decimal(0)) if before else at + Decimal("2.2")
    words = _text(frame, (place, down), "end" if before else "start", f"Today {percent_of(today[1])}", "strong")
    if forecast:
        end = frame.y(forecast[-1][1]) - Decimal("6.5")
        if before and abs(end - down) < APART:
            end = down - APART
        words += _text(frame, (Decimal(100), end), "end", f"Forecast {percent_of(forecast[-1][1])}", "strong")
    if last_order:
        right = last_order[0] * 100 > 30
        place = last_order[0] * 100 + (Decimal("-1.5") if right else Decimal("1.5"))
        low = min(zero, FOOT) - Decimal("8.57")
        words += _text(frame, (place, low), "end" if right else "start", last_order[1], "strong")
    return words


def _across(frame: _Frame, share: Decimal) -> str:
    y, css = frame.y(share), "axis" if share == 0 else "grid"
    word = f"{percent_of(share)} of budget" if share == 1 else percent_of(share) if share else ""
    line = f'<line class="{css}" x1="0" x2="100%" y1="{_n(y)}%" y2="{_n(y)}%"/>'
    return line + (_text(frame, (Decimal(0), y - Decimal("1.6")), "start", word) if word else "")


def _month(frame: _Frame, gone: Decimal, word: str, is_last: bool) -> str:
    anchor = "start" if gone == 0 else "end" if is_last else "middle"
    return _text(frame, (gone * 100, Decimal(96)), anchor, word)


def _text(frame: _Frame, at: tuple[Decimal, Decimal], anchor: str, words: str, css: str = "") -> str:
    x, y = at
    place = 100 - x if frame.rtl else x
    named = f' class="{css}"' if css else ""
    return f'<text{named} x="{_n(place)}%" y="{_n(y)}%" text-anchor="{frame.anchor(anchor)}">{escape(words)}</text>'


def _path(frame: _Frame, points: Sequence[Point]) -> str:
    return " ".join(f"{_n(frame.x(gone))},{_n(frame.y(spent))}" for gone, spent in points)


def _n(value: Decimal) -> str:
    """At most two decimals, none that say nothing."""
    text = f"{value.quantize(Decimal('0.01'), rounding=ROUND_HALF_UP):f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _steps(value: Decimal, rounding: str) -> Decimal:
    """The next quarter up or down."""
    return (value / STEP).quantize(Decimal(1), rounding=rounding) * STEP
