"""A load can be taken back: as a batch of its own, with the lines that it brought and those that it changed."""

import django.db.models.deletion
from django.db import migrations, models

import balance.tenancy.models
from balance.tenancy.operations import CompositeForeignKey


class Migration(migrations.Migration):
    dependencies = [("budgets", "0016_feeds")]

    operations = [
        migrations.RemoveConstraint(model_name="import", name="import_origin_known"),
        migrations.AlterField(
            model_name="import",
            name="origin",
            field=models.CharField(
                choices=[
                    ("file", "A file of the accounting system"),
                    ("roll", "Orders carried in from the year before"),
                    ("demo", "Generated for the demo"),
                    ("withdrawal", "A load taken back"),
                ],
                max_length=10,
            ),
        ),
        migrations.AddConstraint(
            model_name="import",
            constraint=models.CheckConstraint(
                condition=models.Q(("origin__in", ["file", "roll", "demo", "withdrawal"])), name="import_origin_known"
            ),
        ),
        migrations.AddField(
            model_name="import",
            name="lines_before",
            field=models.JSONField(default=list, help_text="What it changed of lines that were there: was, and is."),
        ),
        migrations.AddField(
            model_name="line",
            name="brought_by",
            field=balance.tenancy.models.OwnedForeignKey(
                blank=True,
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="budgets.import",
            ),
        ),
        CompositeForeignKey("Line", "brought_by_id", "Import"),
    ]
