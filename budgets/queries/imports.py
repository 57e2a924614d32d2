"""Loads: the history of a district's batches, and which account lines a withdrawn one leaves standing."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Q

from budgets.choices import ImportState
from budgets.models import Import


def standing() -> Q:
    """Lines of the year: not those that only withdrawn loads brought. Their rows keep them in the table."""
    return ~Q(brought_by__state=ImportState.WITHDRAWN)


@dataclass(frozen=True, slots=True)
class Past:
    """One batch as it is on record. Counts and totals are as they were when it was published."""

    number: int
    fiscal_year: int
    origin: str
    state: str
    feed: str
    files: list[dict[str, Any]]
    profile: str
    profile_version: str
    by: str
    published_at: datetime
    confirmed_at: datetime | None
    posted_through: date | None
    counts: dict[str, Any]
    totals: dict[str, str]
    ties_to: str
    tied_on: date | None


def imports_of(*, fiscal_year: int | None = None) -> list[Past]:
    """Every batch of the district, newest first; of one year, if it is named. `by` is an e-mail address, '' the system.

    One statement.
    """
    rows = Import.objects.select_related("fiscal_year", "by").defer("profile_content", "lines_before")
    if fiscal_year is not None:
        rows = rows.filter(fiscal_year__year=fiscal_year)
    return [_past(row) for row in rows.order_by("-number")]


def _past(row: Import) -> Past:
    counts = dict(row.counts)
    totals = counts.pop("totals", {})
    return Past(
        number=row.number,
        fiscal_year=row.fiscal_year.year,
        origin=row.origin,
        state=row.state,
        feed=row.feed,
        files=row.files,
        profile=row.profile,
        profile_version=row.profile_version,
        by=row.by.email if row.by else "",
        published_at=row.published_at,
        confirmed_at=row.confirmed_at,
        posted_through=row.posted_through,
        counts=counts,
        totals=totals,
        ties_to=row.ties_to,
        tied_on=row.tied_on,
    )
