import django.db.models.deletion
from django.db import migrations, models

import balance.money_field
import balance.tenancy.models


class Migration(migrations.Migration):
    dependencies = [
        ("budgets", "0006_lines"),
    ]

    operations = [
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
        migrations.AddConstraint(
            model_name="orderbalance",
            constraint=models.UniqueConstraint(fields=("district", "line", "order_number"), name="order_balance_once"),
        ),
        migrations.AddConstraint(
            model_name="linebalance",
            constraint=models.UniqueConstraint(fields=("district", "line"), name="line_balance_once"),
        ),
    ]
