"""A table as CSV: UTF-8 with a byte order mark (Excel takes it for an old code page without), full cents, ISO dates."""

import csv
from datetime import date
from decimal import Decimal
from io import TextIOWrapper
from typing import BinaryIO

from budgets.reports.plain_text import plain_between_separators
from budgets.reports.table import Column, Kind, Table, Value


def write_csv(table: Table, out: BinaryIO) -> None:
    """Row by row: three lines of heading, the names of the columns, the rows. `out` stays open."""
    text = TextIOWrapper(out, encoding="utf-8-sig", newline="")
    write = csv.writer(text, lineterminator="\r\n").writerow
    for line in table.heading.lines:
        write([plain_between_separators(line)])
    write([plain_between_separators(column.name) for column in table.columns])
    for row in table.rows:
        write([_cell(column, value) for column, value in zip(table.columns, row.values, strict=True)])
    text.flush()
    text.detach()


def _cell(column: Column, value: Value) -> str:
    value = column.checked(value)
    if value is None:
        return ""
    if isinstance(value, Decimal):
        return f"{value:.1f}%" if column.kind == Kind.PERCENT else f"{value:.2f}"
    if isinstance(value, int):
        return str(value)
    return value.isoformat() if isinstance(value, date) else plain_between_separators(value)
