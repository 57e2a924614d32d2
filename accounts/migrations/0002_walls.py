"""Contacts and the audit trail belong to one district each; the app role's rights on what is shared."""

from django.db import migrations

from balance.tenancy.operations import CompositeForeignKey, GrantTables, OwnTable


class Migration(migrations.Migration):
    dependencies = [("accounts", "0001_people_and_districts")]

    operations = [
        GrantTables(["accounts_district", "accounts_user", "accounts_membership"], "select, insert, update"),
        OwnTable("Contact"),
        CompositeForeignKey("Contact", "membership_id", "Membership"),
        OwnTable("AuditEvent", app_may="select, insert"),
    ]
