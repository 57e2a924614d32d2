"""Fiscal years: which one a page is about, its last days to order and its newest load."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from balance.reading import read
from budgets.choices import YearState
from budgets.models import FiscalYear
from budgets.queries.calendar import HORIZON, Stretch
from budgets.queries.pace import Window


@dataclass(frozen=True, slots=True)
class Load:
    """The load that last said how a year stands, and the report it was proved against.

    `loaded_at`: when it was published, or when its very bytes came again.
    """

    number: int
    loaded_at: datetime
    posted_through: date | None
    ties_to: str
    tied_on: date | None


@dataclass(frozen=True, slots=True)
class Year:
    """A fiscal year with what every page says of it. `last_days`: last day to order by fund, '' for the others.

    `stretches` of the calendar say on which days of an open year files are expected or not.
    """

    row: FiscalYear
    last_days: dict[str, date]
    load: Load | None
    stretches: tuple[Stretch, ...] = ()

    @property
    def label(self) -> str:
        return self.row.label

    @property
    def number(self) -> int:
        return self.row.year

    @property
    def is_open(self) -> bool:
        return self.row.state == YearState.OPEN

    @property
    def is_settling(self) -> bool:
        return self.row.state == YearState.SETTLING

    def known_on(self, today: date) -> date:
        """The day that the figures speak of: through which they are posted, not today.

        After a weekend or a missed file, last year's spending by today beside this year's by Friday would call every
        line behind.
        """
        posted_through = self.load.posted_through if self.load else None
        return min(today, posted_through or today)

    def window(self, today: date, fund_codes: Iterable[str]) -> Window:
        """The time to order in these funds: to the first of their last days, or to the year's end without one."""
        general = self.last_days.get("", self.row.ends_on)
        last = min((self.last_days.get(code, general) for code in fund_codes), default=general)
        return Window(today, self.row.starts_on, self.row.ends_on, last)


# A roll brings last year's orders and a withdrawal takes a load back: neither is news of the accounting system.
YEARS = """
select y.id, y.year, y.starts_on, y.ends_on, y.state,
       (select jsonb_object_agg(c.fund_code, c.last_order_on) from budgets_cutoff c
        where c.district_id = y.district_id and c.fiscal_year_id = y.id),
       case when y.state = 'open' then (
            select jsonb_agg(jsonb_build_array(k.kind, k.starts_on, k.ends_on)) from budgets_calendarstretch k
            where k.district_id = y.district_id and k.kind in ('feed', 'no_feed', 'holiday')
              and k.starts_on <= y.ends_on + %(horizon)s::int and k.ends_on >= y.starts_on - %(horizon)s::int) end,
       i.number, i.loaded_at, i.posted_through, i.ties_to, i.tied_on
from budgets_fiscalyear y
left join lateral (
    select number, greatest(published_at, confirmed_at) as loaded_at, posted_through, ties_to, tied_on
    from budgets_import i
    where i.district_id = y.district_id and i.fiscal_year_id = y.id and i.state = 'published'
      and i.origin = 'file'
    order by loaded_at desc, number desc limit 1
) i on true
where y.district_id = %(district)s
order by y.year desc
"""


def all_years() -> list[Year]:
    """The district's years, newest first. One statement."""
    return [_year(row) for row in read(YEARS, horizon=HORIZON.days)]


def _year(values: tuple[Any, ...]) -> Year:
    pk, year, starts_on, ends_on, state, days, stretches, *load = values
    row = FiscalYear(pk=pk, year=year, starts_on=starts_on, ends_on=ends_on, state=state)
    last_days = {fund: date.fromisoformat(day) for fund, day in json.loads(days or "{}").items()}
    calendar = tuple(
        Stretch(kind, date.fromisoformat(first), date.fromisoformat(last))
        for kind, first, last in json.loads(stretches or "[]")
    )
    return Year(row, last_days, Load(*load) if load[0] is not None else None, calendar)


def year_of(number: int) -> FiscalYear | None:
    """The fiscal year that ends in `number`, or None."""
    return FiscalYear.objects.filter(year=number).first()


def current(years: list[Year], today: date) -> Year | None:
    """The year that `today` falls in; else the newest open one; else the newest."""
    for year in years:
        if year.row.starts_on <= today <= year.row.ends_on:
            return year
    return next((year for year in years if year.is_open), years[0] if years else None)
