"""This year beside the closed years: at the same date and in full, by purpose and by line; and how each year went."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from accounts.models import District
from balance.money import ZERO, from_cents
from balance.reading import read
from budgets.choices import Pay, UnitKind
from budgets.models import Unit
from budgets.queries.pace import CLOSED_YEARS
from budgets.queries.unit_page import NO_PURPOSE
from budgets.queries.years import Year


@dataclass(frozen=True, slots=True)
class Spent:
    """Spending of one year in dollars: posted by the same day of it, and in all. `budgeted` is its revised budget.

    Undated entries count in all of it and not by the date.
    """

    by_date: Decimal = ZERO
    in_full: Decimal = ZERO
    budgeted: Decimal = ZERO

    def __add__(self, other: "Spent") -> "Spent":
        return Spent(self.by_date + other.by_date, self.in_full + other.in_full, self.budgeted + other.budgeted)


NOTHING = Spent()
# Where set-aside money stands: sources before pay, and never among the purposes.
SOURCE, PAY = -2, -1


@dataclass(frozen=True, slots=True)
class Row:
    """A line, or what several lines add up to, by the number of the year. `code` is the line's, or the purpose's."""

    code: str
    name: str
    spent: dict[int, Spent]

    def of(self, year: int) -> Spent:
        return self.spent.get(year, NOTHING)


@dataclass(frozen=True, slots=True)
class Group:
    """A purpose of the money to decide on, or a restricted source; its lines in order of code."""

    total: Row
    lines: tuple[Row, ...]
    is_source: bool = False


@dataclass(frozen=True, slots=True)
class History:
    """`years` are numbers, newest first: the page's and the closed ones before it. `set_aside` is never added up."""

    years: tuple[int, ...]
    on: date
    decide: Row
    groups: tuple[Group, ...]
    set_aside: tuple[Group, ...] = ()


# Lines of each year as that year's rules placed them. What was spent by the day is read in the order of the index.
LINES = """
select y.year, l.code, l.name, l.pay, u.code, u.name, u.position, s.code, s.name, b.revised, b.expended,
       coalesce(dated.spent, 0)::bigint
from budgets_fiscalyear y
join budgets_line l on l.district_id = y.district_id and l.fiscal_year_id = y.id and l.{unit} = %(unit)s
join budgets_linebalance b on b.district_id = l.district_id and b.line_id = l.id
left join budgets_purpose u on u.district_id = l.district_id and u.id = l.purpose_id
left join budgets_source s on s.district_id = l.district_id and s.id = l.source_id
left join lateral (
    select sum(t.amount) as spent from budgets_transaction t
    where t.district_id = l.district_id and t.line_id = l.id and t.superseded_by_import_id is null
      and t.measure = 'expenditure' and coalesce(t.posted_on, date '0001-01-01') > date '0001-01-01'
      and coalesce(t.posted_on, date '0001-01-01') <= y.starts_on + %(days)s::int
) dated on true
where y.district_id = %(district)s and l.account_type = 'expenditure' and l.pay <> 'central' and b.transactions > 0
  and (y.year = %(year)s or (y.state = 'closed' and y.year < %(year)s and y.year >= %(year)s::int - %(years)s::int))
order by y.year desc, l.code
"""
LINES_OF = {UnitKind.SITE: LINES.format(unit="site_id"), UnitKind.DEPARTMENT: LINES.format(unit="department_id")}

# By months since the start of the year; what is posted after its last day belongs to its last month.
MONTHS = """
select y.year, least(greatest(
           (extract(year from t.posted_on) * 12 + extract(month from t.posted_on)
            - extract(year from y.starts_on) * 12 - extract(month from y.starts_on))::int, 0),
           (extract(year from y.ends_on) * 12 + extract(month from y.ends_on)
            - extract(year from y.starts_on) * 12 - extract(month from y.starts_on))::int) as month,
       sum(t.amount)::bigint
from budgets_fiscalyear y
join budgets_line l on l.district_id = y.district_id and l.fiscal_year_id = y.id and l.{unit} = %(unit)s
join budgets_transaction t on t.district_id = l.district_id and t.line_id = l.id and t.superseded_by_import_id is null
where y.district_id = %(district)s and l.account_type = 'expenditure' and l.source_id is null
  and l.pay = any(%(pay)s) and t.measure = 'expenditure' and t.posted_on is not null
  and (y.year = %(year)s or (y.state = 'closed' and y.year < %(year)s and y.year >= %(year)s::int - %(years)s::int))
group by 1, 2
"""
MONTHS_OF = {UnitKind.SITE: MONTHS.format(unit="site_id"), UnitKind.DEPARTMENT: MONTHS.format(unit="department_id")}


def history_of(unit: Unit, year: Year, district: District, today: date) -> History:
    """The unit's lines but central pay, over up to three closed years. One statement."""
    on = year.known_on(today)
    found = read(
        LINES_OF[UnitKind(unit.kind)],
        unit=unit.pk,
        year=year.number,
        years=CLOSED_YEARS,
        days=(min(on, year.row.ends_on) - year.row.starts_on).days,
    )
    decide, aside = _Table(), _Table()
    for row in found:
        number, _, _, pay, purpose, purpose_name, position, source, source_name = row[:9]
        if source:
            aside.add(row, (SOURCE, source_name, source))
        elif pay and district.pay_is_set_aside:
            aside.add(row, (PAY, purpose_name or NO_PURPOSE, purpose or ""))
        else:
            place = (position, purpose_name, purpose) if purpose else (10**6, NO_PURPOSE, "")
            decide.add(row, place)
        decide.years.add(number)
    years = tuple(sorted(decide.years | {year.number}, reverse=True))
    groups = decide.groups()
    return History(years, on, _total("", "", (group.total for group in groups)), groups, aside.groups())


def months_of(unit: Unit, year: Year, district: District) -> dict[int, list[Decimal]]:
    """Spending of the money to decide on, added up to the end of each month, by the number of the year. One statement.

    Of a year without any, there is no list. Undated entries are in none.
    """
    pay = [Pay.NONE.value] if district.pay_is_set_aside else [Pay.NONE.value, Pay.UNIT.value]
    found = read(MONTHS_OF[UnitKind(unit.kind)], unit=unit.pk, year=year.number, years=CLOSED_YEARS, pay=pay)
    by_year: dict[int, dict[int, Decimal]] = defaultdict(dict)
    for number, month, cents in found:
        by_year[number][month] = from_cents(cents)
    return {number: _added_up(months, len(month_ends(year))) for number, months in by_year.items()}


def month_ends(year: Year) -> list[date]:
    """The last day of each month of a year; that of the year itself at the end."""
    days, first = [], year.row.starts_on.replace(day=1)
    while first <= year.row.ends_on:
        first = (first + timedelta(days=32)).replace(day=1)
        days.append(min(first - timedelta(days=1), year.row.ends_on))
    return days


def _added_up(months: dict[int, Decimal], count: int) -> list[Decimal]:
    sums, whole = [], ZERO
    for month in range(count):
        whole += months.get(month, ZERO)
        sums.append(whole)
    return sums


@dataclass(slots=True)
class _Table:
    """Lines by group, and each line's years; names are those of the newest year that has them."""

    years: set[int] = field(default_factory=set)
    lines: dict[tuple[Any, ...], dict[str, Row]] = field(default_factory=lambda: defaultdict(dict))

    def add(self, row: tuple[Any, ...], place: tuple[Any, ...]) -> None:
        number, code, name, budgeted, in_full, by_date = *row[:3], *row[9:]
        line = self.lines[place].setdefault(code, Row(code, name or code, {}))
        line.spent[number] = Spent(from_cents(by_date), from_cents(in_full), from_cents(budgeted))

    def groups(self) -> tuple[Group, ...]:
        found = []
        for (place, name, code), rows in sorted(self.lines.items(), key=lambda item: item[0]):
            lines = tuple(row for _, row in sorted(rows.items()))
            found.append(Group(_total(code, name, lines), lines, is_source=place == SOURCE))
        return tuple(found)


def _total(code: str, name: str, rows: Iterable[Row]) -> Row:
    spent: dict[int, Spent] = {}
    for row in rows:
        for number, value in row.spent.items():
            spent[number] = spent.get(number, NOTHING) + value
    return Row(code, name, spent)
