"""Whether a member was shown around, or did not want to be: the guided first visit is offered only until then."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0006_blanket_words"),
    ]

    operations = [
        migrations.AddField(
            model_name="membership",
            name="shown_around_at",
            field=models.DateTimeField(
                blank=True,
                help_text="When the guided first visit was finished or declined. Empty: it is offered.",
                null=True,
            ),
        ),
    ]
