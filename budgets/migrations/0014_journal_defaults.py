"""What a row of the journal leaves out is empty in the database too, for whoever writes it."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("budgets", "0013_balances_by_triggers"),
    ]

    operations = [
        migrations.AlterField(
            model_name="transaction",
            name="description",
            field=models.CharField(blank=True, db_default="", default="", max_length=255),
        ),
        migrations.AlterField(
            model_name="transaction",
            name="document",
            field=models.CharField(blank=True, db_default="", default="", max_length=60),
        ),
        migrations.AlterField(
            model_name="transaction",
            name="order_number",
            field=models.CharField(blank=True, db_default="", default="", max_length=60),
        ),
        migrations.AlterField(
            model_name="transaction",
            name="row",
            field=models.PositiveIntegerField(db_default=0, default=0, help_text="Row of the file, from 1."),
        ),
    ]
