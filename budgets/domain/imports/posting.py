"""Staged rows that were judged good become part of the ledger, as one load."""

from datetime import date

from accounts.queries.days import today
from budgets.domain.imports.balances import Reports, confirmed_rows, day_of, keep_reports
from budgets.domain.imports.baseline import keep_baseline
from budgets.domain.imports.difference import Difference
from budgets.domain.imports.earlier import loads_in
from budgets.domain.imports.incremental import look_at_the_ledger
from budgets.domain.imports.lines import place_lines
from budgets.domain.imports.record import Unchanged, begin, finish
from budgets.domain.imports.repeats import POST, refuse_repeats
from budgets.domain.imports.request import Outcome, Refused, Request
from budgets.domain.imports.staged import InDoubt, Staged
from budgets.domain.imports.survey import Survey
from budgets.domain.imports.touched import itemize_after
from budgets.domain.imports.vendors import place_vendors
from budgets.domain.imports.window import EQUAL, window_of
from budgets.models import FiscalYear, Import


def publish_staged(request: Request, outcome: Outcome, staged: Staged, year: FiscalYear, seen: Survey) -> None:
    """Posts what is staged as one load and says so in `outcome`. Under the ledger's lock, in one transaction."""
    found, since = staged.found, staged.since
    window = window_of(request.profile.load, seen)
    loads = loads_in(window, request.profile.feed, year)
    batch = begin(request, year, seen)
    outcome.number, outcome.batch = batch.number, batch.pk
    lines = place_lines(batch=batch, profile=request.profile, keeps_pay_details=request.district.keeps_pay_details)
    outcome.lines, outcome.unmapped_lines = lines.count, lines.unmapped
    place_vendors(found.vendors)
    values = {"district": request.district.pk, "batch": batch.pk, "loads": loads, "year_before": year.year - 1}
    files = len(request.files)
    difference = Difference(window, rows=seen.journal_rows, files=files, values=values, of_changes=since is not None)
    difference.prepare()
    if since:
        look_at_the_ledger(since)
    everything = _post_journal(request, outcome, difference)
    journal_unchanged = outcome.unchanged
    reports = _post_reports(request, outcome, found.as_of, batch, difference, everything=everything)
    finish(
        batch,
        outcome,
        window=window,
        lines=lines,
        identity=found.identity,
        seen=seen,
        unchanged=Unchanged(journal_unchanged, reports.unchanged),
    )
    keep_baseline(batch, request, found, seen.groups)


def _post_journal(request: Request, outcome: Outcome, difference: Difference) -> bool:
    """Posts what the files say beyond the ledger and supersedes what they say no more. True if all rows were new."""
    compared = difference.compare()
    is_loose = difference.window.by == EQUAL
    if is_loose and compared.unchanged:
        refuse_repeats(request, difference, outcome.problems)
        if outcome.refused:
            raise Refused
    everything = not compared.unchanged or (is_loose and request.repeats == POST)
    outcome.superseded = difference.supersede()
    if difference.of_changes and outcome.superseded != compared.gone:
        raise InDoubt  # the ledger does not hold what left
    outcome.posted = difference.post(everything=everything) if everything or compared.new else 0
    outcome.unchanged = 0 if everything else compared.unchanged
    return everything


def _post_reports(
    request: Request,
    outcome: Outcome,
    said: date | None,
    batch: Import,
    difference: Difference,
    *,
    everything: bool,
) -> Reports:
    """Keeps what a balance report says, of the day that it has `said`; and posts what is reported of any touched line
    and not explained by detail.

    The rows for what is reported count as the load's own where it is the report.
    """
    load, reports = request.profile.load, Reports(0, 0)
    if load.mode == "balances":
        day, is_supposed = day_of(request, said, batch.fiscal_year, today(request.district))
        if is_supposed:
            outcome.warnings.append(f"The files do not say of which day their balances are: {day} was taken.")
        reports = keep_reports(batch=batch, as_of=day, zeros=load.missing == "zero", values=difference.values)
        outcome.reported, outcome.posted_through = reports.count, day
    itemized = itemize_after(batch, everything=everything, withdraws=difference.window.withdraws)
    if load.mode == "balances":
        outcome.posted += itemized.posted
        outcome.superseded += itemized.superseded
        outcome.unchanged += confirmed_rows(difference.values)
    return reports
