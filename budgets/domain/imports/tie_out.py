"""Tie-out: what a load adds up to is compared with the total that a report of the accounting system prints."""

from collections.abc import Mapping
from decimal import Decimal

from balance.money import dollars_and_cents, from_cents
from budgets.choices import Measure
from budgets.domain.profiles import Problems
from budgets.domain.profiles.cells import Bad
from budgets.domain.profiles.cents import cents

# The words that a person may use for a measure.
NAMES = {
    "budget": Measure.BUDGET,
    "revised": Measure.BUDGET,
    "original": "original",
    "request": Measure.REQUEST,
    "requested": Measure.REQUEST,
    "encumbrance": Measure.ENCUMBRANCE,
    "encumbered": Measure.ENCUMBRANCE,
    "expenditure": Measure.EXPENDITURE,
    "expended": Measure.EXPENDITURE,
}


def tie_out(wanted: Mapping[str, Decimal], totals: Mapping[str, Decimal], problems: Problems) -> None:
    """Compares to the cent; keys of `wanted` are those of NAMES, of `totals` the measures and `original`."""
    for name, printed in wanted.items():
        found = totals[NAMES[name]]
        if found != printed:
            apart = dollars_and_cents(abs(found - printed))
            problems.add(
                f"adds up to {dollars_and_cents(found)}, the report says {dollars_and_cents(printed)}: {apart} apart.",
                column=name,
            )


def in_words(wanted: Mapping[str, Decimal], report: str) -> str:
    """What a load was proved against, for a page."""
    return report or f"the printed total of {' and '.join(wanted)}" if wanted else ""


def printed_total(text: str) -> tuple[str, Decimal]:
    """`measure=amount`, the amount as a report prints it. Raises ValueError with what is wrong."""
    name, equals, printed = text.partition("=")
    name = name.strip().lower()
    if not equals or name not in NAMES:
        raise ValueError(f"{text!r} is not MEASURE=AMOUNT; measures are {', '.join(NAMES)}")
    value = cents(printed.strip())
    if isinstance(value, Bad) or not printed.strip():
        raise ValueError(f"{printed!r} is not an amount")
    return name, from_cents(value)
