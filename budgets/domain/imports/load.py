"""The one door for files: `import_files`."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from time import monotonic

from django.db import connection

from accounts.models import District, User
from balance.sheets import Block, Sheet, SheetRefused, open_sheet
from budgets.domain.imports.fate import breaks_are_told
from budgets.domain.imports.incoming import incoming
from budgets.domain.imports.pipeline import load
from budgets.domain.imports.request import Outcome, Request
from budgets.domain.imports.vacuum import vacuum
from budgets.domain.profiles import Profile, Reading

# One row of as many, as autovacuum has it by default: below that the planner's estimates are good enough.
TENTH = 10


def import_files(
    *,
    by: User | None,
    district: District,
    profile: Profile,
    files: Sequence[Path],
    year: int | None = None,
    tie_out: Mapping[str, Decimal] | None = None,
    dry_run: bool = False,
    as_of: date | None = None,
    accept_hold: bool = False,
    repeats: str = "",
    report: str = "",
    published_at: datetime | None = None,
) -> Outcome:
    """Makes these files part of the district's ledger by a profile: exactly and whole, or not at all.

    Enters the district itself, in a transaction of its own. Whatever is wrong is in the outcome's problems, all of it,
    and then nothing was changed. `year`: what the files do not say, or must say. `tie_out`: printed totals by the names
    of tie_out.NAMES, to the cent, from the report called `report`. `as_of`: the day of a balance report, or through
    which files of entries are complete: a night without entries is news too. `accept_hold` sets doubts aside;
    `repeats` ("post" or "skip") says what becomes of rows that the ledger has already where nothing ties a row to its
    file. `dry_run` does it all and undoes it. The same bytes as last time are not read again. A database that breaks
    off is a problem too; inside somebody else's transaction it is an exception, and theirs to know.
    """
    started = monotonic()
    outcome = Outcome(feed=profile.feed, dry_run=dry_run)
    with breaks_are_told(outcome, district.pk), incoming(district.pk, files, outcome.problems) as arrived:
        if not outcome.refused:
            request = Request(
                district=district,
                by=by,
                profile=profile,
                files=tuple(arrived.files),
                year=year,
                tie_out=tie_out or {},
                dry_run=dry_run,
                as_of=as_of,
                accept_hold=accept_hold,
                repeats=repeats,
                report=report,
                published_at=published_at,
            )
            load(request, outcome, _opened(request), arrived.keep)
    # Whoever loads several files in one transaction does it once, at its end.
    if (outcome.posted or outcome.superseded or outcome.reported) and not connection.in_atomic_block:
        vacuum(few_rows=(outcome.posted + outcome.superseded) * TENTH < outcome.unchanged)
    outcome.seconds = round(monotonic() - started, 2)
    return outcome


@contextmanager
def _opened(request: Request) -> Iterator[Reading]:
    """A reading of the files; one that cannot be opened is a problem like any other, so that all are told at once."""
    start_month = request.district.fiscal_year_start_month
    with ExitStack() as stack:
        sheets = [(kept.name, stack.enter_context(_sheet(kept.path, request.profile))) for kept in request.files]
        yield Reading(request.profile, sheets, year=request.year, start_month=start_month)


def _sheet(path: Path, profile: Profile) -> Sheet:
    try:
        return open_sheet(path, profile.layout)
    except SheetRefused as refused:
        reason = refused

        def blocks() -> Iterator[Block]:
            raise reason

        return Sheet("", "", "", blocks)
