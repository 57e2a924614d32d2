"""Lines as the API lists them: the same rows as the pages, with the names or the figures that a list shows."""

from django.db.models import QuerySet

from budgets.models import FiscalYear, Line


def of_units(
    lines: QuerySet[Line], fiscal_year: FiscalYear, *, site: str | None, department: str | None
) -> QuerySet[Line]:
    """Those of a year, and of a site, a department, or both, by code; an unknown code has no lines."""
    lines = lines.filter(fiscal_year=fiscal_year)
    if site is not None:
        lines = lines.filter(site__code=site)
    return lines if department is None else lines.filter(department__code=department)


def with_names(lines: QuerySet[Line]) -> QuerySet[Line]:
    """With what the rules assigned."""
    return lines.select_related("site", "department", "purpose", "source", "pool")


def with_balance(lines: QuerySet[Line]) -> QuerySet[Line]:
    """With the figures."""
    return lines.select_related("balance")
