"""Saying of an item worth a look that it is right, and taking that back."""

from django.db import transaction
from django.utils import timezone

from accounts.domain.audit import record
from accounts.models import Membership
from budgets.models import FiscalYear, MarkedRight, Unit
from budgets.queries.findings import Finding


@transaction.atomic
def mark_right(*, by: Membership, unit: Unit, fiscal_year: FiscalYear, finding: Finding, title: str) -> MarkedRight:
    """The finding stays away from the unit's page until its facts change. Marking again says so of today's facts.

    Who may is decided by the caller. `title` is what the page said, for whoever reads it later.
    """
    said = {"facts": finding.facts, "amount": finding.amount, "title": title, "membership": by, "at": timezone.now()}
    mark, _ = MarkedRight.objects.update_or_create(unit=unit, fiscal_year=fiscal_year, item=finding.item, defaults=said)
    _record("item.mark_right", by, mark, unit)
    return mark


@transaction.atomic
def take_back(*, by: Membership, unit: Unit, fiscal_year: FiscalYear, item: str) -> bool:
    """The item is worth a look again. False when nobody had marked it."""
    marks = MarkedRight.objects.select_for_update().filter(unit=unit, fiscal_year=fiscal_year, item=item)
    for mark in marks:
        _record("item.take_back", by, mark, unit)
        mark.delete()
        return True
    return False


def _record(act: str, by: Membership, mark: MarkedRight, unit: Unit) -> None:
    facts = {"item": mark.item, "title": mark.title, "amount": str(mark.amount), "facts": mark.facts}
    record(by=by.user, act=act, subject=f"{unit.kind}:{unit.code}", **facts)
