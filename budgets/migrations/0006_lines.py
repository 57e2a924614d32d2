import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

import balance.tenancy.models


class Migration(migrations.Migration):
    dependencies = [
        ("budgets", "0005_chart_of_accounts"),
    ]

    operations = [
        migrations.CreateModel(
            name="Line",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.CharField(help_text="Canonical: the segments joined by a hyphen.", max_length=120)),
                ("raw_code", models.CharField(blank=True, help_text="As the file had it.", max_length=160)),
                (
                    "segments",
                    django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=40), size=None),
                ),
                ("name", models.CharField(blank=True, max_length=160)),
                (
                    "account_type",
                    models.CharField(
                        choices=[
                            ("expenditure", "Expenditure"),
                            ("revenue", "Revenue"),
                            ("asset", "Asset"),
                            ("liability", "Liability"),
                            ("fund_balance", "Fund balance"),
                            ("transfer_in", "Transfer in"),
                            ("transfer_out", "Transfer out"),
                        ],
                        default="expenditure",
                        max_length=12,
                    ),
                ),
                ("fund_code", models.CharField(blank=True, max_length=20)),
                (
                    "pay",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "Not pay"),
                            ("unit", "Pay that the unit decides on"),
                            ("central", "Pay managed centrally"),
                        ],
                        default="",
                        max_length=7,
                    ),
                ),
                (
                    "department",
                    balance.tenancy.models.OwnedForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="department_lines",
                        to="budgets.unit",
                    ),
                ),
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
                    "fiscal_year",
                    balance.tenancy.models.OwnedForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="lines",
                        to="budgets.fiscalyear",
                    ),
                ),
                (
                    "pool",
                    balance.tenancy.models.OwnedForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="lines",
                        to="budgets.pool",
                    ),
                ),
                (
                    "purpose",
                    balance.tenancy.models.OwnedForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="lines",
                        to="budgets.purpose",
                    ),
                ),
                (
                    "site",
                    balance.tenancy.models.OwnedForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="site_lines",
                        to="budgets.unit",
                    ),
                ),
                (
                    "source",
                    balance.tenancy.models.OwnedForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="lines",
                        to="budgets.source",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "base_manager_name": "objects",
            },
        ),
        migrations.AddIndex(
            model_name="line",
            index=models.Index(fields=["district", "fiscal_year", "site"], name="line_of_site"),
        ),
        migrations.AddIndex(
            model_name="line",
            index=models.Index(fields=["district", "fiscal_year", "department"], name="line_of_department"),
        ),
        migrations.AddIndex(
            model_name="line",
            index=models.Index(fields=["district", "fiscal_year", "pool"], name="line_of_pool"),
        ),
        migrations.AddConstraint(
            model_name="line",
            constraint=models.UniqueConstraint(fields=("district", "fiscal_year", "code"), name="line_once"),
        ),
        migrations.AddConstraint(
            model_name="line",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "account_type__in",
                        ["expenditure", "revenue", "asset", "liability", "fund_balance", "transfer_in", "transfer_out"],
                    )
                ),
                name="line_type_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="line",
            constraint=models.CheckConstraint(
                condition=models.Q(("pay__in", ["", "unit", "central"])), name="line_pay_known"
            ),
        ),
    ]
