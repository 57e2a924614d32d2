"""An audit event is never changed or removed, whoever tries."""

from django.db import migrations

REFUSE = """
create function accounts_auditevent_refuse() returns trigger language plpgsql as $$
begin
    raise exception 'the audit trail only grows' using errcode = 'restrict_violation';
end $$;
create trigger only_grows before update or delete on accounts_auditevent
    for each statement execute function accounts_auditevent_refuse();
"""
ALLOW = """
drop trigger only_grows on accounts_auditevent;
drop function accounts_auditevent_refuse();
"""


class Migration(migrations.Migration):
    dependencies = [("accounts", "0002_walls")]

    operations = [migrations.RunSQL(REFUSE, ALLOW)]
