"""What was spent in some days as a table to take away."""

from collections.abc import Iterator

from accounts.models import District
from budgets.queries.spending import Spending, Spent
from budgets.reports.table import Column, Kind, Row, Table
from budgets.web.spending_view import change_words, days_words
from budgets.web.tables import heading
from budgets.web.take import file_name

COLUMNS = (
    Column("Seen by", Kind.TEXT, 26),
    Column("Name", Kind.TEXT, 36),
    Column("Spent", Kind.AMOUNT),
    Column("Before", Kind.AMOUNT),
    Column("Change", Kind.TEXT, 20),
)


def spending_table(found: Spending, district: District) -> Table:
    """By purpose and source; the same money by vendor, all of them; and their sum."""
    days, before = days_words(found.days), days_words(found.days.before)
    compared = f"Before is {before}." if found.compares else f"There is no year here for {before}."
    return Table(
        file_name(found.unit_name or district.slug, "spent", days),
        heading(
            district,
            found.year,
            found.fresh,
            title=f"Spent in {days}",
            unit=found.unit_name,
            shows=f"The same money by purpose or source, and by vendor. {compared}",
        ),
        COLUMNS,
        _rows(found),
    )


def _rows(found: Spending) -> Iterator[Row]:
    for part, rows in (("Purpose", found.purposes), ("Set-aside money", found.sources), ("Vendor", found.vendors)):
        yield from (_row(part, each, found) for each in rows if each.now or each.before)
    yield _row("All together", found.total, found, is_total=True)
    if found.central:
        yield _row("For information", found.central, found, is_total=True)


def _row(part: str, spent: Spent, found: Spending, *, is_total: bool = False) -> Row:
    before = spent.before if found.compares else None
    return Row((part, spent.name, spent.now, before, change_words(spent, found)), is_total=is_total)
