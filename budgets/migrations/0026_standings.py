"""How each unit stands is kept for the list of all units, until anything that it was made from changes."""

import django.db.models.deletion
from django.db import migrations, models

import balance.money_field
import balance.tenancy.models
from balance.tenancy.operations import CompositeForeignKey, OwnTable

# Whoever writes: what the list is made from. Names, places and limits count as much as amounts. By statement, without
# a look at the rows: one deletion of a few rows, most of the time of none.
MADE_FROM = (
    "line",
    "linebalance",
    "unit",
    "purpose",
    "source",
    "pool",
    "fund",
    "cutoff",
    "fiscalyear",
)
FUNCTION = """
create function budgets_forget_standings() returns trigger language plpgsql as $$
begin
    delete from budgets_yearstanding
    where district_id = (select nullif(current_setting('balance.district', true), '')::int);
    return null;
end $$;
"""
FORGET = FUNCTION + "".join(
    f"create trigger forget_standings after insert or update or delete on budgets_{table}"
    " for each statement execute function budgets_forget_standings();\n"
    for table in MADE_FROM
)
KEEP_ON = "".join(f"drop trigger forget_standings on budgets_{table};\n" for table in MADE_FROM) + (
    "drop function budgets_forget_standings();"
)


class Migration(migrations.Migration):
    dependencies = [
        ("budgets", "0025_guidance"),
    ]

    operations = [
        migrations.CreateModel(
            name="UnitStanding",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("lines", models.PositiveIntegerField(default=0)),
                ("original", balance.money_field.MoneyField(default=0)),
                ("revised", balance.money_field.MoneyField(default=0)),
                ("requested", balance.money_field.MoneyField(default=0)),
                ("encumbered_carried_in", balance.money_field.MoneyField(default=0)),
                ("encumbered_activity", balance.money_field.MoneyField(default=0)),
                ("open_orders", balance.money_field.MoneyField(default=0)),
                ("relief_without_order", balance.money_field.MoneyField(default=0)),
                ("expended", balance.money_field.MoneyField(default=0)),
                ("verdict", models.CharField(max_length=12)),
                ("rank", models.PositiveSmallIntegerField()),
                ("worst", models.CharField(blank=True, max_length=160)),
                ("worst_left", balance.money_field.MoneyField(default=0)),
                ("reason", models.TextField(blank=True)),
                ("pool", models.CharField(blank=True, max_length=80)),
                ("line", models.CharField(blank=True, max_length=120)),
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
                    "unit",
                    balance.tenancy.models.OwnedForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="budgets.unit",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "base_manager_name": "objects",
                "constraints": [
                    models.UniqueConstraint(fields=("district", "fiscal_year", "unit"), name="unit_standing_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="YearStanding",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "stamp",
                    models.CharField(
                        help_text="Newest batch, day of the figures, settings of the district.", max_length=200
                    ),
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
                    "fiscal_year",
                    balance.tenancy.models.OwnedForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="budgets.fiscalyear",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "base_manager_name": "objects",
                "constraints": [models.UniqueConstraint(fields=("district", "fiscal_year"), name="year_standing_once")],
            },
        ),
        OwnTable("UnitStanding"),
        OwnTable("YearStanding"),
        CompositeForeignKey("UnitStanding", "fiscal_year_id", "FiscalYear"),
        CompositeForeignKey("UnitStanding", "unit_id", "Unit"),
        CompositeForeignKey("YearStanding", "fiscal_year_id", "FiscalYear"),
        migrations.RunSQL(FORGET, KEEP_ON),
    ]
