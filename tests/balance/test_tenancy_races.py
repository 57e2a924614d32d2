"""Many threads, few connections: whatever one leaves behind on a connection, the next never sees another's rows."""

import random
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from queue import Queue

import pytest
from django.db import OperationalError, connections
from django.db.utils import DataError

from balance.tenancy.scope import current_district_id, district_scope
from budgets.models import Unit

THREADS, CONNECTIONS, SWITCHES = 16, 4, 150


def units_of(cursor):
    cursor.execute("select district_id, count(*) from budgets_unit group by district_id")
    return cursor.fetchall()


def visit(connection, district_id, ending):
    """One scope on a shared connection: foreign rows seen by plain SQL and by the ORM, and what was left after it."""
    try:
        with district_scope(district_id), connection.cursor() as cursor:
            assert units_of(cursor) == [(district_id, 3)]
            assert {unit.district_id for unit in Unit.objects.all()} == {district_id}
            if ending == "exception":
                raise ZeroDivisionError
            if ending == "error":
                cursor.execute("select 1 / 0")
            if ending == "timeout":
                cursor.execute("set local statement_timeout = 1")
                cursor.execute("select pg_sleep(5)")
    except (ZeroDivisionError, DataError, OperationalError):
        assert ending != "success"
    with connection.cursor() as cursor:
        assert units_of(cursor) == []
    assert current_district_id() is None
    return ending


@pytest.mark.django_db(transaction=True)
def test_no_thread_sees_another_districts_rows_on_a_shared_connection(cast):
    pool = Queue()
    shared = [connections["default"].copy() for _ in range(CONNECTIONS)]
    for connection in shared:
        connection.inc_thread_sharing()
        pool.put(connection)
    districts = [cast.ours.district.pk, cast.theirs.district.pk]

    def work(seed):
        choose = random.Random(seed)
        endings = []
        for _ in range(SWITCHES):
            connections["default"] = connection = pool.get()
            try:
                ending = choose.choices(["success", "exception", "error", "timeout"], [6, 2, 2, 1])[0]
                endings.append(visit(connection, choose.choice(districts), ending))
            finally:
                pool.put(connection)
        return Counter(endings)

    try:
        with ThreadPoolExecutor(THREADS) as threads:
            done = sum(threads.map(work, range(THREADS)), Counter())
    finally:
        for connection in shared:
            connection.close()
    assert done.total() == THREADS * SWITCHES
    assert min(done.values()) > 0
    assert set(done) == {"success", "exception", "error", "timeout"}
