"""Who looks after which unit, and since when."""

from datetime import UTC, date, datetime

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from accounts.models import AuditEvent, District, Membership, User
from balance.tenancy.scope import district_scope
from budgets.domain.assignments import assign, end, find_units, follow_role, replace_assignments
from budgets.models import Assignment, Unit

OCTOBER = date(2026, 10, 5)


@pytest.fixture
def member(db, monkeypatch):
    """An owner in a district where it is November 19, inside its scope."""
    monkeypatch.setattr(timezone, "now", lambda: datetime(2026, 11, 20, 5, 0, tzinfo=UTC))
    district = District.objects.create(slug="juniper-bay", name="Juniper Bay")
    user = User.objects.create_user("pat@x.example", "Pat")
    with district_scope(district):
        for code in ("214", "215"):
            Unit.objects.create(kind="site", code=code, name=f"Site {code}")
        yield Membership.objects.create(district=district, user=user, role="owner")


def rows():
    return list(Assignment.objects.order_by("unit__code").values_list("unit__code", "role", "starts_on", "ends_on"))


def events():
    return list(AuditEvent.objects.order_by("pk").values_list("act", "subject"))


def unit(code):
    return Unit.objects.get(code=code)


def test_assign_from_a_day_on(member):
    assert assign(by=None, membership=member, unit=unit("214"), role="owner", starts_on=OCTOBER) is True
    assert rows() == [("214", "owner", OCTOBER, None)]
    assert events() == [("assignment.open", "site:214")]


def test_assign_again_changes_nothing_and_keeps_the_first_day(member):
    assign(by=None, membership=member, unit=unit("214"), role="owner", starts_on=OCTOBER)
    assert assign(by=None, membership=member, unit=unit("214"), role="owner") is False
    assert rows() == [("214", "owner", OCTOBER, None)]
    assert events() == [("assignment.open", "site:214")]


def test_end_makes_yesterday_the_last_day(member):
    assign(by=None, membership=member, unit=unit("214"), role="owner", starts_on=OCTOBER)
    end(by=None, assignment=Assignment.objects.get())
    assert rows() == [("214", "owner", OCTOBER, date(2026, 11, 18))]
    assert events() == [("assignment.open", "site:214"), ("assignment.end", "site:214")]


def test_end_of_an_assignment_that_had_no_day_removes_it(member):
    assign(by=None, membership=member, unit=unit("214"), role="owner", starts_on=date(2026, 11, 19))
    end(by=None, assignment=Assignment.objects.get())
    assert rows() == []
    assert events() == [("assignment.open", "site:214"), ("assignment.end", "site:214")]


def test_assign_opens_an_ended_assignment_from_today(member):
    assign(by=None, membership=member, unit=unit("214"), role="owner", starts_on=OCTOBER)
    end(by=None, assignment=Assignment.objects.get())
    assign(by=None, membership=member, unit=unit("214"), role="owner")
    assert rows() == [("214", "owner", date(2026, 11, 19), None)]
    changes = AuditEvent.objects.order_by("pk").last().facts["changes"]
    assert changes == {"starts_on": ["2026-10-05", "2026-11-19"], "ends_on": ["2026-11-18", None]}


def test_replace_assignments_for_the_office_is_refused(member):
    member.role = "office"
    with pytest.raises(ValidationError):
        replace_assignments(by=None, membership=member, units=[unit("214")])
    assert rows() == []


def test_follow_role_to_the_office_ends_every_assignment(member):
    replace_assignments(by=None, membership=member, units=[unit("214"), unit("215")])
    member.role = "office"
    assert follow_role(by=None, membership=member, former_role="owner") == ([], [unit("214"), unit("215")])
    assert [row[3] for row in rows()] == [date(2026, 11, 18)] * 2


def test_follow_role_leaves_what_was_held_in_another_role(member):
    assign(by=None, membership=member, unit=unit("214"), role="owner")
    assign(by=None, membership=member, unit=unit("215"), role="viewer")
    member.role = "assistant"
    assert follow_role(by=None, membership=member, former_role="owner") == ([unit("214")], [])
    assert [row[:2] for row in rows()] == [("214", "assistant"), ("215", "viewer")]


def test_find_units_names_every_code_that_there_is_none_for(member):
    with pytest.raises(ValidationError) as refused:
        find_units(role="owner", sites=["214", "9", "9"], departments=["214"])
    assert refused.value.messages == ["There is no site '9'.", "There is no department '214'."]


def test_first_day_of_new_units_leaves_those_already_held_as_they_were(member):
    """Another `--starts-on` once moved the first day of a unit already held, and locked its owner out."""
    replace_assignments(by=None, membership=member, units=[unit("214")])
    later = date(2027, 1, 5)
    given, ended = replace_assignments(by=None, membership=member, units=[unit("214"), unit("215")], starts_on=later)
    assert (given, ended) == ([unit("215")], [])
    assert rows() == [("214", "owner", None, None), ("215", "owner", later, None)]
