"""A load may be made of several files: what stood in two columns for one of them is a list."""

from django.db import migrations, models

# Forced row-level security binds the owner too: without lifting it the update would see no row at all.
TO_LIST = """
alter table budgets_import no force row level security;
update budgets_import set files = jsonb_build_array(
    jsonb_build_object('name', file_name, 'sha256', file_sha256, 'bytes', null))
where file_name <> '' or file_sha256 <> '';
alter table budgets_import force row level security;
"""
FROM_LIST = """
alter table budgets_import no force row level security;
update budgets_import set file_name = coalesce(files -> 0 ->> 'name', ''),
                          file_sha256 = coalesce(files -> 0 ->> 'sha256', '');
alter table budgets_import force row level security;
"""


class Migration(migrations.Migration):
    dependencies = [("budgets", "0014_journal_defaults")]

    operations = [
        migrations.AddField(
            model_name="import",
            name="files",
            field=models.JSONField(default=list, help_text="Name, SHA-256 and bytes of each, in order."),
        ),
        migrations.RunSQL(TO_LIST, FROM_LIST),
        migrations.RemoveField(model_name="import", name="file_name"),
        migrations.RemoveField(model_name="import", name="file_sha256"),
    ]
