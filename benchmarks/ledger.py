"""A district of a given number of transactions in a database of its own, made once and kept.

100 lines a site over three years, 50 transactions a line, spread evenly over the days of its year until today: 10
million transactions are 2,000 sites and 200,000 lines.
Made set-wise through the same triggers as any load.
"""

import os
import subprocess
import sys
import time
from contextlib import closing
from dataclasses import dataclass
from datetime import date

import psycopg2
from psycopg2.extensions import connection as Connection

from balance import embedded

PER_LINE, LINES_PER_SITE, CHUNK = 50, 100, 500_000
YEARS = 3
MADE = "bench_made_2"  # counts up when what is made changes: a database of before is made anew
# The numbers of people, and of what they are in the district.
PRINCIPAL, OFFICER = 1, 2
SITE, LINE = "0001", "010-0000-4300-0001"


@dataclass(frozen=True)
class Ledger:
    """The database's addresses by role."""

    transactions: int
    app: str
    owner: str


def ledger(transactions: int) -> Ledger:
    """The database with that many transactions; makes it when it is not there."""
    urls = {role: url.replace("/balance?", f"/bench_{transactions}?") for role, url in embedded.urls().items()}
    made = Ledger(transactions, urls["app"], urls["owner"])
    if not _exists(transactions):
        print(f"Making a district of {transactions:,} transactions (kept for the next run) …", flush=True)
        start = time.monotonic()
        _create(made)
        print(f"  made in {time.monotonic() - start:.0f} s", flush=True)
    _migrate(made)
    _go_on_counting(made)
    return made


def connect(url: str) -> Connection:
    """A connection that commits each statement."""
    opened = psycopg2.connect(url)
    opened.autocommit = True
    return opened


def today() -> date:
    """The ledger's years are made around this day."""
    return date.today()


def _exists(transactions: int) -> bool:
    with closing(connect(embedded.urls()["owner"])) as opened, opened.cursor() as cursor:
        cursor.execute("select 1 from pg_database where datname = %s", [f"bench_{transactions}"])
        if cursor.fetchone() is None:
            return False
    url = embedded.urls()["owner"].replace("/balance?", f"/bench_{transactions}?")
    with closing(connect(url)) as opened, opened.cursor() as cursor:
        cursor.execute("select to_regclass(%s) is not null", [MADE])
        return bool(cursor.fetchone()[0])


def _create(made: Ledger) -> None:
    with closing(connect(embedded.urls()["owner"])) as opened, opened.cursor() as cursor:
        cursor.execute(f'drop database if exists "bench_{made.transactions}" with (force)')
        cursor.execute(f'create database "bench_{made.transactions}" template template0')
    _migrate(made)
    with closing(connect(made.owner)) as opened, opened.cursor() as cursor:
        cursor.execute("set session synchronous_commit = off")
        cursor.execute(DISTRICT)
        cursor.execute("select set_config('balance.district', '1', false)")
        lines = made.transactions // PER_LINE
        values = {"lines": lines, "sites": max(lines // LINES_PER_SITE, 1), "last": YEARS - 1, "today": today()}
        cursor.execute(STRUCTURE, values)
        for first in range(1, lines + 1, CHUNK // PER_LINE):
            until = min(first + CHUNK // PER_LINE - 1, lines)
            cursor.execute(TRANSACTIONS, {"first": first, "until": until, "per_line": PER_LINE})
        cursor.execute("vacuum (analyze)")
        cursor.execute(f"create table {MADE} ()")


def _migrate(made: Ledger) -> None:
    environment = os.environ | {
        "DATABASE_URL": made.app,
        "OWNER_DATABASE_URL": made.owner,
        "BALANCE_EMBEDDED": "1",
        "DJANGO_SETTINGS_MODULE": "balance.settings",
    }
    command = [sys.executable, "-m", "django", "migrate", "--verbosity=0"]
    subprocess.run(command, check=True, env=environment)


def _go_on_counting(made: Ledger) -> None:
    """Rows were made with ids of their own: what a command adds must come after them."""
    with closing(connect(made.owner)) as opened, opened.cursor() as cursor:
        cursor.execute("set balance.district = 1")
        for table in ("budgets_import", "budgets_line", "budgets_vendor", "budgets_fiscalyear", "budgets_pool"):
            newest = f"(select coalesce(max(id), 0) + 1 from {table})"
            cursor.execute(f"select setval(pg_get_serial_sequence('{table}', 'id'), {newest})")


DISTRICT = """
insert into accounts_district (id, slug, name, time_zone, office_email, office_phone, fiscal_year_start_month,
    fiscal_year_start_day, requests_reduce_left, pay_is_set_aside, year_end_orders, file_brings_orders,
    ahead_pct, ahead_amount, behind_pct, behind_amount, window_points, stale_order_days, feed_weekdays, feed_due_at)
select n, case n when 1 then 'bench' else 'other' end, 'Bench Unified', 'UTC', '', '', 7, 1, false, true, 'carry',
       false, 5, 50000, 10, 100000, 15, 60, '[0,1,2,3,4]', '07:00' from generate_series(1, 2) n;
insert into accounts_user (id, email, name, password, is_active, date_joined)
values (1, 'principal@bench.example', 'Bench Principal', '!', true, now());
insert into accounts_membership (id, district_id, user_id, role, is_active, joined_at)
values (1, 1, 1, 'owner', true, now());
"""

# Years end around today, so that the newest is open; a line's code is the same in each.
STRUCTURE = """
insert into budgets_fiscalyear (id, district_id, year, starts_on, ends_on, state)
select n, 1, extract(year from ends)::int, (ends - interval '1 year' + interval '1 day')::date, ends,
       case when n = %(last)s + 1 then 'open' else 'closed' end
from (select n, (make_date(extract(year from %(today)s::date + interval '6 months')::int, 6, 30)
                 - make_interval(years => %(last)s + 1 - n))::date as ends
      from generate_series(1, %(last)s + 1) n) y;
insert into budgets_unit (id, district_id, kind, code, name, area, phone, is_active)
select n, 1, 'site', lpad(n::text, 4, '0'), 'School ' || n, '', '', true from generate_series(1, %(sites)s) n;
insert into budgets_assignment (district_id, unit_id, membership_id, role) values (1, 1, 1, 'owner');
insert into budgets_purpose (id, district_id, code, name, icon, position, once_a_year)
select n, 1, 'p' || n, 'Purpose ' || n, 'package', n, false from generate_series(1, 8) n;
insert into budgets_source (id, district_id, code, name, kind, starts_on, use_by, note)
values (1, 1, '3010', 'Title I', 'grant', %(today)s::date - 100, %(today)s::date + 300, '');
insert into budgets_pool (id, district_id, code, name)
select n, 1, 'pool/' || n, 'Materials pool' from generate_series(1, %(sites)s) n;
insert into budgets_cutoff (district_id, fiscal_year_id, fund_code, last_order_on)
select 1, id, '', ends_on - 60 from budgets_fiscalyear;
insert into budgets_vendor (id, district_id, number, name)
select n, 1, 'V' || n, 'Vendor ' || n from generate_series(1, 500) n;
insert into budgets_import (id, district_id, number, fiscal_year_id, origin, state, published_at, posted_through,
    feed, files, profile, profile_version, profile_content, options, "window", counts, lines_before, ties_to)
select id, 1, id, id, 'file', 'published', now(), %(today)s::date,
       'bench', '[]', '', '', '{}', '{}', '{}', '{}', '[]', ''
from budgets_fiscalyear;
insert into budgets_line (id, district_id, fiscal_year_id, code, raw_code, segments, name, account_type, fund_code, pay,
    site_id, purpose_id, source_id, pool_id)
select n, 1, year, '010-' || case when nth %% 12 = 11 then '3010' else '0000' end || '-' || (4300 + nth) || '-' || code,
       '', array['010', '0000', (4300 + nth)::text, code], 'Line ' || nth, 'expenditure', '010', '', site,
       1 + nth %% 8, case when nth %% 12 = 11 then 1 end, case when nth %% 12 <> 11 and nth %% 3 = 0 then site end
from (select n, (n - 1) %% (%(last)s + 1) + 1 as year, ((n - 1) / (%(last)s + 1)) / %(sites)s as nth,
             ((n - 1) / (%(last)s + 1)) %% %(sites)s + 1 as site,
             lpad((((n - 1) / (%(last)s + 1)) %% %(sites)s + 1)::text, 4, '0') as code
      from generate_series(1, %(lines)s) n) l;
"""

TRANSACTIONS = """
insert into budgets_transaction (district_id, line_id, measure, kind, amount, posted_on, period, order_number, document,
    vendor_id, description, import_id, row)
select 1, l.id,
       case when k = 0 then 'budget' when k %% 10 = 1 then 'encumbrance' else 'expenditure' end,
       case when k = 0 then 'original' when k %% 10 = 1 then 'open' else 'payment' end,
       case when k = 0 then 1200000 else 1000 + (l.id * 7919 + k * 104729) %% 40000 end,
       y.starts_on + (k * y.days + l.id::int %% y.days) / %(per_line)s, null,
       case when k %% 10 = 1 then 'PO ' || l.id || '-' || k else '' end, 'INV ' || l.id || '-' || k,
       case when k > 0 then 1 + (l.id + k) %% 500 end, case when k > 0 then 'Supplies for room ' || k else '' end,
       y.id, (l.id * %(per_line)s + k) %% 2000000000
from budgets_line l
join (select *, least(ends_on, current_date) - starts_on + 1 as days from budgets_fiscalyear) y
    on y.district_id = 1 and y.id = l.fiscal_year_id,
     generate_series(0, %(per_line)s - 1) k
where l.district_id = 1 and l.id between %(first)s and %(until)s
order by l.id, k
"""
