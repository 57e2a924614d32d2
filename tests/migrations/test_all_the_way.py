"""All migrations forwards, backwards and forwards again, as the owner, on a database of their own."""

from contextlib import closing

import pytest
from django.db import connections
from django.db.migrations.executor import MigrationExecutor

pytestmark = pytest.mark.django_db  # else, run alone, there would be no test database beside which to make one

# Everything that a migration can make, as text: tables, columns, constraints, indexes, policies, rights, triggers.
SCHEMA = r"""
select 'table ' || c.relname || ' ' || c.relrowsecurity || ' ' || c.relforcerowsecurity || ' '
       || coalesce(array_to_string(c.reloptions, ','), '') || ' '
       || coalesce((select string_agg(g::text, ' ' order by g::text) from unnest(c.relacl) g), '')
from pg_class c where relnamespace = 'public'::regnamespace and relkind in ('r', 'v', 'm', 'S')
union all
select 'column ' || c.relname || '.' || a.attname || ' ' || format_type(a.atttypid, a.atttypmod) || ' ' || a.attnotnull
       || ' ' || coalesce(pg_get_expr(d.adbin, d.adrelid), '') || ' ' || coalesce(a.attacl::text, '')
from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
where relnamespace = 'public'::regnamespace and relkind = 'r'
union all
select 'constraint ' || conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(oid)
from pg_constraint where connamespace = 'public'::regnamespace
union all
select 'index ' || indexdef from pg_indexes where schemaname = 'public'
union all
select 'policy ' || tablename || ' ' || policyname || ' ' || cmd || ' ' || qual || ' ' || with_check from pg_policies
union all
select 'trigger ' || pg_get_triggerdef(oid) from pg_trigger where not tgisinternal
union all
select 'function ' || pg_get_functiondef(oid) from pg_proc where pronamespace = 'public'::regnamespace
order by 1
"""


@pytest.fixture
def scratch(django_db_setup, django_db_blocker):
    """An empty database of the owner's, gone after the test."""
    owner = connections["owner"]
    name = f"{owner.settings_dict['NAME']}_all_the_way"
    with django_db_blocker.unblock(), owner._nodb_cursor() as cursor:
        cursor.execute(f'drop database if exists "{name}"')
        cursor.execute(f'create database "{name}"')
        connection = owner.copy()
        connection.settings_dict["NAME"] = name
        with closing(connection):
            yield connection
        cursor.execute(f'drop database "{name}"')


def schema(connection):
    with connection.cursor() as cursor:
        cursor.execute(SCHEMA)
        return [text for (text,) in cursor.fetchall()]


def migrate(connection, targets=None):
    executor = MigrationExecutor(connection)
    executor.migrate(executor.loader.graph.leaf_nodes() if targets is None else targets)


def test_every_migration_forwards_backwards_and_forwards_again(scratch):
    migrate(scratch)
    first = schema(scratch)
    assert len(first) > 400
    migrate(scratch, [("budgets", None), ("accounts", None)])
    left = [text for text in schema(scratch) if any(word in text for word in ("budgets", "accounts", "account_"))]
    assert left == []
    assert [text for text in schema(scratch) if text.startswith(("function", "trigger", "policy"))] == []
    migrate(scratch)
    assert schema(scratch) == first
