"""What a principal or department head reads: one unit, one year (DESIGN.md section 4)."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from accounts.models import District
from budgets.choices import Pay
from budgets.models import Unit
from budgets.queries.controls import Control, Figures, control_key, controls_of, figures_of, judged, worst
from budgets.queries.entry_filter import NOTHING
from budgets.queries.grants import clock_gone
from budgets.queries.loads import Freshness, freshness
from budgets.queries.pace import Window
from budgets.queries.totals import Totals, add_up
from budgets.queries.unit_lines import LineRow, line_rows, lines_of_units
from budgets.queries.years import Year

NO_PURPOSE = "Not sorted yet"


@dataclass(frozen=True, slots=True)
class LineView:
    """A line in its group: its own control, or the pool that it is part of."""

    row: LineRow
    control: Control

    @property
    def covered(self) -> bool:
        """Negative inside a pool with money left: quiet text, nothing to do (domain 2.11)."""
        return self.control.is_pool and self.row.totals.left < 0 <= self.control.totals.left


@dataclass(frozen=True, slots=True)
class Group:
    """The lines of one purpose. Judged by its worst control, never as one pot.

    `words` find its entries among those of the unit, as in `EntryFilter.words`; empty where no filter tells its lines.
    """

    key: str
    name: str
    icon: str
    totals: Totals
    lines: tuple[LineView, ...]
    worst: Control | None
    words: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_one_pool(self) -> bool:
        """Whether all of it is one pool, whose status is then the group's."""
        return self.worst is not None and self.worst.is_pool and all(v.control is self.worst for v in self.lines)


@dataclass(frozen=True, slots=True)
class SetAside:
    """Money for one use only, with its own date. Never added to another, never covers another. `words` as above."""

    name: str
    words: Mapping[str, str]
    kind: str
    totals: Totals
    use_by: date | None
    clock_gone: Decimal | None
    at_risk: Decimal | None
    note: str


@dataclass(frozen=True, slots=True)
class UnitPage:
    """One unit in one year. `decide` is the money of the sentence; `set_aside` stands beside it, row by row."""

    unit: Unit
    year: Year
    window: Window
    fresh: Freshness
    decide: Totals
    line_count: int
    open_order_count: int
    groups: tuple[Group, ...]
    set_aside: tuple[SetAside, ...]
    set_aside_groups: tuple[Group, ...]
    central_pay: Totals | None

    @property
    def is_empty(self) -> bool:
        return not self.groups and not self.set_aside_groups and self.central_pay is None


def unit_page(unit: Unit, year: Year, district: District, today: date) -> UnitPage:
    """The page's figures, in two statements."""
    rows = line_rows(unit, year.row.pk, district)
    return _page(unit, rows, year, district, today, figures=None, fresh=freshness(district, year))


def unit_pages(units: Sequence[Unit], year: Year, district: District, today: date) -> list[UnitPage]:
    """The same of several units, in three statements."""
    rows = lines_of_units(units, year.row.pk, district)
    keys = {control_key(row) for members in rows.values() for row in members if row.pay != Pay.CENTRAL}
    figures = figures_of(keys, district, year.row, year.known_on(today))
    fresh = freshness(district, year)
    return [_page(unit, rows[unit.pk], year, district, today, figures=figures, fresh=fresh) for unit in units]


def _page(
    unit: Unit,
    rows: list[LineRow],
    year: Year,
    district: District,
    today: date,
    *,
    figures: Figures | None,
    fresh: Freshness,
) -> UnitPage:
    own = [row for row in rows if row.pay != Pay.CENTRAL]
    decidable = [row for row in own if row.is_decidable(district)]
    window = year.window(today, {row.fund_code for row in decidable})
    known = window.seen_on(year.known_on(today))
    if figures is None:
        controls = controls_of(own, district=district, year=year.row, window=known)
    else:
        by_key = {control_key(row): row for row in own}
        controls = judged(by_key, figures, district=district, year=year.row, window=known)
    restricted = [row for row in own if not row.is_decidable(district)]
    central = [row.totals for row in rows if row.pay == Pay.CENTRAL]
    return UnitPage(
        unit=unit,
        year=year,
        window=window,
        fresh=fresh,
        decide=_sum(decidable, district),
        line_count=len(decidable),
        open_order_count=sum(row.open_order_count for row in decidable),
        groups=_groups(decidable, controls, district),
        set_aside=_set_aside(restricted, district, today, year),
        set_aside_groups=_groups(restricted, controls, district),
        central_pay=add_up(central, requests_reduce_left=district.requests_reduce_left) if central else None,
    )


def _sum(rows: list[LineRow], district: District) -> Totals:
    return add_up((row.totals for row in rows), requests_reduce_left=district.requests_reduce_left)


def _groups(rows: list[LineRow], controls: Mapping[int | str, Control], district: District) -> tuple[Group, ...]:
    """By source first where money is restricted, else by purpose; in the district's order."""
    parts: dict[tuple[int, str, str, str], list[LineRow]] = defaultdict(list)
    for row in rows:
        purpose = row.purpose
        if row.source is not None:
            parts[1000, row.source.name, "lock", f"s{row.source.pk}"].append(row)
        elif purpose is not None:
            parts[purpose.position, purpose.name, purpose.icon, f"p{purpose.pk}"].append(row)
        else:
            parts[2000, NO_PURPOSE, "circle-question-mark", "p0"].append(row)
    groups = []
    for (_, name, icon, key), members in sorted(parts.items(), key=lambda part: part[0]):
        views = tuple(LineView(row, controls[control_key(row)]) for row in members)
        found = worst({view.control.key: view.control for view in views}.values())
        groups.append(Group(key, name, icon, _sum(members, district), views, found, words_of(members[0], district)))
    return tuple(groups)


def words_of(row: LineRow, district: District) -> dict[str, str]:
    """What finds the entries of the pot that a line of the unit is in: its source, else its purpose."""
    if row.source is not None:
        return {"source": row.source.code, "decide": "0"}
    purpose = {"purpose": row.purpose.code if row.purpose else NOTHING}
    return purpose | ({"decide": "1"} if row.is_decidable(district) else {"source": NOTHING, "decide": "0"})


def _set_aside(rows: list[LineRow], district: District, today: date, year: Year) -> tuple[SetAside, ...]:
    """One row per source; pay that the unit decides on is a row of its own, to the end of the year."""
    parts: dict[str, list[LineRow]] = defaultdict(list)
    for row in rows:
        parts[row.source.name if row.source else row.purpose.name if row.purpose else NO_PURPOSE].append(row)
    views = []
    for name, members in parts.items():
        source = members[0].source
        views.append(
            SetAside(
                name=name,
                words=words_of(members[0], district),
                kind=source.kind if source else "pay",
                totals=_sum(members, district),
                use_by=source.use_by if source else year.row.ends_on,
                clock_gone=clock_gone(source.starts_on, source.use_by, today) if source else None,
                at_risk=source.at_risk if source else None,
                note=source.note if source else "",
            )
        )
    return tuple(views)
