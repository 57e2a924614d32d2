"""Reads in plain SQL, for pages that everybody opens: the ORM's time to write its SQL was most of theirs.

Each text names the district itself, beside row-level security, as the ORM's wall would. On a connection that is kept,
each text is planned once and then only executed: planning was a tenth of a page. A connection for one request
(CONN_MAX_AGE=0, as behind a pooler in transaction mode) prepares nothing.
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import Any
from weakref import WeakKeyDictionary

from django.db import connection

from balance.tenancy.scope import require_district_id

_PLACE = re.compile(r"%\((\w+)\)s")
MOST_PREPARED = 400
AT_ONCE = 2_000
# The statements that each connection of the driver has prepared: text → name. Gone with the connection.
_prepared: "WeakKeyDictionary[Any, dict[str, str]]" = WeakKeyDictionary()


def read(sql: str, **values: Any) -> list[tuple[Any, ...]]:
    """All rows of one statement over the current district, which `sql` names as `%(district)s`.

    Where PostgreSQL cannot tell a value's type from its place, the text casts it. Raises NoDistrictScope outside of
    any.
    """
    values = {"district": require_district_id(), **values}
    with connection.cursor() as cursor:
        if connection.settings_dict["CONN_MAX_AGE"] == 0 or not _may_prepare(sql):
            cursor.execute(sql, values)
        else:
            names = _places(sql)[1]
            places = f"({', '.join(['%s'] * len(names))})" if names else ""
            cursor.execute(f"execute {_name(sql)} {places}", [values[name] for name in names])
        rows: list[tuple[Any, ...]] = cursor.fetchall()
    return rows


def read_planned(sql: str, **values: Any) -> list[tuple[Any, ...]]:
    """As `read`, but planned for these very values: a search for one vendor and one for every amount over a dollar
    need plans of their own.
    """
    with connection.cursor() as cursor:
        cursor.execute(sql, {"district": require_district_id(), **values})
        rows: list[tuple[Any, ...]] = cursor.fetchall()
    return rows


def read_each(sql: str, **values: Any) -> Iterator[tuple[Any, ...]]:
    """The same rows one by one, for files of any length: a cursor of the server brings AT_ONCE of them at a time.

    All rows are of one moment. They end with the scope: read them inside it.
    """
    with connection.chunked_cursor() as cursor:
        cursor.execute(sql, {"district": require_district_id(), **values})
        while rows := cursor.fetchmany(AT_ONCE):
            yield from rows


def _may_prepare(sql: str) -> bool:
    """Whether this connection knows the text, or has room for one more: a search can put together thousands."""
    known = _prepared.get(connection.connection, {})
    return sql in known or len(known) < MOST_PREPARED


def _name(sql: str) -> str:
    """The name under which this connection knows the statement; prepares it at its first use."""
    known = _prepared.setdefault(connection.connection, {})
    if sql not in known:
        name = f"read_{len(known)}"
        # Outlives a rollback, as the dictionary does; by the driver's own cursor, for it is no statement of a page.
        with connection.wrap_database_errors, connection.connection.cursor() as cursor:
            cursor.execute(f"prepare {name} as {_places(sql)[0]}")
        known[sql] = name
    return known[sql]


@cache
def _places(sql: str) -> tuple[str, tuple[str, ...]]:
    """The text with numbered places, and the names in their order."""
    names = tuple(dict.fromkeys(_PLACE.findall(sql)))
    return _PLACE.sub(lambda place: f"${names.index(place[1]) + 1}", sql), names
