import datetime

import django.core.serializers.json
import django.core.validators
import django.db.models.deletion
import django.db.models.functions.datetime
import django.db.models.functions.text
from django.conf import settings
from django.db import migrations, models

import balance.money_field
import balance.tenancy.models
import balance.weekdays


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="User",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("password", models.CharField(max_length=128, verbose_name="password")),
                ("last_login", models.DateTimeField(blank=True, null=True, verbose_name="last login")),
                ("email", models.EmailField(max_length=254, unique=True)),
                ("name", models.CharField(max_length=120)),
                ("is_active", models.BooleanField(default=True)),
                ("date_joined", models.DateTimeField(auto_now_add=True)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        django.db.models.functions.text.Lower("email"), name="user_email_in_any_case"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="District",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("slug", models.SlugField(max_length=40, unique=True)),
                ("name", models.CharField(max_length=120)),
                ("time_zone", models.CharField(default="America/Los_Angeles", max_length=40)),
                ("office_email", models.EmailField(blank=True, max_length=254)),
                ("office_phone", models.CharField(blank=True, max_length=40)),
                (
                    "fiscal_year_start_month",
                    models.PositiveSmallIntegerField(
                        default=7,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(12),
                        ],
                    ),
                ),
                (
                    "fiscal_year_start_day",
                    models.PositiveSmallIntegerField(
                        default=1,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(31),
                        ],
                    ),
                ),
                ("requests_reduce_left", models.BooleanField(default=False)),
                ("pay_is_set_aside", models.BooleanField(default=True)),
                (
                    "year_end_orders",
                    models.CharField(
                        choices=[
                            ("cancel", "Cancelled; order again"),
                            ("carry-with-budget", "Carried over with their money"),
                            ("carry", "Carried over, paid from the new budget"),
                        ],
                        default="carry",
                        max_length=20,
                    ),
                ),
                (
                    "file_brings_orders",
                    models.BooleanField(
                        default=False,
                        help_text="The accounting system's new-year file holds last year's open orders: no roll here.",
                    ),
                ),
                ("ahead_pct", models.PositiveSmallIntegerField(default=5)),
                ("ahead_amount", balance.money_field.MoneyField(default=500)),
                ("behind_pct", models.PositiveSmallIntegerField(default=10)),
                ("behind_amount", balance.money_field.MoneyField(default=1000)),
                ("window_points", models.PositiveSmallIntegerField(default=15)),
                ("stale_order_days", models.PositiveSmallIntegerField(default=60)),
                ("feed_weekdays", models.JSONField(default=balance.weekdays.monday_to_friday)),
                ("feed_due_at", models.TimeField(default=datetime.time(7, 0))),
                ("next_due_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("fiscal_year_start_month__range", (1, 12)), ("fiscal_year_start_day__range", (1, 31))
                        ),
                        name="district_fiscal_year_start_is_a_day",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Membership",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("office", "Central office"),
                            ("owner", "Budget owner"),
                            ("assistant", "Assistant"),
                            ("viewer", "Viewer"),
                            ("supervisor", "Supervisor"),
                            ("report_admin", "Report admin"),
                        ],
                        max_length=20,
                    ),
                ),
                ("is_active", models.BooleanField(default=True)),
                ("joined_at", models.DateTimeField(auto_now_add=True)),
                (
                    "district",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="memberships",
                        to="accounts.district",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="memberships",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Contact",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("title", models.CharField(blank=True, max_length=120)),
                ("phone", models.CharField(blank=True, max_length=40)),
                (
                    "preferred_way",
                    models.CharField(
                        choices=[("email", "Email"), ("call", "Call"), ("text", "Text message"), ("visit", "Visit")],
                        default="email",
                        max_length=10,
                    ),
                ),
                ("note", models.CharField(blank=True, help_text="For example: before 8 a.m.", max_length=200)),
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
                        related_name="contacts",
                        to="accounts.membership",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "base_manager_name": "objects",
            },
        ),
        migrations.CreateModel(
            name="AuditEvent",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ("act", models.CharField(help_text="A verb and its object, such as year.roll", max_length=60)),
                ("subject", models.CharField(help_text="What it was done to, such as site:214", max_length=120)),
                ("facts", models.JSONField(default=dict, encoder=django.core.serializers.json.DjangoJSONEncoder)),
                (
                    "by",
                    models.ForeignKey(
                        help_text="Empty: the system itself.",
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
            ],
            options={
                "abstract": False,
                "base_manager_name": "objects",
                "indexes": [models.Index(fields=["district", "at", "id"], name="audit_by_time")],
            },
        ),
        migrations.AddConstraint(
            model_name="membership",
            constraint=models.UniqueConstraint(fields=("district", "user"), name="membership_once_per_district"),
        ),
        migrations.AddConstraint(
            model_name="membership",
            constraint=models.UniqueConstraint(fields=("district", "id"), name="accounts_membership_own"),
        ),
        migrations.AddConstraint(
            model_name="contact",
            constraint=models.UniqueConstraint(fields=("district", "membership"), name="contact_once_per_member"),
        ),
    ]
