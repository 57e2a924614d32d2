"""The app role signs people in: it uses the tables of Django and allauth, and reads which migrations have run."""

from django.db import migrations

from balance.tenancy.operations import GrantTables


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0003_audit_only_grows"),
        ("account", "0009_emailaddress_unique_primary_email"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("sessions", "0001_initial"),
    ]

    operations = [
        GrantTables(["account_emailaddress", "account_emailconfirmation", "django_session"]),
        GrantTables(["django_content_type", "django_migrations"], "select"),
    ]
