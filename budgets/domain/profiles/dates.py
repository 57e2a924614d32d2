"""Dates by format: `M/D/YYYY`, `YYYY-MM-DD`, `YYYYMMDD`, `D-MMM-YY`, or `serial` for a spreadsheet's day number."""

import re
from collections.abc import Callable, Sequence
from datetime import date, timedelta

from budgets.domain.profiles.cells import Bad, clean, shown

MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
# Day 60 of the spreadsheets' calendar is a 29 February 1900 that never was; every date after it is one off.
SERIAL_ZERO = date(1899, 12, 30)
# A ledger holds no other days. A year such as 2018 read as a day number would be in 1905, a slip of the pen in 0208.
EARLIEST, LATEST = date(1950, 1, 1), date(2100, 12, 31)
TOKENS = {
    "YYYY": r"(?P<y>\d{4})",
    "YY": r"(?P<y>\d{2})",
    "MMM": r"(?P<m>[A-Za-z]{3,9})\.?",
    "MM": r"(?P<m>\d{2})",
    "M": r"(?P<m>\d{1,2})",
    "DD": r"(?P<d>\d{2})",
    "D": r"(?P<d>\d{1,2})",
}
SPLIT = re.compile("(YYYY|YY|MMM|MM|M|DD|D)")
# A spreadsheet or database writes midnight, or the minute of the entry, behind the day; the day is what counts.
TIME = r"(?:[ T]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?: ?[AaPp][Mm])?)?"
ISO = "YYYY-MM-DD"


def month_number(name: str) -> int | None:
    """1 to 12 of an English name, whole or cut to three letters or more; None if it is none."""
    text = name.casefold().removesuffix(".")
    if len(text) < 3:
        return None
    return next((place for place, month in enumerate(MONTHS, 1) if month.startswith(text)), None)


def is_format(text: str) -> bool:
    """Whether a format names year, month and day once each, so that each date reads one way, or is `serial`."""
    if text == "serial":
        return True
    pieces = SPLIT.split(text)
    named = sorted(piece[0] for piece in pieces[1::2])
    # 1112018 is 1 November and 11 January: numbers of one or two digits need something between them.
    loose = [len("".join({"M", "D"} & set(run))) for run in _runs(pieces)]
    return named == ["D", "M", "Y"] and max(loose) < 2


def date_reader(formats: Sequence[str]) -> Callable[[str], str | Bad | None]:
    """Reads a cell as the first format that fits: the date as YYYY-MM-DD, None for a blank, or Bad."""
    readers = [_serial if text == "serial" else _of(text) for text in formats]

    def meaning(cell: str) -> str | Bad | None:
        text = clean(cell)
        if not text:
            return None
        for read in readers:
            found = read(text)
            if found and EARLIEST <= found <= LATEST:
                return found.isoformat()
        return Bad(f"{shown(text)} is not a date of the form {' or '.join(formats)}")

    return meaning


def _runs(pieces: Sequence[str]) -> list[list[str]]:
    """Tokens that follow each other with nothing between them."""
    runs: list[list[str]] = [[]]
    for token, behind in zip(pieces[1::2], pieces[2::2], strict=True):
        runs[-1].append(token)
        if behind:
            runs.append([])
    return runs


def _serial(text: str) -> date | None:
    found = re.fullmatch(r"(\d{5})(?:\.\d+)?", text, re.ASCII)
    return SERIAL_ZERO + timedelta(days=int(found[1])) if found else None


def _of(form: str) -> Callable[[str], date | None]:
    pieces = SPLIT.split(form)
    shape = re.compile("".join(TOKENS.get(piece, re.escape(piece)) for piece in pieces) + TIME, re.ASCII).fullmatch

    def read(text: str) -> date | None:
        found = shape(text)
        if not found:
            return None
        month = int(found["m"]) if found["m"].isdigit() else month_number(found["m"])
        try:
            return date(_year(found["y"]), month or 0, int(found["d"]))
        except ValueError:
            return None

    return read


def _year(digits: str) -> int:
    """Two digits are years from 1970 to 2069."""
    return int(digits) if len(digits) == 4 else (1900 if digits >= "70" else 2000) + int(digits)
