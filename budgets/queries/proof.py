"""Proof: the summaries counted again from the journal, and every difference named."""

from dataclasses import dataclass
from decimal import Decimal

from django.db import connection

from balance.money import from_cents
from balance.tenancy.scope import require_district_id
from budgets.queries.totals import SUMMED


@dataclass(frozen=True, slots=True)
class Difference:
    """A summary that is not what its transactions add up to. Amounts in dollars; `transactions` counts rows."""

    fiscal_year: int
    line: str
    order_number: str | None
    measure: str
    summary: Decimal | int
    recount: Decimal | int


RECOUNT = """
with residue as (
    select line_id, order_number, sum(amount)::bigint as residue
    from budgets_transaction
    where district_id = %(district)s and superseded_by_import_id is null and measure = 'encumbrance'
    group by line_id, order_number
), opened as (
    select line_id, sum(greatest(residue, 0))::bigint as open_orders,
           sum(least(residue, 0))::bigint as relief_without_order
    from residue group by line_id
), counted as (
    select line_id,
           coalesce(sum(amount) filter (where kind = 'original'), 0)::bigint as original,
           coalesce(sum(amount) filter (where measure = 'budget'), 0)::bigint as revised,
           coalesce(sum(amount) filter (where measure = 'request'), 0)::bigint as requested,
           coalesce(sum(amount) filter (where kind = 'opening'), 0)::bigint as encumbered_carried_in,
           coalesce(sum(amount) filter
               (where measure = 'encumbrance' and kind <> 'opening'), 0)::bigint as encumbered_activity,
           coalesce(sum(amount) filter (where measure = 'expenditure'), 0)::bigint as expended,
           count(*)::int as transactions
    from budgets_transaction
    where district_id = %(district)s and superseded_by_import_id is null
    group by line_id
)
"""
LINES = (
    RECOUNT
    + """
select y.year, coalesce(l.code, '#' || coalesce(b.line_id, c.line_id)), null,
       array[coalesce(b.original, 0), coalesce(b.revised, 0), coalesce(b.requested, 0),
             coalesce(b.encumbered_carried_in, 0), coalesce(b.encumbered_activity, 0), coalesce(b.open_orders, 0),
             coalesce(b.relief_without_order, 0), coalesce(b.expended, 0), coalesce(b.transactions, 0)] as summary,
       array[coalesce(c.original, 0), coalesce(c.revised, 0), coalesce(c.requested, 0),
             coalesce(c.encumbered_carried_in, 0), coalesce(c.encumbered_activity, 0), coalesce(o.open_orders, 0),
             coalesce(o.relief_without_order, 0), coalesce(c.expended, 0), coalesce(c.transactions, 0)] as recount
from (select * from budgets_linebalance where district_id = %(district)s) b
full join counted c on c.line_id = b.line_id
left join opened o on o.line_id = c.line_id
left join budgets_line l on l.district_id = %(district)s and l.id = coalesce(b.line_id, c.line_id)
left join budgets_fiscalyear y on y.district_id = %(district)s and y.id = l.fiscal_year_id
where (b.original, b.revised, b.requested, b.encumbered_carried_in, b.encumbered_activity, b.open_orders,
       b.relief_without_order, b.expended, b.transactions)
      is distinct from
      (c.original, c.revised, c.requested, c.encumbered_carried_in, c.encumbered_activity,
       coalesce(o.open_orders, 0), coalesce(o.relief_without_order, 0), c.expended, c.transactions)
order by 1, 2
"""
)
ORDERS = (
    RECOUNT
    + """
select y.year, l.code, coalesce(b.order_number, r.order_number), coalesce(b.residue, 0), coalesce(r.residue, 0)
from (select * from budgets_orderbalance where district_id = %(district)s) b
full join residue r on r.line_id = b.line_id and r.order_number = b.order_number
left join budgets_line l on l.district_id = %(district)s and l.id = coalesce(b.line_id, r.line_id)
left join budgets_fiscalyear y on y.district_id = %(district)s and y.id = l.fiscal_year_id
where coalesce(b.residue, 0) <> coalesce(r.residue, 0)
order by 1, 2, 3
"""
)


def differences() -> list[Difference]:
    """Every summary of the current district that a recount of its live transactions does not confirm."""
    found: list[Difference] = []
    with connection.cursor() as cursor:
        cursor.execute(LINES, {"district": require_district_id()})
        for year, code, _, summary, recount in cursor.fetchall():
            pairs = zip((*SUMMED, "transactions"), summary, recount, strict=True)
            found += [
                Difference(year, code, None, name, _value(name, kept), _value(name, counted))
                for name, kept, counted in pairs
                if kept != counted
            ]
        cursor.execute(ORDERS, {"district": require_district_id()})
        found += [
            Difference(year, code, order_number, "residue", from_cents(kept), from_cents(counted))
            for year, code, order_number, kept, counted in cursor.fetchall()
        ]
    return found


def _value(measure: str, number: int) -> Decimal | int:
    return number if measure == "transactions" else from_cents(number)
