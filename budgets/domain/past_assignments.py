"""Who looked after a unit before: kept, so that a question about last spring finds the right person."""

from datetime import date

from django.core.exceptions import ValidationError

from accounts.domain.audit import record
from accounts.models import Membership, User
from accounts.queries.days import today
from budgets.choices import AssignmentRole
from budgets.models import Assignment, Unit


def keep_past_assignment(
    *,
    by: User | None,
    membership: Membership,
    unit: Unit,
    role: AssignmentRole,
    starts_on: date | None = None,
    ends_on: date,
) -> Assignment:
    """Keeps that a member looked after a unit until `ends_on`, their last day; `starts_on` None is "always".

    For what was so before the district worked here; a running assignment is ended by `assignments.end`. Raises
    ValidationError unless the last day is over, or when the member already has or had this unit.
    """
    if ends_on >= today(membership.district):
        raise ValidationError("An assignment of the past has a last day before today.")
    if Assignment.objects.filter(unit=unit, membership=membership).exists():
        raise ValidationError(f"{membership.user.name} already has or had {unit.name}.")
    past = Assignment(unit=unit, membership=membership, role=role, starts_on=starts_on, ends_on=ends_on)
    past.full_clean()
    past.save()
    record(
        by=by,
        act="assignment.past",
        subject=f"{unit.kind}:{unit.code}",
        email=membership.user.email,
        role=role,
        starts_on=starts_on,
        ends_on=ends_on,
    )
    return past
