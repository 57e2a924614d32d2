"""COPY: everything arrives whatever its size, nothing is held in memory, and a row's own fault is what is raised."""

import pytest
from django.db import DataError, connection, transaction
from django.test.utils import CaptureQueriesContext

from balance.bulk import CHUNK, copy_rows, copy_text


@pytest.fixture
def cursor(db):
    with connection.cursor() as cursor:
        cursor.execute("create temp table staged (number int, text text) on commit drop")
        yield cursor


def staged(cursor):
    cursor.execute("select number, text from staged order by number")
    return cursor.fetchall()


def test_rows_of_many_chunks_arrive(cursor):
    rows = [(number, "é" * 1000) for number in range(500)]
    assert len(rows) * 1000 > 5 * CHUNK
    copy_rows(cursor, "staged", ["number", "text"], iter(rows))
    assert staged(cursor) == rows


def test_one_text_larger_than_a_chunk_arrives(cursor):
    copy_rows(cursor, "staged", ["number", "text"], [(1, "x" * (3 * CHUNK))])
    assert staged(cursor) == [(1, "x" * (3 * CHUNK))]


def test_nothing_and_empty_text_are_both_null(cursor):
    copy_rows(cursor, "staged", ["number", "text"], [(1, None), (2, ""), (3, " ")])
    assert staged(cursor) == [(1, None), (2, None), (3, " ")]


def test_text_that_is_written_already_arrives_wherever_its_pieces_end(cursor):
    rows = [(number, f"tab\t, back\\slash, línea\n{number}") for number in range(3000)]
    escaped = (text.replace("\\", "\\\\").replace("\t", "\\t").replace("\n", "\\n") for _, text in rows)
    whole = "".join(f"{number}\t{text}\n" for (number, _), text in zip(rows, escaped, strict=True)) + "3000\t\\N\n"
    assert len(whole) > CHUNK
    for size in (7, CHUNK - 1, 3 * CHUNK):
        cursor.execute("truncate staged")
        copy_text(cursor, "staged", ["number", "text"], (whole[at : at + size] for at in range(0, len(whole), size)))
        assert staged(cursor) == [*rows, (3000, None)]
    copy_text(cursor, "staged", ["number", "text"], ["4000\tx\n", "", "4001\ty\n"])
    assert staged(cursor)[-2:] == [(4000, "x"), (4001, "y")]


def test_error_in_making_the_text_is_raised_itself(cursor):
    def text():
        yield "1\tx\n"
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError), transaction.atomic():
        copy_text(cursor, "staged", ["number", "text"], text())


def test_columns_may_be_some_in_any_order(cursor):
    copy_rows(cursor, "staged", ["text"], [("a",)])
    copy_rows(cursor, "staged", ["text", "number"], [("b", 2)])
    copy_rows(cursor, "staged", ["number"], [])
    assert sorted(staged(cursor), key=str) == [(2, "b"), (None, "a")]


def test_rows_are_made_while_they_are_read(cursor):
    made = []

    def rows():
        for number in range(2000):
            made.append(number)
            yield number, "x" * 1000
            if number == 1500:
                raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError), transaction.atomic():
        copy_rows(cursor, "staged", ["number", "text"], rows())
    assert len(made) == 1501


def test_value_that_does_not_fit_is_the_databases_error(cursor):
    with pytest.raises(DataError, match='invalid input syntax for type integer: "one"'), transaction.atomic():
        copy_rows(cursor, "staged", ["number"], [("one",)])


def test_copying_works_while_statements_are_recorded(cursor):
    with CaptureQueriesContext(connection) as said, connection.cursor() as recording:
        copy_rows(recording, "staged", ["number"], [(1,)])
    assert staged(cursor) == [(1, None)]
    assert len(said) == 1
