"""Staging: what the files say goes into tables of this session, and is judged there before the ledger is touched."""

import gc
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from django.db import connection

from balance.bulk import copy_rows, copy_text
from budgets.domain.profiles import STAGED, Code, Found, Reading

# A load is one large statement after the other: memory for its sorts and sums, and no compiling of each.
SETTINGS = "set local work_mem = '128MB'; set local jit = off"
CLEAR = """
drop view if exists pg_temp.file_row, pg_temp.left_row;
drop table if exists pg_temp.staged, pg_temp.staged_code, pg_temp.staged_line, pg_temp.staged_vendor,
    pg_temp.staged_key, pg_temp.staged_difference, pg_temp.staged_gone, pg_temp.staged_report,
    pg_temp.new_row, pg_temp.touched_line, pg_temp.staged_left, pg_temp.staged_left_line, pg_temp.staged_left_vendor
"""
STAGE = """
create temp table staged (
    file smallint not null, row int not null, code int not null, measure text not null, kind text not null,
    amount bigint not null, posted_on date, period smallint, order_number text, document text, vendor int,
    description text
) on commit drop;
create temp table staged_code (
    code int not null, canonical text not null, segments text[] not null, raw_code text, name text,
    account_type text not null, pay text, pool text
) on commit drop;
create temp table staged_key (key bigint) on commit drop;
create temp table staged_difference (
    line_id bigint, measure text, amount bigint, rest bigint, n bigint, last_id bigint
) on commit drop;
create temp table staged_gone (id bigint) on commit drop;
create temp table staged_report (line_id bigint, measure text, amount bigint) on commit drop
"""
CODES = ("code", "canonical", "segments", "raw_code", "name", "account_type", "pay", "pool")


def make_stage() -> None:
    """Empty tables for what is staged."""
    with connection.cursor() as cursor:
        cursor.execute(SETTINGS)
        cursor.execute(CLEAR)
        cursor.execute(STAGE)


def stage(reading: Reading, table: str = "staged") -> Found:
    """Copies the files' rows into `staged`, or into a table like it, and says what else was found. What is wrong with
    them is among the problems."""
    with connection.cursor() as cursor, _without_collection():
        copy_text(cursor, table, STAGED, reading.copy_text())
    return reading.found()


def stage_codes(codes: Iterable[Code]) -> None:
    """Copies the files' account codes into `staged_code`; `code` is a code's place, as in `staged`."""
    rows = (
        (
            place,
            code.canonical,
            _array(code.segments),
            code.raw,
            code.name,
            code.account_type.value,
            code.pay.value,
            code.pool,
        )
        for place, code in enumerate(codes)
    )
    with connection.cursor() as cursor:
        copy_rows(cursor, "staged_code", CODES, rows)
        cursor.execute("analyze staged_code")


@contextmanager
def _without_collection() -> Iterator[None]:
    """Reading makes millions of lists and tuples, and no cycles: looking for some among them takes a tenth longer."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def clear() -> None:
    """Drops what was staged, so that another load of the same transaction begins with nothing."""
    with connection.cursor() as cursor:
        cursor.execute(CLEAR)


def _array(texts: Iterable[str]) -> str:
    """An array as PostgreSQL writes it."""
    quoted = (text.replace("\\", "\\\\").replace('"', '\\"') for text in texts)
    return "{" + ",".join(f'"{text}"' for text in quoted) + "}"
