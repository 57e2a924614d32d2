"""The scope: what it sets, for how long, and that it gives everything back."""

import logging
from contextvars import copy_context
from threading import Thread

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from accounts.models import District
from balance.tenancy.everywhere import all_districts
from balance.tenancy.scope import (
    NestedDistrictScope,
    NoDistrictScope,
    current_district_id,
    district_scope,
    no_scope,
    require_district_id,
)
from budgets.models import Unit


def setting():
    with connection.cursor() as cursor:
        cursor.execute("select coalesce(current_setting('balance.district', true), '')")
        return cursor.fetchone()[0]


def visible():
    """Districts whose units a plain statement finds now."""
    with connection.cursor() as cursor:
        cursor.execute("select distinct district_id from budgets_unit")
        return [district_id for (district_id,) in cursor.fetchall()]


def nowhere():
    return (current_district_id(), setting(), visible()) == (None, "", [])


@pytest.mark.django_db(transaction=True)
def test_scope_is_a_transaction_that_first_says_which_district(cast):
    with CaptureQueriesContext(connection) as queries, district_scope(cast.ours.district):
        assert connection.in_atomic_block
        Unit.objects.count()
    said, counted = (query["sql"] for query in queries if query["sql"] not in ("BEGIN", "COMMIT"))
    assert [query["sql"] for query in queries][0::3] == ["BEGIN", "COMMIT"]
    assert f"set_config('balance.district', '{cast.ours.district.pk}', true)" in said
    assert f'"budgets_unit"."district_id" = {cast.ours.district.pk}' in counted
    assert nowhere()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("ends_well", [True, False])
def test_outermost_scope_leaves_nothing_behind(cast, ends_well):
    try:
        with district_scope(cast.ours.district):
            Unit.objects.update(phone="555")
            if not ends_well:
                raise ZeroDivisionError
    except ZeroDivisionError:
        assert not ends_well
    assert not connection.in_atomic_block
    assert nowhere()
    with district_scope(cast.ours.district):
        assert Unit.objects.filter(phone="555").count() == (3 if ends_well else 0)


def test_scope_by_district_or_by_id_is_the_same(cast):
    for one in (cast.ours.district, cast.ours.district.pk):
        with district_scope(one) as district_id:
            assert district_id == current_district_id() == require_district_id() == cast.ours.district.pk
            assert (setting(), visible()) == (str(district_id), [district_id])
        assert nowhere()


def test_same_district_again_is_no_new_scope(cast):
    with district_scope(cast.ours.district) as ours:
        with CaptureQueriesContext(connection) as queries, district_scope(ours) as again:
            assert again == ours
        assert len(queries) == 0
        assert (current_district_id(), visible()) == (ours, [ours])


def test_another_district_inside_is_refused_and_nothing_moves(cast):
    with district_scope(cast.ours.district) as ours:
        with pytest.raises(NestedDistrictScope), district_scope(cast.theirs.district):
            pytest.fail("entered")
        assert (current_district_id(), setting(), visible()) == (ours, str(ours), [ours])


def test_districts_one_after_the_other_inside_one_transaction(cast):
    """As in a test: without the reset, the second and everything after would still see the first."""
    with transaction.atomic():
        for side in (cast.ours, cast.theirs, cast.ours):
            with district_scope(side.district) as district_id:
                assert visible() == [district_id]
            assert nowhere()


def test_exception_in_a_nested_transaction_gives_the_scope_back(cast):
    with transaction.atomic():
        with pytest.raises(ZeroDivisionError), district_scope(cast.ours.district):
            Unit.objects.update(phone="555")
            raise ZeroDivisionError
        assert nowhere()
    with district_scope(cast.ours.district):
        assert not Unit.objects.filter(phone="555").exists()


def test_database_error_in_a_scope_gives_the_scope_back(cast):
    with pytest.raises(Exception, match="division by zero"), district_scope(cast.ours.district):
        connection.cursor().execute("select 1/0")
    assert nowhere()


def test_savepoint_rolled_back_inside_keeps_the_scope(cast):
    with district_scope(cast.ours.district) as ours:
        with pytest.raises(ZeroDivisionError), transaction.atomic():
            raise ZeroDivisionError
        assert (current_district_id(), setting(), visible()) == (ours, str(ours), [ours])


def test_scope_that_is_rolled_back_on_purpose_is_given_back(cast):
    """A check is the whole publish rolled back."""
    with district_scope(cast.ours.district):
        Unit.objects.update(phone="555")
        transaction.set_rollback(True)
    assert nowhere()
    with district_scope(cast.ours.district):
        assert not Unit.objects.filter(phone="555").exists()


def test_rows_read_after_the_scope_raise_instead_of_being_an_empty_page(cast):
    with district_scope(cast.ours.district):
        rows = Unit.objects.order_by("code")
    with pytest.raises(NoDistrictScope):
        list(rows)


def test_stepping_out_of_the_variable_and_back(cast):
    with district_scope(cast.ours.district) as ours:
        with no_scope():
            assert current_district_id() is None
            with pytest.raises(NoDistrictScope):
                require_district_id()
        assert current_district_id() == ours


def test_thread_starts_outside_of_any_scope(cast):
    seen = []
    with district_scope(cast.ours.district) as ours:
        thread = Thread(target=lambda: seen.append(current_district_id()))
        thread.start()
        thread.join()
        assert seen == [None]
        assert copy_context().run(current_district_id) == ours


def test_all_districts_are_entered_in_turn_with_the_reason_logged(cast, caplog):
    with caplog.at_level(logging.INFO, "balance.tenancy"):
        found = [(district_id, visible()) for district_id in all_districts(reason="who is due")]
    both = sorted([cast.ours.district.pk, cast.theirs.district.pk])
    assert found == [(district_id, [district_id]) for district_id in both]
    assert caplog.messages == ["all districts: who is due"]
    assert nowhere()


def test_all_districts_may_not_start_inside_one(cast):
    with district_scope(cast.ours.district), pytest.raises(NestedDistrictScope):
        next(all_districts(reason="nested"))


def test_failure_in_one_districts_turn_keeps_what_the_others_did(cast):
    last = max(cast.ours.district.pk, cast.theirs.district.pk)
    with pytest.raises(ZeroDivisionError):
        for district_id in all_districts(reason="a failure"):
            Unit.objects.update(phone="555")
            if district_id == last:
                raise ZeroDivisionError
    assert nowhere()
    done = {}
    for district in District.objects.all():
        with district_scope(district):
            done[district.pk] = Unit.objects.filter(phone="555").count()
    assert done == {min(done): 3, last: 0}
