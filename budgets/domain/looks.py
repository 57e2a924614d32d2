"""Looking: an owner or an assistant opened a unit's page. It is recorded, once a day, and both are told so."""

from datetime import date

from accounts.models import Membership
from balance.reading import read
from budgets.choices import AssignmentRole
from budgets.models import Unit
from budgets.queries.looks import LastLook
from budgets.queries.years import Year

# The one of today is written or brought up to date; the newest one before today is what is new compared with. Both in
# one statement, for the page that everybody opens. A second visit with nothing new must not even lock the row.
LOOK = """
with newest as (
    select coalesce(max(number), 0) as load from budgets_import
    where district_id = %(district)s and fiscal_year_id = %(year)s
), wrote as (
    insert into budgets_look (district_id, unit_id, membership_id, role, "on", posted_through, load)
    select %(district)s, %(unit)s, %(membership)s, %(role)s::text, %(on)s::date, %(posted_through)s::date, load
    from newest
    where not exists (
        select 1 from budgets_look t
        where t.district_id = %(district)s and t.unit_id = %(unit)s and t.membership_id = %(membership)s
          and t."on" = %(on)s::date and t.role = %(role)s::text and t.load = newest.load)
    on conflict (district_id, unit_id, membership_id, "on") do update
    set role = excluded.role, posted_through = excluded.posted_through, load = excluded.load
)
select "on", posted_through, load from budgets_look
where district_id = %(district)s and unit_id = %(unit)s and membership_id = %(membership)s and "on" < %(on)s::date
order by "on" desc limit 1
"""


def look(*, by: Membership, unit: Unit, role: AssignmentRole, on: date, year: Year) -> LastLook | None:
    """Records that `by`, who is `role` of the unit, looked on that day and saw the year's figures as they are now.

    Returns their look before that day, or None on their first. No audit event: the look itself is the record.
    """
    # Prepared like what the page reads, for it comes with each visit.
    found = read(
        LOOK,
        unit=unit.pk,
        membership=by.pk,
        role=role.value,
        on=on,
        posted_through=year.load.posted_through if year.load else None,
        year=year.row.pk,
    )
    return LastLook(*found[0]) if found else None
