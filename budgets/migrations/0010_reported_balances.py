import django.db.models.deletion
from django.db import migrations, models

import balance.money_field
import balance.tenancy.models


class Migration(migrations.Migration):
    dependencies = [
        ("budgets", "0009_transactions"),
    ]

    operations = [
        migrations.CreateModel(
            name="ReportedBalance",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "measure",
                    models.CharField(
                        choices=[
                            ("budget", "Budget"),
                            ("request", "Request"),
                            ("encumbrance", "Promised"),
                            ("expenditure", "Spent"),
                        ],
                        max_length=11,
                    ),
                ),
                ("as_of", models.DateField()),
                ("amount", balance.money_field.MoneyField()),
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
                (
                    "line",
                    balance.tenancy.models.OwnedForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reported",
                        to="budgets.line",
                    ),
                ),
                (
                    "source_import",
                    balance.tenancy.models.OwnedForeignKey(
                        db_column="import_id",
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reported",
                        to="budgets.import",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "base_manager_name": "objects",
            },
        ),
        migrations.AddIndex(
            model_name="reportedbalance",
            index=models.Index(fields=["district", "line", "measure", "-as_of"], name="reported_balance_newest"),
        ),
        migrations.AddConstraint(
            model_name="reportedbalance",
            constraint=models.UniqueConstraint(
                fields=("district", "line", "measure", "source_import"), name="reported_balance_once_per_import"
            ),
        ),
        migrations.AddConstraint(
            model_name="reportedbalance",
            constraint=models.CheckConstraint(
                condition=models.Q(("measure__in", ["budget", "request", "encumbrance", "expenditure"])),
                name="reported_balance_measure_known",
            ),
        ),
    ]
