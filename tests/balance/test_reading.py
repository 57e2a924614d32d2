"""Reads in plain SQL: inside a district, with its number at hand, or not at all."""

import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext

from balance import reading
from balance.reading import read, read_planned
from balance.tenancy.scope import NoDistrictScope, district_scope

UNITS = "select name from budgets_unit where district_id = %(district)s and code = %(code)s"


def test_read_knows_the_district(cast):
    for side in (cast.ours, cast.theirs):
        with district_scope(side.district):
            assert read(UNITS, code="214") == [(f"Alder Creek {side.marker}",)]


def test_read_outside_of_a_district_is_refused(cast):
    with pytest.raises(NoDistrictScope):
        read(UNITS, code="214")


def test_read_that_forgot_the_district_is_held_by_the_policies(cast):
    with district_scope(cast.ours.district):
        assert read("select name from budgets_unit where code = '214'") == [("Alder Creek JUNIPERMARK",)]


def prepared(mark: str = "/* counted */") -> int:
    with connection.cursor() as cursor:
        cursor.execute("select count(*) from pg_prepared_statements where statement like %s", [f"%{mark}%"])
        return cursor.fetchone()[0]


COUNTED = UNITS + " /* counted */"


def test_read_is_planned_once_for_each_text_on_a_connection_that_is_kept(cast, django_assert_num_queries):
    with district_scope(cast.ours.district), django_assert_num_queries(2):
        read(COUNTED, code="214")
        read(COUNTED, code="215")
    assert prepared() == 1


def test_read_of_each_district_uses_the_same_plan_and_its_own_rows(cast):
    for side in (cast.ours, cast.theirs, cast.ours):
        with district_scope(side.district):
            assert read(COUNTED, code="214") == [(f"Alder Creek {side.marker}",)]
    assert prepared() == 1


def test_read_after_a_rollback_finds_its_plan(cast):
    with district_scope(cast.ours.district):
        with pytest.raises(DatabaseError), transaction.atomic():
            read(COUNTED, code="214")
            read("select 1 / (%(district)s::int - %(district)s::int)")
        assert read(COUNTED, code="214") == [("Alder Creek JUNIPERMARK",)]


def test_read_of_wrong_sql_is_a_database_error_and_leaves_the_connection_alive(cast):
    with district_scope(cast.ours.district):
        with pytest.raises(DatabaseError), transaction.atomic():
            read("select nothing from nowhere where 1 = %(district)s")
        assert read(UNITS, code="214") == [("Alder Creek JUNIPERMARK",)]


def test_read_on_a_connection_for_one_request_prepares_nothing(cast, monkeypatch):
    """As behind a pooler in transaction mode, which would look for the plan on another server connection."""
    monkeypatch.setitem(connection.settings_dict, "CONN_MAX_AGE", 0)
    with district_scope(cast.ours.district), CaptureQueriesContext(connection) as seen:
        assert read(UNITS, code="214") == [("Alder Creek JUNIPERMARK",)]
    [asked] = [query["sql"] for query in seen.captured_queries if "214" in query["sql"]]
    assert asked.startswith("select name from budgets_unit")


def test_read_planned_answers_the_same_and_prepares_nothing(cast):
    with district_scope(cast.ours.district):
        assert read_planned(f"{UNITS} /* planned */", code="214") == read(UNITS, code="214")
    assert prepared("/* planned */") == 0
    with pytest.raises(NoDistrictScope):
        read_planned(UNITS, code="214")


def test_connection_keeps_so_many_plans_and_no_more(cast, monkeypatch):
    with district_scope(cast.ours.district):
        read(COUNTED, code="214")
        monkeypatch.setattr(reading, "MOST_PREPARED", 1)
        more = COUNTED.replace("name", "code")
        assert [read(COUNTED, code="214"), read(more, code="214")] == [[("Alder Creek JUNIPERMARK",)], [("214",)]]
    assert prepared() == 1
