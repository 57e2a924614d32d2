"""How things are done in a district, and answers to what many ask, in its own words."""

import django.db.models.deletion
from django.db import migrations, models

import balance.tenancy.models
from balance.tenancy.operations import CompositeForeignKey, OwnTable


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0007_shown_around"),
        ("budgets", "0024_baselines"),
    ]

    operations = [
        migrations.CreateModel(
            name="CommonQuestion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveSmallIntegerField()),
                ("heading", models.CharField(max_length=80)),
                ("question", models.CharField(max_length=200)),
                ("answer", models.TextField()),
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
                "constraints": [models.UniqueConstraint(fields=("district", "question"), name="common_question_once")],
            },
        ),
        migrations.CreateModel(
            name="HowWeDoIt",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "act",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("order", "Order something"),
                            ("receive", "Say that it came"),
                            ("card", "Use the purchase card"),
                            ("pay-back", "Pay somebody back"),
                            ("move-money", "Move money"),
                            ("wrong-charge", "Fix a wrong charge"),
                            ("close-order", "Close an order"),
                            ("gift", "Accept a gift"),
                            ("year-end", "Finish the year"),
                        ],
                        max_length=20,
                    ),
                ),
                ("text", models.TextField()),
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
                    "purpose",
                    balance.tenancy.models.OwnedForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="budgets.purpose",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "base_manager_name": "objects",
                "constraints": [
                    models.UniqueConstraint(fields=("district", "purpose"), name="how_once_per_purpose"),
                    models.UniqueConstraint(
                        condition=models.Q(("act", ""), _negated=True),
                        fields=("district", "act"),
                        name="how_once_per_act",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                (
                                    "act__in",
                                    [
                                        "order",
                                        "receive",
                                        "card",
                                        "pay-back",
                                        "move-money",
                                        "wrong-charge",
                                        "close-order",
                                        "gift",
                                        "year-end",
                                    ],
                                ),
                                ("purpose", None),
                            ),
                            models.Q(("act", ""), ("purpose__isnull", False)),
                            _connector="OR",
                        ),
                        name="how_of_one_thing",
                    ),
                ],
            },
        ),
        OwnTable("CommonQuestion"),
        OwnTable("HowWeDoIt"),
        CompositeForeignKey("HowWeDoIt", "purpose_id", "Purpose"),
    ]
