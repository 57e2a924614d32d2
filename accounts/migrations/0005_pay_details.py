"""Whether a district keeps payees and descriptions of its pay lines; none does until it says so."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0004_rights_on_packages_tables"),
    ]

    operations = [
        migrations.AddField(
            model_name="district",
            name="keeps_pay_details",
            field=models.BooleanField(
                db_default=False,
                default=False,
                help_text="Payees and descriptions of pay lines are stored. Off: one sum per row, no names.",
            ),
        ),
    ]
