"""Where budget is controlled: a pool, else a line. Status exists here and nowhere else (domain 2.11)."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import connection

from accounts.models import District
from balance.money import from_cents
from balance.tenancy.scope import require_district_id
from budgets.choices import YearState
from budgets.models import FiscalYear
from budgets.queries.pace import CLOSED_YEARS, Limits, Pace, PastYear, Verdict, Window, judge
from budgets.queries.totals import Totals
from budgets.queries.unit_lines import LineRow, PurposeOfLine

# How much each verdict asks for a look; the worst speaks for a purpose.
WORST_FIRST = (
    Verdict.OVER,
    Verdict.AHEAD,
    Verdict.BEHIND,
    Verdict.NO_BUDGET,
    Verdict.ON_PACE,
    Verdict.PAID_EARLY,
    Verdict.ALL_PROMISED,
    Verdict.NOTHING,
)


@dataclass(frozen=True, slots=True)
class Control:
    """A pool or a line of its own, judged as a whole. `key` is the pool's id or the line's code."""

    key: int | str
    name: str
    totals: Totals
    pace: Pace

    @property
    def is_pool(self) -> bool:
        return isinstance(self.key, int)


def control_key(row: LineRow) -> int | str:
    """What a line is judged by."""
    return row.pool_id if row.pool_id is not None else row.code


# Spent by the same day of each closed year, and in the end. Undated rows count in the end only.
HISTORY = """
select l.pool_id, case when l.pool_id is null then l.code end, y.year,
       coalesce(sum(t.amount) filter (where t.posted_on <= y.starts_on + %(days)s), 0)::bigint, sum(t.amount)::bigint
from budgets_fiscalyear y
join budgets_line l on l.district_id = y.district_id and l.fiscal_year_id = y.id
join budgets_transaction t on t.district_id = l.district_id and t.line_id = l.id
where y.district_id = %(district)s and y.state = %(closed)s and y.year < %(year)s and y.year >= %(year)s - %(years)s
  and t.superseded_by_import_id is null and t.measure = 'expenditure'
  and (l.pool_id = any(%(pools)s) or (l.pool_id is null and l.code = any(%(codes)s)))
group by 1, 2, 3 order by 3 desc
"""


def history_of(keys: Iterable[int | str], year: FiscalYear, today: date) -> dict[int | str, list[PastYear]]:
    """The closed years of these pools and lines, newest first. One statement."""
    wanted = list(keys)
    found: dict[int | str, list[PastYear]] = defaultdict(list)
    with connection.cursor() as cursor:
        cursor.execute(
            HISTORY,
            {
                "district": require_district_id(),
                "closed": YearState.CLOSED,
                "year": year.year,
                "years": CLOSED_YEARS,
                "days": (min(today, year.ends_on) - year.starts_on).days,
                "pools": [key for key in wanted if isinstance(key, int)],
                "codes": [key for key in wanted if isinstance(key, str)],
            },
        )
        for pool_id, code, _, by_date, final in cursor.fetchall():
            key = code if pool_id is None else pool_id
            found[key].append(PastYear(from_cents(by_date), from_cents(final)))
    return found


def controls_of(
    rows: Iterable[LineRow],
    pools: Mapping[int, Totals],
    *,
    district: District,
    year: FiscalYear,
    window: Window,
) -> dict[int | str, Control]:
    """The controls of these lines, each judged once."""
    by_key = {control_key(row): row for row in rows}
    history = history_of(by_key, year, window.today) if by_key else {}
    controls = {}
    for key, row in by_key.items():
        totals = pools[key] if isinstance(key, int) else row.totals
        pace = judge(
            totals,
            window=window,
            history=history.get(key, ()),
            limits=limits_of(district, row.purpose),
            once_a_year=row.purpose is not None and row.purpose.once_a_year,
            year_end=f"{year.ends_on:%B} {year.ends_on.day}",
        )
        controls[key] = Control(key, row.pool_name if isinstance(key, int) else row.name or row.code, totals, pace)
    return controls


def limits_of(district: District, purpose: PurposeOfLine | None) -> Limits:
    """The district's thresholds, the purpose's own where it has some."""
    ahead = purpose.ahead_pct if purpose else None
    behind = purpose.behind_pct if purpose else None
    return Limits(
        ahead_pct=district.ahead_pct if ahead is None else ahead,
        ahead_amount=district.ahead_amount,
        behind_pct=district.behind_pct if behind is None else behind,
        behind_amount=district.behind_amount,
        window_points=district.window_points,
    )


def worst(controls: Iterable[Control]) -> Control | None:
    """The control that asks most for a look; of equals the one with least left."""

    def rank(control: Control) -> tuple[int, Decimal]:
        return WORST_FIRST.index(control.pace.verdict), control.totals.left

    return min(controls, key=rank, default=None)
