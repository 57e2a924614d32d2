import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("budgets", "0003_purposes_and_sources"),
    ]

    operations = [
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
    ]
