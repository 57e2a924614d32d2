"""The one lock of a district's ledger."""

from django.db import connection

from balance.tenancy.scope import require_district_id

# Advisory lock class, beside the district's id. 7301 is that of the balance triggers.
LEDGER = 7302


def lock_ledger() -> None:
    """Waits until no other batch, roll or rule change of this district runs; held to the end of the transaction.

    New lines and new rules at the same time would miss each other, and two batches would take the same number:
    whoever comes second sees what the first did.
    """
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(%s, %s)", [LEDGER, require_district_id()])
