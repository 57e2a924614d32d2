"""What a cell says as an amount: whole cents, in every shape that accounting systems print (domain 3.3).

What has another shape is refused, never guessed. Pure functions.
"""

import re
from collections.abc import Sequence

from budgets.domain.profiles.cells import DATE, NAMED_DATE, Bad, clean, shown

LARGEST_CENTS = 10**15
LONGEST = 60  # characters; no amount needs more

PLAIN = re.compile(r"(-?)(\d{1,13})(?:\.(\d\d?))?", re.ASCII).fullmatch
# Whole columns at once: what nearly every file holds needs no look at the single cell. No more digits than are read
# of a cell: larger ones are left to it.
USUAL = r"-?\$?(?:\d{1,13}|[1-9]\d{0,2}(?:,\d{3}){1,3})\.\d\d"
USUAL_COLUMN = re.compile(rf"{USUAL}(?:\n{USUAL})*", re.ASCII).fullmatch
PRINTED_ONLY = str.maketrans("", "", "$,.")
# A thousands comma stands before three digits, and never behind a zero alone: 0,123 is how others write a fraction.
AMOUNT = re.compile(
    r"""(?P<paren>\()? \s* (?P<sign>[-+])? \s* \$? \s* (?P<inner>\()? \s* (?P<second>[-+])? \s*
        (?P<whole>[1-9]\d{0,2}(?:,\d{3})+|\d*) (?:\.(?P<part>\d*))? \s* (?P<close>\))? \s*
        (?P<trail>[-+])? \s* (?P<side>CR|DR)? \s* (?P<last>\))?""",
    re.VERBOSE | re.IGNORECASE | re.ASCII,
).fullmatch
DASHES = str.maketrans({"\u2212": "-", "\u2013": "-", "\u2014": "-", "\u2010": "-", "\u2011": "-"})
NOTHING = ("", "-", "$", "$-", "$ -", "-$", "- $")
SCIENTIFIC = re.compile(r"[-+]?\d+(\.\d*)?E[-+]?\d+", re.ASCII | re.IGNORECASE).fullmatch


def cents(cell: str) -> int | Bad:
    """Whole cents, signed as printed. Accepts `-x`, `x-`, `(x)`, `x CR` (all negative), `x DR`, `$`, thousands commas;
    a blank and a dash alone are zero."""
    plain = PLAIN(cell)
    if plain:
        minus, whole, part = plain.groups()
        value = int(whole) * 100 + (int(part) * (10 if len(part) == 1 else 1) if part else 0)
        return -value if minus else value
    return _printed(clean(cell).translate(DASHES))


def undivided(cell: str) -> int | Bad:
    """Whole cents of an amount that is printed in cents, without a point: `12345-` is −123.45."""
    value = cents(cell)
    if isinstance(value, Bad):
        return value
    if "." in cell:
        return Bad(f"{shown(clean(cell))} has a decimal point, but the profile says that the amounts are cents")
    return value // 100


def all_cents(column: Sequence[str]) -> list[int] | None:
    """Whole cents of a column that has nothing but amounts of the usual form, with two decimals; else None."""
    joined = "\n".join(column)
    if USUAL_COLUMN(joined) is None or joined.count("\n") != len(column) - 1:
        return None
    return list(map(int, joined.translate(PRINTED_ONLY).split("\n")))


def _printed(text: str) -> int | Bad:
    if text in NOTHING:
        return 0
    found = AMOUNT(text) if len(text) <= LONGEST else None
    if not found or not (found["whole"] or found["part"]):
        return Bad(f"{shown(text)} is {_what(text)}")
    opened = [mark for mark in (found["paren"], found["inner"]) if mark]
    closed = [mark for mark in (found["close"], found["last"]) if mark]
    signs = [mark for mark in (found["sign"], found["second"], found["trail"], found["side"]) if mark]
    if len(opened) != len(closed) or len(opened) + len(signs) > 1:
        return Bad(f"{shown(text)} carries more than one sign, or half a bracket")
    part = found["part"] or ""
    # Databases print four decimals; zeros behind the cents say nothing.
    if part[2:].strip("0"):
        return Bad(f"{shown(text)} is not whole cents")
    value = int((found["whole"] or "0").replace(",", "")) * 100 + int(part[:2].ljust(2, "0"))
    if value > LARGEST_CENTS:
        return Bad(f"{shown(text)} is too large to be an amount")
    return -value if opened or (signs and signs[0].upper() in ("-", "CR")) else value


def _what(text: str) -> str:
    if DATE(text) or NAMED_DATE(text):
        return "a date; a spreadsheet may have turned the amount into one"
    if SCIENTIFIC(text):
        return "a shortened number; a spreadsheet dropped its digits"
    return "not an amount"
