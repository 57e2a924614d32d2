import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import balance.money_field
import balance.tenancy.models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0001_people_and_districts"),
        ("budgets", "0003_chart_and_lines"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        # Before the table: its ids default to this sequence.
        migrations.RunSQL("create sequence budgets_transaction_id_seq", "drop sequence budgets_transaction_id_seq"),
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
        migrations.AddConstraint(
            model_name="vendor",
            constraint=models.UniqueConstraint(fields=("district", "number", "name"), name="vendor_once"),
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
