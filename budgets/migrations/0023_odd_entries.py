"""Payments that may be wrong, noticed when their load came."""

import django.db.models.deletion
from django.db import migrations, models

import balance.tenancy.models
from balance.tenancy.operations import CompositeForeignKey, OwnTable


class Migration(migrations.Migration):
    dependencies = [("budgets", "0022_looks_and_marks")]

    operations = [
        migrations.CreateModel(
            name="OddEntry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("twice", "May be paid twice"),
                            ("large", "Much larger than the line’s payments before"),
                            ("elsewhere", "From a vendor that is paid for something else"),
                        ],
                        max_length=10,
                    ),
                ),
                ("transaction_id", models.BigIntegerField()),
                (
                    "other_id",
                    models.BigIntegerField(blank=True, help_text="The payment that it may repeat.", null=True),
                ),
                ("facts", models.JSONField(default=dict)),
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
                        related_name="odd_entries",
                        to="budgets.line",
                    ),
                ),
                (
                    "noticed_in",
                    balance.tenancy.models.OwnedForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="budgets.import",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "base_manager_name": "objects",
                "indexes": [models.Index(fields=["district", "line"], name="odd_entry_of_line")],
                "constraints": [
                    models.UniqueConstraint(fields=("district", "kind", "transaction_id"), name="odd_entry_once"),
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["twice", "large", "elsewhere"])), name="odd_entry_kind_known"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("other_id", None),
                            models.Q(("other_id", models.F("transaction_id")), _negated=True),
                            _connector="OR",
                        ),
                        name="odd_entry_of_two",
                    ),
                ],
            },
        ),
        OwnTable("OddEntry"),
        CompositeForeignKey("OddEntry", "line_id", "Line"),
        CompositeForeignKey("OddEntry", "noticed_in_id", "Import"),
        CompositeForeignKey("OddEntry", "transaction_id", "Transaction"),
        CompositeForeignKey("OddEntry", "other_id", "Transaction"),
    ]
