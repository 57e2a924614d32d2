"""One account line: what was bought, from whom, and why this is the balance."""

import json
from dataclasses import dataclass
from datetime import date
from typing import Any

from accounts.models import District, Membership
from accounts.permissions import Act, may
from balance.reading import read
from budgets.choices import AccountType
from budgets.models import Unit
from budgets.queries.access import PEOPLE, Person, owners_in
from budgets.queries.controls import Control, controls_of
from budgets.queries.line_entries import NEWEST, Entries, Place, Receipt, entries_of, receipt_of
from budgets.queries.loads import Freshness, freshness
from budgets.queries.pace import Window
from budgets.queries.unit_lines import LineRow, line_row
from budgets.queries.years import Year


@dataclass(frozen=True, slots=True)
class LineHead:
    """What a line is called, and the unit whose page it belongs to: its site, else its department."""

    pk: int
    code: str
    name: str
    account_type: AccountType
    fund_code: str
    pay: str
    unit: Unit | None


@dataclass(frozen=True, slots=True)
class LineAccess:
    """A line and whether the asking member may see it; its owners where they may not."""

    line: LineHead
    may_see: bool
    owners: tuple[Person, ...]


@dataclass(frozen=True, slots=True)
class LinePage:
    """One line in one year. `row` is None for a line that has never had an amount, or is no expenditure."""

    line: LineHead
    year: Year
    window: Window
    fresh: Freshness
    row: LineRow | None
    control: Control | None
    entries: Entries
    receipt: Receipt


# One row per unit of the line, its site first; one row without a unit for a line that no rule gave a place.
LINE = f"""
select l.id, l.code, l.name, l.account_type, l.fund_code, l.pay,
       u.id, u.kind, u.code, u.name, u.supervisor_id, u.is_active, {PEOPLE}
from budgets_line l
left join budgets_unit u on u.district_id = l.district_id and u.id in (l.site_id, l.department_id)
where l.district_id = %(district)s and l.fiscal_year_id = %(year)s and l.code = %(code)s
order by u.kind desc
"""


def line_access(membership: Membership, year: Year, code: str, today: date) -> LineAccess | None:
    """The line of this canonical code in that year, or None. One statement."""
    rows = read(LINE, year=year.row.pk, code=code, today=today)
    if not rows:
        return None
    pk, code, name, account_type, fund_code, pay = rows[0][:6]
    head = LineHead(pk, code, name, AccountType(account_type), fund_code, pay, _unit(rows[0]))
    open_units = [row for row in rows if row[11]]  # as in lists: a closed unit shows nobody anything
    mine = any(item["membership"] == membership.pk for row in open_units for item in json.loads(row[-1]))
    supervised = membership.pk in [row[10] for row in open_units]
    owners = tuple(owner for row in rows for owner in owners_in(row[-1]))
    return LineAccess(head, may(membership.role, Act.SEE_ALL_UNITS) or mine or supervised, owners)


def _unit(row: tuple[Any, ...]) -> Unit | None:
    pk, kind, code, name = row[6:10]
    return Unit(pk=pk, kind=kind, code=code, name=name) if pk is not None else None


def line_page(line: LineHead, year: Year, district: District, today: date, *, before: Place | None) -> LinePage:
    """The page's figures, in four statements."""
    row = line_row(line.pk, district)
    window = year.window(today, [line.fund_code])
    control = None
    if row is not None:
        known = window.seen_on(year.known_on(today))
        [control] = controls_of([row], district=district, year=year.row, window=known).values()
    entries = entries_of(
        line.pk,
        is_pay=bool(line.pay),
        requests_reduce_left=district.requests_reduce_left,
        before=before or NEWEST,
    )
    receipt = receipt_of(line.pk, is_pay=bool(line.pay))
    return LinePage(line, year, window, freshness(district, year), row, control, entries, receipt)
