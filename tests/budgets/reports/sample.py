"""A table with a column of each kind."""

from collections.abc import Iterable
from datetime import UTC, date, datetime
from decimal import Decimal
from io import BytesIO

from budgets.reports.csv_file import write_csv
from budgets.reports.table import Column, Heading, Kind, Row, Table
from budgets.reports.xlsx_file import write_xlsx

HEADING = Heading(
    district="Juniper Unified",
    title="Classroom supplies",
    unit="Alder Creek",
    year="2026–27",
    shows="Every payment of November.",
    posted_through=date(2026, 11, 18),
    loaded_at=datetime(2026, 11, 19, 13, 42, tzinfo=UTC),
    load=118,
)
COLUMNS = (
    Column("Paid on", Kind.DATE),
    Column("Code", Kind.CODE),
    Column("Vendor"),
    Column("Spent", Kind.AMOUNT),
    Column("Used", Kind.PERCENT),
    Column("Orders", Kind.COUNT),
)
DAY = date(2026, 11, 17)


def row(vendor: str = "Brightline", code: str = "0012", spent: str = "12.50", **fields: bool) -> Row:
    return Row((DAY, code, vendor, Decimal(spent), Decimal("41.0"), 3), **fields)


def table(*rows: Row, columns: tuple[Column, ...] = COLUMNS, more: Iterable[Row] = ()) -> Table:
    return Table("supplies", HEADING, columns, rows or more)


def as_csv(made: Table) -> bytes:
    out = BytesIO()
    write_csv(made, out)
    return out.getvalue()


def as_xlsx(made: Table) -> bytes:
    out = BytesIO()
    write_xlsx(made, out)
    return out.getvalue()
