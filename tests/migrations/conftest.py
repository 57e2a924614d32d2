"""The tables' owner in the place of the app, for laws that bind whoever writes."""

from collections.abc import Callable, Iterator

import pytest
from django.db import connections


@pytest.fixture
def as_owner(db: None) -> Iterator[Callable[[str], None]]:
    """The owner's connection, in a transaction that is taken back, is the default one. Yields how to change a table."""
    app_role, owner = connections["default"], connections["owner"]

    def change(statement: str) -> None:
        with owner.cursor() as cursor:
            cursor.execute("set local lock_timeout = '10s'")
            # A table with checks that wait for the end of the transaction cannot be altered.
            cursor.execute("set constraints all immediate")
            cursor.execute(statement)

    connections["default"] = owner
    yield change
    connections["default"] = app_role
