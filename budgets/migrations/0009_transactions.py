import django.db.models.deletion
from django.db import migrations, models

import balance.money_field
import balance.tenancy.models


class Migration(migrations.Migration):
    dependencies = [
        ("budgets", "0008_imports"),
    ]

    operations = [
        migrations.RunSQL(
            sql="create sequence budgets_transaction_id_seq",
            reverse_sql="drop sequence budgets_transaction_id_seq",
        ),
        migrations.CreateModel(
            name="Transaction",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "district_id", "id", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "id",
                    models.BigIntegerField(
                        db_default=models.Func(
                            models.Value("budgets_transaction_id_seq"),
                            function="nextval",
                            output_field=models.BigIntegerField(),
                        )
                    ),
                ),
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
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("original", "Adopted budget"),
                            ("adjustment", "Correction"),
                            ("transfer", "Transfer"),
                            ("amendment", "Board amendment"),
                            ("carry_forward", "Carried over"),
                            ("allocation", "New allocation"),
                            ("opening", "Order carried in"),
                            ("open", "Opened"),
                            ("change", "Changed"),
                            ("close", "Closed"),
                            ("relief", "Billed"),
                            ("cancel", "Cancelled"),
                            ("payment", "Payment"),
                            ("payroll", "Payroll"),
                            ("journal", "Journal entry"),
                            ("refund", "Refund"),
                            ("unitemized", "Not itemized"),
                        ],
                        max_length=13,
                    ),
                ),
                ("amount", balance.money_field.MoneyField()),
                ("posted_on", models.DateField(blank=True, null=True)),
                ("period", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("order_number", models.CharField(blank=True, max_length=60)),
                ("document", models.CharField(blank=True, max_length=60)),
                ("description", models.CharField(blank=True, max_length=255)),
                (
                    "origin_year",
                    models.PositiveSmallIntegerField(
                        blank=True, help_text="Fiscal year of an order carried in.", null=True
                    ),
                ),
                ("row", models.PositiveIntegerField(default=0, help_text="Row of the file, from 1.")),
                (
                    "district",
                    models.ForeignKey(
                        db_constraint=False,
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
                        related_name="transactions",
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
                        related_name="+",
                        to="budgets.import",
                    ),
                ),
                (
                    "superseded_by",
                    balance.tenancy.models.OwnedForeignKey(
                        blank=True,
                        db_column="superseded_by_import_id",
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="budgets.import",
                    ),
                ),
                (
                    "vendor",
                    balance.tenancy.models.OwnedForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="budgets.vendor",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "base_manager_name": "objects",
            },
        ),
        migrations.AddConstraint(
            model_name="transaction",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        (
                            "kind__in",
                            [
                                "original",
                                "adjustment",
                                "transfer",
                                "amendment",
                                "carry_forward",
                                "allocation",
                                "unitemized",
                            ],
                        ),
                        ("measure", "budget"),
                    ),
                    models.Q(("kind__in", ["open", "change", "close", "unitemized"]), ("measure", "request")),
                    models.Q(
                        ("kind__in", ["opening", "open", "change", "relief", "cancel", "unitemized"]),
                        ("measure", "encumbrance"),
                    ),
                    models.Q(
                        ("kind__in", ["payment", "payroll", "journal", "refund", "unitemized"]),
                        ("measure", "expenditure"),
                    ),
                    _connector="OR",
                ),
                name="transaction_kind_fits_measure",
            ),
        ),
        migrations.AddConstraint(
            model_name="transaction",
            constraint=models.CheckConstraint(
                condition=models.Q(("period", None), ("period__lte", 14), _connector="OR"),
                name="transaction_period_0_to_14",
            ),
        ),
    ]
