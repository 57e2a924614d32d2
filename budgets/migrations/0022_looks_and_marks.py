"""Who opened which budget on which day, and what they said is right."""

import django.db.models.deletion
from django.db import migrations, models

import balance.money_field
import balance.tenancy.models
from balance.tenancy.operations import CompositeForeignKey, OwnTable


class Migration(migrations.Migration):
    dependencies = [("budgets", "0021_search_indexes"), ("accounts", "0005_pay_details")]

    operations = [
        migrations.CreateModel(
            name="Look",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("owner", "Owner"),
                            ("assistant", "Assistant"),
                            ("viewer", "Viewer"),
                            ("supervisor", "Supervisor"),
                        ],
                        max_length=10,
                    ),
                ),
                ("on", models.DateField()),
                ("posted_through", models.DateField(blank=True, null=True)),
                (
                    "load",
                    models.PositiveIntegerField(default=0, help_text="Number of the newest batch then; 0 before any."),
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
                    "membership",
                    balance.tenancy.models.OwnedForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="looks",
                        to="accounts.membership",
                    ),
                ),
                (
                    "unit",
                    balance.tenancy.models.OwnedForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="looks",
                        to="budgets.unit",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "base_manager_name": "objects",
                "constraints": [
                    models.UniqueConstraint(fields=("district", "unit", "membership", "on"), name="look_once_a_day"),
                    models.CheckConstraint(
                        condition=models.Q(("role__in", ("owner", "assistant"))), name="look_of_owner_or_assistant"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="MarkedRight",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("item", models.CharField(max_length=255)),
                ("facts", models.CharField(blank=True, max_length=255)),
                ("amount", balance.money_field.MoneyField()),
                ("title", models.CharField(help_text="What the item said when it was marked.", max_length=255)),
                ("at", models.DateTimeField()),
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
                        related_name="+",
                        to="budgets.fiscalyear",
                    ),
                ),
                (
                    "membership",
                    balance.tenancy.models.OwnedForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.membership",
                    ),
                ),
                (
                    "unit",
                    balance.tenancy.models.OwnedForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="marks",
                        to="budgets.unit",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "base_manager_name": "objects",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("district", "unit", "fiscal_year", "item"), name="marked_right_once"
                    )
                ],
            },
        ),
        OwnTable("Look", app_may="select, insert, update"),
        OwnTable("MarkedRight"),
        CompositeForeignKey("Look", "unit_id", "Unit"),
        CompositeForeignKey("Look", "membership_id", "accounts.Membership"),
        CompositeForeignKey("MarkedRight", "unit_id", "Unit"),
        CompositeForeignKey("MarkedRight", "fiscal_year_id", "FiscalYear"),
        CompositeForeignKey("MarkedRight", "membership_id", "accounts.Membership"),
    ]
