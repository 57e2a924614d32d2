"""Rows of the journal are found by the load that replaced them: what changed since a look, what a withdrawal undoes.

Few rows are ever replaced, so the index is small. Without it both looked at every row of every district.
"""

from django.db import migrations

CREATE = """
create index transaction_replaced on budgets_transaction (district_id, superseded_by_import_id)
    where superseded_by_import_id is not null;
"""
DROP = "drop index transaction_replaced;"


class Migration(migrations.Migration):
    dependencies = [("budgets", "0027_newest_look")]

    operations = [migrations.RunSQL(CREATE, DROP)]
