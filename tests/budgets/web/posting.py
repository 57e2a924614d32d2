"""One more entry on a line of the cast."""

from decimal import Decimal

from budgets.choices import ImportOrigin, Kind, Measure
from budgets.domain.publish import Row, post
from budgets.models import Import, Line
from tests.cast import LOADED_AT, POSTED_THROUGH, Side


def post_row(
    side: Side, code: str, measure: str, kind: str, amount: object, year: int = 2027, **fields: object
) -> Import:
    """Posts it as a load of its own, at the hour of the cast's."""
    line = Line.objects.get(fiscal_year=side.years[year], code=code)
    row = Row(line.pk, Measure(measure), Kind(kind), Decimal(str(amount)), **{"posted_on": POSTED_THROUGH, **fields})
    return post(
        by=None,
        fiscal_year=side.years[year],
        origin=ImportOrigin.FILE,
        rows=[row],
        posted_through=POSTED_THROUGH,
        published_at=LOADED_AT,
    )
