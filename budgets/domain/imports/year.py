"""The year that a load is for: found or opened, and its chart of accounts."""

from datetime import timedelta

from accounts.models import District
from accounts.queries.days import today
from budgets.choices import YearState
from budgets.domain.profiles import Problems, SegmentSpec
from budgets.models import FiscalYear, Segment
from budgets.queries.years import year_of


def the_year(*, asked: int | None, said: int | None, was_read: bool, problems: Problems) -> int | None:
    """The one year of a load, from what was asked for and what the files say; None and a problem without one.

    `was_read`: nothing that says the year was left unread for another fault, which is a problem already.
    """
    if asked is not None and said is not None and asked != said:
        problems.add(f"The files are of fiscal year {said}, not of {asked}.")
    if asked is None and said is None and was_read:
        problems.add("Neither the files nor the profile say which fiscal year this is: name it with --fiscal-year.")
    return asked or said


def open_year(district: District, number: int, problems: Problems) -> FiscalYear:
    """The fiscal year, made if it is missing by the district's first day of a year. A closed one is a problem.

    Under the ledger's lock, or two loads would both make it.
    """
    year = year_of(number)
    if year is None:
        ends_on = district.fiscal_year_start(number + 1) - timedelta(days=1)
        state = YearState.OPEN if ends_on >= today(district) else YearState.SETTLING
        year = FiscalYear.objects.create(
            year=number, starts_on=district.fiscal_year_start(number), ends_on=ends_on, state=state
        )
    if year.state == YearState.CLOSED:
        problems.add(f"Fiscal year {year.label} is closed: nothing is posted into it any more.")
    return year


def fit_chart(year: FiscalYear, segments: list[SegmentSpec], problems: Problems) -> bool:
    """The profile's segments must be those of the year's chart; a year without a chart gets them."""
    chart = list(Segment.objects.filter(fiscal_year=year).order_by("position").values_list("name", "role"))
    if not chart:
        Segment.objects.bulk_create(
            Segment(fiscal_year=year, position=place, name=spec.name, role=spec.role, length=spec.length)
            for place, spec in enumerate(segments, 1)
        )
    elif chart != (wanted := [(spec.name, spec.role) for spec in segments]):
        problems.add(
            f"The chart of {year.label} has the segments {_listed(chart)}; the profile says {_listed(wanted)}."
        )
        return False
    return True


def _listed(segments: list[tuple[str, str]]) -> str:
    return ", ".join(f"{name} ({role})" for name, role in segments)
