"""After a load: index-only scans and the planner know the new rows at once, and not when autovacuum comes by."""

from contextlib import nullcontext, suppress

from django.db import Error, connection

FILLED = "budgets_transaction, budgets_linebalance, budgets_orderbalance, budgets_line, budgets_reportedbalance"
# Never cut the end of a table off: that alone needs a lock that readers would wait for.
VACUUM = f"vacuum (analyze, skip_locked, truncate off) {FILLED}"
VACUUM_ALONE = f"vacuum (skip_locked, truncate off) {FILLED}"
ANALYZE = f"analyze {FILLED}"
KNOWS_MAINTAIN = 170000


def vacuum(*, few_rows: bool = False) -> None:
    """VACUUM and ANALYZE of what loads fill. Inside a transaction, where VACUUM cannot be, ANALYZE alone.

    `few_rows`: so little was changed that the planner's estimates stay as they are, and VACUUM is enough. Small changes
    are counted by autovacuum, which analyzes the table when they have become a tenth of it.

    Before PostgreSQL 17 only a table's owner may: autovacuum does it a little later. So it does where this fails: the
    load is published by then, and nobody must be told otherwise.
    """
    inside = connection.in_atomic_block
    # An error inside a transaction ends it, and is the caller's to know.
    with nullcontext() if inside else suppress(Error), connection.cursor() as cursor:
        cursor.execute("select current_setting('server_version_num')::int")
        if cursor.fetchone()[0] < KNOWS_MAINTAIN:
            return
        if inside:
            cursor.execute(ANALYZE)
        elif few_rows:
            cursor.execute(VACUUM_ALONE)
        else:
            cursor.execute(VACUUM)
