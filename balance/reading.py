"""Reads in plain SQL, for pages that everybody opens: the ORM's time to write its SQL was most of theirs.

Each text names the district itself, beside row-level security, as the ORM's wall would.
"""

from typing import Any

from django.db import connection

from balance.tenancy.scope import require_district_id


def read(sql: str, **values: Any) -> list[tuple[Any, ...]]:
    """All rows of one statement over the current district, which `sql` names as `%(district)s`.

    Raises NoDistrictScope outside of any.
    """
    with connection.cursor() as cursor:
        cursor.execute(sql, {"district": require_district_id(), **values})
        rows: list[tuple[Any, ...]] = cursor.fetchall()
    return rows
