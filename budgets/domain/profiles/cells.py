"""A cell's text, and what is remembered about cells. What a cell says is read by cents, dates, years and periods."""

import re
from collections.abc import Callable, Sequence
from typing import Any


class Bad:
    """A cell that cannot be read, and why, in words that follow the name of its column (or of another, named here)."""

    __slots__ = ("column", "reason")

    def __init__(self, reason: str, column: str = "") -> None:
        self.reason = reason
        self.column = column

    def __repr__(self) -> str:
        return f"Bad({self.reason!r})"


class Memo(dict[str, Any]):
    """Remembers what cells mean: a ledger repeats most of its cells. Bounded; `bad` says that some cell was refused.

    Keys are cells, or cells that are read together (`together`).
    """

    LIMIT = 50_000  # keys
    LONG = 1_000  # characters; longer ones hardly repeat, and many of them would fill the memory

    def __init__(self, meaning: Callable[[str], Any]) -> None:
        super().__init__()
        self.meaning = meaning
        self.bad = False

    def __missing__(self, cell: str) -> Any:
        value = self.meaning(cell)
        self.bad = self.bad or isinstance(value, Bad)
        if len(cell) <= self.LONG:
            if len(self) >= self.LIMIT:
                self.clear()
            self[cell] = value
        return value


BETWEEN = "\x1f"  # the separator of old data formats, which is in no cell that is whole


def together(columns: Sequence[Sequence[str]]) -> Sequence[str]:
    """The cells of several columns, row by row, as one text each: they are remembered as such."""
    return columns[0] if len(columns) == 1 else list(map(BETWEEN.join, zip(*columns, strict=True)))


def apart(cells: str, count: int) -> list[str] | Bad:
    """The cells that `together` has put into one text."""
    found = cells.split(BETWEEN) if count > 1 else [cells]
    return found if len(found) == count else Bad("holds a control character (hexadecimal 1F)")


WRAPPED = re.compile(r'="(.*)"|\'(.*)', re.DOTALL)
# Marks that show nothing: control characters, soft hyphen, zero-width ones, marks of direction and of byte order.
UNSEEN = (*range(0x20), *range(0x7F, 0xA0), 0xAD, *range(0x200B, 0x2010), *range(0x202A, 0x202F), 0x2060, 0xFEFF)
INVISIBLE = dict.fromkeys(UNSEEN)


def clean(cell: str) -> str:
    """A cell's text: runs of blanks, also non-breaking ones and line breaks, are one blank; none at the ends.

    `="0306703"` and a leading apostrophe are how spreadsheets keep zeros; both are taken off.
    """
    text = " ".join(cell.split())
    if not text.isprintable():
        text = " ".join(text.translate(INVISIBLE).split())
    return _unwrapped(text)


def trimmed(cell: str) -> str:
    """Like `clean`, but blanks inside stay as many as they are: in a code cut by widths they hold a place."""
    text = "".join(" " if mark.isspace() else mark for mark in cell)
    return _unwrapped(text.translate(INVISIBLE).strip())


def _unwrapped(text: str) -> str:
    if text[:1] in ("=", "'") and (wrapped := WRAPPED.fullmatch(text)):
        return (wrapped[1] if wrapped[1] is not None else wrapped[2]).strip()
    return text


def shown(text: str) -> str:
    """A cell as a message quotes it."""
    return f"“{text if len(text) <= 60 else text[:57] + '…'}”"


# A whole column at once, its cells joined: what most files hold needs no look at the single cell.
JOINT = "|"
UNTIDY = ("  ", f" {JOINT}", f"{JOINT} ", f"{JOINT}'", f"{JOINT}=", "\\")


def tidy(column: Sequence[str], longest: int) -> str | None:
    """The cells of a column, joined, if each of them is clean already, no longer than that and without a backslash."""
    joined = JOINT.join(column)
    if (
        joined.isprintable()
        and joined.count(JOINT) == len(column) - 1
        and joined == joined.strip()
        and joined[:1] not in ("'", "=")
        and not any(mark in joined for mark in UNTIDY)
        and max(map(len, column)) <= longest
    ):
        return joined
    return None


# How a spreadsheet prints dates: as the country does, with a month's name, or with the time behind it.
_MONTH = "(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)"
NAMED_DATE = re.compile(rf"\d{{1,2}}-{_MONTH}(?:-\d{{2,4}})?|{_MONTH}-\d{{2,4}}", re.ASCII).fullmatch
DATE = re.compile(
    r"(?:\d{1,2}/\d{1,2}/(?:\d{4}|\d{2})|\d{1,2}-\d{1,2}-\d{4}|\d{4}-\d{2}-\d{2})(?:[ T]\d.*)?", re.ASCII
).fullmatch
SHORTENED = re.compile(r"\d(?:\.\d+)?E\+\d+", re.ASCII | re.IGNORECASE).fullmatch
SHORTENED_WITHOUT_PLUS = re.compile(r"\d\.\d+E\d+", re.ASCII | re.IGNORECASE).fullmatch
ERROR = re.compile(r"#(?:N/A|REF!|NAME\?|VALUE!|DIV/0!|NUM!|NULL!|SPILL!|CALC!|#+)", re.IGNORECASE).fullmatch


def damage(text: str, separator: str = "") -> str:
    """What a spreadsheet or a report made of a code, in words; empty where nothing shows that it did.

    `separator` is what parts the code: `10-05-2019` may be three parts as well as a date, `10-Oct` is a date.
    """
    if text.isdigit():
        return ""
    if SHORTENED(text) or (separator != "." and SHORTENED_WITHOUT_PLUS(text)):
        return "a number that a spreadsheet has shortened"
    if NAMED_DATE(text) or (DATE(text) and not (separator and separator in text)):
        return "a date, into which a spreadsheet may have turned it"
    if ERROR(text) or text.startswith("="):
        return "an error or a formula of a spreadsheet"
    return "a mask, which stands for several" if "*" in text else ""
