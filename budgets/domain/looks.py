"""Looking: an owner or an assistant opened a unit's page. It is recorded, once a day, and both are told so."""

from datetime import date

from accounts.models import Membership
from balance.reading import read
from budgets.choices import AssignmentRole
from budgets.models import Unit
from budgets.queries.looks import Before, LastCheck, LastLook
from budgets.queries.years import Year

# The one of today is written or brought up to date; the newest one before today is what is new compared with, and what
# was last said comes along. All in one statement, for the page that everybody opens. A second visit with nothing new
# must not even lock the row.
LOOK = """
with newest as (
    select coalesce(max(number), 0) as load from budgets_import
    where district_id = %(district)s and fiscal_year_id = %(year)s
), wrote as (
    insert into budgets_look (district_id, unit_id, membership_id, role, "on", posted_through, load)
    select %(district)s, %(unit)s, %(membership)s, %(role)s::text, %(on)s::date, %(posted_through)s::date, load
    from newest
    where %(counts)s::bool and not exists (
        select 1 from budgets_look t
        where t.district_id = %(district)s and t.unit_id = %(unit)s and t.membership_id = %(membership)s
          and t."on" = %(on)s::date and t.role = %(role)s::text and t.load = newest.load)
    on conflict (district_id, unit_id, membership_id, "on") do update
    set role = excluded.role, posted_through = excluded.posted_through, load = excluded.load
)
select newest.load, before."on", before.posted_through, before.load,
       said.at, said."on", said.posted_through, said.load, said.answer
from newest
left join lateral (
    select "on", posted_through, load from budgets_look
    where district_id = %(district)s and unit_id = %(unit)s and membership_id = %(membership)s and "on" < %(on)s::date
    order by "on" desc limit 1
) before on true
left join lateral (
    select at, "on", posted_through, load, answer from budgets_check
    where district_id = %(district)s and unit_id = %(unit)s and membership_id = %(membership)s
    order by at desc, id desc limit 1
) said on true
"""


def look(*, by: Membership, unit: Unit, role: AssignmentRole, on: date, year: Year, counts: bool = True) -> Before:
    """Records that `by`, who is `role` of the unit, looked on that day and saw the year's figures as they are now.

    Returns their look before that day and what they last said of the unit. `counts=False` records nothing: for a
    browser that fetches what nobody has opened. No audit event: the look itself is the record.
    """
    # Prepared like what the page reads, for it comes with each visit.
    [(load, *values)] = read(
        LOOK,
        unit=unit.pk,
        membership=by.pk,
        role=role.value,
        on=on,
        posted_through=year.load.posted_through if year.load else None,
        year=year.row.pk,
        counts=counts,
    )
    seen, said = values[:3], values[3:]
    return Before(LastLook(*seen) if seen[0] else None, LastCheck(*said) if said[0] else None, load)
