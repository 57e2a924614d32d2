"""Rows one by one: the same as all at once, of one moment, inside a district only."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from balance import reading
from balance.reading import read, read_each
from balance.tenancy.scope import NoDistrictScope, district_scope
from budgets.models import Unit

UNITS = "select code, name from budgets_unit where district_id = %(district)s and code <> %(code)s order by code"


def test_rows_are_those_of_read_however_few_come_at_once(cast, monkeypatch):
    with district_scope(cast.ours.district):
        whole = read(UNITS, code="215")
        for at_once in (1, 2, 2_000):
            monkeypatch.setattr(reading, "AT_ONCE", at_once)
            assert list(read_each(UNITS, code="215")) == whole
        assert [code for code, _ in whole] == ["214", "ATH"]


def test_rows_are_of_one_moment_and_one_statement(cast, monkeypatch):
    monkeypatch.setattr(reading, "AT_ONCE", 1)
    with district_scope(cast.ours.district):
        with CaptureQueriesContext(connection) as sent:
            rows = read_each(UNITS, code="")
            first = next(rows)
            Unit.objects.filter(code="ATH").update(code="XYZ")
            assert [first, *rows][-1][0] == "ATH"
        assert len([query for query in sent if "budgets_unit where" in query["sql"]]) == 1


def test_rows_of_another_district_and_of_none_are_not_there(cast):
    with district_scope(cast.theirs.district):
        assert {cast.ours.marker in name for _, name in read_each(UNITS, code="")} == {False}
    with pytest.raises(NoDistrictScope):
        next(read_each(UNITS, code=""))
