"""How every unit of a year stands, and what each kind of money adds up to: made from the balances of all lines at once.

The figures and verdicts are those of each unit's own page (unit_page.py), by the same rule.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from accounts.models import District
from balance.money import ZERO, from_cents
from balance.reading import read
from budgets.choices import Pay, UnitKind
from budgets.queries.controls import WORST_FIRST, Control, Figures, all_figures, control_key, judged, worst
from budgets.queries.kinds_of_money import Place, Sums, sums_of
from budgets.queries.pace import Verdict
from budgets.queries.totals import Totals, add_up
from budgets.queries.unit_lines import LineRow, PurposeOfLine, SourceOfLine
from budgets.queries.years import Year


@dataclass(frozen=True, slots=True)
class Standing:
    """The decidable money of one unit, and the worst of what it is judged by. `rank` is a place in WORST_FIRST.

    `worst` is a name, `pool` or `line` its code; `worst_left` what is left of it, in dollars.
    """

    unit: int
    lines: int
    totals: Totals
    verdict: Verdict = Verdict.NOTHING
    worst: str = ""
    worst_left: Decimal = ZERO
    reason: str = ""
    pool: str = ""
    line: str = ""

    @property
    def rank(self) -> int:
        return WORST_FIRST.index(self.verdict)


@dataclass(frozen=True, slots=True)
class Standings:
    """All units of a year that have lines, and the sums of the district by kind of money."""

    units: tuple[Standing, ...]
    sums: Sums


# As unit_lines.ROWS, without what only a page of lines shows; with both units of a line. In the same order: of a pool
# of several sources, the last line's clock counts.
ROWS = """
select l.code, l.name, l.fund_code, l.pay, l.pool_id, p.name, p.code, f.name,
       u.id, u.name, u.icon, u.position, u.once_a_year, u.ahead_pct, u.behind_pct, u.code,
       s.id, s.name, s.kind, s.starts_on, s.use_by, s.note, s.code,
       l.site_id, i.area, i.is_active, l.department_id, d.area, d.is_active,
       b.original, b.revised, b.requested, b.encumbered_carried_in, b.encumbered_activity, b.open_orders,
       b.relief_without_order, b.expended
from budgets_line l
join budgets_linebalance b on b.district_id = l.district_id and b.line_id = l.id
left join budgets_pool p on p.district_id = l.district_id and p.id = l.pool_id
left join budgets_fund f on f.district_id = l.district_id and f.code = l.fund_code
left join budgets_purpose u on u.district_id = l.district_id and u.id = l.purpose_id
left join budgets_source s on s.district_id = l.district_id and s.id = l.source_id
left join budgets_unit i on i.district_id = l.district_id and i.id = l.site_id
left join budgets_unit d on d.district_id = l.district_id and d.id = l.department_id
where l.district_id = %(district)s and l.fiscal_year_id = %(year)s and l.account_type = 'expenditure'
  and b.transactions > 0
order by l.code
"""


def make_standings(district: District, year: Year, today: date) -> Standings:
    """Two statements over all lines of the year: seconds where there are tens of thousands, so it is kept."""
    lines = list(_lines(district, year))
    figures = all_figures(district, year.row, year.known_on(today))
    by_unit: dict[int, list[LineRow]] = defaultdict(list)
    for row, places in lines:
        for place in places:
            by_unit[place.unit].append(row)
    seen = year, today, district
    return Standings(
        tuple(_standing(unit, rows, figures, seen) for unit, rows in by_unit.items()), sums_of(lines, district)
    )


def _standing(unit: int, rows: list[LineRow], figures: Figures, seen: tuple[Year, date, District]) -> Standing:
    year, today, district = seen
    own = [row for row in rows if row.pay != Pay.CENTRAL]
    decidable = [row for row in own if row.is_decidable(district)]
    window = year.window(today, {row.fund_code for row in decidable}).seen_on(year.known_on(today))
    by_key = {control_key(row): row for row in own}
    found = worst(judged(by_key, figures, district=district, year=year.row, window=window).values())
    totals = add_up((row.totals for row in decidable), requests_reduce_left=district.requests_reduce_left)
    return Standing(unit, len(decidable), totals, **_said_of(found, by_key))


def _said_of(control: Control | None, by_key: Mapping[int | str, LineRow]) -> dict[str, Any]:
    if control is None:
        return {}
    return {
        "verdict": control.pace.verdict,
        "worst": control.name,
        "worst_left": control.totals.left,
        "reason": control.pace.reason,
        "pool": by_key[control.key].pool_code if control.is_pool else "",
        "line": "" if control.is_pool else str(control.key),
    }


def _lines(district: District, year: Year) -> Iterable[tuple[LineRow, tuple[Place, ...]]]:
    purposes: dict[int, PurposeOfLine] = {}
    sources: dict[int, SourceOfLine] = {}
    for row in read(ROWS, year=year.row.pk):
        code, name, fund, pay, pool, pool_name, pool_code, fund_name = row[:8]
        purpose, source, units, amounts = row[8:16], row[16:23], row[23:29], row[29:]
        if purpose[0] is not None and purpose[0] not in purposes:
            purposes[purpose[0]] = PurposeOfLine(*purpose[:7], code=purpose[7])
        if source[0] is not None and source[0] not in sources:
            sources[source[0]] = SourceOfLine(*source[:6], at_risk=None, code=source[6])
        line = LineRow(
            pk=0, code=code, name=name, fund_code=fund, pay=pay, pool_id=pool, pool_name=pool_name or "",
            other_unit="", open_order_count=0, transactions=1, purpose=purposes.get(purpose[0]),
            source=sources.get(source[0]), pool_code=pool_code or "", fund_name=fund_name or "",
            totals=Totals(*map(from_cents, amounts), requests_reduce_left=district.requests_reduce_left),
        )  # fmt: skip
        yield line, tuple(_places(units))


def _places(units: tuple[Any, ...]) -> Iterable[Place]:
    for kind, (unit, area, is_active) in zip(UnitKind, (units[:3], units[3:]), strict=True):
        if unit is not None:
            yield Place(unit, kind, area, is_active)
