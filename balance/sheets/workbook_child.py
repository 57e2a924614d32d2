"""The process that reads a workbook, and can do nothing else: no files to write, little memory, little time, and
nothing of its parent's. What it says is lines of JSON: blocks of rows, and at the end why it stopped.

Started by balance.sheets.workbook, never imported by it: whatever a workbook does to its reader, it does here.
"""

import datetime
import json
import resource
import sys
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import python_calamine

from balance.sheets.layout import SheetRefused
from balance.sheets.workbook_parts import DAMAGED, Parts, SheetPart, opened
from balance.sheets.workbook_scan import Scan

MEMORY = 2 << 30  # bytes
SECONDS = 120  # of computing
ROWS = 1_000  # in a message, at most
CELLS = 50_000  # in a message, about
NO_MEMORY = 71  # exit code
FIRST_WITH_16_DIGITS = 10**15


def main(path: str, sheet: str) -> None:
    """Writes the rows of one sheet to the standard output."""
    _give_up_rights()
    try:
        for message in _messages(Path(path), sheet):
            _say(message)
        _say({"end": True})
    except SheetRefused as refused:
        _say({"refused": str(refused), "row": refused.row, "column": refused.column})
    except python_calamine.CalamineError as error:
        _say({"refused": f"{DAMAGED} ({error})"})
    except MemoryError:
        sys.exit(NO_MEMORY)


def _give_up_rights() -> None:
    # Past the soft limit of time comes the signal that says why, before the hard one kills.
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS + 5))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    try:
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    except ValueError:
        if sys.platform == "linux":  # macOS takes no such limit; a laptop has the others
            raise


def _say(message: dict[str, Any]) -> None:
    line = json.dumps(message, ensure_ascii=False, separators=(",", ":")).encode()
    if rb"\u0000" in line:
        _refuse_zero_bytes(message)
    sys.stdout.buffer.write(line + b"\n")
    sys.stdout.buffer.flush()


def _refuse_zero_bytes(message: dict[str, Any]) -> None:
    """XML cannot hold them, but a workbook can spell them, and no database keeps them."""
    for number, row in enumerate(message.get("rows", ()), message.get("row", 0)):
        for column, cell in enumerate(row, 1):
            if "\0" in cell:
                raise SheetRefused("A zero byte stands in a cell: the workbook is damaged.", row=number, column=column)


def _messages(path: Path, wanted: str) -> Iterator[dict[str, Any]]:
    with opened(path) as parts:
        sheet, scan = _chosen(parts, wanted)
    with python_calamine.load_workbook(path) as workbook:
        cells = workbook.get_sheet_by_name(sheet.name)
    if cells.start is None or cells.end is None:
        raise SheetRefused("The sheet of the workbook has no cells.")
    if cells.end[0] >= scan.rows or cells.end[1] >= scan.columns:
        raise SheetRefused("The workbook says two things of one sheet: save it again.")
    before = [""] * cells.start[1]  # blank columns at the left, which the reader leaves out
    most = max(1, min(ROWS, CELLS // (cells.end[1] + 1)))
    rows: list[list[str]] = []
    for number, row in enumerate(cells.iter_rows(), 1):
        rows.append(before + [cell if type(cell) is str else TEXTS[type(cell)](cell) for cell in row])
        if errors := scan.errors.get(number):
            for column, error in errors.items():
                rows[-1][column - 1] = error
        if len(rows) == most:
            yield {"row": number + 1 - len(rows), "rows": rows}
            rows = []
    if rows:
        yield {"row": number + 1 - len(rows), "rows": rows}


def _chosen(parts: Parts, wanted: str) -> tuple[SheetPart, Scan]:
    """The sheet of that name, or the only visible one with cells."""
    sheets = parts.sheets()
    if wanted:
        asked = [sheet for sheet in sheets if sheet.name == wanted]
        if not asked:
            raise SheetRefused(f"The workbook has no sheet “{wanted}”. It has {_listed(sheets)}.")
    else:
        asked = [sheet for sheet in sheets if sheet.visible]
    scans = parts.scan({sheet.part for sheet in asked})
    found = [sheet for sheet in asked if scans[sheet.part].rows]
    if not found:
        raise SheetRefused("The sheet has no cells." if wanted else "The workbook has no visible sheet with cells.")
    if len(found) > 1:
        raise SheetRefused(f"The workbook has several sheets with cells: {_listed(found)}. The profile must name one.")
    scan = scans[found[0].part]
    if scan.formulas and parts.computed_on_opening():
        raise SheetRefused("The results of the formulas are not stored: open the workbook in Excel and save it.")
    return found[0], scan


def _listed(sheets: Sequence[SheetPart]) -> str:
    return ", ".join(f"“{sheet.name}”" for sheet in sheets)


def _number(cell: float) -> str:
    """15 significant digits, which is all that a spreadsheet keeps of a number.

    A number with more of them has lost its end, as long account codes do: it is written as the spreadsheet shows it,
    1.23456789012345E+19, so that nobody takes zeros for its last digits.
    """
    if abs(cell) >= FIRST_WITH_16_DIGITS:
        return f"{cell:.14E}"
    text = f"{cell:.15g}"
    if "e" in text:
        text = f"{Decimal(text):f}"
    return "0" if text == "-0" else text


def _moment(cell: datetime.datetime) -> str:
    return cell.isoformat(" ", "seconds").removesuffix(" 00:00:00")


def _clock(cell: datetime.time) -> str:
    return cell.isoformat("seconds")


def _duration(cell: datetime.timedelta) -> str:
    minutes, seconds = divmod(int(cell.total_seconds()), 60)
    return f"{minutes // 60}:{minutes % 60:02}:{seconds:02}"


# What is not text, as the text that a person would take from it.
TEXTS: dict[type, Callable[[Any], str]] = {
    bool: lambda cell: "TRUE" if cell else "FALSE",
    int: str,
    float: _number,
    datetime.date: datetime.date.isoformat,
    datetime.datetime: _moment,
    datetime.time: _clock,
    datetime.timedelta: _duration,
}
