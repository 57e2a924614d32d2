"""This year beside the closed years as a table to take away."""

from collections.abc import Iterator, Sequence

from accounts.models import District
from budgets.models import Unit
from budgets.queries.history import Group, History
from budgets.queries.history import Row as Spent
from budgets.queries.loads import Freshness
from budgets.queries.years import Year
from budgets.reports.table import Column, Kind, Row, Table, Value
from budgets.web.tables import DECIDE, SET_ASIDE, heading
from budgets.web.take import file_name

COLUMNS = (
    Column("Money", Kind.TEXT, 24),
    Column("Purpose or source"),
    Column("Line"),
    Column("Account code", Kind.CODE, 36),
)


def history_table(history: History, years: Sequence[Year], unit: Unit, district: District, fresh: Freshness) -> Table:
    """Every line with what was spent in each year; then each purpose, all that can be decided on, and each source."""
    labels = {year.number: year for year in years}
    now, *before = (labels[number] for number in history.years)
    names = [f"{now.label} {'so far' if now.is_open else 'in all'}"]
    for year in before:
        names += [f"{year.label} by this date", f"{year.label} in all"]
    return Table(
        file_name(unit.name or unit.code, "past-years", now.label),
        heading(
            district,
            now,
            fresh,
            title="This year beside past years",
            unit=unit.name,
            shows=f"What was spent; closed years by the same day as {history.on.isoformat()}, and in all.",
        ),
        (*COLUMNS, *(Column(name, Kind.AMOUNT) for name in names)),
        _rows(history),
    )


def _rows(history: History) -> Iterator[Row]:
    for part, groups in ((DECIDE, history.groups), (SET_ASIDE, history.set_aside)):
        for group in groups:
            for line in group.lines:
                yield Row((part, group.total.name, line.name, line.code, *_spent(line, history)))
    yield from (_sum(f"{DECIDE}: sum", group, history) for group in history.groups)
    yield Row((f"{DECIDE}: total", None, None, None, *_spent(history.decide, history)), is_total=True)
    yield from (_sum(f"{SET_ASIDE}: sum", group, history) for group in history.set_aside)


def _sum(part: str, group: Group, history: History) -> Row:
    return Row((part, group.total.name, None, None, *_spent(group.total, history)), is_total=True)


def _spent(row: Spent, history: History) -> tuple[Value, ...]:
    now, *before = history.years
    parts = [row.of(now).in_full]
    for year in before:
        parts += [row.of(year).by_date, row.of(year).in_full]
    return tuple(parts)
