"""What the page of spending shows: the stretch in words, and each sum with its change and its rows."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.utils.dateformat import format as format_date

from accounts.models import District
from balance.money import ZERO, dollars
from budgets.queries.days import Days, month_of
from budgets.queries.spending import Spending, Spent
from budgets.web.links import find_url, place_of

SHOWN_VENDORS = 40


@dataclass(frozen=True, slots=True)
class SpentRow:
    """One sum, what changed, and the entries that make it."""

    spent: Spent
    url: str
    change: str


def stretch_form(query: Mapping[str, Any]) -> dict[str, Any]:
    """What was typed, so that it stands in the form again."""
    return {"typed": {"since": str(query.get("from", ""))[:20], "to": str(query.get("to", ""))[:20]}}


def spending_context(found: Spending, district: District, query: str, today: date) -> dict[str, Any]:
    """What `budgets/spending.html` shows."""
    fy = query.removeprefix("?fy=")

    def row(spent: Spent) -> SpentRow:
        return SpentRow(spent, find_url(district, spent.entry_filter, fy=fy), change_words(spent, found))

    vendors = [row(each) for each in found.vendors if each.now != ZERO]
    return {
        "found": found,
        "fresh": found.fresh,
        "days_words": days_words(found.days),
        "before_words": days_words(found.days.before),
        "total": row(found.total),
        "purposes": [row(each) for each in found.purposes],
        "sources": [row(each) for each in found.sources],
        "central": row(found.central) if found.central else None,
        "vendors": vendors[:SHOWN_VENDORS],
        "more_vendors": len(vendors) - SHOWN_VENDORS,
        "gone": [row(each) for each in found.vendors if each.now == ZERO and each.before != ZERO][:10],
        "is_partial": found.days.last > found.year.known_on(today),
        "earlier": _url(found, district, found.days.before),
        "later": _url(found, district, found.days.after) if found.days.after.first <= today else "",
        "earlier_words": days_words(found.days.before),
        "later_words": days_words(found.days.after),
        "unit_word": found.total.entry_filter.words.get("unit", ""),
        "typed": {"since": found.days.first.isoformat(), "to": found.days.last.isoformat()},
    }


def days_words(days: Days) -> str:
    """`October 2026`, or `Oct 5, 2026 to Oct 18, 2026`."""
    if days.is_month:
        return format_date(days.first, "F Y")
    first, last = (format_date(day, "M j, Y") for day in (days.first, days.last))
    return first if days.first == days.last else f"{first} to {last}"


def change_words(spent: Spent, found: Spending) -> str:
    """What changed against the time before, in whole dollars: `$1,200 more`, `the same`, `new`."""
    if not found.compares:
        return ""
    if spent.before == ZERO:
        return "none before" if spent.now != ZERO else ""
    change = spent.change
    if dollars(change) == "$0":
        return "about the same"
    return f"{dollars(abs(change))} {'more' if change > 0 else 'less'}"


def _url(found: Spending, district: District, days: Days) -> str:
    unit = found.total.entry_filter.words.get("unit", "")
    if days == month_of(days.first):
        words = {"month": f"{days.first:%Y-%m}", "unit": unit}
    else:
        words = {"from": days.first.isoformat(), "to": days.last.isoformat(), "unit": unit}
    said = urlencode({name: value for name, value in words.items() if value})
    return f"{place_of('spending', district.slug)}?{said}"
