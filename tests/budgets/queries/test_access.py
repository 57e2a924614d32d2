"""Who sees which units and lines: by assignment, by supervision, by role; on that day."""

from datetime import date, timedelta

import pytest

from balance.tenancy.scope import district_scope
from budgets.choices import AssignmentRole
from budgets.models import Assignment, Unit
from budgets.queries.access import MyUnit, Person, UnitAccess, lines_visible_to, unit_access, units_visible_to
from budgets.queries.seen import seen_by
from tests.cast import TODAY

SEES = {
    "officer": {"214", "215", "ATH"},
    "principal": {"214"},
    "viewer": {"214"},
    "assistant": {"214"},
    "sibling": {"215"},
    "supervisor": {"215"},
    "head": {"ATH"},
    "report_admin": set(),
}
LINES_OF = {
    "214": {"010-0000-4310-214", "010-0000-4200-214", "010-0000-5800-214", "010-3010-4310-214"},
    "215": {"010-0000-4310-215"},
    "ATH": {"010-0000-5800-214"},
}


@pytest.fixture
def ours(cast):
    with district_scope(cast.ours.district):
        yield cast.ours


def units_of(side, person, today=TODAY):
    """By the ORM and by plain SQL, which must be the same."""
    found = set(units_visible_to(side.people[person], today).values_list("code", flat=True))
    seen = seen_by(side.people[person], today)
    assert seen.everything or {code for _, _, code, _ in seen.units} == found
    return found


def lines_of(side, person, today=TODAY):
    found = lines_visible_to(side.people[person], today).filter(fiscal_year=side.years[2027])
    return sorted(found.values_list("code", flat=True))


@pytest.mark.parametrize("person", SEES)
def test_units_are_those_of_the_person_and_all_for_the_office(ours, person):
    assert units_of(ours, person) == SEES[person]


@pytest.mark.parametrize("person", SEES)
def test_lines_are_those_of_the_units_each_once_and_for_the_office_the_unmapped_too(ours, person):
    expected = set().union(*(LINES_OF[code] for code in SEES[person]))
    if person == "officer":
        expected |= {"010-0000-4310-999"}
    assert lines_of(ours, person) == sorted(expected)


def test_line_of_two_units_of_one_person_is_there_once(ours):
    Assignment.objects.create(unit=ours.units["ATH"], membership=ours.people["principal"], role=AssignmentRole.OWNER)
    assert lines_of(ours, "principal") == sorted(LINES_OF["214"])


@pytest.mark.parametrize(
    ("starts", "ends", "sees"),
    [
        (None, None, True),
        (0, None, True),
        (1, None, False),
        (None, 0, True),
        (None, -1, False),
        (-5, 5, True),
        (0, 0, True),
        (1, 5, False),
        (-5, -1, False),
    ],
)
def test_assignment_holds_from_its_first_day_to_its_last(ours, starts, ends, sees):
    days = {"starts_on": starts, "ends_on": ends}
    Assignment.objects.filter(membership=ours.people["principal"]).update(
        **{name: None if days_off is None else TODAY + timedelta(days_off) for name, days_off in days.items()}
    )
    assert units_of(ours, "principal") == ({"214"} if sees else set())
    assert lines_of(ours, "principal") == (sorted(LINES_OF["214"]) if sees else [])
    found = unit_access(ours.people["principal"], "site", "214", TODAY)
    assert (found.may_see, bool(found.owners), bool(found.roles)) == (sees, sees, sees)


def test_supervisor_named_at_a_unit_sees_it_without_an_assignment(ours):
    Unit.objects.filter(code="ATH").update(supervisor=ours.people["report_admin"])
    assert units_of(ours, "report_admin") == {"ATH"}
    assert lines_of(ours, "report_admin") == sorted(LINES_OF["ATH"])
    found = unit_access(ours.people["report_admin"], "department", "ATH", TODAY)
    assert (found.may_see, found.roles) == (True, frozenset())


def test_analyst_named_at_a_unit_does_not_see_it_by_that_alone(ours):
    Unit.objects.filter(code="ATH").update(analyst=ours.people["report_admin"])
    assert units_of(ours, "report_admin") == set()


def test_closed_unit_is_seen_by_the_office_alone_and_in_no_list(ours):
    Unit.objects.filter(code="214").update(is_active=False, supervisor=ours.people["supervisor"])
    assert units_of(ours, "principal") == set()
    assert lines_of(ours, "principal") == []
    assert units_of(ours, "officer") == {"215", "ATH"}
    assert lines_of(ours, "officer").count("010-0000-4310-214") == 1
    may_see = {name: unit_access(ours.people[name], "site", "214", TODAY).may_see for name in SEES}
    assert may_see == dict.fromkeys(SEES, False) | {"officer": True}


def test_access_to_a_unit_names_its_owners_in_the_order_in_which_they_came(ours, django_assert_num_queries):
    Assignment.objects.filter(membership=ours.people["principal"]).update(starts_on=date(2026, 10, 12))
    Assignment.objects.create(
        unit=ours.units["214"],
        membership=ours.people["head"],
        role=AssignmentRole.OWNER,
        starts_on=date(2026, 7, 1),
    )
    with django_assert_num_queries(1):
        found = unit_access(ours.people["principal"], "site", "214", TODAY)
    assert found == UnitAccess(
        ours.units["214"],
        True,
        (
            Person("Head JUNIPERMARK", "head@juniper.example", date(2026, 7, 1)),
            Person("Principal JUNIPERMARK", "principal@juniper.example", date(2026, 10, 12)),
        ),
        frozenset({"owner"}),
        (MyUnit("site", "214", "Alder Creek JUNIPERMARK", "owner"),),
    )
    assert (found.unit.name, found.unit.kind) == ("Alder Creek JUNIPERMARK", "site")


@pytest.mark.parametrize(("kind", "code"), [("site", "ATH"), ("department", "214"), ("site", "999"), ("site", "")])
def test_unit_that_is_not_there_is_none(ours, kind, code):
    assert unit_access(ours.people["officer"], kind, code, TODAY) is None


def test_membership_of_another_district_sees_nothing_here(cast):
    with district_scope(cast.ours.district):
        stranger = cast.theirs.people["principal"]
        assert set(units_visible_to(stranger, TODAY)) == set(lines_visible_to(stranger, TODAY)) == set()
        assert not unit_access(stranger, "site", "214", TODAY).may_see
