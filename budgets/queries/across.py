"""The money that a department can decide on, seen by where it is used and by the fund that it comes from."""

from collections import defaultdict
from collections.abc import Callable

from budgets.choices import UnitKind
from budgets.queries.totals import add_up
from budgets.queries.unit_lines import LineRow
from budgets.queries.unit_page import Group, LineView, UnitPage

NO_SITE = "The department itself"


def by_site(page: UnitPage) -> tuple[Group, ...]:
    """One group per site, in order of name; none where all of it is in one place. The sums are those of the purposes.

    Sites have no status: budget is controlled by the pools, across sites.
    """
    if page.unit.kind != UnitKind.DEPARTMENT:
        return ()
    return _grouped(page, lambda row: row.other_unit or NO_SITE, "at", "school")


def by_fund(page: UnitPage) -> tuple[Group, ...]:
    """One group per fund; none where all of it is of one fund. Each fund is money of its own."""
    if page.unit.kind != UnitKind.DEPARTMENT:
        return ()

    def fund(row: LineRow) -> str:
        return f"{row.fund_name}, fund {row.fund_code}" if row.fund_name else f"Fund {row.fund_code or 'not named'}"

    return _grouped(page, fund, "fd", "wallet")


def _grouped(page: UnitPage, name_of: Callable[[LineRow], str], key: str, icon: str) -> tuple[Group, ...]:
    parts: dict[str, list[LineView]] = defaultdict(list)
    for group in page.groups:
        for view in group.lines:
            parts[name_of(view.row)].append(view)
    if len(parts) < 2:
        return ()
    held = page.decide.requests_reduce_left
    return tuple(
        Group(
            f"{key}{n}",
            name,
            icon,
            add_up((v.row.totals for v in views), requests_reduce_left=held),
            tuple(views),
            None,
        )
        for n, (name, views) in enumerate(sorted(parts.items()))
    )
