"""Rows of the journal are found by vendor, order, document, amount and day; each index has its question.

Only B-trees: under row-level security the operators of others are not leakproof and lose their index. All are of live
rows. The questions are in budgets/queries: entry_sql.py, entries.py, orders.py and spending.py.
"""

from django.db import migrations

# By day: what an office sees, newest first, and what was spent in some days; all that these need, so that millions of
# rows are never looked at themselves. The column itself, for an expression with coalesce() is not leakproof.
CREATE = """
create index transaction_live_by_day on budgets_transaction (district_id, posted_on, import_id, row, id)
    include (line_id, measure, amount, vendor_id)
    where superseded_by_import_id is null;
create index transaction_live_by_vendor on budgets_transaction (district_id, vendor_id)
    where superseded_by_import_id is null and vendor_id is not null;
create index transaction_live_by_order on budgets_transaction (district_id, order_number)
    where superseded_by_import_id is null and order_number <> '';
create index transaction_live_by_document on budgets_transaction (district_id, document)
    where superseded_by_import_id is null and document <> '';
create index transaction_live_by_amount on budgets_transaction (district_id, amount)
    where superseded_by_import_id is null;
"""
DROP = """
drop index transaction_live_by_day;
drop index transaction_live_by_vendor;
drop index transaction_live_by_order;
drop index transaction_live_by_document;
drop index transaction_live_by_amount;
"""


class Migration(migrations.Migration):
    dependencies = [("budgets", "0020_demo_comes_in_files")]

    operations = [migrations.RunSQL(CREATE, DROP)]
