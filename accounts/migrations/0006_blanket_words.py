"""By which words a district's blanket orders are known: a ledger has no mark for them."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("accounts", "0005_pay_details")]

    operations = [
        migrations.AddField(
            model_name="district",
            name="blanket_words",
            field=models.CharField(
                blank=True,
                db_default="blanket",
                default="blanket",
                help_text="Orders that say one of these words, or whose number begins with one, stay open all year.",
                max_length=200,
            ),
        ),
    ]
