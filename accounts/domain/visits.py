"""The guided first visit of a member: it is offered until they have seen it, or said that they need not."""

from django.utils import timezone

from accounts.models import Membership


def end_visit(*, by: Membership) -> None:
    """Records that `by` was shown around, or did not want to be. The first time counts. No audit event: the row says
    it, and it is about nothing but what their own pages offer."""
    Membership.objects.filter(pk=by.pk, shown_around_at=None).update(shown_around_at=timezone.now())
