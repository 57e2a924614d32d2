import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import balance.tenancy.models


class Migration(migrations.Migration):
    dependencies = [
        ("budgets", "0007_balances"),
    ]

    operations = [
        migrations.CreateModel(
            name="Import",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField(help_text="From 1 in each district: the load's name on pages.")),
                (
                    "origin",
                    models.CharField(
                        choices=[
                            ("file", "A file of the accounting system"),
                            ("roll", "Orders carried in from the year before"),
                            ("demo", "Generated for the demo"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[("published", "Published"), ("withdrawn", "Withdrawn")],
                        default="published",
                        max_length=10,
                    ),
                ),
                ("published_at", models.DateTimeField()),
                (
                    "posted_through",
                    models.DateField(blank=True, help_text="Date of the newest entry the batch covers.", null=True),
                ),
                ("file_name", models.CharField(blank=True, max_length=255)),
                ("file_sha256", models.CharField(blank=True, max_length=64)),
                ("profile", models.CharField(blank=True, max_length=120)),
                ("profile_version", models.CharField(blank=True, max_length=64)),
                ("counts", models.JSONField(default=dict)),
                (
                    "ties_to",
                    models.CharField(
                        blank=True, help_text="The report it was proved against, in words.", max_length=200
                    ),
                ),
                ("tied_on", models.DateField(blank=True, null=True)),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
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
                        related_name="imports",
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
            name="Vendor",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.CharField(blank=True, max_length=40)),
                ("name", models.CharField(max_length=160)),
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
            model_name="import",
            index=models.Index(fields=["district", "fiscal_year", "-number"], name="import_newest_of_year"),
        ),
        migrations.AddConstraint(
            model_name="import",
            constraint=models.UniqueConstraint(fields=("district", "number"), name="import_number_once"),
        ),
        migrations.AddConstraint(
            model_name="import",
            constraint=models.CheckConstraint(
                condition=models.Q(("origin__in", ["file", "roll", "demo"])), name="import_origin_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="import",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["published", "withdrawn"])), name="import_state_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="vendor",
            constraint=models.UniqueConstraint(fields=("district", "number", "name"), name="vendor_once"),
        ),
    ]
