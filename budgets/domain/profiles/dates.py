"""Dates by format: `M/D/YYYY`, `YYYY-MM-DD`, `YYYYMMDD`, `D-MMM-YY`, or `serial` for a spreadsheet's day number."""

import re
from collections.abc import Callable, Sequence
from datetime import date, timedelta

from budgets.domain.profiles.cells import MONTHS, Bad, clean, shown

# Day 60 of the spreadsheets' calendar is a 29 February 1900 that never was; every date after it is one off.
SERIAL_ZERO = date(1899, 12, 30)
SERIALS = (1, 80_000)
TOKENS = {
    "YYYY": r"(?P<y>\d{4})",
    "YY": r"(?P<y>\d{2})",
    "MMM": r"(?P<m>[A-Za-z]{3})[a-z]*\.?",
    "MM": r"(?P<m>\d{2})",
    "M": r"(?P<m>\d{1,2})",
    "DD": r"(?P<d>\d{2})",
    "D": r"(?P<d>\d{1,2})",
}
SPLIT = re.compile("(YYYY|YY|MMM|MM|M|DD|D)")
# A spreadsheet or database writes midnight, or the minute of the entry, behind the day; the day is what counts.
TIME = r"(?:[ T]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?: ?[AaPp][Mm])?)?"


def is_format(text: str) -> bool:
    """Whether a format names year, month and day once each, or is `serial`."""
    named = sorted(piece[0] for piece in SPLIT.findall(text))
    return text == "serial" or named == ["D", "M", "Y"]


def date_reader(formats: Sequence[str]) -> Callable[[str], str | Bad | None]:
    """Reads a cell as the first format that fits: the date as YYYY-MM-DD, None for a blank, or Bad."""
    readers = [_serial if text == "serial" else _of(text) for text in formats]

    def meaning(cell: str) -> str | Bad | None:
        text = clean(cell)
        if not text:
            return None
        for read in readers:
            found = read(text)
            if found:
                return found.isoformat()
        return Bad(f"{shown(text)} is not a date of the form {' or '.join(formats)}")

    return meaning


def _serial(text: str) -> date | None:
    digits = text.split(".", maxsplit=1)[0]
    if not re.fullmatch(r"\d{1,5}(\.\d+)?", text) or not SERIALS[0] <= int(digits) <= SERIALS[1]:
        return None
    return SERIAL_ZERO + timedelta(days=int(digits))


def _of(form: str) -> Callable[[str], date | None]:
    pieces = SPLIT.split(form)
    shape = re.compile("".join(TOKENS.get(piece, re.escape(piece)) for piece in pieces) + TIME).fullmatch

    def read(text: str) -> date | None:
        found = shape(text)
        if not found:
            return None
        year, month, day = found["y"], found["m"], found["d"]
        number = MONTHS.index(month.lower()) + 1 if month.lower() in MONTHS else month
        try:
            return date(int(year) + (2000 if len(year) == 2 else 0), int(number), int(day))
        except ValueError:
            return None

    return read
