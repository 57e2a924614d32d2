"""How far back pages go: page 50 and the last one beside the first, as whole requests.

The places where pages begin are read from the journal, so that no page has to be turned to get to the last of tens of
thousands. Every page that is measured is full.
"""

import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass

from psycopg2.extensions import cursor as Cursor

from benchmarks.figures import Figure, compare
from benchmarks.ledger import OFFICER, PRINCIPAL, SITE, TRANSACTIONS, Ledger, connect
from benchmarks.server import Server

ROUNDS, LONGEST = 100, 30  # seconds
WARM_UP = 5
PAGE, FAR = 50, 50
MANY = 5_000
LONG_LINE = "010-0000-9999-0001"


@dataclass(frozen=True)
class Drill:
    """A page of entries of somebody; `which` are its rows `t` of lines `l`; `by_line`: a place names the line too."""

    name: str
    person: int
    path: str
    which: str
    by_line: bool = True


DRILLS = (
    Drill("find, all spending", OFFICER, "/d/bench/find/?measure=expended&", "t.measure = 'expenditure'"),
    Drill("find, a school", PRINCIPAL, f"/d/bench/find/?unit=site-{SITE}&", "l.site_id = 1"),
    Drill("a line’s entries", OFFICER, f"/d/bench/lines/{LONG_LINE}/?", f"l.code = '{LONG_LINE}'", by_line=False),
)


def drill(large: Ledger) -> list[Figure]:
    """Each page far back ÷ the first page of the same entries."""
    figures = []
    with closing(connect(large.owner)) as owner, owner.cursor() as cursor:
        cursor.execute("set balance.district = 1")
        _long_line(cursor)
        for each in DRILLS:
            with Server(large, each.person) as server:
                for name, place in _places(cursor, each):
                    figures.append(_measured(server, each, name, f"{each.path}before={place}"))
    return figures


def _measured(server: Server, each: Drill, name: str, far: str) -> Figure:
    _expect(server, each.path, far, is_last=name == "last page")
    ours: list[float] = []
    first: list[float] = []
    for _ in range(WARM_UP):
        server.get(far)
        server.get(each.path)
    end = time.monotonic() + LONGEST
    while not ours or (len(ours) < ROUNDS and time.monotonic() < end):
        ours.append(server.get(far))
        first.append(server.get(each.path))
    about = "whole requests of full pages in turns; where the page begins is a key, not a number of rows to skip"
    return compare(f"{each.name}, {name} ÷ first", ours, first, bound=1.3, goal=1.0, unit="ms", about=about)


def _expect(server: Server, first: str, far: str, *, is_last: bool) -> None:
    """A page that is short or the wrong one would be fast. Raises RuntimeError."""
    pages = server.read(first), server.read(far)
    rows = [page.count(b'class="nowrap when') for page in pages]
    if rows != [PAGE, PAGE] or (b"Older entries" in pages[1]) == is_last:
        raise RuntimeError(f"{far} is not the page that was meant: {rows} entries")


def _places(cursor: Cursor, each: Drill) -> Iterator[tuple[str, str]]:
    """Where page 50 begins, if there is one, and where the last full page does."""
    for name, order, skipped in ((f"page {FAR}", "desc", PAGE * (FAR - 1) - 1), ("last page", "asc", PAGE)):
        cursor.execute(PLACE.format(which=each.which, order=order), [skipped])
        if found := cursor.fetchone():
            day, batch, row, line = found
            yield name, f"{day}.{batch}.{row}.0" + (f".{line}" if each.by_line else "")


# Each row of this ledger is an entry: none has two measures.
PLACE = """
select t.posted_on, t.import_id, t.row, t.line_id
from budgets_transaction t join budgets_line l on l.district_id = t.district_id and l.id = t.line_id
join budgets_fiscalyear y on y.district_id = l.district_id and y.id = l.fiscal_year_id
where t.district_id = 1 and y.state = 'open' and t.superseded_by_import_id is null and {which}
order by t.posted_on {order}, t.import_id {order}, t.row {order}, t.line_id {order} limit 1 offset %s
"""


def _long_line(cursor: Cursor) -> None:
    """A line with a hundred pages of entries, made once; in the last school, so that no other page is longer for it."""
    cursor.execute("begin")
    cursor.execute(LINE_OF_MANY, {"code": LONG_LINE, "segments": LONG_LINE.split("-")})
    if made := cursor.fetchone():
        cursor.execute(TRANSACTIONS, {"first": made[0], "until": made[0], "per_line": MANY})
    cursor.execute("commit")


LINE_OF_MANY = """
insert into budgets_line (district_id, fiscal_year_id, code, raw_code, segments, name, account_type, fund_code, pay,
    site_id, purpose_id)
select 1, id, %(code)s, '', %(segments)s, 'Line of many entries', 'expenditure', '010', '',
       (select max(id) from budgets_unit), 1
from budgets_fiscalyear where state = 'open'
on conflict do nothing returning id
"""
