"""What the demo brings comes in files like everything else: an origin of its own has no meaning any more."""

from django.db import migrations, models

# Forced row-level security binds the owner too: without lifting it the update would see no row at all.
TO_FILES = """
alter table budgets_import no force row level security;
update budgets_import set origin = 'file' where origin = 'demo';
alter table budgets_import force row level security;
"""


class Migration(migrations.Migration):
    dependencies = [("budgets", "0019_balances_for_large_loads")]

    operations = [
        migrations.RunSQL(TO_FILES, migrations.RunSQL.noop),
        migrations.RemoveConstraint(model_name="import", name="import_origin_known"),
        migrations.AlterField(
            model_name="import",
            name="origin",
            field=models.CharField(
                choices=[
                    ("file", "A file of the accounting system"),
                    ("roll", "Orders carried in from the year before"),
                    ("withdrawal", "A load taken back"),
                ],
                max_length=10,
            ),
        ),
        migrations.AddConstraint(
            model_name="import",
            constraint=models.CheckConstraint(
                condition=models.Q(("origin__in", ["file", "roll", "withdrawal"])), name="import_origin_known"
            ),
        ),
    ]
