"""The last day on which an owner looked is found without reading every look of the year: the list of all units asks."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("budgets", "0026_standings")]

    operations = [
        migrations.AddIndex(
            model_name="look",
            index=models.Index(
                condition=models.Q(("role", "owner")),
                fields=["district", "unit", "-on"],
                name="look_newest_of_owner",
            ),
        ),
    ]
