from datetime import date

import pytest
import time_machine
from django.core.exceptions import ValidationError

from accounts.models import AuditEvent, Membership, User
from budgets.choices import AssignmentRole, UnitKind
from budgets.domain.assignments import assign
from budgets.domain.past_assignments import keep_past_assignment
from budgets.models import Assignment, Unit
from tests.budgets.ledger import Books

OWNER = AssignmentRole.OWNER


@pytest.fixture
def member(books: Books) -> Membership:
    user = User.objects.create_user("janet@juniper.example", "Janet Brandvold")
    return Membership.objects.create(district=books.district, user=user, role="owner")


@pytest.fixture
def unit(books: Books) -> Unit:
    return Unit.objects.create(kind=UnitKind.SITE, code="171", name="Ridgeline Middle")


def keep(member: Membership, unit: Unit, ends_on: date) -> Assignment:
    return keep_past_assignment(by=None, membership=member, unit=unit, role=OWNER, ends_on=ends_on)


@time_machine.travel("2026-11-19 17:00Z", tick=False)
def test_a_past_assignment_is_kept_with_its_last_day_and_on_record(member: Membership, unit: Unit) -> None:
    keep(member, unit, date(2026, 9, 30))
    row = Assignment.objects.get()
    assert (row.membership, row.unit, row.role) == (member, unit, OWNER)
    assert (row.starts_on, row.ends_on) == (None, date(2026, 9, 30))
    event = AuditEvent.objects.get()
    assert (event.act, event.subject) == ("assignment.past", "site:171")
    assert event.facts["ends_on"] == "2026-09-30"


@time_machine.travel("2026-11-19 17:00Z", tick=False)
def test_a_last_day_that_is_not_over_is_refused(member: Membership, unit: Unit) -> None:
    with pytest.raises(ValidationError, match="before today"):
        keep(member, unit, date(2026, 11, 19))
    assert not Assignment.objects.exists()


@time_machine.travel("2026-11-19 17:00Z", tick=False)
def test_a_unit_that_the_member_has_is_refused(member: Membership, unit: Unit) -> None:
    assign(by=None, membership=member, unit=unit, role=OWNER)
    with pytest.raises(ValidationError, match="already has or had Ridgeline Middle"):
        keep(member, unit, date(2026, 9, 30))
