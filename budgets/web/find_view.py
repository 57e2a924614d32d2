"""What the find page shows: the filter as words and links, the entries in words, and what they add up to."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.dateformat import format as format_date

from accounts.models import District
from budgets.choices import ImportOrigin, Kind
from budgets.queries.entries import FoundEntry
from budgets.queries.entry_filter import NOTHING, EntryFilter
from budgets.queries.entry_sums import Sums
from budgets.queries.find_page import FindPage
from budgets.web.links import entry_url, find_url, line_url, order_url
from budgets.web.words import kind_words, title

MEASURE_WORDS = {
    "original": "Adopted budget",
    "revised": "Budgeted",
    "requested": "Requested",
    "encumbered_carried_in": "Carried in from last year",
    "encumbered_activity": "Orders of this year",
    "encumbered": "Orders and bills",
    "open_orders": "Promised",
    "relief_without_order": "Billed beyond the orders",
    "expended": "Spent",
    "available": "Available",
    "left": "Left",
}
DECIDE_WORDS = {
    "1": "Money that can be decided on",
    "0": "Set-aside money",
    "own": "Without pay that the district manages",
    "pay": "Pay that the unit decides on",
    "central": "Pay that the district manages",
}
UNITS_WORDS = {"sites": "All schools and sites", "departments": "All departments", NOTHING: "No school or department"}
CHOICES = {"decide": DECIDE_WORDS, "measure": MEASURE_WORDS, "units": UNITS_WORDS}
TABS = {"": "All", "expended": "Spent", "open_orders": "Promised", "requested": "Requested", "revised": "Budget"}
HEADS = {"q": "Words", "after_load": "Came after load"}
UNLIMITED = ("source", "pool", "line")  # money of one pot: what is left of it may be said


@dataclass(frozen=True, slots=True)
class Chip:
    """One word of the filter, and the search without it."""

    words: str
    url: str


@dataclass(frozen=True, slots=True)
class Sum:
    """One figure of the search and the entries that make it; no link where the page shows them already."""

    measure: str
    words: str
    amount: Decimal
    url: str


@dataclass(frozen=True, slots=True)
class FoundRow:
    """An entry in words, with its ways on: to its line, its order, its vendor."""

    entry: FoundEntry
    title: str
    what: str
    line_url: str
    entry_url: str
    vendor_url: str
    order_url: str
    source: str


def form_context(query: Mapping[str, Any], fy: str) -> dict[str, Any]:
    """What was typed, so that it stands in the form again."""
    names = ("q", "vendor", "order", "document", "amount", "from", "to", "measure", "unit", "purpose", "source", "pool")
    others = ("units", "area", "fund", "line", "decide", "kind", "after_load")
    typed = {name: str(query.get(name, ""))[:200] for name in (*names, *others)}
    typed["since"] = typed.pop("from")
    kept = [(name, typed[name]) for name in ("unit", "purpose", "source", "pool", *others) if typed[name]]
    opened = any(typed[name] for name in ("vendor", "order", "document", "amount", "since", "to"))
    measures = [(name, words) for name, words in TABS.items() if name] + [("encumbered", MEASURE_WORDS["encumbered"])]
    return {"typed": typed, "kept": [*kept, ("fy", fy)] if fy else kept, "more_open": opened, "measures": measures}


def find_context(page: FindPage, district: District, query: Mapping[str, Any], fy: str) -> dict[str, Any]:
    """What `budgets/find.html` shows of a search."""
    asked = page.entry_filter
    return form_context(query, fy) | {
        "page": page,
        "fresh": page.fresh,
        "chips": chips(page, district, fy),
        "tabs": [
            (words, find_url(district, replace(asked, measure=name), fy=fy), asked.measure == name)
            for name, words in TABS.items()
        ],
        "sums": sums(page, district, fy) if page.sums else [],
        "rows": [found_row(entry, district, fy) for entry in page.entries],
        "older": find_url(district, asked, fy=fy, before=str(page.after)) if page.after else "",
        "newest": find_url(district, asked, fy=fy) if query.get("before") else "",
        "asked_words": spoken(asked),
        "measure_words": MEASURE_WORDS.get(asked.measure, ""),
        "clear": find_url(district, EntryFilter(), fy=fy),
        "searched": searched(page),
        "by_detail": asked.by_detail,
        "several_units": page.seen.everything or len(page.seen.units) > 1,
        "more_words": asked.to_query().removeprefix("?"),
    }


def spoken(asked: EntryFilter) -> str:
    """What was looked for, as a heading says it."""
    named = [asked.q, "" if asked.vendor == NOTHING else asked.vendor, asked.order, asked.document]
    return next((text for text in named if text), str(asked.amounts or ""))


def searched(page: FindPage) -> str:
    """Where was looked: in which budgets, and whether in texts too."""
    units = page.seen.units
    where = "the whole district" if page.seen.everything else ", ".join(name for *_, name in units[:3])
    where += f" and {len(units) - 3} more" if len(units) > 3 else ""
    lines = "" if page.scope is None else f", {page.scope.lines:,} line{'' if page.scope.lines == 1 else 's'}"
    return f"{where or 'no budget, for none is assigned to you'}{lines}"


def chips(page: FindPage, district: District, fy: str) -> list[Chip]:
    """Every word of the filter with the search without it."""
    asked = page.entry_filter
    return [
        Chip(_chip_words(name, text, page), find_url(district, asked.without(name), fy=fy))
        for name, text in asked.words.items()
    ]


def _chip_words(name: str, text: str, page: FindPage) -> str:
    """One word of an address as a person says it."""
    named = page.names.get(name, "")
    if name == "unit":
        return named or f"{page.entry_filter.unit_kind.title()} {page.entry_filter.unit}"
    if name in CHOICES:
        return CHOICES[name][text]
    if name in ("from", "to"):
        return f"{name.title()} {format_date(date.fromisoformat(text), 'M j, Y')}"
    if name == "kind":
        return ", ".join(str(Kind(kind).label) for kind in page.entry_filter.kinds)
    if text == NOTHING:
        return f"No {name}"
    return f"{HEADS.get(name, name.title())}: {named or text.replace('..', ' to ')}"


def sums(page: FindPage, district: District, fy: str) -> list[Sum]:
    """The figures of a search: those of its measure, else all that moved; each opens to its own rows."""
    asked, found = page.entry_filter, page.sums or Sums()
    parts = (
        ("revised", found.budgeted),
        ("expended", found.spent),
        ("encumbered", found.promised),
        ("requested", found.requested),
    )
    if not asked.measure:
        return [_sum(name, amount, asked, district, fy) for name, amount in parts if amount]
    total = found.total(asked.measure, requests_reduce_left=district.requests_reduce_left)
    if asked.measure not in ("left", "available"):
        return [Sum(asked.measure, MEASURE_WORDS[asked.measure], total, "")]
    promised = "open_orders" if asked.measure == "left" else "encumbered"
    rows = [_sum(promised if name == "encumbered" else name, each, asked, district, fy) for name, each in parts if each]
    one_pot = asked.decide == "1" or any(getattr(asked, name) not in ("", NOTHING) for name in UNLIMITED)
    # What is left of several sources is never one figure (domain 2.9a).
    return [*rows, Sum(asked.measure, MEASURE_WORDS[asked.measure], total, "")] if one_pot else rows


def _sum(name: str, amount: Decimal, asked: EntryFilter, district: District, fy: str) -> Sum:
    return Sum(name, MEASURE_WORDS[name], amount, find_url(district, replace(asked, measure=name), fy=fy))


def found_row(entry: FoundEntry, district: District, fy: str) -> FoundRow:
    """One entry with its links."""
    what = kind_words(entry)
    heading = title(entry, is_pay=bool(entry.pay))
    query = f"?fy={fy}" if fy else ""
    return FoundRow(
        entry=entry,
        title=heading,
        what="" if what == heading else what,
        line_url=line_url(district, entry.line_code) + query,
        entry_url=entry_url(district, entry.line_code, entry.at, fy),
        vendor_url=find_url(district, EntryFilter(vendor=entry.vendor), fy=fy) if entry.vendor else "",
        order_url=order_url(district, entry.order_number, query) if entry.order_number else "",
        source=source_words(entry),
    )


def source_words(entry: FoundEntry) -> str:
    """Which load and row an entry came with: "load 118, ledger.csv, row 4711"."""
    if entry.origin == ImportOrigin.ROLL:
        return f"load {entry.load}, carried in at year-end"
    parts = [f"load {entry.load}", entry.file, f"row {entry.file_row}" if entry.file_row else ""]
    return ", ".join(part for part in parts if part)
