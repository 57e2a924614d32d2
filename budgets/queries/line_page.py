"""One account line: what was bought, from whom, and why this is the balance."""

from dataclasses import dataclass
from datetime import date

from django.db.models import OuterRef

from accounts.models import District, Membership
from accounts.permissions import Act, may
from budgets.choices import AssignmentRole
from budgets.models import Line
from budgets.queries.access import Person, people_of
from budgets.queries.controls import Control, controls_of
from budgets.queries.line_entries import Entries, Place, Receipt, entries_of, receipt_of
from budgets.queries.loads import Freshness, freshness
from budgets.queries.pace import Window
from budgets.queries.unit_lines import LineRow, open_orders, pool_totals, row_of
from budgets.queries.years import Year


@dataclass(frozen=True, slots=True)
class LineAccess:
    """A line and whether the asking member may see it; its owner where they may not."""

    line: Line
    may_see: bool
    owners: tuple[Person, ...]


@dataclass(frozen=True, slots=True)
class LinePage:
    """One line in one year. `row` is None for a line that has never had an amount, or is no expenditure."""

    line: Line
    year: Year
    window: Window
    fresh: Freshness
    row: LineRow | None
    control: Control | None
    entries: Entries
    receipt: Receipt


def line_access(membership: Membership, year: Year, code: str, today: date) -> LineAccess | None:
    """The line of this canonical code in that year, or None. One statement."""
    line = (
        Line.objects.select_related("site", "department", "purpose", "source", "pool", "balance")
        .annotate(open_order_count=open_orders())
        .annotate(site_people=people_of(OuterRef("site"), today))
        .annotate(department_people=people_of(OuterRef("department"), today))
        .filter(fiscal_year=year.row, code=code)
        .first()
    )
    if line is None:
        return None
    people = [*line.site_people, *line.department_people]
    mine = any(item["membership"] == membership.pk for item in people)
    supervised = any(unit and unit.supervisor_id == membership.pk for unit in (line.site, line.department))
    owners = tuple(Person.from_json(item) for item in people if item["role"] == AssignmentRole.OWNER)
    return LineAccess(line, may(membership.role, Act.SEE_ALL_UNITS) or mine or supervised, owners)


def line_page(line: Line, year: Year, district: District, today: date, *, before: Place | None) -> LinePage:
    """The page's figures, in at most six statements; `line` as `line_access` read it."""
    row = row_of(line, district)
    window = year.window(today, [line.fund_code])
    control = None
    if row is not None:
        pools = pool_totals(
            year.row.pk, [row.pool_id] if row.pool_id else [], requests_reduce_left=district.requests_reduce_left
        )
        [control] = controls_of([row], pools, district=district, year=year.row, window=window).values()
    reduce_left = district.requests_reduce_left
    page = {"before": before} if before else {}
    return LinePage(
        line=line,
        year=year,
        window=window,
        fresh=freshness(district, year),
        row=row,
        control=control,
        entries=entries_of(line.pk, is_pay=bool(line.pay), requests_reduce_left=reduce_left, **page),
        receipt=receipt_of(line.pk, is_pay=bool(line.pay)),
    )
