"""The trigger of balances is planned for many rows, and carries only the columns that balances are made of.

Its own steps have no statistics: from some thousand rows on the planner joined them one by one, a second for ten
thousand changed rows. And a load of a million rows held each of them whole, twice.
"""

from django.db import migrations

FASTER = """
create or replace function budgets_transaction_keep_balances() returns trigger language plpgsql
set enable_nestloop = off set jit = off as $$
declare
    columns constant text := 'district_id, line_id, measure, kind, amount, order_number';
    moved text;
begin
    if tg_op = 'INSERT' then
        moved := 'select ' || columns || ', 1 as sign from new_rows where superseded_by_import_id is null';
    else
        moved := 'select ' || columns || ', 1 as sign from new_rows where superseded_by_import_id is null'
              || ' union all select ' || columns || ', -1 from old_rows where superseded_by_import_id is null';
    end if;
    -- Two writers of one district would each read the other's orders as they were: one at a time.
    execute format('select pg_advisory_xact_lock(7301, d.district_id::int) from'
                   ' (select distinct district_id from (%s) m order by 1) d', moved);
    -- A statement of its own, hence a new snapshot: it sees what the lock waited for.
    execute format($sql$
        with moved as materialized (%s),
        orders as (
            select district_id, line_id, order_number, sum(amount * sign)::bigint as delta
            from moved where measure = 'encumbrance'
            group by district_id, line_id, order_number having sum(amount * sign) <> 0
        ),
        kept as (
            insert into budgets_orderbalance (district_id, line_id, order_number, residue)
            select district_id, line_id, order_number, delta from orders order by district_id, line_id, order_number
            on conflict (district_id, line_id, order_number)
                do update set residue = budgets_orderbalance.residue + excluded.residue
            returning district_id, line_id, order_number, residue
        ),
        -- What an order held before is what it holds now less the change: reading it from the table would be planned
        -- without statistics in a district's first loads, as one scan of all its orders for each order of the load.
        opened as (
            select district_id, line_id,
                   sum(greatest(residue, 0) - greatest(residue - delta, 0))::bigint as open_orders,
                   sum(least(residue, 0) - least(residue - delta, 0))::bigint as relief_without_order
            from kept join orders using (district_id, line_id, order_number) group by district_id, line_id
        ),
        sums as (
            select district_id, line_id,
                   coalesce(sum(amount * sign) filter (where kind = 'original'), 0)::bigint as original,
                   coalesce(sum(amount * sign) filter (where measure = 'budget'), 0)::bigint as revised,
                   coalesce(sum(amount * sign) filter (where measure = 'request'), 0)::bigint as requested,
                   coalesce(sum(amount * sign) filter (where kind = 'opening'), 0)::bigint as carried_in,
                   coalesce(sum(amount * sign) filter
                       (where measure = 'encumbrance' and kind <> 'opening'), 0)::bigint as activity,
                   coalesce(sum(amount * sign) filter (where measure = 'expenditure'), 0)::bigint as expended,
                   sum(sign)::int as transactions
            from moved group by district_id, line_id
        )
        insert into budgets_linebalance as b
            (district_id, line_id, original, revised, requested, encumbered_carried_in, encumbered_activity,
             open_orders, relief_without_order, expended, transactions)
        select s.district_id, s.line_id, s.original, s.revised, s.requested, s.carried_in, s.activity,
               coalesce(o.open_orders, 0), coalesce(o.relief_without_order, 0), s.expended, s.transactions
        from sums s left join opened o using (district_id, line_id)
        order by s.district_id, s.line_id
        on conflict (line_id) do update set
            original = b.original + excluded.original,
            revised = b.revised + excluded.revised,
            requested = b.requested + excluded.requested,
            encumbered_carried_in = b.encumbered_carried_in + excluded.encumbered_carried_in,
            encumbered_activity = b.encumbered_activity + excluded.encumbered_activity,
            open_orders = b.open_orders + excluded.open_orders,
            relief_without_order = b.relief_without_order + excluded.relief_without_order,
            expended = b.expended + excluded.expended,
            transactions = b.transactions + excluded.transactions
    $sql$, moved);
    return null;
end $$;
"""
AS_BEFORE = """
create or replace function budgets_transaction_keep_balances() returns trigger language plpgsql as $$
declare
    moved text;
begin
    if tg_op = 'INSERT' then
        moved := 'select n.*, 1 as sign from new_rows n where n.superseded_by_import_id is null';
    else
        moved := 'select n.*, 1 as sign from new_rows n where n.superseded_by_import_id is null'
              || ' union all select o.*, -1 from old_rows o where o.superseded_by_import_id is null';
    end if;
    -- Two writers of one district would each read the other's orders as they were: one at a time.
    execute format('select pg_advisory_xact_lock(7301, d.district_id::int) from'
                   ' (select distinct district_id from (%s) m order by 1) d', moved);
    -- A statement of its own, hence a new snapshot: it sees what the lock waited for.
    execute format($sql$
        with moved as materialized (%s),
        orders as (
            select district_id, line_id, order_number, sum(amount * sign)::bigint as delta
            from moved where measure = 'encumbrance'
            group by district_id, line_id, order_number having sum(amount * sign) <> 0
        ),
        kept as (
            insert into budgets_orderbalance (district_id, line_id, order_number, residue)
            select district_id, line_id, order_number, delta from orders order by district_id, line_id, order_number
            on conflict (district_id, line_id, order_number)
                do update set residue = budgets_orderbalance.residue + excluded.residue
            returning district_id, line_id, order_number, residue
        ),
        -- What an order held before is what it holds now less the change: reading it from the table would be planned
        -- without statistics in a district's first loads, as one scan of all its orders for each order of the load.
        opened as (
            select district_id, line_id,
                   sum(greatest(residue, 0) - greatest(residue - delta, 0))::bigint as open_orders,
                   sum(least(residue, 0) - least(residue - delta, 0))::bigint as relief_without_order
            from kept join orders using (district_id, line_id, order_number) group by district_id, line_id
        ),
        sums as (
            select district_id, line_id,
                   coalesce(sum(amount * sign) filter (where kind = 'original'), 0)::bigint as original,
                   coalesce(sum(amount * sign) filter (where measure = 'budget'), 0)::bigint as revised,
                   coalesce(sum(amount * sign) filter (where measure = 'request'), 0)::bigint as requested,
                   coalesce(sum(amount * sign) filter (where kind = 'opening'), 0)::bigint as carried_in,
                   coalesce(sum(amount * sign) filter
                       (where measure = 'encumbrance' and kind <> 'opening'), 0)::bigint as activity,
                   coalesce(sum(amount * sign) filter (where measure = 'expenditure'), 0)::bigint as expended,
                   sum(sign)::int as transactions
            from moved group by district_id, line_id
        )
        insert into budgets_linebalance as b
            (district_id, line_id, original, revised, requested, encumbered_carried_in, encumbered_activity,
             open_orders, relief_without_order, expended, transactions)
        select s.district_id, s.line_id, s.original, s.revised, s.requested, s.carried_in, s.activity,
               coalesce(o.open_orders, 0), coalesce(o.relief_without_order, 0), s.expended, s.transactions
        from sums s left join opened o using (district_id, line_id)
        order by s.district_id, s.line_id
        on conflict (line_id) do update set
            original = b.original + excluded.original,
            revised = b.revised + excluded.revised,
            requested = b.requested + excluded.requested,
            encumbered_carried_in = b.encumbered_carried_in + excluded.encumbered_carried_in,
            encumbered_activity = b.encumbered_activity + excluded.encumbered_activity,
            open_orders = b.open_orders + excluded.open_orders,
            relief_without_order = b.relief_without_order + excluded.relief_without_order,
            expended = b.expended + excluded.expended,
            transactions = b.transactions + excluded.transactions
    $sql$, moved);
    return null;
end $$;
"""


class Migration(migrations.Migration):
    dependencies = [("budgets", "0018_app_may_vacuum")]

    operations = [migrations.RunSQL(FASTER, AS_BEFORE)]
