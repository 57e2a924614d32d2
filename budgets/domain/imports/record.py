"""A load on record: what it was, what it spoke of, what it did. History is never rewritten, only added to."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone

from accounts.domain.audit import record
from accounts.queries.days import day_of
from budgets.choices import ImportOrigin
from budgets.domain.imports.lines import Lines
from budgets.domain.imports.request import Outcome, Request
from budgets.domain.imports.survey import Survey
from budgets.domain.imports.tie_out import in_words
from budgets.domain.imports.window import Window
from budgets.domain.publish import next_number
from budgets.models import FiscalYear, Import


@dataclass(frozen=True, slots=True)
class Unchanged:
    """How many journal rows and reported figures the files say that earlier loads had brought: it relies on those."""

    journal: int
    reports: int


def begin(request: Request, year: FiscalYear, seen: Survey) -> Import:
    """The load as a row, so that what it brings can name it. Under the ledger's lock."""
    profile = request.profile
    proved = in_words(request.tie_out, request.report)
    return Import.objects.create(
        number=next_number(),
        fiscal_year=year,
        origin=ImportOrigin.FILE,
        by=request.by,
        published_at=request.published_at or timezone.now(),
        posted_through=seen.posted_through,
        feed=profile.feed,
        files=[{"name": kept.name, "sha256": kept.sha256, "bytes": kept.size} for kept in request.files],
        profile=profile.name,
        profile_version=profile.version,
        profile_content=profile.content,
        options=request.options,
        ties_to=proved,
        tied_on=_day(request) if proved else None,
    )


def finish(
    batch: Import,
    outcome: Outcome,
    *,
    window: Window,
    lines: Lines,
    identity: Mapping[str, str],
    seen: Survey,
    unchanged: Unchanged,
) -> None:
    """Writes what the load did beside what it was, and the audit event."""
    totals = {measure: str(amount) for measure, amount in outcome.totals.items()}
    batch.posted_through = outcome.posted_through
    batch.window = {**window.as_json(), "identity": dict(identity)}
    batch.lines_before = lines.before
    batch.counts = {
        "rows_read": outcome.rows_read,
        "compared_with": outcome.compared_with,
        "dropped": outcome.dropped,
        "without_amount": outcome.without_amount,
        "posted": outcome.posted,
        "unchanged": outcome.unchanged,
        "superseded": outcome.superseded,
        "reported": outcome.reported,
        "journal_unchanged": unchanged.journal,
        "reports_unchanged": unchanged.reports,
        "lines": outcome.lines,
        "unmapped_lines": outcome.unmapped_lines,
        "warnings": outcome.warnings,
        "totals": totals,
        "original": str(seen.original),
    }
    batch.save(update_fields=["posted_through", "window", "lines_before", "counts"])
    record(by=batch.by, act="import.publish", subject=f"import:{batch.number}", **_facts(batch), totals=totals)


def confirm(batch: Import, request: Request) -> None:
    """The same bytes came again: the figures are as fresh as that, and perhaps proved now."""
    batch.confirmed_at = request.published_at or timezone.now()
    if proved := in_words(request.tie_out, request.report):
        batch.ties_to, batch.tied_on = proved, _day(request)
    batch.save(update_fields=["confirmed_at", "ties_to", "tied_on"])
    record(by=request.by, act="import.confirm", subject=f"import:{batch.number}", **_facts(batch))


def _day(request: Request) -> date:
    """The day of the load by the district's clock."""
    return day_of(request.published_at or timezone.now(), request.district)


def _facts(batch: Import) -> dict[str, Any]:
    names = ("posted", "unchanged", "superseded", "reported")
    return {
        "fiscal_year": batch.fiscal_year.year,
        "feed": batch.feed,
        "files": [file["name"] for file in batch.files],
        **{name: batch.counts[name] for name in names},
    }
