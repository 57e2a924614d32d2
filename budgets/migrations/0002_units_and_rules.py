import django.db.models.deletion
from django.db import migrations, models

import balance.money_field
import balance.tenancy.models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0001_people_and_districts"),
        ("budgets", "0001_fiscal_years"),
    ]

    operations = [
        migrations.CreateModel(
            name="Source",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.CharField(max_length=40)),
                ("name", models.CharField(max_length=120)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("grant", "Grant"),
                            ("gift", "Gift"),
                            ("activity", "Activity fund"),
                            ("food", "Food service"),
                            ("bond", "Bond or capital"),
                            ("other", "Other restricted money"),
                        ],
                        max_length=10,
                    ),
                ),
                ("starts_on", models.DateField(blank=True, null=True)),
                ("use_by", models.DateField(blank=True, help_text="Last day to order. Empty: no end date.", null=True)),
                ("pay_by", models.DateField(blank=True, null=True)),
                ("allocation", balance.money_field.MoneyField(blank=True, null=True)),
                ("carry_over_cap_pct", models.PositiveSmallIntegerField(blank=True, null=True)),
                (
                    "cap_from",
                    balance.money_field.MoneyField(
                        blank=True, help_text="The cap applies to allocations of this much or more.", null=True
                    ),
                ),
                ("note", models.CharField(blank=True, help_text="For what the giver asked.", max_length=200)),
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
            name="Unit",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(choices=[("site", "School or site"), ("department", "Department")], max_length=10),
                ),
                ("code", models.CharField(max_length=40)),
                ("name", models.CharField(max_length=120)),
                ("area", models.CharField(blank=True, help_text="The group a supervisor looks after.", max_length=80)),
                ("phone", models.CharField(blank=True, max_length=40)),
                ("is_active", models.BooleanField(default=True)),
                (
                    "analyst",
                    balance.tenancy.models.OwnedForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="analyzed_units",
                        to="accounts.membership",
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
                    "supervisor",
                    balance.tenancy.models.OwnedForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="supervised_units",
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
            name="SourceShare",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at_risk", balance.money_field.MoneyField()),
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
                    "source",
                    balance.tenancy.models.OwnedForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="shares",
                        to="budgets.source",
                    ),
                ),
                (
                    "unit",
                    balance.tenancy.models.OwnedForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="source_shares",
                        to="budgets.unit",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "base_manager_name": "objects",
            },
        ),
        migrations.CreateModel(
            name="Assignment",
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
                ("starts_on", models.DateField(blank=True, help_text="Empty: always.", null=True)),
                ("ends_on", models.DateField(blank=True, help_text="The last day. Empty: still.", null=True)),
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
                        related_name="assignments",
                        to="accounts.membership",
                    ),
                ),
                (
                    "unit",
                    balance.tenancy.models.OwnedForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="assignments",
                        to="budgets.unit",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "base_manager_name": "objects",
            },
        ),
        migrations.CreateModel(
            name="LineRule",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "dimension",
                    models.CharField(
                        choices=[
                            ("site", "Site"),
                            ("department", "Department"),
                            ("purpose", "Purpose"),
                            ("source", "Restricted source"),
                            ("pool", "Pool"),
                            ("pay", "Pay"),
                            ("account_type", "Account type"),
                        ],
                        max_length=20,
                    ),
                ),
                ("position", models.PositiveIntegerField()),
                ("conditions", models.JSONField(default=list)),
                ("target", models.CharField(max_length=80)),
                ("per", models.JSONField(default=list)),
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
                "constraints": [
                    models.UniqueConstraint(fields=("district", "dimension", "position"), name="line_rule_order"),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "dimension__in",
                                ["site", "department", "purpose", "source", "pool", "pay", "account_type"],
                            )
                        ),
                        name="line_rule_dimension_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Pool",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.CharField(max_length=80)),
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
            ],
            options={
                "abstract": False,
                "base_manager_name": "objects",
                "constraints": [models.UniqueConstraint(fields=("district", "code"), name="pool_once")],
            },
        ),
        migrations.CreateModel(
            name="Purpose",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.CharField(max_length=40)),
                ("name", models.CharField(max_length=120)),
                ("icon", models.CharField(default="package", max_length=40)),
                ("position", models.PositiveSmallIntegerField(default=0)),
                (
                    "once_a_year",
                    models.BooleanField(default=False, help_text="Bought once a year: paid early is no alarm."),
                ),
                (
                    "ahead_pct",
                    models.PositiveSmallIntegerField(blank=True, help_text="Empty: the district's limit.", null=True),
                ),
                (
                    "behind_pct",
                    models.PositiveSmallIntegerField(blank=True, help_text="Empty: the district's limit.", null=True),
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
                "constraints": [models.UniqueConstraint(fields=("district", "code"), name="purpose_once")],
            },
        ),
        migrations.AddConstraint(
            model_name="source",
            constraint=models.UniqueConstraint(fields=("district", "code"), name="source_once"),
        ),
        migrations.AddConstraint(
            model_name="source",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["grant", "gift", "activity", "food", "bond", "other"])),
                name="source_kind_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="unit",
            constraint=models.UniqueConstraint(fields=("district", "kind", "code"), name="unit_once"),
        ),
        migrations.AddConstraint(
            model_name="unit",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["site", "department"])), name="unit_kind_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="sourceshare",
            constraint=models.UniqueConstraint(fields=("district", "source", "unit"), name="source_share_once"),
        ),
        migrations.AddIndex(
            model_name="assignment",
            index=models.Index(fields=["district", "membership"], name="assignment_of_person"),
        ),
        migrations.AddConstraint(
            model_name="assignment",
            constraint=models.UniqueConstraint(fields=("district", "unit", "membership"), name="assignment_once"),
        ),
        migrations.AddConstraint(
            model_name="assignment",
            constraint=models.CheckConstraint(
                condition=models.Q(("role__in", ["owner", "assistant", "viewer", "supervisor"])),
                name="assignment_role_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="assignment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("starts_on", None), ("ends_on", None), ("starts_on__lte", models.F("ends_on")), _connector="OR"
                ),
                name="assignment_has_days",
            ),
        ),
    ]
