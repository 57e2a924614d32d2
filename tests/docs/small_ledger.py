"""The ledger of which the written pages speak: one district, two years, three lines."""

from datetime import date
from decimal import Decimal

from accounts.models import District
from balance.tenancy.scope import district_scope
from budgets.choices import ImportOrigin, Kind, Measure
from budgets.domain.lines import NewLine, ensure_lines
from budgets.domain.publish import Row, post
from budgets.models import FiscalYear

SUPPLIES, COACHES, DISTRICT_WIDE = "010-0000-4310-214", "010-0000-5810-214", "010-0000-4310-000"
NAMES = {SUPPLIES: "Classroom supplies", COACHES: "Officials and buses", DISTRICT_WIDE: "Supplies, district-wide"}
# year, line, measure, kind, amount, order
LEDGER = [
    (2026, SUPPLIES, Measure.BUDGET, Kind.ORIGINAL, "5000.00", ""),
    (2026, SUPPLIES, Measure.EXPENDITURE, Kind.PAYMENT, "3800.00", ""),
    (2026, SUPPLIES, Measure.ENCUMBRANCE, Kind.OPEN, "700.00", "PO 26-0881"),
    (2027, SUPPLIES, Measure.BUDGET, Kind.ORIGINAL, "5000.00", ""),
    (2027, COACHES, Measure.BUDGET, Kind.ORIGINAL, "10000.00", ""),
    (2027, COACHES, Measure.BUDGET, Kind.TRANSFER, "500.00", ""),
    (2027, COACHES, Measure.REQUEST, Kind.OPEN, "320.00", ""),
    (2027, COACHES, Measure.ENCUMBRANCE, Kind.OPEN, "1150.00", "PO 27-0112"),
    (2027, COACHES, Measure.ENCUMBRANCE, Kind.RELIEF, "-400.00", "PO 27-0112"),
    (2027, COACHES, Measure.EXPENDITURE, Kind.PAYMENT, "400.00", "PO 27-0112"),
    (2027, DISTRICT_WIDE, Measure.ENCUMBRANCE, Kind.RELIEF, "-20.00", "PO 25-0007"),
    (2027, DISTRICT_WIDE, Measure.EXPENDITURE, Kind.PAYMENT, "97.70", ""),
]


def load_ledger():
    """What the page says of the ledger before `load_structure`."""
    with district_scope(District.objects.get(slug="pine-ridge")):
        for year in FiscalYear.objects.order_by("year"):
            rows = [row for row in LEDGER if row[0] == year.year]
            codes = {code for _, code, *_ in rows}
            lines = ensure_lines(
                fiscal_year=year, lines=[NewLine(tuple(code.split("-")), NAMES[code]) for code in codes]
            )
            day = date(year.year - 1, 9, 1)
            post(
                by=None,
                fiscal_year=year,
                origin=ImportOrigin.FILE,
                posted_through=day,
                rows=[
                    Row(lines[code], measure, kind, Decimal(amount), posted_on=day, order_number=order, row=number)
                    for number, (_, code, measure, kind, amount, order) in enumerate(rows, 1)
                ],
            )
