"""Writing the audit trail."""

from typing import Any

from accounts.models import AuditEvent, User


def record(*, by: User | None, act: str, subject: str, **facts: Any) -> AuditEvent:
    """Adds one event to the trail of the current district, in the caller's transaction.

    `by` is the person, or None for the system itself. Facts are what a later reader needs: amounts as text, codes,
    before and after.
    """
    return AuditEvent.objects.create(by=by, act=act, subject=subject, facts=facts)
