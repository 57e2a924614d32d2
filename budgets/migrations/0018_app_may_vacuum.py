"""A load leaves tables that index-only scans and the planner read badly: who wrote them may VACUUM and ANALYZE them.

PostgreSQL 17 has a right for that, MAINTAIN. On older servers autovacuum does it a little later.
"""

from django.db import migrations

from balance.tenancy.operations import app_role

TABLES = (
    "budgets_line",
    "budgets_linebalance",
    "budgets_orderbalance",
    "budgets_reportedbalance",
    "budgets_transaction",
)
KNOWS_MAINTAIN = 170000


def let(apps, schema_editor):
    change(schema_editor, "grant maintain on {} to {}")


def take_back(apps, schema_editor):
    change(schema_editor, "revoke maintain on {} from {}")


def change(schema_editor, statement):
    if schema_editor.connection.pg_version >= KNOWS_MAINTAIN:
        quote = schema_editor.quote_name
        schema_editor.execute(statement.format(", ".join(map(quote, TABLES)), quote(app_role())))


class Migration(migrations.Migration):
    dependencies = [("budgets", "0017_withdrawals")]

    operations = [migrations.RunPython(let, take_back)]
