"""A filter as one person asks it of one year: which lines it picks, whom its words name, and how it is best read."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from accounts.models import District
from balance.money import from_cents
from balance.reading import read
from budgets.queries.entry_filter import NOTHING, EntryFilter
from budgets.queries.entry_sql import Conditions, conditions_of, escaped, lines_of, read_where
from budgets.queries.seen import Seen
from budgets.queries.totals import SUMMED, Totals
from budgets.queries.typed import amounts_in
from budgets.queries.years import Year

# Among so many rows every text may be read; among more, only numbers, names, amounts and days are looked up.
FEW = 100_000
MOST_VENDORS = 500
LONGEST_SPAN = timedelta(days=31)


@dataclass(frozen=True, slots=True)
class Scope:
    """The lines that a filter picks: how many, with how many rows, and their figures."""

    lines: int
    rows: int
    totals: Totals


@dataclass(frozen=True, slots=True)
class Question:
    """A filter as one person asks it of one year, ready to be read. `few`: texts are read, in one go."""

    year: Year
    entry_filter: EntryFilter
    conditions: Conditions
    scope: Scope | None
    few: bool
    direct: bool

    @property
    def values(self) -> dict[str, Any]:
        """Those of the conditions, and the conditions, as `read_where` takes them."""
        conditions = {"lines": self.conditions.lines, "rows": self.conditions.rows}
        return self.conditions.values | conditions | {"year": self.year.row.pk}

    @property
    def keeps_plan(self) -> bool:
        """Whether one plan serves whatever is asked: a number leads to its few rows. A plan for any vendor of any units
        would look through the lines of the whole district for those of one school."""
        return any(word not in ("", NOTHING) for word in (self.entry_filter.order, self.entry_filter.document))


SCOPE = """
select count(*), coalesce(sum(b.transactions), 0)::bigint, {sums}
from budgets_line l join budgets_linebalance b on b.district_id = l.district_id and b.line_id = l.id
where l.district_id = %(district)s and l.fiscal_year_id = %(year)s and b.transactions > 0 and {lines}
""".replace("{sums}", ", ".join(f"coalesce(sum(b.{name}), 0)::bigint" for name in SUMMED))
VENDORS = """
select v.id from budgets_vendor v
where v.district_id = %(district)s and v.name ilike all(%(words)s) order by v.id limit %(limit)s
"""
EXACT_VENDORS = (
    "select v.id from budgets_vendor v where v.district_id = %(district)s and upper(v.name) = upper(%(name)s)"
)


def ask(entry_filter: EntryFilter, *, seen: Seen, year: Year, district: District) -> Question:
    """Reads what is needed to put the question well: at most three statements."""
    scope = None
    if not seen.everything or entry_filter.picks_lines or not entry_filter.is_of_rows:
        lines, values = lines_of(entry_filter, seen, district)
        [(count, rows, *cents)] = read_where(SCOPE, lines=lines, year=year.row.pk, **values)
        totals = Totals(*map(from_cents, cents), requests_reduce_left=district.requests_reduce_left)
        scope = Scope(count, rows, totals)
    few = scope.rows <= FEW if scope is not None else bool(entry_filter.q) and _is_small()
    since, until = entry_filter.since, entry_filter.until
    short = since is not None and until is not None and until - since <= LONGEST_SPAN
    vendors = _vendors_named(entry_filter.vendor) if entry_filter.vendor not in ("", NOTHING) else []
    named = [] if few or short or not entry_filter.q else _vendors_like(entry_filter.q)
    return Question(
        year=year,
        entry_filter=entry_filter,
        conditions=conditions_of(entry_filter, seen, district, vendors=vendors, named=named, few=few or short),
        scope=scope,
        few=few or short,
        direct=few or _is_direct(entry_filter),
    )


# Counts no further than to the answer.
SMALL = """
select count(*) from (
    select from budgets_transaction t where t.district_id = %(district)s and t.superseded_by_import_id is null
    limit %(few)s) x
"""


def _is_small() -> bool:
    """Whether all rows of the district are few."""
    [(rows,)] = read(SMALL, few=FEW + 1)
    return bool(rows <= FEW)


def _is_direct(entry_filter: EntryFilter) -> bool:
    """Whether an index leads to the few rows that are meant, however many there are."""
    if any(word not in ("", NOTHING) for word in (entry_filter.vendor, entry_filter.order, entry_filter.document)):
        return True
    meant = entry_filter.amounts or amounts_in(entry_filter.q)
    return meant.is_one if meant else bool(entry_filter.q)


def _vendors_named(text: str) -> list[int]:
    """The vendors of exactly this name, else those whose name holds all of its words."""
    exact = [pk for (pk,) in read(EXACT_VENDORS, name=text)]
    return exact or _vendors_like(text)


def _vendors_like(text: str) -> list[int]:
    words = [f"%{escaped(word)}%" for word in text.split()]
    return [pk for (pk,) in read(VENDORS, words=words, limit=MOST_VENDORS)]
