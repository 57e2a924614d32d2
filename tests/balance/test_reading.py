"""Reads in plain SQL: inside a district, with its number at hand, or not at all."""

import pytest

from balance.reading import read
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
