"""Money: whole cents in the database, Decimal dollars in Python, rounding nowhere but here.

One currency. No float: a spreadsheet cell that is a float is read by its shortest text and refused unless it is
whole cents. Imports neither Django nor Celery, so that every layer may use it.
"""

from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

CENT = Decimal("0.01")
ZERO = Decimal("0.00")
MINUS = "−"
# bigint cents: what the database can hold.
MAX_CENTS = 2**63 - 1
MAX_AMOUNT = Decimal(MAX_CENTS).scaleb(-2)


class NotWholeCents(ValueError):
    """An amount that is not a finite number of whole cents."""


def amount(value: object) -> Decimal:
    """`value` as exact dollars with two decimals.

    Takes Decimal, int (dollars), str, and the float of a spreadsheet cell. Raises NotWholeCents for anything that
    is not exactly a number of cents: nothing is rounded in silence.
    """
    if isinstance(value, bool) or not isinstance(value, Decimal | int | str | float):
        raise NotWholeCents(f"{value!r} is not an amount of money")
    try:
        number = Decimal(repr(value)) if isinstance(value, float) else Decimal(value)
    except InvalidOperation as error:
        raise NotWholeCents(f"{value!r} is not an amount of money") from error
    # The size first: a number of more digits than the context has cannot even be quantized.
    if not number.is_finite() or abs(number) > MAX_AMOUNT or (cents := number.quantize(CENT)) != number:
        raise NotWholeCents(f"{value!r} is not a whole number of cents")
    return cents + ZERO  # adding zero turns -0.00 into 0.00


def to_cents(value: object) -> int:
    """Exact dollars as whole cents. Raises NotWholeCents."""
    return int(amount(value).scaleb(2))


def from_cents(cents: int | Decimal) -> Decimal:
    """Cents as dollars with two decimals; the fraction that an average leaves is rounded half up."""
    if isinstance(cents, int):
        return Decimal(cents).scaleb(-2)
    return cents.quantize(Decimal(1), rounding=ROUND_HALF_UP).scaleb(-2) + ZERO


def round_to_cents(value: Decimal) -> Decimal:
    """A computed amount (a forecast, a share) rounded half up to the cent. Never used on what a ledger says."""
    return value.quantize(CENT, rounding=ROUND_HALF_UP) + ZERO


def round_to_dollars(value: Decimal) -> Decimal:
    """Half up to whole dollars, for summaries; always the last step, after adding up cents."""
    return value.quantize(Decimal(1), rounding=ROUND_HALF_UP) + 0


def percent(part: Decimal, whole: Decimal) -> Decimal | None:
    """`part` of `whole` in percent with one decimal, half up; None where no percent may be shown (domain 2.9):
    a whole that is zero or negative, or a negative part."""
    if whole <= 0 or part < 0:
        return None
    return (part * 100 / whole).quantize(Decimal("0.1"), rounding=ROUND_HALF_UP)


def whole_percent(share: Decimal) -> str:
    """A share such as 0.4102 as `41%`, half up."""
    return f"{(share * 100).quantize(Decimal(1), rounding=ROUND_HALF_UP) + 0}%"


def dollars(value: Decimal, *, sign: bool = False) -> str:
    """`$48,000`: whole dollars for summaries. A true minus leads; `sign` shows a plus too. Never `-$0`."""
    whole = int(round_to_dollars(value))
    return f"{_lead(whole, sign)}${abs(whole):,}"


def dollars_and_cents(value: Decimal, *, sign: bool = False) -> str:
    """`$17,931.44`: for transactions, receipts and exports."""
    cents = int(value.quantize(CENT, rounding=ROUND_HALF_UP).scaleb(2))
    return f"{_lead(cents, sign)}${abs(cents) // 100:,}.{abs(cents) % 100:02d}"


def about(value: Decimal) -> str:
    """`$20,300` for 20,288.83: three figures, half up, for an estimate that must not look exact."""
    step = Decimal(1).scaleb(max(value.adjusted() - 2, 0))
    return dollars(value.quantize(step, rounding=ROUND_HALF_UP))


def _lead(number: int, sign: bool) -> str:
    return MINUS if number < 0 else "+" if sign and number > 0 else ""
