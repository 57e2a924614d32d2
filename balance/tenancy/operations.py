"""Migration operations that build the walls in the database.

They act on PostgreSQL only and on no Django state: what a model looks like to Django does not change.
"""

from collections.abc import Sequence
from typing import Any

from django.db import connections
from django.db.migrations.operations.base import Operation

POLICY = "district_id = (select nullif(current_setting('balance.district', true), '')::int)"
READ_WRITE = "select, insert, update, delete"


def app_role() -> str:
    """The role that web, workers and tests connect as; every grant names it."""
    return str(connections["default"].settings_dict["USER"])


class _TableOperation(Operation):
    """An operation of SQL alone on the table of one model."""

    reduces_to_sql = True
    reversible = True
    atomic = True

    def state_forwards(self, app_label: str, state: Any) -> None:
        """Django's picture of the model stays as it was."""

    def _table(self, app_label: str, state: Any, name: str) -> str:
        app, _, model = name.rpartition(".")
        return str(state.apps.get_model(app or app_label, model)._meta.db_table)


class OwnTable(_TableOperation):
    """Turns a table into a district's: row-level security on and forced, one policy, the app role's rights.

    `app_may` lists the rights of the app role; a column list such as `update (state)` is allowed. `unique_id` adds
    the (district_id, id) that composite references point to (off where the primary key says it already).
    """

    def __init__(self, model: str, app_may: str = READ_WRITE, unique_id: bool = True) -> None:
        self.model, self.app_may, self.unique_id = model, app_may, unique_id

    def database_forwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        table = self._table(app_label, to_state, self.model)
        if self.unique_id:
            schema_editor.execute(f'alter table "{table}" add constraint "{table}_own" unique (district_id, id)')
        schema_editor.execute(f'alter table "{table}" enable row level security')
        schema_editor.execute(f'alter table "{table}" force row level security')
        schema_editor.execute(f'create policy district on "{table}" using ({POLICY}) with check ({POLICY})')
        _grant(schema_editor, table, self.app_may)

    def database_backwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        table = self._table(app_label, from_state, self.model)
        schema_editor.execute(f'revoke all on "{table}" from "{app_role()}"')
        schema_editor.execute(f'drop policy district on "{table}"')
        schema_editor.execute(f'alter table "{table}" no force row level security')
        schema_editor.execute(f'alter table "{table}" disable row level security')
        if self.unique_id:
            schema_editor.execute(f'alter table "{table}" drop constraint "{table}_own"')

    def describe(self) -> str:
        return f"Give {self.model} to the districts (row-level security, rights of the app role)"


class CompositeForeignKey(_TableOperation):
    """(district_id, column) → (district_id, id): a row can name rows of its own district only.

    FORCE row-level security binds the owner too, so that a check over existing rows would see none and end
    validated. It is lifted on both tables while the constraint is added, inside the migration's transaction.
    """

    def __init__(self, model: str, column: str, to: str, to_column: str = "id") -> None:
        self.model, self.column, self.to, self.to_column = model, column, to, to_column

    def _name(self, table: str) -> str:
        return f"{table}_{self.column}_own_fk"[:63]

    def database_forwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        table, target = (self._table(app_label, to_state, name) for name in (self.model, self.to))
        owned = [name for name in {table, target} if _is_forced(schema_editor, name)]
        for name in owned:
            schema_editor.execute(f'alter table "{name}" no force row level security')
        schema_editor.execute(
            f'alter table "{table}" add constraint "{self._name(table)}"'
            f' foreign key (district_id, "{self.column}") references "{target}" (district_id, "{self.to_column}")'
        )
        for name in owned:
            schema_editor.execute(f'alter table "{name}" force row level security')

    def database_backwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        table = self._table(app_label, from_state, self.model)
        schema_editor.execute(f'alter table "{table}" drop constraint "{self._name(table)}"')

    def describe(self) -> str:
        return f"Tie {self.model}.{self.column} to {self.to} inside the district"


class GrantTables(_TableOperation):
    """Gives the app role rights on tables that belong to no district (users, sessions, another package's)."""

    def __init__(self, tables: Sequence[str], app_may: str = READ_WRITE) -> None:
        self.tables, self.app_may = list(tables), app_may

    def database_forwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        for table in self.tables:
            _grant(schema_editor, table, self.app_may)

    def database_backwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        for table in self.tables:
            schema_editor.execute(f'revoke all on "{table}" from "{app_role()}"')

    def describe(self) -> str:
        return f"Let the app role {self.app_may} {', '.join(self.tables)}"


def _grant(schema_editor: Any, table: str, rights: str) -> None:
    role = app_role()
    schema_editor.execute(f'grant {rights} on "{table}" to "{role}"')
    with schema_editor.connection.cursor() as cursor:
        cursor.execute("select 1 from pg_class where relname = %s and relkind = 'S'", [f"{table}_id_seq"])
        if cursor.fetchone() and "insert" in rights:
            cursor.execute(f'grant usage on sequence "{table}_id_seq" to "{role}"')


def _is_forced(schema_editor: Any, table: str) -> bool:
    with schema_editor.connection.cursor() as cursor:
        cursor.execute("select relforcerowsecurity from pg_class where oid = %s::regclass", [f'"{table}"'])
        return bool(cursor.fetchone()[0])
