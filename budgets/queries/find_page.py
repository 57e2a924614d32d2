"""The find page: one search over all that a person may see, its sums, and what its filters are called."""

from dataclasses import dataclass
from datetime import date

from accounts.models import District, Membership
from balance.reading import read
from budgets.queries.entries import NEWEST, PAGE, At, FoundEntry, found_entries
from budgets.queries.entry_filter import EntryFilter
from budgets.queries.entry_question import Scope, ask
from budgets.queries.entry_sums import Sums, sums_of
from budgets.queries.loads import Freshness, freshness
from budgets.queries.seen import Seen, seen_by
from budgets.queries.years import Year


@dataclass(frozen=True, slots=True)
class FindPage:
    """What was found. `reads_texts`: whether words were looked for in descriptions too; `after`: the next page."""

    entry_filter: EntryFilter
    year: Year
    fresh: Freshness
    seen: Seen
    scope: Scope | None
    entries: tuple[FoundEntry, ...]
    after: At | None
    sums: Sums | None
    reads_texts: bool
    names: dict[str, str]


def find_page(
    membership: Membership,
    entry_filter: EntryFilter,
    year: Year,
    today: date,
    *,
    before: At = NEWEST,
    limit: int = PAGE,
) -> FindPage:
    """The page's figures, in at most ten statements, whatever is found."""
    district: District = membership.district
    seen = seen_by(membership, today)
    question = ask(entry_filter, seen=seen, year=year, district=district)
    found = found_entries(question, today, before=before, limit=limit)
    return FindPage(
        entry_filter=entry_filter,
        year=year,
        fresh=freshness(district, year),
        seen=seen,
        scope=question.scope,
        entries=tuple(found[:limit]),
        after=found[limit - 1].at if len(found) > limit else None,
        sums=sums_of(question),
        reads_texts=question.few,
        names=names_of(entry_filter),
    )


NAMES = """
select 'unit', u.name from budgets_unit u
where u.district_id = %(district)s and u.kind = %(kind)s and u.code = %(unit)s
union all select 'purpose', p.name from budgets_purpose p where p.district_id = %(district)s and p.code = %(purpose)s
union all select 'source', s.name from budgets_source s where s.district_id = %(district)s and s.code = %(source)s
union all select 'pool', p.name from budgets_pool p where p.district_id = %(district)s and p.code = %(pool)s
union all select 'fund', f.name from budgets_fund f where f.district_id = %(district)s and f.code = %(fund)s
"""


def names_of(entry_filter: EntryFilter) -> dict[str, str]:
    """What the district calls that which the filter names by code. At most one statement."""
    found = entry_filter
    if not (found.unit or found.purpose or found.source or found.pool or found.fund):
        return {}
    codes = {name: getattr(found, name) for name in ("unit", "purpose", "source", "pool", "fund")}
    return dict(read(NAMES, kind=found.unit_kind, **codes))
