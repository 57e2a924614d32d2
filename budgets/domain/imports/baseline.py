"""The baseline of a feed: what its newest load found in its file, so that of the next file only what differs is read.

`Baseline.found` is a JSON object:

    reader, start_month    what else decides what a line means: the program, and the month that fiscal years begin in
    first_row              the first row behind the header
    rows_read, dropped, without_amount, year, shortened, perhaps_totals    as in profiles.Found
    vendors                how many there may be
    accounts               rows by the cells that they have for their account
    groups                 [measure, kind, day, period, rows, cents]: the groups of the survey
    hidden                 ids of lines of which no payees and descriptions are stored
"""

from datetime import date
from hashlib import file_digest
from pathlib import Path

from django.db import connection

from budgets.choices import ImportState
from budgets.domain.imports.incoming import folder_of, path_of
from budgets.domain.imports.reader import reader_version
from budgets.domain.imports.request import Request
from budgets.domain.imports.survey import Groups
from budgets.domain.profiles import Found, Profile
from budgets.models import Baseline, Import

HIDDEN = "select line_id from staged_line where hides order by line_id"


def baseline_of(request: Request) -> Baseline | None:
    """The baseline that the file of this load may be compared with, or None: then it is to be read whole.

    Not if anything could let a line that both files have mean something else today, or if the ledger may hold something
    else than the newest load left in it.
    """
    if len(request.files) != 1 or not is_the_whole_year_row_by_row(request.profile):
        return None
    kept = Baseline.objects.filter(feed=request.profile.feed).select_related("load", "fiscal_year")
    if request.year is not None:
        kept = kept.filter(fiscal_year__year=request.year)
    baseline = kept.order_by("-load__number").first()
    if baseline is None or not _means_the_same(baseline, request) or not is_newest(baseline):
        return None
    return baseline if _is_unharmed(kept_file(baseline), baseline.load.files[0]) else None


def is_the_whole_year_row_by_row(profile: Profile) -> bool:
    """Whether each file of the profile says all there is, and no row of it needs another one."""
    load = profile.load
    return (load.mode, load.window, load.missing) == ("replace", "year", "withdrawn") and profile.rows_stand_alone


def is_newest(baseline: Baseline) -> bool:
    """Whether nothing was loaded into the feed's year since, or taken back: its live rows are those of one file."""
    batches = Import.objects.filter(feed=baseline.feed, fiscal_year=baseline.fiscal_year_id).order_by("-number")
    return batches.values_list("pk", "state").first() == (baseline.load_id, ImportState.PUBLISHED)


def kept_file(baseline: Baseline) -> Path:
    """The copy of the file that the baseline is about."""
    return path_of(folder_of(baseline.district_id), baseline.load.files[0]["sha256"])


def keep_baseline(batch: Import, request: Request, found: Found, groups: Groups) -> None:
    """Puts what this load found in the place of what the one before it had. Needs `staged_line`."""
    Baseline.objects.filter(fiscal_year=batch.fiscal_year, feed=batch.feed).delete()
    is_one_file = len(request.files) == 1 and is_the_whole_year_row_by_row(request.profile)
    if not is_one_file or not found.rows_are_lines or found.account_rows is None:
        return
    with connection.cursor() as cursor:
        cursor.execute(HIDDEN)
        hidden = [line_id for (line_id,) in cursor.fetchall()]
    content = {
        "reader": reader_version(),
        "start_month": request.district.fiscal_year_start_month,
        "first_row": found.first_row,
        "rows_read": found.rows_read,
        "dropped": dict(found.dropped),
        "without_amount": found.without_amount,
        "year": found.year,
        "shortened": found.shortened,
        "perhaps_totals": found.perhaps_totals,
        "vendors": found.vendors_known,
        "accounts": dict(found.account_rows),
        "groups": [
            [measure, kind, day and day.isoformat(), period, rows, cents]
            for (measure, kind, day, period), (rows, cents) in groups.items()
        ],
        "hidden": hidden,
    }
    Baseline.objects.create(fiscal_year=batch.fiscal_year, feed=batch.feed, load=batch, found=content)


def groups_in(baseline: Baseline) -> Groups:
    return {
        (measure, kind, date.fromisoformat(day) if day else None, period): (rows, cents)
        for measure, kind, day, period, rows, cents in baseline.found["groups"]
    }


def _means_the_same(baseline: Baseline, request: Request) -> bool:
    load, now = baseline.load, request.options
    return (
        load.profile_version == request.profile.version
        and all(load.options[name] == now[name] for name in ("year", "keeps_pay_details"))
        and baseline.found["reader"] == reader_version()
        and baseline.found["start_month"] == request.district.fiscal_year_start_month
    )


def _is_unharmed(path: Path, was: dict[str, object]) -> bool:
    """Whether the copy is there, byte for byte."""
    try:
        with path.open("rb") as file:
            return file_digest(file, "sha256").hexdigest() == was["sha256"]
    except OSError:
        return False
