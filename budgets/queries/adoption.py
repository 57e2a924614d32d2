"""Adoption: at which budgets somebody looks, and of which somebody says so; by month, and regularly.

A unit looked, or checked, in a month if one of its owners did it then; regularly in a month if it did so in two of the
three school months that end with it (architecture.md, Reminders). Of all units with a budget, also those with nobody
assigned. Who is an assistant is counted apart and changes none of it.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from balance.reading import read
from budgets.choices import AssignmentRole
from budgets.queries.years import Year

WINDOW = 3
REGULARLY = 2
# A month in which school is out but for a day or two asks nobody for a look.
SCHOOL_DAYS = 5


@dataclass(frozen=True, slots=True)
class UnitAdoption:
    """The months, by their first days, in which somebody of a unit looked and checked: owners, and assistants."""

    unit: int
    kind: str
    code: str
    name: str
    area: str
    supervisor: str
    is_owned: bool
    looked: frozenset[date]
    checked: frozenset[date]
    assistants_looked: frozenset[date]
    assistants_checked: frozenset[date]


@dataclass(frozen=True, slots=True)
class Adoption:
    """Of `units` budgets in one month: how many looked and checked in it, and how many do so regularly."""

    month: date
    units: int
    looked: int
    checked: int
    looked_regularly: int
    checked_regularly: int
    assistants_looked: int
    assistants_checked: int


# Who had a budget in the year: a line to spend from. Owners of the day, and looks and checks of their own days.
UNITS = """
with said as (
    select unit_id, 'look' as what, role, date_trunc('month', "on")::date as month
    from budgets_look
    where district_id = %(district)s and "on" between %(since)s and %(until)s
    union
    select unit_id, 'check', role, date_trunc('month', "on")::date
    from budgets_check
    where district_id = %(district)s and "on" between %(since)s and %(until)s
), by_unit as (
    select unit_id,
           array_agg(month) filter (where what = 'look' and role = 'owner') as looked,
           array_agg(month) filter (where what = 'check' and role = 'owner') as checked,
           array_agg(month) filter (where what = 'look' and role = 'assistant') as assistants_looked,
           array_agg(month) filter (where what = 'check' and role = 'assistant') as assistants_checked
    from said group by unit_id
), with_budget as (
    select site_id as unit_id from budgets_line
    where district_id = %(district)s and fiscal_year_id = %(year)s and account_type = 'expenditure'
    union
    select department_id from budgets_line
    where district_id = %(district)s and fiscal_year_id = %(year)s and account_type = 'expenditure'
), owned as (
    select distinct unit_id from budgets_assignment
    where district_id = %(district)s and role = %(owner)s
      and (starts_on is null or starts_on <= %(until)s) and (ends_on is null or ends_on >= %(until)s)
)
select u.id, u.kind, u.code, u.name, u.area, coalesce(p.name, ''), o.unit_id is not null,
       s.looked, s.checked, s.assistants_looked, s.assistants_checked
from budgets_unit u
join with_budget b on b.unit_id = u.id
left join by_unit s on s.unit_id = u.id
left join owned o on o.unit_id = u.id
left join accounts_membership m on m.district_id = u.district_id and m.id = u.supervisor_id
left join accounts_user p on p.id = m.user_id
where u.district_id = %(district)s and u.is_active
order by u.kind desc, lower(u.name), u.id
"""


def units_adoption(year: Year, since: date, until: date) -> list[UnitAdoption]:
    """Every active unit with a budget in that year, with what was done between two days. One statement."""
    owner = AssignmentRole.OWNER.value
    return [
        UnitAdoption(*of, *(frozenset(months or ()) for months in (looked, checked, helped_look, helped_check)))
        for *of, looked, checked, helped_look, helped_check in read(
            UNITS, year=year.row.pk, since=since, until=until, owner=owner
        )
    ]


TERMS = """
with term as (
    select greatest(starts_on, %(since)s::date) as first, least(ends_on, %(until)s::date) as last
    from budgets_calendarstretch where district_id = %(district)s and kind = 'term'
), day as (
    select distinct first + n as day from term cross join lateral generate_series(0, last - first) n
)
select day from day
where extract(isodow from day) < 6 and not exists (
    select 1 from budgets_calendarstretch h
    where h.district_id = %(district)s and h.kind = 'holiday' and day between h.starts_on and h.ends_on)
"""


def school_months(since: date, until: date) -> list[date]:
    """The first days of the months from `since` to `until` with at least five days of school, oldest first.

    A district whose calendar has no term in that time: every month. One statement.
    """
    first, last = since.replace(day=1), month_end(until)
    days = [day for (day,) in read(TERMS, since=first, until=last)]
    months = _months(first, last)
    if not days:
        return months
    return [month for month in months if sum(day.replace(day=1) == month for day in days) >= SCHOOL_DAYS]


def adoption(units: Iterable[UnitAdoption], months: Sequence[date]) -> list[Adoption]:
    """One row for each school month, in order; `months` are all that are known, as `school_months` gives them.

    The first two have no three months behind them: what came before is not known, and counts as nothing.
    """
    rows = list(units)
    return [_of_month(rows, months[max(place - WINDOW + 1, 0) : place + 1]) for place in range(len(months))]


def adoption_by(
    key: Callable[[UnitAdoption], str], units: Iterable[UnitAdoption], months: Sequence[date]
) -> dict[str, list[Adoption]]:
    """The same for each slice: by kind (sites, departments), area, or supervisor. A unit is in one slice of each."""
    parts: dict[str, list[UnitAdoption]] = {}
    for unit in units:
        parts.setdefault(key(unit), []).append(unit)
    return {name: adoption(parts[name], months) for name in sorted(parts)}


def is_regular(done: frozenset[date], window: Sequence[date]) -> bool:
    """Whether it was done in two of these months."""
    return sum(month in done for month in window) >= REGULARLY


def month_end(day: date) -> date:
    """The last day of its month."""
    return (day.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)


def _of_month(units: list[UnitAdoption], window: Sequence[date]) -> Adoption:
    month = window[-1]
    return Adoption(
        month=month,
        units=len(units),
        looked=sum(month in unit.looked for unit in units),
        checked=sum(month in unit.checked for unit in units),
        looked_regularly=sum(is_regular(unit.looked, window) for unit in units),
        checked_regularly=sum(is_regular(unit.checked, window) for unit in units),
        assistants_looked=sum(month in unit.assistants_looked for unit in units),
        assistants_checked=sum(month in unit.assistants_checked for unit in units),
    )


def _months(first: date, last: date) -> list[date]:
    found = [first]
    while (following := month_end(found[-1]) + timedelta(days=1)) <= last:
        found.append(following)
    return found
