import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

import balance.money_field
import balance.tenancy.models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0001_people_and_districts"),
        ("budgets", "0002_units_and_rules"),
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
        migrations.CreateModel(
            name="OrderBalance",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("order_number", models.CharField(blank=True, max_length=60)),
                ("residue", balance.money_field.MoneyField(default=0)),
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
                        related_name="orders",
                        to="budgets.line",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "base_manager_name": "objects",
            },
        ),
        migrations.CreateModel(
            name="Segment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveSmallIntegerField(help_text="From 1.")),
                ("name", models.CharField(help_text="The name that rules use.", max_length=40)),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("fund", "Fund"),
                            ("site", "Site"),
                            ("object", "Object"),
                            ("function", "Function"),
                            ("program", "Program"),
                            ("project", "Project or grant"),
                            ("year", "Year"),
                            ("type", "Account type"),
                            ("local", "Local"),
                        ],
                        default="local",
                        max_length=10,
                    ),
                ),
                ("length", models.PositiveSmallIntegerField(blank=True, help_text="Empty: any length.", null=True)),
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
                        related_name="segments",
                        to="budgets.fiscalyear",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "base_manager_name": "objects",
            },
        ),
        migrations.CreateModel(
            name="CodeName",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.CharField(max_length=40)),
                ("name", models.CharField(max_length=120)),
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
                    "segment",
                    balance.tenancy.models.OwnedForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="names",
                        to="budgets.segment",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "base_manager_name": "objects",
            },
        ),
        migrations.CreateModel(
            name="LineBalance",
            fields=[
                (
                    "line",
                    models.OneToOneField(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="balance",
                        serialize=False,
                        to="budgets.line",
                    ),
                ),
                ("original", balance.money_field.MoneyField(default=0)),
                ("revised", balance.money_field.MoneyField(default=0)),
                ("requested", balance.money_field.MoneyField(default=0)),
                ("encumbered_carried_in", balance.money_field.MoneyField(default=0)),
                ("encumbered_activity", balance.money_field.MoneyField(default=0)),
                ("open_orders", balance.money_field.MoneyField(default=0)),
                ("relief_without_order", balance.money_field.MoneyField(default=0)),
                ("expended", balance.money_field.MoneyField(default=0)),
                ("transactions", models.IntegerField(default=0)),
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
        migrations.AddConstraint(
            model_name="orderbalance",
            constraint=models.UniqueConstraint(fields=("district", "line", "order_number"), name="order_balance_once"),
        ),
        migrations.AddConstraint(
            model_name="segment",
            constraint=models.UniqueConstraint(
                fields=("district", "fiscal_year", "position"), name="segment_place_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="segment",
            constraint=models.UniqueConstraint(fields=("district", "fiscal_year", "name"), name="segment_name_once"),
        ),
        migrations.AddConstraint(
            model_name="segment",
            constraint=models.CheckConstraint(condition=models.Q(("position__gte", 1)), name="segment_places_from_one"),
        ),
        migrations.AddConstraint(
            model_name="segment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("role__in", ["fund", "site", "object", "function", "program", "project", "year", "type", "local"])
                ),
                name="segment_role_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="codename",
            constraint=models.UniqueConstraint(fields=("district", "segment", "code"), name="code_name_once"),
        ),
        migrations.AddConstraint(
            model_name="linebalance",
            constraint=models.UniqueConstraint(fields=("district", "line"), name="line_balance_once"),
        ),
    ]
