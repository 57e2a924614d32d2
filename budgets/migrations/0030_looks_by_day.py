"""Who looked in which month is found by the days, not by reading every look there is: the adoption report asks."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("budgets", "0029_checks_and_questions")]

    operations = [
        migrations.AddIndex(
            model_name="look",
            index=models.Index(fields=["district", "on"], include=("unit", "role"), name="look_of_day"),
        ),
    ]
