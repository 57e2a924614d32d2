"""What may be asked about on a unit's page, and who answers."""

from dataclasses import dataclass, field
from decimal import Decimal

from django.utils import timezone

from balance.reading import read
from budgets.models import Unit
from budgets.queries.unit_page import UnitPage

WHOLE = "all"


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure that somebody asks about: what the page calls it, dollars, and the words that find its entries."""

    name: str
    amount: Decimal
    words: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Recipient:
    """Whom a question goes to. `email` is empty where the district has named nobody."""

    name: str
    email: str


def figures_of(page: UnitPage) -> dict[str, Figure]:
    """What is left of the money to decide on, of each purpose in it, and of each set-aside pot, by a key that stays."""
    unit = {"unit": f"{page.unit.kind}-{page.unit.code}"}
    whole = Figure("Left to decide on", page.decide.left, {**unit, "decide": "1", "measure": "left"})
    groups = (*page.groups, *page.set_aside_groups)
    return {WHOLE: whole} | {
        group.key: Figure(f"{group.name}: left", group.totals.left, {**unit, **group.words, "measure": "left"})
        for group in groups
    }


# The analyst of the unit; else the address of the central office; else whoever is longest in it.
RECIPIENT = """
select name, email from (
    select 1 as place, p.name, p.email from budgets_unit u
    join accounts_membership m on m.district_id = u.district_id and m.id = u.analyst_id and m.is_active
    join accounts_user p on p.id = m.user_id and p.is_active
    where u.district_id = %(district)s and u.id = %(unit)s
    union all
    select 2, 'the Budget Office', d.office_email from accounts_district d
    where d.id = %(district)s and d.office_email <> ''
    union all
    (select 3, p.name, p.email from accounts_membership m
     join accounts_user p on p.id = m.user_id and p.is_active
     where m.district_id = %(district)s and m.role = 'office' and m.is_active order by m.id limit 1)
) found order by place limit 1
"""


def recipient_of(unit: Unit) -> Recipient:
    """Whom a question about the unit goes to. One statement."""
    found = read(RECIPIENT, unit=unit.pk)
    return Recipient(*found[0]) if found else Recipient("the Budget Office", "")


# Asked a while ago, so that its own task had its turn; after some days a mail would only confuse.
WAITING = """
select id from budgets_question
where district_id = %(district)s and sent_at is null and sent_to <> ''
  and at between %(now)s::timestamptz - interval '7 days' and %(now)s::timestamptz - interval '2 minutes'
order by at, id limit 200
"""


def waiting_questions() -> list[int]:
    """The keys of questions whose mail was not taken, oldest first."""
    return [pk for (pk,) in read(WAITING, now=timezone.now())]
