"""Where budget is controlled: a pool, else a line. Status exists here and nowhere else (domain 2.11)."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from accounts.models import District
from balance.money import from_cents
from balance.reading import read
from budgets.choices import YearState
from budgets.models import FiscalYear
from budgets.queries.pace import CLOSED_YEARS, Limits, Pace, PastYear, Verdict, Window, counted, growth, judge
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
    """A pool or a line of its own, judged as a whole. `key` is the pool's id or the line's code.

    `growth` is what its spending by this date was multiplied by in the end, as the mean of `past_years` closed years;
    None without one.
    """

    key: int | str
    name: str
    totals: Totals
    pace: Pace
    growth: Decimal | None = None
    past_years: int = 0

    @property
    def is_pool(self) -> bool:
        return isinstance(self.key, int)


def control_key(row: LineRow) -> int | str:
    """What a line is judged by."""
    return row.pool_id if row.pool_id is not None else row.code


# Of this year: what each pool adds up to, over all its lines, also those of other units. Of the closed years: what
# was spent in the end, which is the balance, and by this date, which are rows in the order of the index up to that
# day. Undated rows sort before every day and count in the end only.
EVERY_CONTROL = """
select y.year, l.pool_id, case when l.pool_id is null then l.code end, coalesce(sum(dated.spent), 0)::bigint,
       sum(b.original)::bigint, sum(b.revised)::bigint, sum(b.requested)::bigint,
       sum(b.encumbered_carried_in)::bigint, sum(b.encumbered_activity)::bigint, sum(b.open_orders)::bigint,
       sum(b.relief_without_order)::bigint, sum(b.expended)::bigint
from budgets_fiscalyear y
join budgets_line l on l.district_id = y.district_id and l.fiscal_year_id = y.id
join budgets_linebalance b on b.district_id = l.district_id and b.line_id = l.id
left join lateral (
    select sum(t.amount) as spent from budgets_transaction t
    where t.district_id = l.district_id and t.line_id = l.id and t.superseded_by_import_id is null
      and t.measure = 'expenditure' and coalesce(t.posted_on, date '0001-01-01') > date '0001-01-01'
      and coalesce(t.posted_on, date '0001-01-01') <= y.starts_on + %(days)s::int and y.year < %(year)s
) dated on true
where y.district_id = %(district)s and l.account_type = 'expenditure'
  and (y.year = %(year)s or (y.state = 'closed' and y.year < %(year)s and y.year >= %(year)s::int - %(years)s::int))
  {which}
group by 1, 2, 3 order by 1 desc
"""
CONTROLS = EVERY_CONTROL.replace(
    "{which}", "and (l.pool_id = any(%(pools)s) or (l.pool_id is null and l.code = any(%(codes)s)))"
)
ALL_CONTROLS = EVERY_CONTROL.replace("{which}", "")


@dataclass(frozen=True, slots=True)
class Figures:
    """By control: this year's totals, and the closed years' spending, newest first."""

    totals: dict[int | str, Totals]
    history: dict[int | str, list[PastYear]]


def controls_of(
    rows: Iterable[LineRow], *, district: District, year: FiscalYear, window: Window
) -> dict[int | str, Control]:
    """The pools and lines that these lines are judged by, each judged once. One statement."""
    by_key = {control_key(row): row for row in rows}
    figures = figures_of(by_key, district, year, window.today)
    return judged(by_key, figures, district=district, year=year, window=window)


def judged(
    by_key: Mapping[int | str, LineRow], figures: Figures, *, district: District, year: FiscalYear, window: Window
) -> dict[int | str, Control]:
    """The same with figures that are there already. `by_key` names a line of each control."""
    controls: dict[int | str, Control] = {}
    for key, row in by_key.items():
        past = counted(figures.history.get(key, ()))
        pace = judge(
            figures.totals[key],
            window=window_of_source(row, window) or window,
            history=past,
            limits=limits_of(district, row.purpose),
            once_a_year=row.purpose is not None and row.purpose.once_a_year,
            year_end=f"{year.ends_on:%B} {year.ends_on.day}",
            has_ended=year.state != YearState.OPEN,
        )
        name = row.pool_name if isinstance(key, int) else row.name or row.code
        controls[key] = Control(key, name, figures.totals[key], pace, growth(past), len(past))
    return controls


def window_of_source(row: LineRow, window: Window) -> Window | None:
    """The clock of the restricted source that pays for a line, where it has one (domain 2.10)."""
    source = row.source
    if source is None or source.starts_on is None or source.use_by is None:
        return None
    return Window(window.today, source.starts_on, source.use_by, source.use_by, of_source=True)


def all_figures(district: District, year: FiscalYear, today: date) -> Figures:
    """Of every control of the year. One statement, over all lines."""
    return _sorted_out(read(ALL_CONTROLS, **_times(year, today)), district, year)


def figures_of(keys: Iterable[int | str], district: District, year: FiscalYear, today: date) -> Figures:
    """Of these controls. One statement."""
    wanted = list(keys)
    if not wanted:
        return Figures({}, {})
    pools = [key for key in wanted if isinstance(key, int)]
    codes = [key for key in wanted if isinstance(key, str)]
    return _sorted_out(read(CONTROLS, pools=pools, codes=codes, **_times(year, today)), district, year)


def _times(year: FiscalYear, today: date) -> dict[str, int]:
    days = (min(today, year.ends_on) - year.starts_on).days
    return {"year": year.year, "years": CLOSED_YEARS, "days": days}


def _sorted_out(found: Iterable[tuple[Any, ...]], district: District, year: FiscalYear) -> Figures:
    totals: dict[int | str, Totals] = {}
    history: dict[int | str, list[PastYear]] = defaultdict(list)
    for number, pool_id, code, by_date, *amounts in found:
        key = code if pool_id is None else pool_id
        if number == year.year:
            totals[key] = Totals(*map(from_cents, amounts), requests_reduce_left=district.requests_reduce_left)
        else:
            history[key].append(PastYear(from_cents(by_date), from_cents(amounts[-1])))
    return Figures(totals, history)


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
