"""Composite keys: a row can name rows of its own district only, whoever writes it and by whatever statement."""

import psycopg2
import pytest
from django.db import IntegrityError, connection, transaction

from budgets.models import Line, Transaction
from tests.isolation.catalog import references
from tests.isolation.rows import fetch, filled, set_context
from tests.isolation.test_statements import columns

REFERENCES = [tuple(text.replace(".", " ").split()) for text in references()]


@pytest.fixture
def pair(db):
    cast = filled()
    return cast.ours.district.pk, cast.theirs.district.pk


def write(table, column, value):
    """One own row names `value`: by UPDATE where the app may, else by an INSERT of the row again. What is said."""
    if fetch("select has_column_privilege(%s, %s, 'update')", [table, column])[0][0]:
        statement = f'update "{table}" set "{column}" = %s where ctid = (select min(ctid) from "{table}")'
    else:
        names = columns(table, without=("id", column))
        quoted = ", ".join(f'"{name}"' for name in names)
        statement = f'insert into "{table}" ({quoted}, "{column}") select {quoted}, %s from "{table}" limit 1'
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            transaction.set_rollback(True)
            cursor.cursor.execute(statement, [value])
            return cursor.rowcount
    except psycopg2.errors.ForeignKeyViolation as error:
        return error.diag.constraint_name


def key_of(table, district_id):
    set_context(str(district_id))
    return fetch(f'select min(id) from "{table}" where district_id = %s', [district_id])[0][0]


def test_no_row_names_a_row_of_the_other_district(pair):
    ours, theirs = pair
    said, expected = {}, {}
    for table, column, target in REFERENCES:
        foreign = key_of(target, theirs)
        set_context(str(ours))
        said[table, column] = write(table, column, foreign)
        expected[table, column] = f"{table}_{column}_own_fk"
    # A balance is made for the line by trigger, and refused first.
    expected["budgets_transaction", "line_id"] = said["budgets_transaction", "line_id"]
    assert said["budgets_transaction", "line_id"] in {
        "budgets_transaction_line_id_own_fk",
        "budgets_linebalance_line_id_own_fk",
    }
    assert said == expected
    assert len(said) == len(REFERENCES) == 44


def test_a_row_may_name_a_row_of_its_own_district(pair):
    """Else the refusals above could have another cause."""
    own = {}
    for table, column, target in REFERENCES:
        value = key_of(target, pair[0])
        try:
            own[table, column] = write(table, column, value)
        except psycopg2.errors.UniqueViolation:
            own[table, column] = 1
    assert own == dict.fromkeys(own, 1)


def test_policy_hides_the_foreign_row_and_the_key_refuses_it_although_it_exists(pair):
    """PostgreSQL looks up a reference past the policies: with the district in the key this tells nobody anything."""
    ours, theirs = pair
    foreign = key_of("budgets_unit", theirs)
    set_context(str(ours))
    nobody = 2**40
    assert write("budgets_line", "site_id", foreign) == write("budgets_line", "site_id", nobody)


def test_row_that_others_name_is_not_deleted_from_under_them(pair):
    set_context(str(pair[0]))
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("delete from budgets_unit")


def test_models_own_references_have_no_key_of_one_column():
    """Django's own key would let a row name another district's."""
    for model in (Line, Transaction):
        for field in model._meta.concrete_fields:
            if field.is_relation and field.name not in ("district", "by"):
                assert (field.name, field.db_constraint) == (field.name, False)
