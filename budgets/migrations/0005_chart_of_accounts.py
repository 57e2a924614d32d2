import django.db.models.deletion
from django.db import migrations, models

import balance.tenancy.models


class Migration(migrations.Migration):
    dependencies = [
        ("budgets", "0004_pools_and_rules"),
    ]

    operations = [
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
    ]
