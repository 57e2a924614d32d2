"""A published row is never changed and never goes, whoever tries: the app has no right to, the owner no way."""

import pytest
from django.db import Error, connection, transaction

from budgets.models import Transaction
from tests.budgets.ledger import supersede

COLUMNS = sorted(field.column for field in Transaction._meta.concrete_fields)
CHANGES = {
    "district_id": "district_id + 1",
    "id": "id + 1000000",
    "line_id": "line_id + 1",
    "measure": "'budget'",
    "kind": "'refund'",
    "amount": "amount + 1",
    "posted_on": "date '2026-01-01'",
    "period": "3",
    "order_number": "'x'",
    "document": "'x'",
    "vendor_id": "1",
    "description": "'x'",
    "origin_year": "2020",
    "import_id": "import_id + 1",
    "row": '"row" + 1',
}


def code(statement):
    """The SQLSTATE of what a statement raises, in a savepoint; None if it runs."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
            transaction.set_rollback(True)
    except Error as error:
        return error.__cause__.pgcode
    return None


def test_changes_cover_every_column_but_the_one_that_may_change():
    assert sorted([*CHANGES, "superseded_by_import_id"]) == COLUMNS


def test_app_may_change_nothing_but_what_superseded_a_row(books):
    books.post("A expenditure payment 1")
    said = {column: code(f'update budgets_transaction set "{column}" = {value}') for column, value in CHANGES.items()}
    assert said == dict.fromkeys(CHANGES, "42501")
    assert code("delete from budgets_transaction") == "42501"
    assert code("truncate budgets_transaction") == "42501"
    assert code("update budgets_transaction set superseded_by_import_id = import_id") is None


def test_owner_is_refused_by_the_journal_itself(as_owner, books):
    books.post("A expenditure payment 1", vendor_id=None)
    said = {column: code(f'update budgets_transaction set "{column}" = {value}') for column, value in CHANGES.items()}
    assert said == dict.fromkeys(CHANGES, "23001")
    assert code("update budgets_transaction set superseded_by_import_id = import_id, amount = amount + 1") == "23001"
    assert code("delete from budgets_transaction") == "23001"
    assert code("delete from budgets_transaction where false") == "23001"
    assert code("update budgets_transaction set amount = amount") is None


@pytest.mark.parametrize(
    ("trigger", "statement"),
    [
        ("only_superseded", "update budgets_transaction set document = 'x'"),
        ("never_deleted", "delete from budgets_transaction"),
    ],
)
def test_without_its_trigger_the_owner_would_not_be_refused(as_owner, books, trigger, statement):
    books.post("A expenditure payment 1")
    assert code(statement) == "23001"
    as_owner(f"alter table budgets_transaction disable trigger {trigger}")
    assert code(statement) is None


AUDIT = [
    "delete from accounts_auditevent",
    "update accounts_auditevent set act = 'x'",
    "update accounts_auditevent set facts = '{}' where false",
]


def test_app_may_not_change_the_audit_trail(books):
    assert [code(statement) for statement in AUDIT] == ["42501"] * 3


def test_owner_may_not_change_the_audit_trail_either(as_owner, books):
    books.post("A expenditure payment 1")
    assert [code(statement) for statement in AUDIT] == ["23001"] * 3
    as_owner("alter table accounts_auditevent disable trigger only_grows")
    assert [code(statement) for statement in AUDIT] == [None] * 3


def test_row_is_superseded_and_live_again(books):
    first, second = books.post("A expenditure payment 1"), books.post("A expenditure payment 2")
    assert supersede(first, second) == 1
    assert list(Transaction.objects.order_by("id").values_list("superseded_by", flat=True)) == [second.pk, None]
    assert supersede(first, None) == 1
    assert set(Transaction.objects.values_list("superseded_by", flat=True)) == {None}


def test_measure_that_is_not_on_the_list_is_refused(books):
    line, batch = books.line("A"), books.post("A expenditure payment 1")
    statement = (
        "insert into budgets_transaction (district_id, line_id, measure, kind, amount, order_number, document,"
        " description, import_id, row)"
        f" values ({books.district.pk}, {line.pk}, '%s', '%s', 1, '', '', '', {batch.pk}, 0)"
    )
    pairs = [
        ("budget", "payment"),
        ("expenditure", "original"),
        ("nothing", "unitemized"),
        ("budget", ""),
        ("", "open"),
    ]
    assert {pair: code(statement % pair) for pair in pairs} == dict.fromkeys(pairs, "23514")
    assert code(statement % ("expenditure", "payment")) is None


def test_key_comes_from_the_sequence_and_names_one_row(books):
    books.post(*["A expenditure payment 1"] * 3)
    keys = list(Transaction.objects.order_by("id").values_list("id", flat=True))
    assert keys == list(range(keys[0], keys[0] + 3))
    with connection.cursor() as cursor:
        cursor.execute("select pg_get_serial_sequence('budgets_transaction', 'id')")
        assert cursor.fetchone() == ("public.budgets_transaction_id_seq",)
