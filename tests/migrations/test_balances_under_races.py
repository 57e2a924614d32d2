"""Writers at the same time: the second waits for the first and sees what it did, so that summaries equal a recount."""

import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, connections

from accounts.models import District
from balance.money import from_cents
from balance.tenancy.scope import district_scope
from budgets.models import Import
from budgets.queries.proof import differences
from tests.budgets.ledger import Books, supersede

pytestmark = pytest.mark.django_db(transaction=True)
INSERT = (
    "insert into budgets_transaction (district_id, line_id, measure, kind, amount, order_number, document,"
    " description, import_id, row) values (%s, %s, 'encumbrance', 'change', %s, 'PO-1', '', '', %s, 0)"
)


def open_books(slug="juniper"):
    district = District.objects.create(slug=slug, name=slug)
    with district_scope(district):
        books = Books.open(district)
        return books, books.post("A encumbrance open 1 PO-1"), books.line("A").pk


def insert(books, batch, line, cents):
    """One statement in its own transaction, by whatever thread runs it."""
    try:
        with district_scope(books.district), connection.cursor() as cursor:
            cursor.execute(INSERT, [books.district.pk, line, cents, batch.pk])
    finally:
        connections.close_all()


def waiting():
    """How many statements of this database wait for a lock now."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select count(*) from pg_locks l join pg_database d on d.oid = l.database"
            " where d.datname = current_database() and not l.granted"
        )
        return cursor.fetchone()[0]


def wait_until(wanted):
    until = time.monotonic() + 10
    while waiting() != wanted:
        assert time.monotonic() < until
        time.sleep(0.01)


def figures(books):
    with district_scope(books.district):
        line = books.balance("A")
        assert differences() == []
        return line.open_orders, line.relief_without_order


def test_second_writer_of_an_order_waits_and_sees_the_first():
    """Without the wait it would take the order as it was: 1 open, so a relief of 3 would leave −2 beside 101."""
    books, batch, line = open_books()
    with ThreadPoolExecutor(1) as other:
        with district_scope(books.district), connection.cursor() as cursor:
            cursor.execute(INSERT, [books.district.pk, line, 10000, batch.pk])
            second = other.submit(insert, books, batch, line, -300)
            wait_until(1)
        second.result()
    assert figures(books) == (98, 0)


def test_first_that_is_rolled_back_leaves_the_second_right():
    books, batch, line = open_books()
    with ThreadPoolExecutor(1) as other:
        with pytest.raises(ZeroDivisionError), district_scope(books.district), connection.cursor() as cursor:
            cursor.execute(INSERT, [books.district.pk, line, 10000, batch.pk])
            second = other.submit(insert, books, batch, line, -300)
            wait_until(1)
            raise ZeroDivisionError
        second.result()
    assert figures(books) == (0, -2)


def test_writers_of_two_districts_do_not_wait_for_each_other():
    books, batch, line = open_books()

    def elsewhere():
        try:
            return open_books("cedar")
        finally:
            connections.close_all()

    with ThreadPoolExecutor(1) as other, district_scope(books.district), connection.cursor() as cursor:
        cursor.execute(INSERT, [books.district.pk, line, 10000, batch.pk])
        theirs, _, _ = other.submit(elsewhere).result(timeout=10)
    assert (figures(books), figures(theirs)) == ((101, 0), (1, 0))


def test_many_writers_of_few_orders_leave_summaries_that_equal_a_recount():
    books, batch, line = open_books()
    cents = [700, -900, 250, -40, 5, -1000, 333, 1] * 6
    with ThreadPoolExecutor(4) as threads:
        list(threads.map(lambda amount: insert(books, batch, line, amount), cents))
    opened, relieved = figures(books)
    assert opened + relieved == 1 + from_cents(sum(cents))


def test_loads_at_the_same_time_get_numbers_one_after_the_other():
    books, _, _ = open_books()

    def load(number):
        try:
            with district_scope(books.district):
                return books.post(f"A encumbrance change {number} PO-{number % 3}", "A expenditure payment 1").number
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as threads:
        numbers = list(threads.map(load, range(1, 17)))
    assert sorted(numbers) == list(range(2, 18))
    with district_scope(books.district):
        assert books.balance("A").expended == 16
        assert books.balance("A").encumbered == 1 + sum(range(1, 17))
        assert differences() == []


def test_loads_and_undo_at_the_same_time():
    books, first, _ = open_books()

    def work(number):
        try:
            with district_scope(books.district):
                if number % 2:
                    books.post(f"A encumbrance change {number} PO-1")
                else:
                    supersede(first, first if number % 4 else None)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as threads:
        list(threads.map(work, range(24)))
    with district_scope(books.district):
        assert Import.objects.count() == 13
        assert differences() == []
