"""After a load: index-only scans and the planner know the new rows at once, and not when autovacuum comes by."""

from django.db import connection

# Never cut the end of a table off: that alone needs a lock that readers would wait for.
VACUUM = """
vacuum (analyze, skip_locked, truncate off)
    budgets_transaction, budgets_linebalance, budgets_orderbalance, budgets_line, budgets_reportedbalance
"""
KNOWS_MAINTAIN = 170000


def vacuum() -> None:
    """VACUUM and ANALYZE of what loads fill. Not inside a transaction, where it cannot be; there it does nothing.

    Before PostgreSQL 17 only a table's owner may: autovacuum does it a little later.
    """
    if connection.in_atomic_block:
        return
    with connection.cursor() as cursor:
        cursor.execute("select current_setting('server_version_num')::int")
        if cursor.fetchone()[0] >= KNOWS_MAINTAIN:
            cursor.execute(VACUUM)
