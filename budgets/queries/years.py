"""Fiscal years: which one a page is about, and which others there are."""

from datetime import date

from budgets.choices import YearState
from budgets.models import FiscalYear


def all_years() -> list[FiscalYear]:
    """The district's years, newest first."""
    return list(FiscalYear.objects.order_by("-year"))


def year_of(number: int) -> FiscalYear | None:
    """The fiscal year that ends in `number`, or None."""
    return FiscalYear.objects.filter(year=number).first()


def current(years: list[FiscalYear], today: date) -> FiscalYear | None:
    """The year that `today` falls in; else the newest open one; else the newest."""
    for year in years:
        if year.starts_on <= today <= year.ends_on:
            return year
    return next((year for year in years if year.state == YearState.OPEN), years[0] if years else None)
