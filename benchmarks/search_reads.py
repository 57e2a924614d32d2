"""The reads that `search` compares, in a process with Django set up for one ledger."""

import time
from collections.abc import Callable, Iterable, Mapping
from datetime import date, timedelta
from urllib.parse import parse_qsl

from django.db import connection

from accounts.models import Membership
from balance.tenancy.scope import district_scope
from benchmarks.ledger import OFFICER, PRINCIPAL, SITE
from budgets.models import Line
from budgets.queries.entries import NEWEST, found_entries
from budgets.queries.entry_filter import EntryFilter
from budgets.queries.entry_question import ask
from budgets.queries.entry_sums import sums_of
from budgets.queries.find_page import find_page
from budgets.queries.seen import seen_by
from budgets.queries.years import Year, all_years, current

Job = Callable[[], object]
ROWS = """
select t.* from budgets_transaction t join budgets_line l on l.district_id = t.district_id and l.id = t.line_id
where t.district_id = 1 and t.superseded_by_import_id is null and l.fiscal_year_id = {year} and {mine} and {rows}
order by t.posted_on desc nulls last limit 50
"""
SUMS = """
select t.measure, sum(t.amount)
from budgets_transaction t join budgets_line l on l.district_id = t.district_id and l.id = t.line_id
where t.district_id = 1 and t.superseded_by_import_id is null and l.fiscal_year_id = {year} and {mine} and {rows}
group by 1
"""
MINE = {"office": "true", "principal": "l.site_id = 1"}


def samples(
    searches: Mapping[str, tuple[str, str]], people: Iterable[str], rounds: int
) -> dict[str, tuple[list[float], list[float]]]:
    """Of each search by each person: its rows and sums, all reads of its page, and the bare SQL, in milliseconds."""
    found = {}
    today = date.today()
    with district_scope(1):
        year = current(all_years(), today)
        assert year is not None
        members = {name: Membership.objects.get(pk=pk) for name, pk in (("principal", PRINCIPAL), ("office", OFFICER))}
        words = _words(year)
        for person in people:
            for name, (asked, rows) in searches.items():
                query = EntryFilter.parse(dict(parse_qsl(asked.format(**words))))
                bare = {"year": year.row.pk, "mine": MINE[person], "rows": rows.format(**words)}
                member = members[person]
                question = ask(query, seen=seen_by(member, today), year=year, district=member.district)
                found[f"search by {name}, {person}"] = _in_turns(
                    lambda question=question: (found_entries(question, today), sums_of(question)),
                    lambda bare=bare: _bare(bare),
                    rounds,
                )
                found[f"page of a search by {name}, {person}"] = _in_turns(
                    lambda query=query, member=member: find_page(member, query, year, today),
                    lambda bare=bare: _bare(bare),
                    rounds,
                )
        found["drill, last page ÷ first"] = _drill(members["principal"], year, today, rounds)
    return found


def _words(year: Year) -> dict[str, object]:
    """What is in this ledger: a line of the principal's school, and a day on which much was posted."""
    line = Line.objects.filter(fiscal_year=year.row, site__code=SITE).order_by("code").values_list("pk", flat=True)[0]
    return {"line": line, "day": year.row.starts_on + timedelta(days=98)}


def _bare(values: Mapping[str, object]) -> None:
    with connection.cursor() as cursor:
        for text in (ROWS, SUMS):
            cursor.execute(text.format(**values))
            cursor.fetchall()


def _drill(member: Membership, year: Year, today: date, rounds: int) -> tuple[list[float], list[float]]:
    """The last page of all entries of a school, and the first."""
    asked = EntryFilter(unit_kind="site", unit=SITE)
    places = [NEWEST]
    while (page := find_page(member, asked, year, today, before=places[-1])).after:
        places.append(page.after)
    return _in_turns(
        lambda: find_page(member, asked, year, today, before=places[-2]),
        lambda: find_page(member, asked, year, today),
        rounds,
    )


def _in_turns(ours: Job, beside: Job, rounds: int) -> tuple[list[float], list[float]]:
    taken: tuple[list[float], list[float]] = ([], [])
    for number in range(rounds + 3):
        for kept, job in zip(taken, (ours, beside), strict=True):
            start = time.perf_counter()
            job()
            if number >= 3:  # the first ones fill caches
                kept.append((time.perf_counter() - start) * 1000)
    return taken
