"""Reading a fiscal year from the command line."""

from django.core.management.base import CommandError

from budgets.models import FiscalYear
from budgets.queries.years import year_of


def the_year(number: int) -> FiscalYear:
    """The district's fiscal year that ends in `number`. Raises CommandError when there is none."""
    year = year_of(number)
    if year is None:
        raise CommandError(f"There is no fiscal year {number} in this district.")
    return year
