"""Who looks after which unit, and since when."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.choices import Role
from accounts.domain.audit import record
from accounts.domain.changes import apply
from accounts.models import Membership, User
from accounts.queries.days import today
from budgets.choices import AssignmentRole, UnitKind
from budgets.models import Assignment, Unit

# What a member of a role is for a unit that they are given. The central office sees every unit by its role.
ROLE_IN_UNIT = {
    Role.OWNER: AssignmentRole.OWNER,
    Role.ASSISTANT: AssignmentRole.ASSISTANT,
    Role.VIEWER: AssignmentRole.VIEWER,
    Role.SUPERVISOR: AssignmentRole.SUPERVISOR,
    Role.REPORT_ADMIN: AssignmentRole.VIEWER,
}
OFFICE_SEES_ALL = "The central office sees every unit: give it no site or department."


def find_units(*, role: str, sites: Iterable[str] = (), departments: Iterable[str] = ()) -> list[Unit]:
    """The units of these codes, for a member of `role`.

    Raises ValidationError naming every code that there is none for, and for the office any unit at all.
    """
    wanted = [(UnitKind.SITE, code) for code in sites] + [(UnitKind.DEPARTMENT, code) for code in departments]
    wanted = list(dict.fromkeys(wanted))
    found = {(unit.kind, unit.code): unit for unit in Unit.objects.filter(code__in={code for _, code in wanted})}
    problems = [f"There is no {kind.value} {code!r}." for kind, code in wanted if (kind, code) not in found]
    if wanted and role == Role.OFFICE:
        problems.append(OFFICE_SEES_ALL)
    if problems:
        raise ValidationError(problems)
    return [found[key] for key in wanted]


def assign(
    *, by: User | None, membership: Membership, unit: Unit, role: AssignmentRole, starts_on: date | None = None
) -> bool:
    """Gives a member a unit; True if that changed something.

    `starts_on` None means "always" for a new assignment, "as it was" for a running one, and today for one that had
    ended: it opens again, and the audit trail keeps the stretch before.
    """
    with transaction.atomic():
        _lock(membership)
        row = Assignment.objects.filter(unit=unit, membership=membership).first()
        if row is None:
            row = Assignment(unit=unit, membership=membership)
        elif row.ends_on is not None:
            starts_on = starts_on or today(membership.district)
        else:
            starts_on = starts_on or row.starts_on
        changes = apply(row, {"role": role, "starts_on": starts_on, "ends_on": None})
        if row.pk is not None and not changes:
            return False
        row.save()
        _record(by, "assignment.open", membership, unit, role=role, starts_on=starts_on, changes=changes)
    return True


def end(*, by: User | None, assignment: Assignment) -> None:
    """Ends a running assignment: yesterday was its last day, so that access ends now.

    One that began today or later had no day and is removed; the audit trail keeps that it was there.
    """
    membership = assignment.membership
    last_day = today(membership.district) - timedelta(days=1)
    with transaction.atomic():
        _lock(membership)
        if assignment.starts_on is not None and assignment.starts_on > last_day:
            assignment.delete()
        else:
            assignment.ends_on = last_day
            assignment.save(update_fields=["ends_on"])
        _record(
            by,
            "assignment.end",
            membership,
            assignment.unit,
            role=assignment.role,
            starts_on=assignment.starts_on,
            ends_on=last_day,
        )


def replace_assignments(
    *, by: User | None, membership: Membership, units: Sequence[Unit], starts_on: date | None = None
) -> tuple[list[Unit], list[Unit]]:
    """Makes `units` the ones that the member looks after, in the role of their membership.

    Running assignments to other units end; to units that they already have, nothing but the role changes. `starts_on`
    is the first day with the new ones. Returns the units that were given or changed, and those taken. Raises
    ValidationError for a member of the central office, who sees every unit without being given any.
    """
    with transaction.atomic():
        _lock(membership)
        role = ROLE_IN_UNIT.get(Role(membership.role))
        if role is None and units:
            raise ValidationError(OFFICE_SEES_ALL)
        running = _running(membership)
        ended = [row for row in running if row.unit not in units]
        for row in ended:
            end(by=by, assignment=row)
        held = {row.unit for row in running}
        given = [
            unit
            for unit in units
            if role
            and assign(
                by=by, membership=membership, unit=unit, role=role, starts_on=None if unit in held else starts_on
            )
        ]
    return given, [row.unit for row in ended]


def follow_role(*, by: User | None, membership: Membership, former_role: str) -> tuple[list[Unit], list[Unit]]:
    """After a member's role changed: units held in the old role are held in the new one, or end for the office.

    Returns the units that changed and those that ended.
    """
    changed, ended = [], []
    with transaction.atomic():
        _lock(membership)
        before, role = ROLE_IN_UNIT.get(Role(former_role)), ROLE_IN_UNIT.get(Role(membership.role))
        for row in _running(membership):
            if role is None:
                end(by=by, assignment=row)
                ended.append(row.unit)
            elif row.role == before and assign(by=by, membership=membership, unit=row.unit, role=role):
                changed.append(row.unit)
    return changed, ended


def _lock(membership: Membership) -> None:
    """One writer of a member's units at a time, so that none adds what another has just ended."""
    Membership.objects.select_for_update(no_key=True).get(pk=membership.pk)


def _running(membership: Membership) -> list[Assignment]:
    rows = Assignment.objects.filter(membership=membership, ends_on=None).select_related("unit")
    return list(rows.order_by("unit__kind", "unit__code"))


def _record(by: User | None, act: str, membership: Membership, unit: Unit, **facts: object) -> None:
    record(by=by, act=act, subject=f"{unit.kind}:{unit.code}", email=membership.user.email, **facts)
