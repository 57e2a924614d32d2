"""Fiscal years: which one a page is about, its last days to order and its newest load."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Subquery
from django.db.models.functions import JSONObject

from budgets.choices import ImportOrigin, ImportState, YearState
from budgets.models import CutOff, FiscalYear, Import
from budgets.queries.pace import Window


@dataclass(frozen=True, slots=True)
class Load:
    """The newest batch that brought figures into a year, and the report it was proved against."""

    number: int
    published_at: datetime
    posted_through: date | None
    ties_to: str
    tied_on: date | None


@dataclass(frozen=True, slots=True)
class Year:
    """A fiscal year with what every page says of it. `last_days`: last day to order by fund, '' for the others."""

    row: FiscalYear
    last_days: dict[str, date]
    load: Load | None

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

    def window(self, today: date, fund_codes: Iterable[str]) -> Window:
        """The time to order in these funds: to the first of their last days, or to the year's end without one."""
        general = self.last_days.get("", self.row.ends_on)
        last = min((self.last_days.get(code, general) for code in fund_codes), default=general)
        return Window(today, self.row.starts_on, self.row.ends_on, last)


def all_years() -> list[Year]:
    """The district's years, newest first. One statement."""
    cut_offs = CutOff.objects.filter(fiscal_year=OuterRef("pk")).annotate(
        day=JSONObject(fund="fund_code", on="last_order_on")
    )
    # A roll brings last year's orders, not news of the accounting system.
    loads = (
        Import.objects.filter(fiscal_year=OuterRef("pk"), state=ImportState.PUBLISHED)
        .exclude(origin=ImportOrigin.ROLL)
        .order_by("-number")
        .annotate(
            load=JSONObject(
                number="number",
                published_at="published_at",
                posted_through="posted_through",
                ties_to="ties_to",
                tied_on="tied_on",
            )
        )
    )
    rows = FiscalYear.objects.annotate(
        days=ArraySubquery(cut_offs.values("day")), newest=Subquery(loads.values("load")[:1])
    ).order_by("-year")
    return [_year(row) for row in rows]


def _year(row: Any) -> Year:
    days = {item["fund"]: date.fromisoformat(item["on"]) for item in row.days}
    return Year(row, days, _load(row.newest) if row.newest else None)


def _load(item: dict[str, Any]) -> Load:
    def day(name: str) -> date | None:
        return date.fromisoformat(item[name]) if item[name] else None

    at = datetime.fromisoformat(item["published_at"])
    return Load(item["number"], at, day("posted_through"), item["ties_to"], day("tied_on"))


def year_of(number: int) -> FiscalYear | None:
    """The fiscal year that ends in `number`, or None."""
    return FiscalYear.objects.filter(year=number).first()


def current(years: list[Year], today: date) -> Year | None:
    """The year that `today` falls in; else the newest open one; else the newest."""
    for year in years:
        if year.row.starts_on <= today <= year.row.ends_on:
            return year
    return next((year for year in years if year.is_open), years[0] if years else None)
