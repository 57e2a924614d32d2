"""Units, purposes and sources for the books of a test, made when they are first named."""

from datetime import date

from budgets.choices import UnitKind
from budgets.models import Pool, Purpose, Source, Unit
from budgets.queries.years import all_years

TODAY = date(2026, 11, 19)


def site(code="214"):
    return Unit.objects.get_or_create(kind=UnitKind.SITE, code=code, defaults={"name": f"Site {code}"})[0]


def department(code="ATH"):
    return Unit.objects.get_or_create(kind=UnitKind.DEPARTMENT, code=code, defaults={"name": f"Department {code}"})[0]


def purpose(code="books", **fields):
    return Purpose.objects.get_or_create(code=code, defaults={"name": code.title(), **fields})[0]


def pool(code="materials"):
    return Pool.objects.get_or_create(code=code, defaults={"name": f"{code.title()} pool"})[0]


def source(code="3010", **fields):
    return Source.objects.get_or_create(code=code, defaults={"name": f"Source {code}", "kind": "grant", **fields})[0]


def year(number=2027):
    """A fiscal year as the pages read it."""
    return next(each for each in all_years() if each.number == number)
