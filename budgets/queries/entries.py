"""Entries by a filter, newest first, a page at a time.

An entry is what one row of a file did to one line; on pay lines it is a pay date (line_entries).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from balance.money import from_cents
from budgets.queries.entry_question import FEW, Question
from budgets.queries.entry_sql import HITS, UNIT_NAME, read_where

PAGE = 50
UNDATED = date(1, 1, 1)


@dataclass(frozen=True, slots=True)
class At:
    """Where an entry stands among all, newest first; the next page begins after it."""

    on: date
    batch: int
    row: int
    part: int
    line: int

    def __str__(self) -> str:
        return f"{self.on.isoformat()}.{self.batch}.{self.row}.{self.part}.{self.line}"

    @classmethod
    def parse(cls, text: str) -> "At":
        """Raises ValueError for anything that `str` did not make."""
        on, *numbers = text.split(".")
        batch, row, part, line = map(int, numbers)
        return cls(date.fromisoformat(on), batch, row, part, line)


NEWEST = At(date.max, 2**31 - 1, 2**31 - 1, 2**62, 2**62)


@dataclass(frozen=True, slots=True)
class FoundEntry:
    """One entry, the line that it is on, and where it came from. Amounts in dollars."""

    at: At
    posted_on: date | None
    kinds: tuple[str, ...]
    vendor: str
    document: str
    order_number: str
    description: str
    origin_year: int | None
    budgeted: Decimal
    spent: Decimal
    promised: Decimal
    requested: Decimal
    line_code: str
    line_name: str
    pay: str
    site: str
    load: int
    origin: str
    file: str
    file_row: int


# The hits are found first and whole: with a limit in sight the planner walks all days back to find fifty that are rare.
# Only then, for the few of the page, is the rest of each row read.
FOUND = f"""
with hit as materialized ({HITS} and {{window}}),
page as (
    select d, batch, row, part, line_id, array_agg(id) as ids from hit
    -- An address may name any number: numeric has no end to run over.
    where (d, batch, row, part, line_id)
        < (%(on)s::date, %(batch)s::numeric, %(row)s::numeric, %(part)s::numeric, %(line)s::numeric)
    group by d, batch, row, part, line_id
    order by d desc, batch desc, row desc, part desc, line_id desc limit %(limit)s
)
select p.d, p.batch, p.row, p.part, p.line_id, e.posted_on, e.kinds,
       case when l.pay = '' then coalesce(v.name, '') else '' end,
       case when l.pay = '' then e.document else '' end, case when l.pay = '' then e.order_number else '' end,
       case when l.pay = '' then e.description else '' end, e.origin_year,
       e.budgeted, e.spent, e.promised, e.requested, l.code, l.name, l.pay, {UNIT_NAME},
       i.number, i.origin, (select coalesce(string_agg(f ->> 'name', ', '), '') from jsonb_array_elements(i.files) f),
       case when l.pay = '' then e.row else 0 end
from page p
join budgets_line l on l.district_id = %(district)s and l.id = p.line_id
cross join lateral (
    select max(t.posted_on) as posted_on, array_agg(distinct t.kind order by t.kind) as kinds,
           max(t.vendor_id) as vendor_id, max(t.document) as document, max(t.order_number) as order_number,
           max(t.description) as description, max(t.origin_year) as origin_year, max(t.import_id) as import_id,
           max(t.row) as row,
           coalesce(sum(t.amount) filter (where t.measure = 'budget'), 0)::bigint as budgeted,
           coalesce(sum(t.amount) filter (where t.measure = 'expenditure'), 0)::bigint as spent,
           coalesce(sum(t.amount) filter (where t.measure = 'encumbrance'), 0)::bigint as promised,
           coalesce(sum(t.amount) filter (where t.measure = 'request'), 0)::bigint as requested
    from budgets_transaction t where t.district_id = %(district)s and t.id = any(p.ids)
) e
join budgets_import i on i.district_id = %(district)s and i.id = e.import_id
left join budgets_vendor v on v.district_id = %(district)s and v.id = e.vendor_id
order by p.d desc, p.batch desc, p.row desc, p.part desc, p.line_id desc
"""
# Every row of a year came with a load of that year; the index of days tells the load without a look at the row.
OF_YEAR = """t.import_id = any(array(select i.id from budgets_import i
    where i.district_id = %(district)s and i.fiscal_year_id = %(year)s))"""
DATED = f"t.posted_on > %(after)s and t.posted_on <= %(upto)s and {OF_YEAR}"
REST = f"t.posted_on <= %(upto)s and {OF_YEAR}"
# Apart from the rest: with "or" between them, neither could be looked up.
UNDATED_ROWS = f"t.posted_on is null and {OF_YEAR}"
WINDOWS = {"all": "true", "some": DATED, "rest": REST, "undated": UNDATED_ROWS}
FOUND_IN = {name: FOUND.replace("{window}", condition) for name, condition in WINDOWS.items()}


def found_entries(question: Question, today: date, *, before: At = NEWEST, limit: int = PAGE) -> list[FoundEntry]:
    """At most `limit` entries before that place, newest first, and one more if there is one. At most four statements,
    however many rows there are; one where few are looked at or an index leads to them."""
    rows: list[FoundEntry] = []
    place = {"on": before.on, "batch": before.batch, "row": before.row, "part": before.part, "line": before.line}
    for window, days in _windows(question, today, before.on):
        values = question.values | place | days | {"limit": limit + 1 - len(rows)}
        rows += [_entry(row) for row in read_where(FOUND_IN[window], prepare=question.keeps_plan, **values)]
        if len(rows) > limit:
            break
    return rows


def _windows(question: Question, today: date, newest: date) -> Iterator[tuple[str, dict[str, date]]]:
    """Stretches of days to look through one after the other, the newest first and each longer than the one before."""
    if question.direct:
        yield "all", {}
        return
    days = _days(question)
    start = min(newest, question.year.row.ends_on, today, question.entry_filter.until or today)
    for stretch in (days, 16 * days):
        # No day is before the first, which stands for rows without one.
        after = start - min(timedelta(days=stretch), start - UNDATED)
        yield "some", {"after": after, "upto": newest}
        start = newest = after
    if newest > UNDATED:
        yield "rest", {"upto": newest}
    yield "undated", {}


def _days(question: Question) -> int:
    """In how many days some hundred of the rows should lie, were they spread evenly."""
    rows = question.scope.rows if question.scope else FEW * 10
    return min(max(365 * 4 * PAGE // max(rows, 1), 1), 20)


def _entry(row: tuple[Any, ...]) -> FoundEntry:
    amounts = map(from_cents, row[12:16])
    return FoundEntry(At(*row[:5]), row[5], tuple(row[6]), *row[7:12], *amounts, *row[16:])
