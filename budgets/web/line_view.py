"""What a line's page shows beside its figures: its entries by month, and how "left" is made."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import groupby
from typing import Any

from accounts.models import District
from balance.money import ZERO
from budgets.choices import Kind, Measure
from budgets.queries.line_entries import Entry
from budgets.queries.line_page import LinePage
from budgets.queries.pace import Verdict
from budgets.queries.totals import Totals
from budgets.web.links import entries_url, figure_urls, place_of, unit_url
from budgets.web.present import pool_name, window_context
from budgets.web.words import ReceiptRow, kind_words, receipt_rows, title


@dataclass(frozen=True, slots=True)
class EntryRow:
    """An entry in words."""

    entry: Entry
    title: str
    what: str
    document: str


@dataclass(frozen=True, slots=True)
class Month:
    """The entries of one month on this page. `spent` is their sum, and the month's when all of it is here."""

    first: date | None
    carried_in: bool
    rows: tuple[EntryRow, ...]
    spent: Decimal


def line_context(page: LinePage, district: District, year_query: str) -> dict[str, Any]:
    """What `budgets/line.html` shows."""
    line = page.line
    unit = line.unit
    totals = page.row.totals if page.row else Totals()
    is_pay = bool(line.pay)

    def entries(**words: str) -> str:
        return entries_url(district, {"line": line.code, **words}, year_query)

    return {
        "page": page,
        "line": line,
        "fresh": page.fresh,
        "unit": unit,
        "unit_url": unit_url(district, unit) if unit else place_of("district_home", district.slug),
        "totals": totals,
        "covered": _covered(page),
        "pool_name": pool_name(page.control) if page.control and page.control.is_pool else "",
        "no_budget": page.control is not None and page.control.pace.verdict == Verdict.NO_BUDGET,
        "shortage": -totals.left,
        "months": _months(page.entries.rows, is_pay=is_pay),
        "opens": figure_urls(district, {"line": line.code}, year_query),
        "opens_relief": entries(measure="relief_without_order"),
        "receipt": [(row, entries(**row.words)) for row in _receipt(page, totals)],
        "vendors": [(name, spent, entries(measure="expended", vendor=name)) for name, spent in page.receipt.vendors],
        **window_context(page.window, page.year),
    }


def _covered(page: LinePage) -> bool:
    control = page.control
    return bool(control and control.is_pool and page.row and page.row.totals.left < 0 <= control.totals.left)


def _months(entries: tuple[Entry, ...], *, is_pay: bool) -> list[Month]:
    def month(entry: Entry) -> tuple[bool, date | None]:
        return Kind.OPENING in entry.kinds, entry.posted_on.replace(day=1) if entry.posted_on else None

    # Carried-in orders stand apart, after the year's own entries, whatever their date.
    ordered = sorted(entries, key=lambda entry: Kind.OPENING in entry.kinds)
    return [
        Month(
            first,
            carried,
            tuple(_entry(entry, is_pay) for entry in rows),
            sum((entry.spent for entry in rows), ZERO),
        )
        for (carried, first), rows in ((key, list(group)) for key, group in groupby(ordered, key=month))
    ]


def _entry(entry: Entry, is_pay: bool) -> EntryRow:
    what = kind_words(entry)
    heading = title(entry, is_pay=is_pay)
    document = entry.document or entry.order_number
    if entry.spent and entry.promised < 0 and entry.order_number and entry.order_number != document:
        document = f"{document} · pays {entry.order_number}"
    return EntryRow(entry, heading, "" if what == heading else what, document)


def _receipt(page: LinePage, totals: Totals) -> list[ReceiptRow]:
    """Top to bottom: budgeted, spent, promised, left; each total under its parts."""
    count = page.row.open_order_count if page.row else 0
    held = "less requests" if totals.requests_reduce_left and totals.requested else ""
    return [
        *receipt_rows(page.receipt, Measure.BUDGET),
        ReceiptRow("Budgeted now", "", "revised", totals.revised, is_total=True),
        *receipt_rows(page.receipt, Measure.EXPENDITURE),
        ReceiptRow("Spent", "billed and posted", "expended", totals.expended, is_total=True),
        ReceiptRow(
            "Promised",
            f"{count} open order{'' if count == 1 else 's'}, not yet billed",
            "open_orders",
            totals.open_orders,
            is_total=True,
        ),
        ReceiptRow(
            "Left",
            " ".join(part for part in ("budgeted less spent less promised", held) if part),
            "left",
            totals.left,
            is_total=True,
        ),
    ]
