"""The people of a demo district: who signs in, and who looks after which unit since when."""

from datetime import date, timedelta

from accounts.choices import Role
from accounts.domain.people import NewPerson, add_person
from accounts.models import Membership
from balance.demo.people import PASSWORD, PEOPLE
from budgets.choices import AssignmentRole, UnitKind
from budgets.domain.assignments import assign, find_units
from budgets.domain.past_assignments import keep_past_assignment
from budgets.management.demo.clock import Clock
from budgets.management.demo.spec import Department, Person, Site, Spec
from budgets.models import Unit

# The people whom the sign-in page offers have a password; the others would sign in by a code.
OFFERED = frozenset(key for key, _ in PEOPLE)
# The site whose assistant and viewer are offered too.
SHOWN_SITE = "214"
# The newcomer's first day of work, as (month, day), in the latest October that has come so far.
ARRIVED = (10, 5)
DAY = timedelta(days=1)


def add_people(spec: Spec) -> dict[str, Membership]:
    """Adds everybody, by key, without units: those come with the structure file, which names some of the people."""
    return {person.key: add_person(by=None, person=_new(spec, person)).membership for person in spec.people}


def _new(spec: Spec, person: Person) -> NewPerson:
    return NewPerson(
        email=spec.email(person.key),
        name=person.name,
        role=person.role,
        password=PASSWORD if person.key in OFFERED else None,
        title=person.title or "Principal",
        phone=person.phone,
        preferred_way=person.way,
        note=person.note,
    )


def give_units(spec: Spec, clock: Clock, members: dict[str, Membership]) -> None:
    """Owners and supervisors get their units, the assistants and the viewer their school."""
    supervisors = {area.name: area.supervisor for area in spec.areas}
    for unit in spec.units:
        row = _row(unit)
        if unit.owner:
            since = arrival(clock) if unit.owner == spec.newcomer else None
            owner = members[unit.owner]
            assign(by=None, membership=owner, unit=row, role=AssignmentRole.OWNER, starts_on=since)
        supervisor = members[supervisors[unit.area]]
        assign(by=None, membership=supervisor, unit=row, role=AssignmentRole.SUPERVISOR)
        if unit.owner and unit.owner == spec.newcomer:
            _keep_predecessor(spec, clock, members, row)
        if unit.kind == UnitKind.SITE and unit.code == SHOWN_SITE:
            assign(by=None, membership=members["assistant"], unit=row, role=AssignmentRole.ASSISTANT)
            assign(by=None, membership=members["viewer"], unit=row, role=AssignmentRole.VIEWER)


def arrival(clock: Clock) -> date:
    """The day on which the newcomer began: in October, this year or last."""
    today = clock.today
    return date(today.year if (today.month, today.day) > ARRIVED else today.year - 1, *ARRIVED)


def _keep_predecessor(spec: Spec, clock: Clock, members: dict[str, Membership], unit: Unit) -> None:
    """Who owned the newcomer's school until the end of September, and their assistant, who stayed."""
    last_day = date(arrival(clock).year, 9, 30)
    before = members[spec.predecessor]
    keep_past_assignment(by=None, membership=before, unit=unit, role=AssignmentRole.OWNER, ends_on=last_day)
    for person in spec.people:
        if person.role == Role.ASSISTANT and person.key != "assistant":
            assign(by=None, membership=members[person.key], unit=unit, role=AssignmentRole.ASSISTANT)


def _row(unit: Site | Department) -> Unit:
    codes = {"sites": [unit.code]} if unit.kind == UnitKind.SITE else {"departments": [unit.code]}
    return find_units(role=Role.OWNER, **codes)[0]
