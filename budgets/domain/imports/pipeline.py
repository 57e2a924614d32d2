"""One load from its staged rows to the ledger: judged first, all of it, and then published in one transaction."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from decimal import Decimal

from django.db import transaction

from balance.tenancy.scope import district_scope
from budgets.domain.imports.baseline import baseline_of, is_newest
from budgets.domain.imports.earlier import loads_of, same_bytes
from budgets.domain.imports.holds import doubt
from budgets.domain.imports.incremental import stage_changes
from budgets.domain.imports.keys import check_keys
from budgets.domain.imports.lines import check_codes
from budgets.domain.imports.posting import publish_staged
from budgets.domain.imports.record import confirm
from budgets.domain.imports.request import Outcome, Refused, Request
from budgets.domain.imports.stage import clear, make_stage, stage, stage_codes
from budgets.domain.imports.staged import InDoubt, Staged
from budgets.domain.imports.survey import Survey, groups_staged, survey
from budgets.domain.imports.tie_out import tie_out
from budgets.domain.imports.year import fit_chart, open_year, the_year
from budgets.domain.locks import lock_ledger
from budgets.domain.profiles import Found, Reading
from budgets.models import FiscalYear


class Undone(Exception):
    """Ends a dry run: everything was done, and nothing stays."""


def load(request: Request, outcome: Outcome, opened: AbstractContextManager[Reading], keep: Callable[[], None]) -> None:
    """Loads what `opened` reads and says in `outcome` what came of it; all of it or nothing.

    `keep` gives the files their lasting place; it is called last, before the load is committed.
    """
    with district_scope(request.district):
        try:
            with transaction.atomic():
                _load(request, outcome, opened)
                if request.dry_run:
                    raise Undone
                if not outcome.same_bytes:
                    keep()
                    outcome.was_sent = True
        except Undone:
            outcome.number = None
        except Refused:
            outcome.nothing_was_done()


def _load(request: Request, outcome: Outcome, opened: AbstractContextManager[Reading]) -> None:
    if _is_the_same_again(request, outcome) or _load_changes(request, outcome):
        return
    make_stage()
    with opened as reading:
        found = stage(reading)
    _publish(request, outcome, Staged(found, {} if found.problems else groups_staged()))


def _load_changes(request: Request, outcome: Outcome) -> bool:
    """Loads by reading only what differs from the feed's newest file. False if that cannot be, or not without doubt, or
    if anything speaks against the load: then nothing was done, and reading the whole file will tell."""
    baseline = baseline_of(request)
    if baseline is None:
        return False
    attempt = Outcome(feed=outcome.feed, dry_run=outcome.dry_run, compared_with=baseline.load.number)
    try:
        with transaction.atomic():
            _publish(request, attempt, stage_changes(request, baseline))
    except (InDoubt, Refused):
        return False
    outcome.become(attempt)
    return True


def _publish(request: Request, outcome: Outcome, staged: Staged) -> None:
    """Judges what is staged and publishes it.

    It was read before the lock: whoever else changes this ledger waits for the publishing alone.
    """
    found = staged.found
    is_whole = not found.problems
    _take_over(found, outcome)
    lock_ledger()
    # Whoever loaded the same file at the same time is done now.
    if _is_the_same_again(request, outcome):
        clear()
        return
    if staged.since and not is_newest(staged.since.baseline):
        raise InDoubt
    was_read = is_whole or "fiscal_year" not in request.profile.content
    number = the_year(asked=request.year, said=found.year, was_read=was_read, problems=outcome.problems)
    if number is None:
        raise Refused
    year = open_year(request.district, number, outcome.problems)
    outcome.fiscal_year = year.year
    fits = fit_chart(year, request.profile.segments, outcome.problems)
    if not is_whole:
        # After a fault not all rows are staged: what the others add up to would say nothing.
        raise Refused
    seen = _judge(request, outcome, staged, year, fits=fits)
    publish_staged(request, outcome, staged, year, seen)
    clear()


def _is_the_same_again(request: Request, outcome: Outcome) -> bool:
    """Whether the very bytes are in the ledger as the newest of their feed; then that is put on record instead."""
    if same_bytes(request) is None:
        return False
    lock_ledger()
    earlier = same_bytes(request)
    if earlier is None:
        return False
    counts = earlier.counts
    outcome.totals = {measure: Decimal(amount) for measure, amount in counts["totals"].items()}
    tie_out(request.tie_out, {**outcome.totals, "original": Decimal(counts["original"])}, outcome.problems)
    if outcome.refused:
        raise Refused
    confirm(earlier, request)
    outcome.compared_with = None
    outcome.same_bytes, outcome.number, outcome.fiscal_year = True, earlier.number, earlier.fiscal_year.year
    outcome.unchanged = counts["posted"] + counts["unchanged"]
    for name in ("rows_read", "dropped", "without_amount", "reported", "lines", "unmapped_lines"):
        setattr(outcome, name, counts[name])
    outcome.posted_through = earlier.posted_through
    return True


def _take_over(found: Found, outcome: Outcome) -> None:
    outcome.problems = found.problems
    outcome.rows_read, outcome.dropped = found.rows_read, dict(found.dropped)
    outcome.without_amount = found.without_amount
    outcome.warnings += found.warnings


def _judge(request: Request, outcome: Outcome, staged: Staged, year: FiscalYear, *, fits: bool) -> Survey:
    """Everything else that can be said against the load, at once. Raises Refused if anything was said."""
    found = staged.found
    stage_codes(found.codes)
    if fits:
        check_codes(year, outcome.problems)
    check_keys(request, outcome.problems)
    if request.as_of and found.as_of and request.as_of != found.as_of:
        outcome.problems.add(f"the files say that they are of {found.as_of}, the load says {request.as_of}")
    seen = survey(staged.groups, year)
    outcome.totals, outcome.posted_through = seen.totals, request.as_of or seen.posted_through
    tie_out(request.tie_out, {**seen.totals, "original": seen.original}, outcome.problems)
    loads = loads_of(request.profile.feed, year)
    doubt(request, outcome, year=year, seen=seen, identity=found.identity, loads=loads)
    if outcome.refused:
        raise Refused
    return seen
