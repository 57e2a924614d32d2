"""What the staged rows add up to, and the days and periods that they speak of: one pass over all of them."""

from collections import Counter
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
_GROUPS = """
select measure, kind, posted_on, period, count(*), sum(amount) from {} group by measure, kind, posted_on, period
"""
GROUPS, LEFT_GROUPS = _GROUPS.format("staged"), _GROUPS.format("staged_left")
# Rows and cents by measure, kind, day and period.
Group = tuple[str, str, date | None, int | None]
Groups = Mapping[Group, tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Survey:
    """What the groups come to. Rows and dollars by measure and kind; days of journal rows, for what a balance report
    says has none.

    `outside`: entries of days that are not the year's, without those of its year-end periods.
    """

    groups: Groups
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


def groups_staged(*, left: bool = False) -> Groups:
    """Those of `staged`, or of the lines that left."""
    with connection.cursor() as cursor:
        if left:
            cursor.execute(LEFT_GROUPS)
        else:
            cursor.execute(GROUPS)
        return {tuple(group): (count, int(cents)) for *group, count, cents in cursor.fetchall()}


def survey(groups: Groups, year: FiscalYear) -> Survey:
    """What they come to in that year."""
    rows: Counter[tuple[str, str]] = Counter()
    cents: Counter[tuple[str, str]] = Counter()
    days: Counter[date] = Counter()
    outside = 0
    periods = set()
    for (measure, kind, day, period), (count, amount) in groups.items():
        rows[measure, kind] += count
        cents[measure, kind] += amount
        if kind == REPORTED:
            continue
        periods.add(period)
        if day is not None:
            days[day] += count
            if not year.starts_on <= day <= year.ends_on and (period or 0) < YEAR_END:
                outside += count
    return Survey(
        groups=groups,
        rows=rows,
        amounts={what: from_cents(amount) for what, amount in cents.items()},
        first=min(days, default=None),
        last=max(days, default=None),
        newest_in_year=max((day for day in days if year.starts_on <= day <= year.ends_on), default=None),
        dated=days.total(),
        outside=outside,
        periods=tuple(sorted(periods, key=lambda period: -1 if period is None else period)),
    )
