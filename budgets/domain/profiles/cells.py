"""What one cell says: text, an amount, a year, a period. Pure functions; what cannot be right is a Bad with its reason.

The shapes are those that accounting systems and spreadsheets print (domain 3.3). Anything else is refused, never
guessed.
"""

import re
from collections.abc import Callable, Sequence
from typing import Any

LARGEST_CENTS = 10**15


class Bad:
    """A cell that cannot be read, and why, in words that follow the name of its column (or of another, named here)."""

    __slots__ = ("column", "reason")

    def __init__(self, reason: str, column: str = "") -> None:
        self.reason = reason
        self.column = column

    def __repr__(self) -> str:
        return f"Bad({self.reason!r})"


class Memo(dict[Any, Any]):
    """Remembers what cells mean: a ledger repeats most of its cells. Bounded; `bad` says that some cell was refused."""

    LIMIT = 50_000

    def __init__(self, meaning: Callable[[Any], Any]) -> None:
        super().__init__()
        self.meaning = meaning
        self.bad = False

    def __missing__(self, cell: Any) -> Any:
        if len(self) >= self.LIMIT:
            self.clear()
        value = self[cell] = self.meaning(cell)
        self.bad = self.bad or isinstance(value, Bad)
        return value


WRAPPED = re.compile(r'="(.*)"|\'(.*)', re.DOTALL)
INVISIBLE = dict.fromkeys([*range(0x20), 0x7F, *range(0x200B, 0x2010), 0x2060, 0xFEFF])


def clean(cell: str) -> str:
    """A cell's text: runs of blanks, also non-breaking ones and line breaks, are one blank; none at the ends.

    `="0306703"` and a leading apostrophe are how spreadsheets keep zeros; both are taken off.
    """
    text = " ".join(cell.split())
    if not text.isprintable():
        text = " ".join(text.translate(INVISIBLE).split())
    if text[:1] in ("=", "'") and (wrapped := WRAPPED.fullmatch(text)):
        text = (wrapped[1] if wrapped[1] is not None else wrapped[2]).strip()
    return text


# Whole columns at once, their cells joined: what most files hold needs no look at the single cell.
JOINT = "|"
UNTIDY = ("  ", f" {JOINT}", f"{JOINT} ", f"{JOINT}'", f"{JOINT}=", "\\")
PRINTED_WITH_CENTS = re.compile(r"(?:-?\d{1,13}\.\d\d(?:\n|\Z))+").fullmatch


def all_tidy(column: Sequence[str], longest: int) -> bool:
    """Whether every cell of a column is clean already, and no longer than that."""
    joined = JOINT.join(column)
    return (
        joined.isprintable()
        and joined.count(JOINT) == len(column) - 1
        and joined == joined.strip()
        and joined[:1] not in ("'", "=")
        and not any(mark in joined for mark in UNTIDY)
        and max(map(len, column)) <= longest
    )


def all_cents(column: Sequence[str]) -> list[int] | None:
    """Whole cents of a column that has nothing but plain amounts with two decimals; else None."""
    joined = "\n".join(column)
    if PRINTED_WITH_CENTS(joined) is None or joined.count("\n") != len(column) - 1:
        return None
    return list(map(int, joined.replace(".", "").split("\n")))


PLAIN = re.compile(r"(-?)(\d{1,13})(?:\.(\d\d?))?").fullmatch
AMOUNT = re.compile(
    r"""(?P<paren>\()? \s* (?P<sign>[-+])? \s* \$? \s* (?P<inner>\()? \s* (?P<second>[-+])? \s*
        (?P<whole>\d{1,3}(?:,\d{3})+|\d*) (?:\.(?P<part>\d*))? \s* (?P<close>\))? \s*
        (?P<trail>[-+])? \s* (?P<side>CR|DR)? \s* (?P<last>\))?""",
    re.VERBOSE | re.IGNORECASE,
).fullmatch
DASHES = str.maketrans({"\u2212": "-", "\u2013": "-", "\u2014": "-", "\u2010": "-", "\u2011": "-"})
DATE_LIKE = re.compile(
    r"\d{1,4}[-/]\d{1,2}[-/]\d{1,4}([ T].*)?|\d{1,2}-[A-Za-z]{3}(-\d{2,4})?|[A-Za-z]{3}-\d{2}"
).fullmatch
SCIENTIFIC = re.compile(r"[-+]?\d+(\.\d+)?[eE][-+]?\d+").fullmatch


def cents(cell: str) -> int | Bad:
    """Whole cents, signed as printed. Accepts `-x`, `x-`, `(x)`, `x CR` (all negative), `x DR`, `$`, thousands commas;
    a blank and a dash alone are zero."""
    plain = PLAIN(cell)
    if plain:
        minus, whole, part = plain.groups()
        value = int(whole) * 100 + (int(part) * (10 if len(part) == 1 else 1) if part else 0)
        return -value if minus else value
    return _printed_cents(clean(cell).translate(DASHES))


def _printed_cents(text: str) -> int | Bad:
    if not text or text in ("-", "$", "$-", "$ -", "-$", "- $", "$ - "):
        return 0
    found = AMOUNT(text)
    if not found or not (found["whole"] or found["part"]):
        return Bad(_why_no_amount(text))
    opened = [mark for mark in (found["paren"], found["inner"]) if mark]
    closed = [mark for mark in (found["close"], found["last"]) if mark]
    signs = [mark for mark in (found["sign"], found["second"], found["trail"], found["side"]) if mark]
    if len(opened) != len(closed) or len(opened) + len(signs) > 1:
        return Bad(f"{shown(text)} carries more than one sign")
    part = found["part"] or ""
    if part[2:].strip("0"):
        return Bad(f"{shown(text)} is not whole cents")
    value = int((found["whole"] or "0").replace(",", "")) * 100 + int(part[:2].ljust(2, "0"))
    if value > LARGEST_CENTS:
        return Bad(f"{shown(text)} is too large to be an amount")
    return -value if opened or (signs and signs[0].upper() in ("-", "CR")) else value


def _why_no_amount(text: str) -> str:
    if DATE_LIKE(text):
        return f"{shown(text)} is a date; a spreadsheet may have turned the amount into one"
    if SCIENTIFIC(text):
        return f"{shown(text)} is a shortened number; a spreadsheet dropped its digits"
    return f"{shown(text)} is not an amount"


def shown(text: str) -> str:
    """A cell as a message quotes it."""
    return f"“{text if len(text) <= 60 else text[:57] + '…'}”"


def whole(low: int, high: int) -> Callable[[str], int | Bad | None]:
    """Reads a whole number from `low` to `high`; a blank is None. `7.0` is 7, for spreadsheets write it so."""

    def meaning(cell: str) -> int | Bad | None:
        text = clean(cell)
        if not text:
            return None
        digits = text.removesuffix(".0").removesuffix(".00")
        if not digits.isascii() or not digits.isdigit() or not low <= int(digits) <= high:
            return Bad(f"{shown(text)} is not a number from {low} to {high}")
        return int(digits)

    return meaning


FISCAL_YEAR = re.compile(r"(?:FY\s*)?(\d{4}|\d{2})(?:\s*[-/\u2013]\s*(\d{4}|\d{2}))?(?:\.0+)?", re.IGNORECASE).fullmatch


def fiscal_year(cell: str) -> int | Bad:
    """The calendar year in which it ends: `19`, `2019`, `FY19`, `2018-19`, `2018/2019` are all 2019."""
    text = clean(cell)
    found = FISCAL_YEAR(text)
    if not found:
        return Bad(f"{shown(text)} is not a fiscal year" if text else "is empty; it must name the fiscal year")
    first, second = (int(part) if part else None for part in found.groups())
    ends = second if second is not None else first
    assert ends is not None
    year = ends if ends >= 100 else 2000 + ends
    if second is not None and first is not None and (first if first >= 100 else 2000 + first) != year - 1:
        return Bad(f"{shown(text)} is not one fiscal year")
    if not 1990 <= year <= 2100:
        return Bad(f"{shown(text)} is not a fiscal year")
    return year


MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
NUMBER = whole(1, 12)


def calendar_month(cell: str) -> int | Bad | None:
    """1 to 12, from a number or an English name, short or long; a blank is None."""
    text = clean(cell).lower()
    if text[:3] in MONTHS and len(text) >= 3:
        return MONTHS.index(text[:3]) + 1
    return NUMBER(cell)
