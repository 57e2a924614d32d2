"""Whatever stands anywhere in a structure file, it is taken or refused with a place; it never breaks the loader."""

import copy

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from balance.tenancy.scope import district_scope
from budgets.domain.structure import StructureRefused
from tests.budgets.domain.structure_district import contents, district, example, load

WHOLE = example()


def places(value, path=()):
    """Every place in the file."""
    yield path
    inside = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, each in inside:
        yield from places(each, (*path, key))


scalars = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.decimals(allow_nan=False, allow_infinity=False),
    st.text(max_size=200),
    st.sampled_from(["", "214", "loc", "2027-01-01", "site", "fund", "99999999999999999999", "[", "07:00", "a/b"]),
)
anything = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)


@pytest.fixture
def juniper(db):
    juniper = district()
    with district_scope(juniper):
        yield juniper


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(path=st.sampled_from([path for path in places(WHOLE) if path]), value=anything)
def test_any_value_anywhere_is_taken_or_refused(juniper, path, value):
    content = copy.deepcopy(WHOLE)
    inner = content
    for key in path[:-1]:
        inner = inner[key]
    inner[path[-1]] = value
    with transaction.atomic():
        before = contents()
        try:
            load(content)
        except StructureRefused as refused:
            assert all(each.path and each.reason for each in refused.problems)
            assert contents() == before
        else:
            # What was taken can be taken again, and then changes nothing.
            assert load(content).changed is False
        transaction.set_rollback(True)
