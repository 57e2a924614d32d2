"""“This is right”: with who and when, on record, and taken back."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest
import time_machine

from accounts.models import AuditEvent
from balance.tenancy.scope import district_scope
from budgets.domain.marks import mark_right, take_back
from budgets.models import MarkedRight
from budgets.queries.findings import Finding, FindingKind

NOW = datetime(2026, 11, 19, 20, 0, tzinfo=UTC)
OVER = Finding(FindingKind.OVER, "over:pool:7", Decimal("413.00"))


@pytest.fixture
def ours(cast):
    with district_scope(cast.ours.district), time_machine.travel(NOW, tick=False):
        yield cast.ours


def where(ours):
    return {"unit": ours.units["214"], "fiscal_year": ours.years[2027]}


def mark(ours, finding=OVER, person="principal"):
    return mark_right(by=ours.people[person], finding=finding, title="The pool is over by $413", **where(ours))


def events():
    return list(AuditEvent.objects.order_by("pk").values_list("act", "subject", "facts"))


def test_mark_says_who_when_and_of_which_facts(ours):
    mark(ours)
    [row] = MarkedRight.objects.values_list("item", "facts", "amount", "title", "membership__user__name", "at")
    assert row == ("over:pool:7", "", Decimal("413.00"), "The pool is over by $413", "Principal JUNIPERMARK", NOW)
    facts = {"item": "over:pool:7", "title": "The pool is over by $413", "amount": "413.00", "facts": ""}
    assert events()[-1] == ("item.mark_right", "site:214", facts)


def test_marking_again_is_of_todays_facts_and_of_whoever_did_it_last(ours):
    mark(ours)
    mark(ours, Finding(FindingKind.OVER, "over:pool:7", Decimal(500)), "assistant")
    [row] = MarkedRight.objects.values_list("amount", "membership__user__name")
    assert row == (Decimal(500), "Assistant JUNIPERMARK")


def test_taking_back_leaves_a_trace_and_nothing_else(ours):
    mark(ours)
    assert take_back(by=ours.people["officer"], item="over:pool:7", **where(ours)) is True
    assert MarkedRight.objects.count() == 0
    assert events()[-1][:2] == ("item.take_back", "site:214")
    assert AuditEvent.objects.latest("pk").by == ours.user("officer")


def test_nothing_is_taken_back_that_nobody_marked(ours):
    before = events()
    assert take_back(by=ours.people["officer"], item="over:pool:7", **where(ours)) is False
    assert events() == before
