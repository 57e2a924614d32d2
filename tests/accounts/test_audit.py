"""The audit trail: written with the deed, in the same transaction, and never changed."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import ProgrammingError, transaction
from django.utils import timezone

from accounts.domain.audit import record
from accounts.models import AuditEvent
from balance.tenancy.scope import NoDistrictScope, district_scope


def test_event_says_who_did_what_to_what(cast):
    by = cast.ours.user("officer")
    with district_scope(cast.ours.district) as ours:
        event = record(by=by, act="site.rename", subject="site:214", before="Alder", after="Alder Creek")
        event.refresh_from_db()
        assert (event.by, event.act, event.subject, event.district_id) == (by, "site.rename", "site:214", ours)
        assert event.facts == {"before": "Alder", "after": "Alder Creek"}
        assert timedelta(0) <= timezone.now() - event.at < timedelta(minutes=1)


def test_system_itself_is_nobody(cast):
    with district_scope(cast.ours.district):
        assert record(by=None, act="year.roll", subject="year:2027").by is None


def test_facts_hold_amounts_and_dates_as_text(cast):
    with district_scope(cast.ours.district):
        event = record(by=None, act="a", subject="b", amount=Decimal("1184.60"), on=date(2026, 11, 18), n=3)
        event.refresh_from_db()
        assert event.facts == {"amount": "1184.60", "on": "2026-11-18", "n": 3}


def test_event_goes_with_what_it_tells_of(cast):
    with district_scope(cast.ours.district):
        before = AuditEvent.objects.count()
        with pytest.raises(ZeroDivisionError), transaction.atomic():
            record(by=None, act="a", subject="b")
            raise ZeroDivisionError
        assert AuditEvent.objects.count() == before


def test_event_outside_of_a_district_is_refused(cast):
    with pytest.raises(NoDistrictScope):
        record(by=None, act="a", subject="b")


def test_trail_of_one_district_is_not_the_others(cast):
    for side in (cast.ours, cast.theirs):
        with district_scope(side.district):
            record(by=None, act="a", subject=side.marker)
            assert list(AuditEvent.objects.filter(act="a").values_list("subject", flat=True)) == [side.marker]


def test_event_is_never_changed_or_removed(cast):
    with district_scope(cast.ours.district):
        event = record(by=None, act="a", subject="b")
        for change in (event.save, event.delete, lambda: AuditEvent.objects.update(act="c")):
            with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
                change()
        event.refresh_from_db()
        assert event.act == "a"
