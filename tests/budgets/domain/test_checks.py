"""Checks: what somebody said, of which figures; once; and never changed."""

from datetime import UTC, date, datetime

import pytest
import time_machine
from django.db import IntegrityError, connection, connections, transaction

from balance.tenancy.scope import district_scope
from budgets.choices import AssignmentRole, CheckAnswer
from budgets.domain.checks import check
from budgets.domain.looks import look
from budgets.models import Check, Look, Question
from budgets.queries.looks import LastCheck, last_check, last_checks
from tests.budgets.queries import units
from tests.budgets.web.posting import post_row
from tests.cast import POSTED_THROUGH

SUPPLIES = "010-0000-4310-214"
NOW = datetime(2026, 11, 19, 20, tzinfo=UTC)
TODAY, TOMORROW, DECEMBER = date(2026, 11, 19), date(2026, 11, 20), date(2026, 12, 1)


@pytest.fixture(autouse=True)
def november():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def ours(cast):
    with district_scope(cast.ours.district):
        yield cast.ours


def say(ours, on=TODAY, *, person="principal", role=AssignmentRole.OWNER, seen=1, answer=CheckAnswer.NOTHING):
    by, unit = ours.people[person], ours.units["214"]
    return check(by=by, unit=unit, role=role, on=on, year=units.year(), seen=seen, answer=answer)


def said(*fields):
    return list(Check.objects.order_by("id").values_list(*fields))


def before(ours, on=TODAY):
    owner = AssignmentRole.OWNER
    return look(by=ours.people["principal"], unit=ours.units["214"], role=owner, on=on, year=units.year())


def test_check_keeps_who_when_and_how_far_the_figures_reached(ours, django_assert_num_queries):
    units.year()
    with django_assert_num_queries(2):  # one of them is the year
        made = say(ours)
    assert made == Check.objects.get().pk
    fields = ("unit__code", "membership", "role", "at", "on", "posted_through", "load", "answer")
    principal = ours.people["principal"].pk
    assert said(*fields) == [("214", principal, "owner", NOW, TODAY, POSTED_THROUGH, 1, "nothing")]


def test_button_pressed_twice_says_one_thing(ours):
    assert say(ours) is not None
    assert say(ours) is None
    assert said("on") == [(TODAY,)]


def test_questions_are_as_many_as_are_asked(ours):
    for _ in range(2):
        say(ours, answer=CheckAnswer.QUESTION)
    assert said("answer") == [("question",), ("question",)]


def test_check_is_of_what_was_seen_and_not_of_what_came_since(ours):
    post_row(ours, SUPPLIES, "expenditure", "payment", 1)
    say(ours, seen=1)
    assert said("load", "posted_through") == [(1, POSTED_THROUGH)]
    assert before(ours).may_check(TODAY)
    say(ours, seen=2)
    assert not before(ours).may_check(TODAY)


@pytest.mark.parametrize(("seen", "kept", "through"), [(99, 1, POSTED_THROUGH), (0, 0, None), (-5, 0, None)])
def test_no_check_is_of_a_batch_that_there_is_not(ours, seen, kept, through):
    say(ours, seen=seen)
    assert said("load", "posted_through") == [(kept, through)]


def test_whoever_checked_has_looked(ours):
    say(ours)
    assert list(Look.objects.values_list("role", "on", "load")) == [("owner", TODAY, 1)]
    before(ours, TOMORROW)
    say(ours, TOMORROW)
    assert Look.objects.count() == 2


def test_assistant_may_check_and_counts_apart(ours):
    say(ours, person="assistant", role=AssignmentRole.ASSISTANT)
    say(ours)
    assert said("role") == [("assistant",), ("owner",)]


def test_last_check_comes_with_the_look_and_alone(ours):
    assert before(ours).check is None
    assert last_check(ours.people["principal"], ours.units["214"]) is None
    say(ours)
    with time_machine.travel("2026-11-20T20:00:00Z", tick=False):
        say(ours, TOMORROW, answer=CheckAnswer.QUESTION)
        say(ours, TOMORROW, person="assistant", role=AssignmentRole.ASSISTANT)
    newest = LastCheck(datetime(2026, 11, 20, 20, tzinfo=UTC), TOMORROW, POSTED_THROUGH, 1, "question")
    assert before(ours).check == last_check(ours.people["principal"], ours.units["214"]) == newest


def test_last_checks_of_several_take_one_statement(ours, django_assert_num_queries):
    say(ours)
    principal, sibling, unit, other = (
        ours.people["principal"].pk, ours.people["sibling"].pk, ours.units["214"].pk, ours.units["215"].pk,
    )  # fmt: skip
    with django_assert_num_queries(1):
        found = last_checks([principal, sibling], [unit, other])
    assert found == {(principal, unit): LastCheck(NOW, TODAY, POSTED_THROUGH, 1, "nothing")}


def test_it_is_asked_again_when_newer_figures_came_or_a_month_began(ours):
    assert before(ours).may_check(TODAY)
    say(ours)
    assert not before(ours, TOMORROW).may_check(TOMORROW)
    assert before(ours, DECEMBER).may_check(DECEMBER)
    post_row(ours, SUPPLIES, "expenditure", "payment", 1)
    assert before(ours, TOMORROW).may_check(TOMORROW)


@pytest.mark.parametrize("statement", ["update budgets_check set answer = 'question'", "delete from budgets_check"])
def test_check_is_not_changed_and_not_taken_back(ours, statement):
    say(ours)
    with pytest.raises(Exception, match="permission denied"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.mark.parametrize("role", ["viewer", "supervisor", "office"])
def test_database_knows_no_check_of_a_viewer(ours, role):
    fields = {"unit": ours.units["214"], "membership": ours.people["viewer"], "on": TODAY, "at": NOW}
    with pytest.raises(IntegrityError), transaction.atomic():
        Check.objects.create(role=role, answer="nothing", **fields)
    with pytest.raises(IntegrityError), transaction.atomic():
        Check.objects.create(role="owner", answer="maybe", **fields)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    "statement",
    [
        "update budgets_check set load = 9",
        "delete from budgets_check",
        "update budgets_question set text = 'x'",
        "update budgets_question set sent_to = 'x@example.org'",
        "delete from budgets_question",
    ],
)
def test_not_even_the_owner_of_the_tables_changes_what_was_said(cast, statement):
    ours = cast.ours
    with district_scope(ours.district):
        unit = ours.units["214"]
        pk = say(ours, answer=CheckAnswer.QUESTION)
        Question.objects.create(asked_in_id=pk, unit=unit, at=NOW, text="Why?", figure="Left", amount=1, page="/")
    with transaction.atomic("owner"), connections["owner"].cursor() as cursor:
        cursor.execute("select set_config('balance.district', %s, true)", [str(ours.district.pk)])
        with pytest.raises(IntegrityError, match="what was said is never changed"):
            cursor.execute(statement)
