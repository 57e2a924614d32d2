"""Of a file that holds the whole year, only the lines that are not in the one before it are read.

The lines that left and the lines that came go through the same reading as a whole file. What the two files have in
common is not read again: the baseline knows what it comes to. Every doubt ends in InDoubt, and the file is read whole.
"""

from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import replace

from django.db import connection

from balance.bulk import copy_rows
from balance.sheets import Changes, Sheet, SheetRefused, changes, open_sheet, sheet_of
from balance.tenancy.scope import require_district_id
from budgets.domain.imports.baseline import groups_in, kept_file
from budgets.domain.imports.request import Request
from budgets.domain.imports.stage import make_stage, stage
from budgets.domain.imports.staged import InDoubt, Since, Staged
from budgets.domain.imports.survey import Groups, groups_staged
from budgets.domain.profiles import Found, Reading
from budgets.domain.profiles.found import dropped_in_all, without
from budgets.domain.profiles.vendors import MOST as MOST_VENDORS
from budgets.models import Baseline

# Lines that may differ: any few of them, else a quarter of the file; and no more than memory holds with ease. Beyond
# that, reading the file whole is about as fast.
FEW, SHARE, MOST = 1_000, 4, 200_000

# Of lines that are known from the baseline: whether payees and descriptions of one are stored now and were not then, or
# the other way; and whether any are hidden.
HIDES = """
select coalesce(bool_or(code < %(known)s and hides <> (line_id = any(%(hidden)s))), false),
       coalesce(bool_or(hides), false), (select count(*) from left_row)
from staged_line
"""

STAGE_LEFT = "create temp table staged_left (like staged) on commit drop"
# Lines and vendors of rows that the ledger has: they were stored with what was hidden then.
PLACE_LEFT = """
create temp table staged_left_line on commit drop as
select s.code, l.id as line_id, l.id = any(%(hidden)s) as hides
from staged_left_code s
join budgets_line l on l.district_id = %(district)s and l.fiscal_year_id = %(year)s and l.code = s.canonical;
create temp table staged_left_vendor on commit drop as
select s.vendor, v.id as vendor_id
from staged_left_named s
join budgets_vendor v
  on v.district_id = %(district)s and v.number = coalesce(s.number, '') and v.name = coalesce(s.name, '');
drop table staged_left_code, staged_left_named
"""
STAGE_NAMES = """
create temp table staged_left_code (code int not null, canonical text not null) on commit drop;
create temp table staged_left_named (vendor int not null, number text, name text) on commit drop
"""


def stage_changes(request: Request, baseline: Baseline) -> Staged:
    """Stages lines that came since the baseline into `staged`, those that left into `staged_left`. Raises InDoubt."""
    make_stage()
    with connection.cursor() as cursor:
        cursor.execute(STAGE_LEFT)
    was = baseline.found
    with _opened(request, baseline) as (old, new):
        differ = _changes(old, new, was)
        left = _left(request, old, differ, was)
        rest = without(was["accounts"], left.account_rows or {} if left else {})
        if min(rest.values(), default=0) < 0:
            raise InDoubt
        # Without an account that stays nobody knows that the file is still of this sender and year.
        staying = [cells for cells, rows in rest.items() if rows]
        if not staying:
            raise InDoubt
        reading = _reading(request, sheet_of(new, differ.head, differ.came))
        if not reading.know(staying, shortened=was["shortened"] and not (left and left.shortened)):
            raise InDoubt
        known_codes = len(reading.codes)
        came = stage(reading)
    found = _in_all(came, left, baseline, rest)
    gone = groups_staged(left=True)
    groups = _groups_in_all(groups_in(baseline), gone, groups_staged())
    _place_left(left, baseline)
    return Staged(found, groups, Since(baseline, known_codes, sum(rows for rows, _ in gone.values())))


@contextmanager
def _opened(request: Request, baseline: Baseline) -> Iterator[tuple[Sheet, Sheet]]:
    layout = request.profile.layout
    with ExitStack() as stack:
        try:
            old, new = (
                stack.enter_context(open_sheet(path, layout)) for path in (kept_file(baseline), request.files[0].path)
            )
        except SheetRefused as refused:
            raise InDoubt from refused
        yield old, new


def _changes(old: Sheet, new: Sheet, was: Mapping[str, int]) -> Changes:
    if old.text is None or new.text is None or old.delimiter != new.delimiter:
        raise InDoubt
    head = was["first_row"] - 1
    most = max(FEW, min((head + was["rows_read"]) // SHARE, MOST))
    found = changes(old.text, new.text, head=head, most=most)
    if found is None:
        raise InDoubt
    return found


def _reading(request: Request, sheet: Sheet) -> Reading:
    start_month = request.district.fiscal_year_start_month
    sheets = [(request.files[0].name, sheet)]
    return Reading(request.profile, sheets, year=request.year, start_month=start_month)


def _left(request: Request, old: Sheet, differ: Changes, was: Mapping[str, Mapping[str, int]]) -> Found | None:
    """What the lines that left had in them; None if none left."""
    if not differ.left.numbers:
        return None
    reading = _reading(request, sheet_of(old, differ.head, differ.left))
    # A file without any account is refused; these few lines may have none, for the others have.
    reading.know(list(was["accounts"])[:1], shortened=False)
    found = stage(reading, "staged_left")
    if found.problems or found.account_rows is None:
        raise InDoubt
    return found


def _in_all(came: Found, left: Found | None, baseline: Baseline, rest: Mapping[str, int]) -> Found:
    """What reading the whole file would have found."""
    was, identity = baseline.found, baseline.load.window["identity"]
    vendors = was["vendors"] + len(came.vendors)
    if (
        came.problems
        or came.account_rows is None
        or came.first_row != was["first_row"]
        or came.year not in (None, was["year"])
        or any(identity.get(column) != value for column, value in came.identity.items())
        or vendors > MOST_VENDORS
        # Which rows stand above them now is not known of all.
        or was["perhaps_totals"] - (left.perhaps_totals if left else 0) + came.perhaps_totals
        # Whether it was only descriptions that left which had been cut, only reading the others could tell.
        or (was["shortened"] and left is not None and left.shortened and not came.shortened)
    ):
        raise InDoubt
    accounts = without(rest, {})
    accounts.update(came.account_rows)
    dropped = without(was["dropped"], left.dropped if left else {})
    dropped.update(came.dropped)
    return replace(
        came,
        rows_read=was["rows_read"] - (left.rows_read if left else 0) + came.rows_read,
        dropped=dropped_in_all(dropped),
        without_amount=was["without_amount"] - (left.without_amount if left else 0) + came.without_amount,
        year=was["year"],
        identity=identity,
        perhaps_totals=0,
        vendors_known=vendors,
        account_rows={cells: rows for cells, rows in accounts.items() if rows},
    )


def _groups_in_all(was: Groups, left: Groups, came: Groups) -> Groups:
    found = dict(was)
    for sign, groups in ((-1, left), (1, came)):
        for group, (rows, cents) in groups.items():
            rows_before, cents_before = found.get(group, (0, 0))
            found[group] = rows_before + sign * rows, cents_before + sign * cents
    if any(rows < 0 for rows, _ in found.values()):
        raise InDoubt
    return {group: sums for group, sums in found.items() if sums[0]}


def _place_left(left: Found | None, baseline: Baseline) -> None:
    """Makes `staged_left_line` and `staged_left_vendor`."""
    codes = enumerate(left.codes) if left else ()
    vendors = enumerate(left.vendors) if left else ()
    values = {
        "district": require_district_id(),
        "year": baseline.fiscal_year_id,
        "hidden": baseline.found["hidden"],
    }
    with connection.cursor() as cursor:
        cursor.execute(STAGE_NAMES)
        copy_rows(cursor, "staged_left_code", ("code", "canonical"), ((n, code.canonical) for n, code in codes))
        copy_rows(cursor, "staged_left_named", ("vendor", "number", "name"), ((n, *names) for n, names in vendors))
        cursor.execute(PLACE_LEFT, values)


def look_at_the_ledger(since: Since) -> None:
    """Raises InDoubt if rows that were not read would be stored in another way than they were, or if what left is not
    all there. Needs `staged_line` and `left_row`."""
    hidden = since.baseline.found["hidden"]
    with connection.cursor() as cursor:
        cursor.execute(HIDES, {"known": since.known_codes, "hidden": hidden})
        changed, any_hidden, left_rows = cursor.fetchone()
    # Where nothing is hidden, vendors of rows that post nothing are added too.
    if changed or any_hidden != bool(hidden) or left_rows != since.left_rows:
        raise InDoubt
