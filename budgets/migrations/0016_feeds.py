"""Loads of one feed follow each other: what each spoke of, by which profile, and when its bytes last came again."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("budgets", "0015_files_of_a_load")]

    operations = [
        migrations.AddField(
            model_name="import",
            name="confirmed_at",
            field=models.DateTimeField(blank=True, help_text="When the same bytes last came again.", null=True),
        ),
        migrations.AddField(
            model_name="import",
            name="feed",
            field=models.CharField(blank=True, max_length=120),
        ),
        migrations.AddField(
            model_name="import",
            name="profile_content",
            field=models.JSONField(default=dict),
        ),
        migrations.AddField(
            model_name="import",
            name="options",
            field=models.JSONField(default=dict, help_text="What else decided the result."),
        ),
        migrations.AddField(
            model_name="import",
            name="window",
            field=models.JSONField(default=dict),
        ),
    ]
