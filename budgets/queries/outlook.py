"""Where the money that a unit can decide on will end: each pool and line carried forward by its own history."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from balance.money import ZERO
from budgets.queries.controls import Control, control_key
from budgets.queries.pace import carried_forward
from budgets.queries.totals import Totals, add_up
from budgets.queries.unit_lines import LineRow


@dataclass(frozen=True, slots=True)
class Outlook:
    """What will be spent by the year's end, in dollars, beside `budgeted`.

    `years` is how many closed years it rests on; 0 with `expected` None where there is none. `without_history` counts
    the pools and lines that none of them knows: they count as they stand. `most_unused` names the one with most money
    that would go unused, and how much that is.
    """

    budgeted: Decimal
    expected: Decimal | None
    years: int = 0
    without_history: int = 0
    most_unused: tuple[str, Decimal] | None = None

    @property
    def unused(self) -> Decimal:
        """What would go unused; negative where more would be spent than is budgeted."""
        return ZERO if self.expected is None else self.budgeted - self.expected


def outlook(rows: Iterable[LineRow], controls: Mapping[int | str, Control]) -> Outlook | None:
    """Of the unit's own lines: of a pool shared with others, their part is carried forward as the pool is.

    None where there is no budget to speak of.
    """
    own: dict[int | str, list[Totals]] = defaultdict(list)
    for row in rows:
        own[control_key(row)].append(row.totals)
    parts = [(controls[key], add_up(totals)) for key, totals in own.items()]
    budgeted = sum((totals.revised for _, totals in parts), ZERO)
    years = max((control.past_years for control, _ in parts), default=0)
    if budgeted <= ZERO:
        return None
    if not years:
        return Outlook(budgeted, None)
    ends = [(control, totals, _end(control, totals)) for control, totals in parts]
    unused = [(totals.revised - end, control.name) for control, totals, end in ends if control.growth is not None]
    most = max(unused, default=(ZERO, ""))
    return Outlook(
        budgeted,
        sum((end for _, _, end in ends), ZERO),
        years,
        sum(control.growth is None and totals.revised != ZERO for control, totals, _ in ends),
        (most[1], most[0]) if most[0] > ZERO else None,
    )


def _end(control: Control, totals: Totals) -> Decimal:
    if control.growth is None:
        return totals.used
    return carried_forward(totals.expended, totals.used, control.growth)
