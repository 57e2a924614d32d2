"""After a load: index-only scans and the planner know the new rows at once, and not when autovacuum comes by."""

from contextlib import suppress

from django.db import DatabaseError, connection

# Never cut the end of a table off: that alone needs a lock that readers would wait for.
VACUUM = """
vacuum (analyze, skip_locked, truncate off)
    budgets_transaction, budgets_linebalance, budgets_orderbalance, budgets_line, budgets_reportedbalance
"""
KNOWS_MAINTAIN = 170000


def vacuum() -> None:
    """VACUUM and ANALYZE of what loads fill. Not inside a transaction, where it cannot be; there it does nothing.

    Before PostgreSQL 17 only a table's owner may: autovacuum does it a little later. So it does where this fails: the
    load is published by then, and nobody must be told otherwise.
    """
    if connection.in_atomic_block:
        return
    with suppress(DatabaseError), connection.cursor() as cursor:
        cursor.execute("select current_setting('server_version_num')::int")
        if cursor.fetchone()[0] >= KNOWS_MAINTAIN:
            cursor.execute(VACUUM)
