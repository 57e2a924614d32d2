"""The story of one order: requested, ordered, billed, paid, over the lines that a person may see."""

import re
from dataclasses import dataclass
from datetime import date

from accounts.models import District, Membership
from budgets.queries.entries import FoundEntry, found_entries
from budgets.queries.entry_filter import EntryFilter
from budgets.queries.entry_question import Question
from budgets.queries.entry_sql import conditions_of, lines_of, read_where
from budgets.queries.loads import Freshness, freshness
from budgets.queries.orders import Order, by_order, order_on_lines
from budgets.queries.seen import Seen, seen_by
from budgets.queries.years import Year

# An order of more entries than these is told by its newest ones, and the find page has the rest.
MOST_STEPS = 200


@dataclass(frozen=True, slots=True)
class OrderStory:
    """One order of one year, with its entries, oldest first; `requests` are those that became it."""

    number: str
    year: Year
    fresh: Freshness
    parts: tuple[Order, ...]
    steps: tuple[FoundEntry, ...]
    is_long: bool
    requests: tuple[str, ...]
    known_on: date


def order_story(membership: Membership, number: str, year: Year, today: date) -> OrderStory | None:
    """The story, or None where this person can see no row of such an order. In at most four statements."""
    district = membership.district
    seen = seen_by(membership, today)
    found = order_on_lines(number, seen=seen, year=year, district=district)
    if not found:
        return None
    requests = _requests(number, seen, year, district)
    steps = _steps([number, *requests], seen, year, district, today)
    return OrderStory(
        number=number,
        year=year,
        fresh=freshness(district, year),
        parts=tuple(by_order(found)),
        steps=tuple(reversed(steps[:MOST_STEPS])),
        is_long=len(steps) > MOST_STEPS,
        requests=tuple(requests),
        known_on=year.known_on(today),
    )


def _steps(numbers: list[str], seen: Seen, year: Year, district: District, today: date) -> list[FoundEntry]:
    """The entries of these numbers, newest first."""
    asked = EntryFilter(order=numbers[0])
    conditions = conditions_of(asked, seen, district, vendors=[], named=[], few=True)
    conditions.values["orders"] = numbers
    question = Question(year, asked, conditions, scope=None, few=True, direct=True)
    return found_entries(question, today, limit=MOST_STEPS)


# A request that became an order says so in the text of an entry: "Became PO 27-0112". Only the lines of the order are
# looked at.
REQUESTS = """
select distinct t.order_number, t.description
from budgets_transaction t join budgets_line l on l.district_id = t.district_id and l.id = t.line_id
where t.district_id = %(district)s and t.superseded_by_import_id is null and t.measure = 'request'
  and t.order_number <> '' and t.order_number <> %(number)s and position(%(number)s in t.description) > 0
  and l.fiscal_year_id = %(year)s and l.pay = '' and {lines}
  and t.line_id in (select o.line_id from budgets_transaction o
                    where o.district_id = %(district)s and o.superseded_by_import_id is null
                      and o.order_number <> '' and o.order_number = %(number)s)
order by 1
"""


def _requests(number: str, seen: Seen, year: Year, district: District) -> list[str]:
    lines, values = lines_of(EntryFilter(), seen, district)
    rows = read_where(REQUESTS, lines=lines, year=year.row.pk, number=number, **values)
    whole = re.compile(rf"(?<![\w-]){re.escape(number)}(?![\w-])")
    return list(dict.fromkeys(request for request, text in rows if whole.search(text)))
