"""A table as PDF: Letter pages across, the names of the columns on each, and on each whose figures they are."""

from datetime import date
from decimal import Decimal
from itertools import islice

from django.template.loader import render_to_string
from django.utils.html import escape
from django.utils.safestring import SafeString
from django.utils.text import Truncator

from balance.money import MINUS, dollars_and_cents
from budgets.reports.paper import laid_out, pdf
from budgets.reports.table import Column, Kind, Row, Table, Value

# Laying out a page takes far longer than writing a row: with more rows the reader is sent to the other files.
MOST_ROWS = 200
MOST_LETTERS = 120  # of a text; what is cut ends in an ellipsis


def write_pdf(table: Table) -> bytes:
    """The whole file; of more than MOST_ROWS rows the first, and words that say so. Raises NoPaper."""
    rows = list(islice(table.rows, MOST_ROWS + 1))
    context = {
        "heading": table.heading.lines,
        "columns": table.columns,
        "rows": SafeString("".join(_row(table.columns, row) for row in rows[:MOST_ROWS])),
        "most": MOST_ROWS if len(rows) > MOST_ROWS else None,
    }
    return pdf(laid_out(render_to_string("reports/table.html", context), _style(table.columns)))


def _row(columns: tuple[Column, ...], row: Row) -> str:
    cells = "".join(_cell(column, value) for column, value in zip(columns, row.values, strict=True))
    return f'<tr class="total">{cells}</tr>' if row.is_total else f"<tr>{cells}</tr>"


def _cell(column: Column, value: Value) -> str:
    value = column.checked(value)
    if value is None:
        return "<td></td>"
    if isinstance(value, int | Decimal):
        return f'<td class="num{" neg" if value < 0 else ""}">{_number(column, value)}</td>'
    text = value.isoformat() if isinstance(value, date) else Truncator(value).chars(MOST_LETTERS)
    return f"<td{_NARROW.get(column.kind, '')}>{escape(text)}</td>"


def _number(column: Column, value: int | Decimal) -> str:
    if isinstance(value, Decimal) and column.kind == Kind.AMOUNT:
        return dollars_and_cents(value)
    return (f"{value:.1f}%" if column.kind == Kind.PERCENT else f"{value:,}").replace("-", MINUS)


_NARROW = {Kind.DATE: ' class="num"'}


def _style(columns: tuple[Column, ...]) -> str:
    """Columns of a set width: finding the best one over all cells was most of the time of a long table."""
    whole = sum(column.width for column in columns)
    widths = (
        f"col:nth-child({at}) {{ width: {100 * column.width // whole}% }}" for at, column in enumerate(columns, 1)
    )
    return "@page { size: letter landscape } html { font-size: 10pt } " + " ".join(widths)
