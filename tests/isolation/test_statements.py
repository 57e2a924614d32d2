"""Row-level security by plain SQL as the app role: every owned table × every kind of statement × every context.

The ORM plays no part here. The contexts are what `balance.district` can hold: nothing, rubbish, a district that does
not exist, ours, theirs. What a statement may do to the other district's rows is: nothing.
"""

import io

import psycopg2
import pytest
from django.db import Error, connection, connections, transaction
from django.db.models import sql
from psycopg2.extras import Json

from accounts.models import District
from tests.isolation.rows import OWNED, OWNED_TABLES, content, fetch, filled, set_context

NOBODYS = ("", "0", "-1", "2147483647")
RUBBISH = (" ", "abc", "1;2", "1 or true", "1.5", "99999999999999999999", "null", "'")


@pytest.fixture
def pair(db):
    """The ids of our district and theirs."""
    cast = filled()
    return cast.ours.district.pk, cast.theirs.district.pk


def outcome(statement, params=None, copy_from=None):
    """What becomes of a statement, in a savepoint that is taken back: its row count, or why it was refused."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            transaction.set_rollback(True)
            if copy_from is None:
                cursor.cursor.execute(statement, params)
            else:
                cursor.copy_expert(statement, io.StringIO(copy_from))
            return cursor.rowcount
    except psycopg2.Error as error:
        for words in ("row-level security policy", "permission denied", "COPY FROM not supported with row-level"):
            if words in str(error):
                return words
        return error.pgcode


def columns(table, without=()):
    with connection.cursor() as cursor:
        names = [column.name for column in connection.introspection.get_table_description(cursor, table)]
    return [name for name in names if name not in without]


def a_copy_for(table, district_id):
    """INSERT of an own row again, as if it were of `district_id`. A key of a sequence is drawn anew."""
    names = columns(table, without=("id",))
    values = [str(district_id) if name == "district_id" else f't."{name}"' for name in names]
    quoted = ", ".join(f'"{name}"' for name in names)
    return f'insert into "{table}" ({quoted}) select {", ".join(values)} from "{table}" t limit 1'


def copied(statement):
    out = io.StringIO()
    with connection.cursor() as cursor:
        cursor.copy_expert(statement, out)
    return out.getvalue().splitlines()


def may(table, right):
    kind = "table" if right == "delete" else "any_column"
    return fetch(f"select has_{kind}_privilege(%s, %s)", [table, right])[0][0]


def each_table(value):
    return dict.fromkeys(OWNED_TABLES, value)


def test_every_owned_table_has_rows_of_both_districts(pair):
    assert {table for one in pair for table, rows in content(one).items() if not rows} == set()
    assert len(OWNED) == len(set(OWNED_TABLES)) > 20


READS = {
    "plain": 'select 1 from "{table}" where district_id = {other}',
    "or": 'select 1 from "{table}" where district_id = {other} or (district_id = {other} and true)',
    "join": 'select 1 from accounts_district d join "{table}" t on t.district_id = d.id where d.id = {other}',
    "outer join": 'select 1 from accounts_district d left join "{table}" t on t.district_id = d.id'
    " where d.id = {other} and t.district_id is not null",
    "with": 'with x as (select * from "{table}") select 1 from x where district_id = {other}',
    "lateral": 'select 1 from accounts_district d, lateral (select 1 from "{table}" t where t.district_id = d.id) x'
    " where d.id = {other}",
    # Divides by zero if the condition is ever asked of a foreign row.
    "error": 'select 1 from "{table}" where 1 / (district_id - {other}) is null',
    "lock": 'select 1 from "{table}" where district_id = {other} for share',
}


def test_own_context_reads_own_rows_only(pair):
    for own, other in (pair, pair[::-1]):
        set_context(str(own))
        seen = {table: fetch(f'select distinct district_id from "{table}"') for table in OWNED_TABLES}
        assert seen == each_table([(own,)])
        for name, statement in READS.items():
            found = {table: outcome(statement.format(table=table, other=other)) for table in OWNED_TABLES}
            locks = {
                table: 0 if name != "lock" or may(table, "update") else "permission denied" for table in OWNED_TABLES
            }
            assert found == locks, name


def test_the_same_statements_reach_own_rows(pair):
    """Else a statement above could find nothing for another reason than the wall."""
    own = pair[0]
    set_context(str(own))
    for name, statement in READS.items():
        found = outcome(statement.format(table="budgets_unit", other=own))
        assert found == ("22012" if name == "error" else 3), name
    for name, statement in WRITES.items():
        assert outcome(statement.format(table="budgets_sourceshare", column="at_risk", other=own)) == 1, name


def test_copy_to_a_client_holds_own_rows_only(pair):
    for own in pair:
        set_context(str(own))
        for table in OWNED_TABLES:
            rows = {len(copied(f"copy {source} to stdout")) for source in (f'"{table}"', f'(select * from "{table}")')}
            assert rows == {fetch(f'select count(*) from "{table}" where district_id = %s', [own])[0][0]}, table


def test_context_of_nobody_reads_nothing_and_rubbish_is_an_error(pair):
    for value in NOBODYS:
        set_context(value)
        assert {table: outcome(f'select 1 from "{table}"') for table in OWNED_TABLES} == each_table(0), repr(value)
        assert {table: copied(f'copy "{table}" to stdout') for table in OWNED_TABLES} == each_table([]), repr(value)
    for value in RUBBISH:
        set_context(value)
        codes = {outcome(f'select 1 from "{table}"') for table in OWNED_TABLES}
        assert codes <= {"22P02", "22003"}, repr(value)  # not a number; out of range


WRITES = {
    "update": 'update "{table}" set {column} = {column} where district_id = {other}',
    "delete": 'delete from "{table}" where district_id = {other}',
    "merge, update": 'merge into "{table}" t using (select {other} as d) s on t.district_id = s.d'
    " when matched then update set {column} = t.{column}",
    "merge, delete": 'merge into "{table}" t using (select {other} as d) s on t.district_id = s.d'
    " when matched then delete",
}


# Where the app may change some columns only, one of them stands for all.
MAY_CHANGE = {"budgets_transaction": "superseded_by_import_id", "budgets_question": "sent_at"}


def test_no_statement_touches_the_other_districts_rows(pair):
    ours, theirs = pair
    before = content(theirs)
    for context in (str(ours), *NOBODYS):
        set_context(context)
        for name, statement in WRITES.items():
            right = name.rpartition(" ")[2]
            found, expected = {}, {}
            for table in OWNED_TABLES:
                column = MAY_CHANGE.get(table, "district_id")
                found[table] = outcome(statement.format(table=table, column=column, other=theirs))
                expected[table] = 0 if may(table, right) else "permission denied"
            assert found == expected, (context, name)
    assert content(theirs) == before


def test_no_row_is_written_into_the_other_district(pair):
    ours, theirs = pair
    before = content(theirs)
    set_context(str(ours))
    for ending in ("", " on conflict do nothing", " returning district_id"):
        found = {table: outcome(a_copy_for(table, theirs) + ending) for table in OWNED_TABLES}
        assert found == each_table("row-level security policy"), ending
    moved, whole = {}, {}
    for table in OWNED_TABLES:
        moved[table] = outcome(f'update "{table}" set district_id = {theirs}')
        whole[table] = fetch("select has_column_privilege(%s, 'district_id', 'update')", [table])[0][0]
    assert moved == {
        table: "row-level security policy" if allowed else "permission denied" for table, allowed in whole.items()
    }
    copies = {table: outcome(f'copy "{table}" from stdin', copy_from="") for table in OWNED_TABLES}
    assert copies == each_table("COPY FROM not supported with row-level")
    assert {table: outcome(f'truncate "{table}" cascade') for table in OWNED_TABLES} == each_table("permission denied")
    assert content(theirs) == before


def test_the_same_row_may_be_written_at_home(pair):
    """Else the refusals above could have another cause: what a copy breaks at home is a unique rule at most."""
    set_context(str(pair[0]))
    found = {table: outcome(a_copy_for(table, pair[0])) for table in OWNED_TABLES}
    assert set(found.values()) == {1, "23505"}


def test_without_a_district_no_row_is_written_at_all(pair):
    rows = {}
    set_context(str(pair[0]))
    for table in OWNED_TABLES:
        row = fetch(f'select * from "{table}" limit 1')[0]
        rows[table] = [Json(value) if isinstance(value, dict) else value for value in row]
    for value in NOBODYS:
        set_context(value)
        found = {}
        for table, row in rows.items():
            marks = ", ".join(["%s"] * len(row))
            found[table] = outcome(f'insert into "{table}" overriding system value values ({marks})', row)
        assert found == each_table("row-level security policy"), repr(value)


def test_model_without_the_orms_filter_finds_no_foreign_row(pair):
    for model in OWNED:
        rows = model._meta.base_manager.all()
        rows.query = sql.Query(model)
        for district_id in pair:
            set_context(str(district_id))
            assert {row.district_id for row in rows.all()} == {district_id}, model
        set_context("")
        assert list(rows.all()) == [], model


def test_function_of_ones_own_never_gets_a_foreign_row_to_look_at(pair):
    """The app may make temporary functions; one that is cheap would run before the policy if that were no barrier."""
    ours, _ = pair
    set_context(str(ours))
    with connection.cursor() as cursor:
        cursor.execute(
            "create function pg_temp.peek(text) returns boolean language plpgsql cost 0.0000001"
            " as $$ begin raise notice 'seen %', $1; return true; end $$"
        )
        del connection.connection.notices[:]
        cursor.execute("select count(*) from budgets_unit where pg_temp.peek(name)")
        assert cursor.fetchone() == (3,)
    seen = connection.connection.notices
    assert len(seen) == 3
    assert all("JUNIPERMARK" in notice for notice in seen)


@pytest.mark.django_db(transaction=True)
def test_connection_that_never_entered_a_district_reads_nothing():
    filled()
    fresh = connections["default"].copy()
    try:
        with fresh.cursor() as cursor:
            cursor.execute("select current_setting('balance.district', true)")
            assert cursor.fetchone() == (None,)
            for table in OWNED_TABLES:
                cursor.execute(f'select count(*) from "{table}"')
                assert cursor.fetchone() == (0,), table
    finally:
        fresh.close()
    assert District.objects.count() == 2


def test_a_wrong_statement_is_not_taken_for_a_refused_one(pair):
    assert outcome("select 1 from budgets_nothing") == "42P01"
    with pytest.raises(Error):
        fetch("select 1 from budgets_nothing")
