"""COPY: the fast way into PostgreSQL, a row at a time in memory.

The app role cannot COPY into a table under row-level security, and must not: rows go into a TEMP table of their
session, are checked there, and reach the ledger by one INSERT … SELECT.
"""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

CHUNK = 1 << 16


class _Lines(io.TextIOBase):
    """A file of CSV lines made while it is read."""

    def __init__(self, rows: Iterable[Sequence[Any]]) -> None:
        self._chunks = _chunks(rows)
        self._rest = ""
        self.error: Exception | None = None

    def readable(self) -> bool:
        return True

    def read(self, size: int | None = -1) -> str:
        if not self._rest:
            try:
                self._rest = next(self._chunks, "")
            except Exception as error:
                self.error = error
                raise
        if size is None or size < 0:
            size = len(self._rest)
        head, self._rest = self._rest[:size], self._rest[size:]
        return head


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
    names = ", ".join(f'"{column}"' for column in columns)
    lines = _Lines(rows)
    try:
        cursor.copy_expert(f'copy "{table}" ({names}) from stdin with (format csv)', lines)
    except Exception as error:
        # The driver says "query canceled"; the row's own fault is what the caller can act on.
        raise lines.error or error from None
