"""Money in templates. A builtin of every template: no `{% load %}`."""

from decimal import ROUND_HALF_UP, Decimal

from django import template
from django.utils.html import escape
from django.utils.safestring import SafeString

from balance.money import MINUS, amount, dollars, dollars_and_cents

register = template.Library()


@register.filter
def money(value: Decimal | None) -> str:
    """`$48,000`: whole dollars, for summaries. Nothing for None: not applicable is an empty cell."""
    return "" if value is None else dollars(value)


@register.filter
def money_cents(value: Decimal | None) -> str:
    """`$17,931.44`: for transactions, receipts and exports."""
    return "" if value is None else dollars_and_cents(value)


@register.filter
def money_change(value: Decimal | None) -> str:
    """`+$2,000.00`: a budget change, the only amount that shows a plus."""
    return "" if value is None else dollars_and_cents(value, sign=True)


@register.filter
def pct(value: Decimal | None) -> str:
    """`41%`: whole percent, half up, of a percent such as Decimal("41.02"). Nothing where no percent may be shown."""
    if value is None:
        return ""
    whole = value.quantize(Decimal(1), rounding=ROUND_HALF_UP)
    return f"{MINUS if whole < 0 else ''}{abs(whole)}%"


@register.simple_tag
def figure(measure: str, value: Decimal, cents: bool = False, sign: bool = False) -> SafeString:
    """`<data data-measure="left" value="48000.00">$48,000</data>`: a figure that people and programs can read.

    `measure` is named as in `ledger_totals`. The value keeps its cents and an ASCII minus whatever the text shows.
    """
    text = dollars_and_cents(value, sign=sign) if cents else dollars(value, sign=sign)
    return SafeString(f'<data data-measure="{escape(measure)}" value="{amount(value)}">{text}</data>')
