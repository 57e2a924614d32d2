"""The multiset difference between what the files say and what the ledger holds of the same window.

Rows are compared by line, measure and amount, exactly, and by a 64-bit hash of what else is said of them. Order does
not matter, and equal rows are counted: two equal $20 charges are two.
"""

from dataclasses import dataclass
from itertools import accumulate
from typing import Any

from django.db import connection

from budgets.domain.imports.window import INSIDE, KEY, LINE, Window
from budgets.domain.publish import INSERT

# The files' rows as the ledger will hold them: with the ids of lines and vendors, and without what pay lines hide.
# Files follow each other in one numbering, so that an entry keeps its own row.
_AS_STORED = """
select l.line_id, s.measure, s.kind, s.amount, s.posted_on, s.period,
       coalesce(s.order_number, '') as order_number, coalesce(s.document, '') as document,
       case when l.hides and s.measure <> 'budget' then null else v.vendor_id end as vendor_id,
       case when l.hides and s.measure <> 'budget' then '' else coalesce(s.description, '') end as description,
       case when s.kind = 'opening' then %(origin_year)s::smallint end as origin_year,
       s.row + (%(before)s::int[])[s.file + 1] as row, s.file, s.row as file_row
from staged{0} s
join staged{0}_line l on l.code = s.code
left join staged{0}_vendor v on v.vendor = s.vendor
where s.kind <> 'reported'
"""
FILE_ROW = f"create temp view file_row as {_AS_STORED.format('')}"
# The rows of lines that the newest load had and these files have no more.
LEFT_ROW = f"create temp view left_row as {_AS_STORED.format('_left')}"
ENDS = "select file, max(row) from staged group by file"

_REST = """hash_record_extended(row({0}.kind::text, {0}.posted_on, {0}.period, {0}.order_number::text,
    {0}.document::text, {0}.vendor_id, {0}.description::text), 0)"""
_KEY = """hash_record_extended(row(
    case when 'document' = any(%(key)s) then {0}.document::text end,
    case when 'order_number' = any(%(key)s) then {0}.order_number::text end,
    case when 'posted_on' = any(%(key)s) then {0}.posted_on end,
    case when 'period' = any(%(key)s) then {0}.period end,
    case when 'vendor' = any(%(key)s) then {0}.vendor_id end,
    case when 'description' = any(%(key)s) then {0}.description::text end,
    case when 'line' = any(%(key)s) then {0}.line_id end), 0)"""
_LINE_KEY = """hash_record_extended(row(null::text, null::text, null::date, null::smallint, null::bigint, null::text,
    line_id), 0)"""
STAGE_KEYS = f"""
insert into staged_key (key)
select distinct {_KEY.format("f")} as key from file_row f where %(by_key)s
union select {_LINE_KEY} from staged_line where %(by_line)s;
analyze staged_key
"""
_LIVE = f"""
    t.district_id = %(district)s and t.import_id = any(%(loads)s) and t.superseded_by_import_id is null
    and t.kind <> 'unitemized' and {INSIDE} and (not %(by_key)s or {_KEY.format("t")} in (select key from staged_key))
"""
# Line and measure as one number: a shorter key makes millions of groups a fifth faster.
_WHAT = """{0}.line_id * 4 + case {0}.measure
    when 'budget' then 0 when 'request' then 1 when 'encumbrance' then 2 else 3 end"""
_DIFFERENCE = f"""
insert into staged_difference (line_id, measure, amount, rest, n, last_id)
select what / 4, (array['budget', 'request', 'encumbrance', 'expenditure'])[what %% 4 + 1], amount, rest,
       sum(n), max(id)
from (
    select {_WHAT.format("f")} as what, f.amount, {_REST.format("f")} as rest, 1 as n, null::bigint as id
    from file_row f
    union all
    select {_WHAT.format("t")}, t.amount, {_REST.format("t")}, -1, t.id from {{there}}
) both_sides
group by what, amount, rest having sum(n) <> 0;
analyze staged_difference
"""
DIFFERENCE = _DIFFERENCE.format(there=f"budgets_transaction t where {_LIVE}")
DIFFERENCE_OF_CHANGES = _DIFFERENCE.format(there="(select *, null::bigint as id from left_row) t")
COUNT = """
select coalesce(sum(n) filter (where n > 0), 0)::bigint, coalesce(-sum(n) filter (where n < 0), 0)::bigint,
       count(*) filter (where n < -1) > 0
from staged_difference
"""
# Of equal rows the last ones, in both: so that the parts of an entry come and go together.
NEW_ROWS = f"""
create temp table new_row on commit drop as
select f.* from (
    select f.*, row_number() over (partition by f.line_id, f.measure, f.amount, f.wanted order by f.row desc) as nth
    from (
        select f.*, d.n, d.rest as wanted
        from file_row f join staged_difference d using (line_id, measure, amount) where d.n > 0 offset 0
    ) f where {_REST.format("f")} = f.wanted
) f where nth <= n
"""
GONE = "insert into staged_gone (id) select last_id from staged_difference where n = -1"
GONE_OF_EQUALS = f"""
insert into staged_gone (id)
select id from (
    select t.id, t.n, row_number() over (partition by line_id, measure, amount, wanted order by t.id desc) as nth
    from (
        select t.*, d.n, d.rest as wanted
        from budgets_transaction t join staged_difference d using (line_id, measure, amount)
        where d.n < %(of_equals)s and {_LIVE} offset 0
    ) t where {_REST.format("t")} = t.wanted
) t where nth <= -n
"""
SUPERSEDE = """
update budgets_transaction t set superseded_by_import_id = %(batch)s from staged_gone g
where t.district_id = %(district)s and t.id = g.id
"""
# Conditions that no statistics foresee: joined row by row, some thousand new rows would take minutes. Joined in the
# order of an index, each row of the ledger would be fetched from a place of its own.
MANY_ROWS = "set local enable_nestloop = off; set local enable_mergejoin = off"
ANY_ROWS = "set local enable_nestloop to default; set local enable_mergejoin to default"
# Rows of the files that the ledger has already, where nothing says whether they are the same ones.
REPEATED = f"""
select file, file_row, measure, count(*) over ()
from (
    select f.file, f.file_row, f.measure, coalesce(d.n, 0) as n,
           row_number() over (partition by f.line_id, f.measure, f.amount, f.rest order by f.row) as nth,
           count(*) over (partition by f.line_id, f.measure, f.amount, f.rest) as of_files
    from (select f.*, {_REST.format("f")} as rest from file_row f) f
    left join staged_difference d using (line_id, measure, amount, rest)
) f
where nth <= of_files - greatest(n, 0)
order by file, file_row limit %(limit)s
"""
PUBLISH_ALL = INSERT.format(source="file_row")
PUBLISH_NEW = INSERT.format(source="new_row")


@dataclass(frozen=True, slots=True)
class Compared:
    """How many transactions of the files are new, equal to one in the ledger, and how many of the ledger are gone."""

    new: int
    unchanged: int
    gone: int


class Difference:
    """One comparison. `values` are the parameters of all its statements: district, batch, loads of the feed; and the
    number of the year before, from which orders are carried in.

    `of_changes`: only lines that came are staged, and those that left are what they are compared with. `rows` are those
    of the whole files even so.
    """

    def __init__(
        self, window: Window, *, rows: int, files: int, values: dict[str, Any], of_changes: bool = False
    ) -> None:
        self.window, self.rows, self.files, self.of_changes = window, rows, files, of_changes
        by_line = window.by == KEY and window.key == LINE
        self.values = {
            **window.parameters,
            **values,
            "by_key": window.by == KEY,
            "by_line": by_line,
            "key": list(window.key),
        }
        self.compared: Compared | None = None
        self.equals_go = False  # of equal rows in the ledger, more than one is gone

    def prepare(self) -> None:
        """Makes `file_row`."""
        with connection.cursor() as cursor:
            cursor.execute("set local jit = off")  # placing lines has let it go
            ends = {}
            if self.files > 1:
                cursor.execute(ENDS)
                ends = dict(cursor.fetchall())
            before = [0, *accumulate(ends.get(file, 0) for file in range(self.files - 1))]
            values = {"before": before, "origin_year": self.values["year_before"]}
            cursor.execute(FILE_ROW, values)
            if self.of_changes:
                cursor.execute(LEFT_ROW, values)

    def compare(self) -> Compared:
        """What differs. Without an earlier load of the feed everything is new, and nothing is compared."""
        if not self.values["loads"]:
            return Compared(self.rows, 0, 0)
        with connection.cursor() as cursor:
            cursor.execute(MANY_ROWS)
            cursor.execute(STAGE_KEYS, self.values)
            if self.of_changes:
                cursor.execute(DIFFERENCE_OF_CHANGES, self.values)
            else:
                cursor.execute(DIFFERENCE, self.values)
            cursor.execute(COUNT)
            new, gone, self.equals_go = cursor.fetchone()
            cursor.execute(ANY_ROWS)
        self.compared = Compared(new, self.rows - new, gone)
        return self.compared

    def post(self, *, everything: bool) -> int:
        """Posts what is new, or every row of the files. Returns how many."""
        with connection.cursor() as cursor:
            if everything:
                cursor.execute(PUBLISH_ALL, self.values)
                return int(cursor.rowcount)
            cursor.execute(MANY_ROWS)
            cursor.execute(NEW_ROWS)
            cursor.execute(ANY_ROWS)
            cursor.execute(PUBLISH_NEW, self.values)
            return int(cursor.rowcount)

    def supersede(self) -> int:
        """Supersedes what the files do not say any more, where that means something. Returns how many rows."""
        if self.compared is None or not self.compared.gone or not self.window.withdraws:
            return 0
        with connection.cursor() as cursor:
            if not self.of_changes:
                cursor.execute(GONE)
            if self.equals_go or self.of_changes:
                # Which of equal rows go is for the ledger to say, and of lines that left it has only been heard.
                of_equals = {"of_equals": 0 if self.of_changes else -1}
                cursor.execute(MANY_ROWS)
                cursor.execute(GONE_OF_EQUALS, {**self.values, **of_equals})
                cursor.execute(ANY_ROWS)
            cursor.execute("analyze staged_gone")
            cursor.execute(SUPERSEDE, self.values)
            return int(cursor.rowcount)
