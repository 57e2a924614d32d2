"""What the staged rows add up to, and the days and periods that they speak of: one pass over all of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import connection

from balance.money import ZERO, from_cents
from budgets.choices import Kind, Measure
from budgets.domain.profiles.posts import REPORTED
from budgets.models import FiscalYear

# Entries of these periods belong to the year that has ended, whatever their day (domain 2.8).
YEAR_END = 13
SURVEY = f"""
select measure, kind, count(*), sum(amount), min(posted_on), max(posted_on),
       max(posted_on) filter (where posted_on between %(starts_on)s and %(ends_on)s),
       count(posted_on), count(*) filter (
           where (posted_on < %(starts_on)s or posted_on > %(ends_on)s) and coalesce(period, 0) < {YEAR_END}),
       bit_or(1 << coalesce(period + 1, 0))
from staged group by measure, kind
"""
# One bit for "none" and one for each of the periods 0 to 14.
PERIODS = [None, *range(15)]


@dataclass(frozen=True, slots=True)
class Survey:
    """Rows and dollars by measure and kind; days of journal rows, what a balance report says has none.

    `outside`: entries of days that are not the year's, without those of its year-end periods.
    """

    rows: Mapping[tuple[str, str], int]
    amounts: Mapping[tuple[str, str], Decimal]
    first: date | None
    last: date | None
    newest_in_year: date | None
    dated: int
    outside: int
    periods: tuple[int | None, ...]

    @property
    def journal_rows(self) -> int:
        return sum(count for (_, kind), count in self.rows.items() if kind != REPORTED)

    @property
    def undated(self) -> bool:
        return self.dated < self.journal_rows

    @property
    def posted_through(self) -> date | None:
        """The newest day inside the fiscal year; a year-end entry dated ahead does not make the figures newer."""
        return self.newest_in_year or self.last

    @property
    def totals(self) -> dict[str, Decimal]:
        """Dollars by measure. Of a measure that a balance report gives, the reported amounts alone count: its journal
        rows are part of them."""
        found = {}
        for measure in Measure.values:
            kinds = {kind: amount for (of, kind), amount in self.amounts.items() if of == measure}
            found[measure] = kinds[REPORTED] if REPORTED in kinds else sum(kinds.values(), ZERO)
        return found

    @property
    def original(self) -> Decimal:
        """The adopted budget, in dollars."""
        return self.amounts.get((Measure.BUDGET, Kind.ORIGINAL), ZERO)


def survey(year: FiscalYear) -> Survey:
    """Reads `staged` once."""
    with connection.cursor() as cursor:
        cursor.execute(SURVEY, {"starts_on": year.starts_on, "ends_on": year.ends_on})
        found = cursor.fetchall()
    journal = [row for row in found if row[1] != REPORTED]
    seen = 0
    for row in journal:
        seen |= row[9]
    return Survey(
        rows={(row[0], row[1]): row[2] for row in found},
        amounts={(row[0], row[1]): from_cents(row[3]) for row in found},
        first=min((row[4] for row in journal if row[4]), default=None),
        last=max((row[5] for row in journal if row[5]), default=None),
        newest_in_year=max((row[6] for row in journal if row[6]), default=None),
        dated=sum(row[7] for row in journal),
        outside=sum(row[8] for row in journal),
        periods=tuple(period for bit, period in enumerate(PERIODS) if seen & 1 << bit),
    )
