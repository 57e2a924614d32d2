"""Looks and checks: when somebody last opened a budget, what they last said of it, and how far its figures reached."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from accounts.models import Membership
from balance.reading import read
from budgets.choices import AssignmentRole
from budgets.models import Unit

# Of somebody who is both, the first.
LOOKING = (AssignmentRole.OWNER, AssignmentRole.ASSISTANT)


@dataclass(frozen=True, slots=True)
class LastLook:
    """A look on an earlier day. `load` is the number of the newest batch that it saw; 0 for none."""

    on: date
    posted_through: date | None
    load: int


@dataclass(frozen=True, slots=True)
class LastCheck:
    """The last time that somebody said “I looked”, at which figures, and whether they had something to ask."""

    at: datetime
    on: date
    posted_through: date | None
    load: int
    answer: str


@dataclass(frozen=True, slots=True)
class Before:
    """What a person saw before today and last said of a unit; `load` is the number of the newest batch now."""

    look: LastLook | None
    check: LastCheck | None
    load: int

    def may_check(self, today: date) -> bool:
        """Whether "I looked" would say something new: of newer figures, or in a new month, for months are counted."""
        if self.check is None or self.check.load < self.load:
            return True
        return (self.check.on.year, self.check.on.month) != (today.year, today.month)


def looking_role(roles: frozenset[str]) -> AssignmentRole | None:
    """As what a member looks at a unit, or None for those whose visits are no looks."""
    return next((role for role in LOOKING if role in roles), None)


LAST_CHECK = """
select at, "on", posted_through, load, answer from budgets_check
where district_id = %(district)s and unit_id = %(unit)s and membership_id = %(membership)s
order by at desc, id desc limit 1
"""


def last_check(membership: Membership, unit: Unit) -> LastCheck | None:
    """What that member last said of that unit. What changed since is `changes_since(last_check.load, …)`."""
    found = read(LAST_CHECK, unit=unit.pk, membership=membership.pk)
    return LastCheck(*found[0]) if found else None


LAST_CHECKS = """
select m.membership, u.unit, c.at, c."on", c.posted_through, c.load, c.answer
from unnest(%(memberships)s::bigint[]) m (membership)
cross join unnest(%(units)s::bigint[]) u (unit)
cross join lateral (
    select at, "on", posted_through, load, answer from budgets_check k
    where k.district_id = %(district)s and k.unit_id = u.unit and k.membership_id = m.membership
    order by at desc, id desc limit 1
) c
"""


def last_checks(memberships: Iterable[int], units: Iterable[int]) -> dict[tuple[int, int], LastCheck]:
    """The same of several members and units: (membership, unit) → their last, for those who ever said it.

    One statement.
    """
    rows = read(LAST_CHECKS, memberships=list(memberships), units=list(units))
    return {(membership, unit): LastCheck(*values) for membership, unit, *values in rows}


@dataclass(frozen=True, slots=True)
class Said:
    """A check of a unit by anybody, with their name and what they were then."""

    at: datetime
    on: date
    by: str
    role: str
    posted_through: date | None
    load: int
    answer: str


CHECKS = """
select c.at, c."on", p.name, c.role, c.posted_through, c.load, c.answer
from budgets_check c
join accounts_membership m on m.district_id = c.district_id and m.id = c.membership_id
join accounts_user p on p.id = m.user_id
where c.district_id = %(district)s and c.unit_id = %(unit)s and c."on" between %(since)s and %(until)s
order by c.at desc, c.id desc limit %(most)s
"""
MOST = 1_000


def checks_of(unit: Unit, since: date, until: date) -> list[Said]:
    """Who said "I looked" at the unit between two days, newest first; the newest thousand. One statement."""
    return [Said(*row) for row in read(CHECKS, unit=unit.pk, since=since, until=until, most=MOST)]
