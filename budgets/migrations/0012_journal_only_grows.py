"""A published transaction never changes and never goes: a later import supersedes it, and undo takes that back."""

from django.db import migrations

REFUSE = """
create function budgets_transaction_refuse() returns trigger language plpgsql as $$
begin
    raise exception 'a published transaction is never changed or deleted; supersede it'
        using errcode = 'restrict_violation';
end $$;
-- The WHEN clause keeps the one change that is allowed free of any function call.
create trigger only_superseded before update on budgets_transaction for each row
    when ((old.district_id, old.id, old.line_id, old.measure, old.kind, old.amount, old.posted_on, old.period,
           old.order_number, old.document, old.vendor_id, old.description, old.origin_year, old.import_id, old.row)
          is distinct from
          (new.district_id, new.id, new.line_id, new.measure, new.kind, new.amount, new.posted_on, new.period,
           new.order_number, new.document, new.vendor_id, new.description, new.origin_year, new.import_id, new.row))
    execute function budgets_transaction_refuse();
create trigger never_deleted before delete on budgets_transaction
    for each statement execute function budgets_transaction_refuse();
"""
ALLOW = """
drop trigger never_deleted on budgets_transaction;
drop trigger only_superseded on budgets_transaction;
drop function budgets_transaction_refuse();
"""

# Live rows of a line, newest first: what a line's page reads. Dated by what sorts, so that a missing date has a place.
INDEX = """
alter sequence budgets_transaction_id_seq owned by budgets_transaction.id;
create index transaction_live_of_line on budgets_transaction
    (district_id, line_id, (coalesce(posted_on, date '0001-01-01')), import_id, row, id)
    include (measure, amount, posted_on)
    where superseded_by_import_id is null;
create index transaction_of_import on budgets_transaction (district_id, import_id);
alter table budgets_transaction set (autovacuum_vacuum_insert_scale_factor = 0.01);
"""
DROP_INDEX = """
drop index transaction_live_of_line;
drop index transaction_of_import;
alter sequence budgets_transaction_id_seq owned by none;
"""


class Migration(migrations.Migration):
    dependencies = [("budgets", "0011_walls")]

    operations = [migrations.RunSQL(REFUSE, ALLOW), migrations.RunSQL(INDEX, DROP_INDEX)]
