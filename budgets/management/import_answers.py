"""What the import commands print: for machines, and for people."""

from collections.abc import Iterator
from typing import Any

from balance.counting import count_of
from balance.money import dollars_and_cents
from budgets.domain.imports import Outcome
from budgets.queries.imports import Past

SHOWN = 50  # errors on a terminal; all that are kept are in the JSON


def as_json(outcome: Outcome) -> dict[str, Any]:
    """Amounts are text with two decimals; `import_id` is the load's number, null where nothing was published."""
    problems = [
        {"file": each.file, "row": each.row, "column": each.column, "reason": each.reason}
        for each in outcome.problems.listed
    ]
    return {
        "import_id": outcome.number,
        "fiscal_year": outcome.fiscal_year,
        "feed": outcome.feed,
        "dry_run": outcome.dry_run,
        "same_bytes": outcome.same_bytes,
        "compared_with": outcome.compared_with,
        "rows_read": outcome.rows_read,
        "dropped": outcome.dropped,
        "without_amount": outcome.without_amount,
        "posted": outcome.posted,
        "unchanged": outcome.unchanged,
        "superseded": outcome.superseded,
        "reported": outcome.reported,
        "errors": {"count": outcome.problems.count, "list": problems},
        "held": outcome.held,
        "warnings": outcome.warnings,
        "totals": {measure: str(amount) for measure, amount in outcome.totals.items()},
        "lines": outcome.lines,
        "unmapped_lines": outcome.unmapped_lines,
        "posted_through": outcome.posted_through and outcome.posted_through.isoformat(),
        "seconds": outcome.seconds,
    }


def sentences(outcome: Outcome) -> Iterator[str]:
    """What was done, for a person."""
    if outcome.same_bytes:
        yield (
            f"Load {outcome.number} brought these very files: nothing has changed."
            if outcome.number
            else ("These very files are in the ledger: nothing would change.")
        )
        return
    head = f"Load {outcome.number}" if outcome.number else "A dry run, undone again"
    read, lines = count_of(outcome.rows_read, "row"), count_of(outcome.lines, "line")
    yield f"{head}: fiscal year {outcome.fiscal_year}, {read} read, {lines}."
    yield f"{outcome.posted:,} posted, {outcome.unchanged:,} unchanged, {outcome.superseded:,} superseded."
    if outcome.reported:
        yield f"{count_of(outcome.reported, 'reported balance')}."
    for rule, count in outcome.dropped.items():
        yield f"left out, {rule}: {count_of(count, 'row')}"
    if outcome.without_amount:
        yield f"without an amount: {count_of(outcome.without_amount, 'row')}"
    yield from _figures(outcome)
    if outcome.unmapped_lines:
        lines = count_of(outcome.unmapped_lines, "line has", "lines have")
        yield f"{lines} neither a site nor a department: no rule fits."
    for warning in outcome.warnings:
        yield f"warning: {warning}"


def _figures(outcome: Outcome) -> Iterator[str]:
    """What the load adds up to, and the day of which that is."""
    day = outcome.posted_through
    of_when = f"as of {day}" if outcome.reported else f"posted through {day}"
    yield f"All account types together{f', {of_when}' if day else ''}:"
    amounts = {measure: amount for measure, amount in outcome.totals.items() if amount}
    yield from (f"{measure}: {dollars_and_cents(amount)}" for measure, amount in amounts.items())
    if not amounts:
        yield "nothing"


def faults(outcome: Outcome) -> Iterator[str]:
    """Why nothing was done, for a person."""
    yield from map(str, outcome.problems.listed[:SHOWN])
    count = outcome.problems.count
    if count > SHOWN:
        yield f"… and {count - SHOWN:,} more; --json lists them"
    if outcome.held and len(outcome.held) == count:
        yield "Look at the files; if they are right, load them with --accept-hold."
    errors = count_of(count, "error")
    if outcome.is_unsure:
        yield f"{errors}; nobody knows whether the load was published before that: look with list_imports."
    else:
        yield f"{errors}; nothing was changed.{' Run it again.' * outcome.broke_off}"


def past_as_json(past: Past) -> dict[str, Any]:
    """One batch of the history."""
    return {
        "import_id": past.number,
        "fiscal_year": past.fiscal_year,
        "origin": past.origin,
        "state": past.state,
        "feed": past.feed,
        "files": past.files,
        "profile": past.profile,
        "profile_version": past.profile_version,
        "by": past.by,
        "published_at": past.published_at.isoformat(),
        "confirmed_at": past.confirmed_at and past.confirmed_at.isoformat(),
        "posted_through": past.posted_through and past.posted_through.isoformat(),
        "counts": past.counts,
        "totals": past.totals,
        "ties_to": past.ties_to,
        "tied_on": past.tied_on and past.tied_on.isoformat(),
    }
