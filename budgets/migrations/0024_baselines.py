"""What the newest load of a feed found is kept for the next one, which then reads only the lines that differ."""

import django.db.models.deletion
from django.db import migrations, models

import balance.tenancy.models
from balance.tenancy.operations import CompositeForeignKey, OwnTable


def _owned(to: str) -> models.Field:
    return balance.tenancy.models.OwnedForeignKey(
        db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=to
    )


class Migration(migrations.Migration):
    dependencies = [("budgets", "0023_odd_entries")]

    operations = [
        migrations.CreateModel(
            name="Baseline",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("feed", models.CharField(max_length=120)),
                ("found", models.JSONField()),
                (
                    "district",
                    models.ForeignKey(
                        db_index=False,
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.district",
                    ),
                ),
                ("fiscal_year", _owned("budgets.fiscalyear")),
                ("load", _owned("budgets.import")),
            ],
            options={
                "abstract": False,
                "base_manager_name": "objects",
                "constraints": [
                    models.UniqueConstraint(fields=["district", "fiscal_year", "feed"], name="baseline_once_per_feed")
                ],
            },
        ),
        OwnTable("Baseline"),
        CompositeForeignKey("Baseline", "fiscal_year_id", "FiscalYear"),
        CompositeForeignKey("Baseline", "load_id", "Import"),
    ]
