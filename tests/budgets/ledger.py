"""Books small enough to add up by hand: one district, two years, and a line of words to post into them."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from django.db import connection

from accounts.models import District
from balance.money import ZERO
from budgets.choices import ImportOrigin, Kind, Measure, YearState
from budgets.domain.publish import Row, post
from budgets.models import FiscalYear, Import, Line, LineBalance, OrderBalance, Segment
from budgets.queries.totals import SUMMED, Totals

POSTED_ON = date(2026, 9, 1)


@dataclass
class Books:
    """A district with fiscal years 2026 and 2027. Lines are made when they are first named."""

    district: District
    years: dict[int, FiscalYear] = field(default_factory=dict)

    @classmethod
    def open(cls, district: District) -> "Books":
        """The books of a district without years; inside its scope."""
        books = cls(district)
        for year, state in ((2026, YearState.SETTLING), (2027, YearState.OPEN)):
            books.add_year(year, state)
        return books

    def add_year(self, year: int, state: YearState = YearState.OPEN) -> FiscalYear:
        self.years[year] = FiscalYear.objects.create(
            year=year, starts_on=date(year - 1, 7, 1), ends_on=date(year, 6, 30), state=state
        )
        for position, name in enumerate(("fund", "object"), 1):
            role = name if name == "fund" else "object"
            Segment.objects.create(fiscal_year=self.years[year], position=position, name=name, role=role)
        return self.years[year]

    def line(self, code: str, year: int = 2027, **fields: object) -> Line:
        segments = code.split("-")
        return Line.objects.get_or_create(
            fiscal_year=self.years[year],
            code=code,
            defaults={"segments": segments, "fund_code": segments[0] if len(segments) > 1 else "", **fields},
        )[0]

    def row(self, text: str, year: int = 2027, **fields: object) -> Row:
        """`line measure kind amount [order]`, such as `010-4310 encumbrance open 1150 PO-1`."""
        code, measure, kind, amount, *order = text.split()
        values = {"posted_on": POSTED_ON, "order_number": order[0] if order else "", **fields}
        return Row(self.line(code, year).pk, Measure(measure), Kind(kind), Decimal(amount), **values)

    def post(self, *texts: str, year: int = 2027, **fields: object) -> Import:
        return self.publish([self.row(text, year, **fields) for text in texts], year)

    def publish(self, rows: Iterable[Row], year: int = 2027) -> Import:
        return post(
            by=None, fiscal_year=self.years[year], origin=ImportOrigin.FILE, rows=rows, posted_through=POSTED_ON
        )

    def balance(self, code: str, year: int = 2027, *, requests_reduce_left: bool = False) -> Totals:
        """What the summary of a line says; of a line without entries, zero."""
        kept = LineBalance.objects.filter(line__code=code, line__fiscal_year=self.years[year]).first()
        amounts = [getattr(kept, name) if kept else ZERO for name in SUMMED]
        return Totals(*amounts, requests_reduce_left=requests_reduce_left)

    def orders(self, year: int = 2027) -> dict[tuple[str, str], Decimal]:
        """What is open under each order and line, without those that are settled."""
        rows = OrderBalance.objects.filter(line__fiscal_year=self.years[year]).exclude(residue=ZERO)
        return {
            (code, number): left for code, number, left in rows.values_list("line__code", "order_number", "residue")
        }


def supersede(batch: Import, by: Import | None) -> int:
    """Every row of `batch` is superseded by another batch, or live again. Returns how many rows."""
    with connection.cursor() as cursor:
        cursor.execute(
            "update budgets_transaction set superseded_by_import_id = %s where district_id = %s and import_id = %s",
            [by and by.pk, batch.district_id, batch.pk],
        )
        return cursor.rowcount
