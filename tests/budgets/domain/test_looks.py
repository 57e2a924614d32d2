"""Looks: one a day, of owners and assistants, with how far the figures reached."""

from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction

from balance.tenancy.scope import district_scope
from budgets.choices import AssignmentRole
from budgets.domain.looks import look
from budgets.models import Look
from budgets.queries.looks import LastLook, looking_role
from tests.budgets.queries import units
from tests.budgets.web.posting import post_row
from tests.cast import POSTED_THROUGH

SUPPLIES = "010-0000-4310-214"
MONDAY, TUESDAY, FRIDAY = date(2026, 11, 16), date(2026, 11, 17), date(2026, 11, 20)


@pytest.fixture
def ours(cast):
    with district_scope(cast.ours.district):
        yield cast.ours


def visit(ours, on, person="principal", role=AssignmentRole.OWNER, **more):
    return look(by=ours.people[person], unit=ours.units["214"], role=role, on=on, year=units.year(), **more).look


def test_first_look_has_none_before_it_and_says_what_was_seen(ours, django_assert_num_queries):
    units.year()
    with django_assert_num_queries(2):  # one of them is the year
        assert visit(ours, MONDAY) is None
    [row] = Look.objects.values_list("unit__code", "membership", "role", "on", "posted_through", "load")
    assert row == ("214", ours.people["principal"].pk, "owner", MONDAY, POSTED_THROUGH, 1)


def test_second_look_of_a_day_is_the_same_look_and_is_compared_with_the_same(ours):
    visit(ours, MONDAY)
    assert visit(ours, TUESDAY) == visit(ours, TUESDAY) == LastLook(MONDAY, POSTED_THROUGH, 1)
    assert Look.objects.count() == 2


def test_look_after_a_load_on_the_same_day_has_seen_that_load(ours):
    visit(ours, MONDAY)
    post_row(ours, SUPPLIES, "expenditure", "payment", 1)
    visit(ours, MONDAY)
    assert visit(ours, FRIDAY) == LastLook(MONDAY, POSTED_THROUGH, 2)


def test_looks_of_others_and_at_others_are_their_own(ours):
    visit(ours, MONDAY)
    assert visit(ours, TUESDAY, "assistant", AssignmentRole.ASSISTANT) is None
    assert look(
        by=ours.people["principal"], unit=ours.units["215"], role=AssignmentRole.OWNER, on=TUESDAY, year=units.year()
    ).look is None  # fmt: skip
    assert sorted(Look.objects.values_list("role", "unit__code")) == [
        ("assistant", "214"),
        ("owner", "214"),
        ("owner", "215"),
    ]


def test_look_that_does_not_count_tells_the_same_and_writes_nothing(ours):
    visit(ours, MONDAY)
    assert visit(ours, TUESDAY, counts=False) == LastLook(MONDAY, POSTED_THROUGH, 1)
    assert list(Look.objects.values_list("on", flat=True)) == [MONDAY]


def test_owner_is_told_from_assistant_and_others_do_not_look():
    assert looking_role(frozenset({"assistant", "owner"})) == AssignmentRole.OWNER
    assert looking_role(frozenset({"assistant", "viewer"})) == AssignmentRole.ASSISTANT
    assert looking_role(frozenset({"viewer", "supervisor"})) is None


@pytest.mark.parametrize("role", ["viewer", "supervisor", "office"])
def test_database_knows_no_look_of_a_viewer(ours, role):
    fields = {"unit": ours.units["214"], "membership": ours.people["viewer"], "on": MONDAY}
    with pytest.raises(IntegrityError), transaction.atomic():
        Look.objects.create(role=role, **fields)


def test_a_look_is_not_taken_back(ours):
    visit(ours, MONDAY)
    with pytest.raises(Exception, match="permission denied"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("delete from budgets_look")
