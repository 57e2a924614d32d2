"""The track of an order as text of SVG: requested, ordered, billed, paid. Pure: same shares, same text."""

from decimal import Decimal

from django.utils.html import escape
from django.utils.safestring import SafeString

from balance.money import ZERO, whole_percent

STAGES = 4
# Hundredths of a percent: each stage is this wide, with a gap to the next.
WIDTH, STEP = 2440, 2533


def share(part: Decimal, whole: Decimal) -> Decimal:
    """How much of `whole` dollars `part` is, from 0 to 1; all of nothing is done."""
    if whole <= ZERO:
        return Decimal(1) if part > ZERO else Decimal(0)
    return min(max(part / whole, Decimal(0)), Decimal(1))


def track(requested: bool, ordered: Decimal, billed: Decimal, paid: Decimal) -> SafeString:
    """Four stages side by side, the last two filled by their share of what was ordered, in dollars."""
    shares = [Decimal(int(requested)), Decimal(int(ordered > ZERO)), share(billed, ordered), share(paid, ordered)]
    shapes = "".join(_stage(number, done) for number, done in enumerate(shares))
    return SafeString(
        f'<span class="track"><svg role="img" aria-label="{escape(words(requested, ordered, billed, paid))}">{shapes}'
        f"</svg><span>{escape(short(ordered, billed, paid))}</span></span>"
    )


def words(requested: bool, ordered: Decimal, billed: Decimal, paid: Decimal) -> str:
    """Read aloud: `Requested, ordered, 80% billed, 80% paid`."""
    first = [word for word, so in (("requested", requested), ("ordered", ordered > ZERO)) if so]
    rest = [f"{whole_percent(share(part, ordered))} {word}" for part, word in ((billed, "billed"), (paid, "paid"))]
    return ", ".join([*first, *rest]).capitalize()


def short(ordered: Decimal, billed: Decimal, paid: Decimal) -> str:
    """Seen under the track: how far it is."""
    of_bills, of_payments = share(billed, ordered), share(paid, ordered)
    if not of_bills and not of_payments:
        return "Ordered" if ordered > ZERO else ""
    if of_bills == of_payments:
        return f"{whole_percent(of_bills)} billed and paid"
    return f"{whole_percent(of_bills)} billed, {whole_percent(of_payments)} paid"


def _stage(number: int, done: Decimal) -> str:
    x = _pct(number * STEP)
    bed = f'<rect class="t-bed" x="{x}" width="{_pct(WIDTH)}" height="100%" rx="2"/>'
    width = int(done * WIDTH)
    return bed + (f'<rect class="t-on" x="{x}" width="{_pct(width)}" height="100%" rx="2"/>' if width else "")


def _pct(hundredths: int) -> str:
    return f"{hundredths // 100}.{hundredths % 100:02d}%"
