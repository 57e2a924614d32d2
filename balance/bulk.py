"""COPY: the fast way into PostgreSQL, a row at a time in memory.

The app role cannot COPY into a table under row-level security, and must not: rows go into a TEMP table of their
session, are checked there, and reach the ledger by one INSERT … SELECT.
"""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

CHUNK = 1 << 16


class _Text(io.TextIOBase):
    """A file that is made while it is read, a chunk at a time."""

    def __init__(self, chunks: Iterable[str]) -> None:
        self._chunks = iter(chunks)
        self._chunk, self._read = "", 0
        self.error: Exception | None = None

    def readable(self) -> bool:
        return True

    def read(self, size: int | None = -1) -> str:
        while self._read >= len(self._chunk):
            try:
                self._chunk, self._read = next(self._chunks), 0
            except StopIteration:
                return ""
            except Exception as error:
                self.error = error
                raise
        start = self._read
        self._read = len(self._chunk) if size is None or size < 0 else start + size
        return self._chunk[start : self._read]


def _chunks(rows: Iterable[Sequence[Any]]) -> Iterator[str]:
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    for row in rows:
        writer.writerow(row)
        if buffer.tell() >= CHUNK:
            yield buffer.getvalue()
            buffer.seek(0)
            buffer.truncate()
    if buffer.tell():
        yield buffer.getvalue()


def copy_rows(cursor: Any, table: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Copies rows into `table`. None and the empty text both arrive as NULL.

    Rows are made while the COPY runs, so making one must not ask the database anything. What making one raises is
    raised here; the transaction is lost by then.
    """
    _copy(cursor, table, columns, "with (format csv)", _chunks(rows))


def copy_text(cursor: Any, table: str, columns: Sequence[str], text: Iterable[str]) -> None:
    """Copies rows that are written already, in COPY's own text format, into `table`. The rules are those of copy_rows.

    The pieces of `text` may end anywhere.
    """
    _copy(cursor, table, columns, "", text)


def _copy(cursor: Any, table: str, columns: Sequence[str], form: str, chunks: Iterable[str]) -> None:
    names = ", ".join(f'"{column}"' for column in columns)
    text = _Text(chunks)
    try:
        # COPY is the driver's own: its errors become Django's only here.
        with cursor.db.wrap_database_errors:
            cursor.copy_expert(f'copy "{table}" ({names}) from stdin {form}', text, CHUNK)
    except Exception as error:
        # The driver says "query canceled"; the row's own fault is what the caller can act on.
        raise text.error or error from None
