"""Who reads the bench's district: an officer, and a principal who finds news since their last look."""

from contextlib import closing

from benchmarks.ledger import LINE, OFFICER, PRINCIPAL, Ledger, connect


def visited(made: Ledger) -> Ledger:
    """Adds what the ledger was not made with, once; and lets the principal have looked just before the newest load."""
    who = {"principal": PRINCIPAL, "officer": OFFICER, "line": LINE}
    with closing(connect(made.owner)) as owner, owner.cursor() as cursor:
        cursor.execute("set balance.district = 1")
        for statement in (OFFICE, NEWS, LOOKED):
            cursor.execute(statement, who)
    return made


OFFICE = """
insert into accounts_user (id, email, name, password, is_active, date_joined)
values (%(officer)s, 'office@bench.example', 'Bench Office', '!', true, now()) on conflict do nothing;
insert into accounts_membership (id, district_id, user_id, role, is_active, joined_at)
values (%(officer)s, 1, %(officer)s, 'office', true, now()) on conflict do nothing
"""

# A load of one day: a payment on each line of the principal's school but the one whose page is measured.
NEWS = """
with load as (
    insert into budgets_import (district_id, number, fiscal_year_id, origin, state, published_at, posted_through,
        feed, files, profile, profile_version, profile_content, options, "window", counts, lines_before, ties_to)
    select 1, (select max(number) + 1 from budgets_import), id, 'file', 'published', now(), current_date,
           'bench news', '[]', '', '', '{}', '{}', '{}', '{}', '[]', ''
    from budgets_fiscalyear
    where state = 'open' and not exists (select from budgets_import where feed = 'bench news')
    returning id, fiscal_year_id
)
insert into budgets_transaction (district_id, line_id, measure, kind, amount, posted_on, document, vendor_id,
    description, import_id, row)
select 1, l.id, 'expenditure', 'payment', 2500 + l.id %% 5000, current_date, 'INV ' || l.id || '-NEW',
       1 + l.id %% 500, 'Supplies of this week', load.id, row_number() over (order by l.id)
from load join budgets_line l on l.fiscal_year_id = load.fiscal_year_id
where l.district_id = 1 and l.site_id = 1 and l.code <> %(line)s
"""

LOOKED = """
delete from budgets_look where district_id = 1 and membership_id = %(principal)s;
insert into budgets_look (district_id, unit_id, membership_id, role, "on", posted_through, load)
select 1, 1, %(principal)s, 'owner', current_date - 2, current_date - 2, max(number) - 1 from budgets_import
"""
