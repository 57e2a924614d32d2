"""Saying “I looked”: with nothing to ask, or with a question. It signs nothing off."""

from datetime import date

from django.utils import timezone

from accounts.models import Membership
from balance.reading import read
from budgets.choices import AssignmentRole, CheckAnswer
from budgets.models import Unit
from budgets.queries.years import Year

# What the page showed, not what has come since: `seen` is the batch that it named, and no later one than there is.
# The figures then reached as far as the newest file of those batches. Whoever says that they looked has looked: the
# look is written as well where a browser that fetched ahead left it out.
CHECK = """
with seen as (
    select greatest(least(%(seen)s::bigint, coalesce(max(number), 0)), 0) as load from budgets_import
    where district_id = %(district)s and fiscal_year_id = %(year)s
), figures as (
    select load, (
        select i.posted_through from budgets_import i
        where i.district_id = %(district)s and i.fiscal_year_id = %(year)s and i.number <= seen.load
          and i.state = 'published' and i.origin = 'file'
        order by greatest(i.published_at, i.confirmed_at) desc, i.number desc limit 1) as posted_through
    from seen
), looked as (
    insert into budgets_look (district_id, unit_id, membership_id, role, "on", posted_through, load)
    select %(district)s, %(unit)s, %(membership)s, %(role)s::text, %(on)s::date, posted_through, load from figures
    on conflict do nothing
)
insert into budgets_check (district_id, unit_id, membership_id, role, at, "on", posted_through, load, answer)
select %(district)s, %(unit)s, %(membership)s, %(role)s::text, %(at)s::timestamptz, %(on)s::date, posted_through, load,
       %(answer)s::text
from figures
on conflict do nothing
returning id
"""


def check(
    *,
    by: Membership,
    unit: Unit,
    role: AssignmentRole,
    on: date,
    year: Year,
    seen: int,
    answer: CheckAnswer = CheckAnswer.NOTHING,
) -> int | None:
    """`by`, who is `role` of the unit, says on that day that they looked at the figures of batch number `seen`.

    Returns the check's key; None when they have said so already of the same figures on the same day. Who may is decided
    by the caller. No audit event: the check itself is the record, and it cannot be changed.
    """
    found = read(
        CHECK,
        unit=unit.pk,
        membership=by.pk,
        role=role.value,
        on=on,
        at=timezone.now(),
        year=year.row.pk,
        seen=seen,
        answer=answer.value,
    )
    return found[0][0] if found else None
