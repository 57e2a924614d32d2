"""Publishing: a batch of rows becomes part of the ledger, all of it or nothing, in one transaction."""

from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import date, datetime
from decimal import Decimal
from operator import attrgetter
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from accounts.domain.audit import record
from accounts.models import District, User
from balance.bulk import copy_rows
from balance.money import from_cents, to_cents
from balance.tenancy.scope import require_district_id
from budgets.choices import ImportOrigin, Kind, Measure
from budgets.domain.locks import lock_ledger
from budgets.domain.reported import itemize
from budgets.models import FiscalYear, Import


@dataclass(frozen=True, slots=True)
class Row:
    """One movement of one measure of one line, in signed dollars (positive: authority or use)."""

    line_id: int
    measure: Measure
    kind: Kind
    amount: Decimal
    posted_on: date | None = None
    period: int | None = None
    order_number: str = ""
    document: str = ""
    vendor_id: int | None = None
    description: str = ""
    origin_year: int | None = None
    row: int = 0


COLUMNS = [field.name for field in fields(Row)]
VALUES = attrgetter(*COLUMNS)

STAGE = """
create temp table staged_row (
    line_id bigint, measure text, kind text, amount bigint, posted_on date, period smallint, order_number text,
    document text, vendor_id bigint, description text, origin_year smallint, row int
) on commit drop
"""
# Of pay lines nobody's name gets in, unless the district decided so: what is not stored cannot be shown.
HIDE_PAY = """
update staged_row s set vendor_id = null, description = null from budgets_line l
where l.district_id = %(district)s and l.id = s.line_id and l.pay <> '' and s.measure <> 'budget'
"""
# In the order of the index that pages read: a load in file order is slower and its time varies more.
INSERT = """
insert into budgets_transaction
    (district_id, line_id, measure, kind, amount, posted_on, period, order_number, document, vendor_id,
     description, origin_year, import_id, row)
select %(district)s, line_id, measure, kind, amount, posted_on, period, coalesce(order_number, ''),
       coalesce(document, ''), vendor_id, coalesce(description, ''), origin_year, %(batch)s, row
from {source} order by line_id, posted_on nulls first, row
"""
PUBLISH = INSERT.format(source="staged_row")


@transaction.atomic
def post(
    *,
    by: User | None,
    fiscal_year: FiscalYear,
    origin: ImportOrigin,
    rows: Iterable[Row],
    posted_through: date | None,
    published_at: datetime | None = None,
    file_name: str = "",
    ties_to: str = "",
    tied_on: date | None = None,
) -> Import:
    """Adds `rows` to the journal of `fiscal_year` as one new import, and returns it.

    Holds the district's import lock until the transaction ends. Balances follow by trigger; lines with a reported
    balance are itemized again. Payees and descriptions of pay lines are left out unless the district keeps them.
    Raises NotWholeCents, or IntegrityError for a row that breaks a law of the journal.
    """
    district_id = require_district_id()
    lock_ledger()
    keeps_pay_details = District.objects.values_list("keeps_pay_details", flat=True).get(pk=district_id)
    batch = Import.objects.create(
        number=next_number(),
        fiscal_year=fiscal_year,
        origin=origin,
        by=by,
        published_at=published_at or timezone.now(),
        posted_through=posted_through,
        files=[{"name": file_name, "sha256": "", "bytes": None}] if file_name else [],
        ties_to=ties_to,
        tied_on=tied_on,
    )
    with connection.cursor() as cursor:
        cursor.execute("drop table if exists pg_temp.staged_row")
        cursor.execute(STAGE)
        copy_rows(cursor, "staged_row", COLUMNS, (_staged(row) for row in rows))
        if not keeps_pay_details:
            cursor.execute(HIDE_PAY, {"district": district_id})
        cursor.execute(PUBLISH, {"district": district_id, "batch": batch.pk})
        count = cursor.rowcount
        cursor.execute("select distinct line_id from staged_row")
        touched = [line_id for (line_id,) in cursor.fetchall()]
        cursor.execute("select measure, sum(amount) from staged_row group by measure order by measure")
        totals = {measure: str(from_cents(cents)) for measure, cents in cursor.fetchall()}
        cursor.execute("drop table staged_row")
    itemize(batch=batch, line_ids=touched)
    batch.counts = {"posted": count, "totals": totals}
    batch.save(update_fields=["counts"])
    record(by=by, act="import.publish", subject=f"import:{batch.number}", posted=count, totals=totals)
    return batch


def next_number() -> int:
    """The number of the district's next load. Only under `lock_ledger`, or two would take the same."""
    newest = Import.objects.order_by("-number").values_list("number", flat=True).first()
    return (newest or 0) + 1


def _staged(row: Row) -> tuple[Any, ...]:
    # Read field by field: `astuple` copies every value deeply, which costs more than the rest of a load.
    line_id, measure, kind, amount, *rest = VALUES(row)
    return line_id, measure, kind, to_cents(amount), *rest
