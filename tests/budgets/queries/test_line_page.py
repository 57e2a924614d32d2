"""One account line: who may open it, and what its page is made of."""

from datetime import date
from decimal import Decimal

import pytest
import time_machine

from balance.tenancy.scope import district_scope
from budgets.choices import AccountType, AssignmentRole
from budgets.models import Assignment, CutOff, Line, Unit
from budgets.queries.access import Person
from budgets.queries.line_page import LineHead, line_access, line_page
from budgets.queries.years import Year
from tests.budgets.queries import units
from tests.cast import TODAY

SUPPLIES, TRIPS, UNMAPPED = "010-0000-4310-214", "010-0000-5800-214", "010-0000-4310-999"
SITE_PEOPLE = {"officer", "principal", "viewer", "assistant"}
SEEN_BY = {
    SUPPLIES: SITE_PEOPLE,
    TRIPS: SITE_PEOPLE | {"head"},
    "010-0000-4310-215": {"officer", "sibling", "supervisor"},
    UNMAPPED: {"officer"},
}


@pytest.fixture
def ours(cast):
    with district_scope(cast.ours.district), time_machine.travel("2026-11-19T20:00:00Z", tick=False):
        yield cast.ours


def access(side, person, code=SUPPLIES, year=2027):
    return line_access(side.people[person], units.year(year), code, TODAY)


@pytest.mark.parametrize("code", SEEN_BY)
def test_line_is_seen_by_the_people_of_either_unit_and_by_the_office(ours, code):
    assert {person for person in ours.people if access(ours, person, code).may_see} == SEEN_BY[code]


def test_access_says_what_the_line_is_and_who_owns_its_units_the_site_first(ours, django_assert_num_queries):
    year = units.year()
    with django_assert_num_queries(1):
        found = line_access(ours.people["sibling"], year, TRIPS, TODAY)
    line = ours.lines[TRIPS]
    assert found.line == LineHead(
        line.pk, TRIPS, "Line JUNIPERMARK", AccountType.EXPENDITURE, "010", "", ours.units["214"]
    )
    assert not found.may_see
    assert found.owners == (
        Person("Principal JUNIPERMARK", "principal@juniper.example"),
        Person("Head JUNIPERMARK", "head@juniper.example"),
    )


def test_line_of_a_department_alone_belongs_to_its_page(ours):
    Line.objects.filter(pk=ours.lines[TRIPS].pk).update(site=None)
    assert access(ours, "head", TRIPS).line.unit == ours.units["ATH"]
    assert not access(ours, "principal", TRIPS).may_see


def test_line_without_a_unit_has_no_owners(ours):
    found = access(ours, "principal", UNMAPPED)
    assert (found.line.unit, found.owners) == (None, ())


def test_line_is_of_its_year(ours):
    assert access(ours, "principal", year=2026).line.pk != access(ours, "principal", year=2027).line.pk
    Line.objects.filter(code=TRIPS, fiscal_year=ours.years[2026]).delete()
    assert access(ours, "principal", TRIPS, 2026) is None


@pytest.mark.parametrize("code", ["", "010", "010-0000-4310-21", "010-0000-4310-214 ", "010-0000-4310-214%"])
def test_code_that_no_line_has_is_none(ours, code):
    assert access(ours, "officer", code) is None


@pytest.mark.parametrize(
    ("days", "sees"),
    [
        ({"ends_on": date(2026, 11, 18)}, False),
        ({"ends_on": date(2026, 11, 19)}, True),
        ({"starts_on": date(2026, 11, 20)}, False),
        ({"starts_on": date(2026, 11, 19)}, True),
    ],
)
def test_line_is_open_while_the_assignment_holds(ours, days, sees):
    Assignment.objects.filter(membership=ours.people["principal"]).update(**days)
    assert access(ours, "principal").may_see is sees


def test_line_of_a_closed_unit_is_seen_as_its_page_is_by_the_office_alone(ours):
    Unit.objects.filter(code="214").update(is_active=False, supervisor=ours.people["supervisor"])
    assert {person for person in ours.people if access(ours, person).may_see} == {"officer"}
    assert {person for person in ours.people if access(ours, person, TRIPS).may_see} == {"officer", "head"}


def test_supervisor_named_at_the_unit_sees_the_line(ours):
    Unit.objects.filter(code="ATH").update(supervisor=ours.people["report_admin"])
    assert access(ours, "report_admin", TRIPS).may_see
    assert not access(ours, "report_admin", SUPPLIES).may_see


def test_second_owner_is_named_after_the_first(ours):
    Assignment.objects.create(
        unit=ours.units["214"], membership=ours.people["head"], role=AssignmentRole.OWNER, starts_on=TODAY
    )
    assert [owner.name.split()[0] for owner in access(ours, "sibling").owners] == ["Principal", "Head"]


def page_of(side, code=SUPPLIES, year=2027):
    found = units.year(year)
    head = line_access(side.people["officer"], found, code, TODAY).line
    return line_page(head, found, side.district, TODAY, before=None)


def test_page_of_a_line_holds_its_figures_its_control_and_its_entries(ours):
    page = page_of(ours)
    assert (page.row.totals.left, page.row.open_order_count) == (Decimal("8500.00"), 1)
    assert (page.control.name, page.control.totals.left) == ("Materials pool", Decimal("8257.50"))
    assert [(entry.document, entry.left_after) for entry in page.entries.rows] == [
        ("DOC 8", Decimal("8500.00")),
        ("DOC 7", Decimal("8500.00")),
        ("DOC 1", Decimal("10000.00")),
    ]
    assert page.receipt.vendors == (("Brightline JUNIPERMARK", Decimal("1200.00")),)
    assert page.fresh.load.number == 1


def test_page_ends_on_the_last_day_to_order_of_its_own_fund(ours):
    CutOff.objects.create(fiscal_year=ours.years[2027], fund_code="010", last_order_on=date(2027, 2, 28))
    assert page_of(ours).window.last_order_on == date(2027, 2, 28)


def test_line_without_an_amount_has_no_row_and_no_control(ours):
    page = page_of(ours, year=2026)
    assert (page.row, page.control, page.entries.rows, page.receipt.parts) == (None, None, (), {})


def test_line_that_is_no_expenditure_has_no_row(ours):
    Line.objects.update(account_type=AccountType.REVENUE)
    page = page_of(ours)
    assert (page.row, page.control) == (None, None)


@pytest.mark.parametrize("code", [SUPPLIES, "010-0000-4200-214"])
def test_page_takes_four_statements_however_many_entries(ours, django_assert_num_queries, code):
    year = units.year()
    assert isinstance(year, Year)
    head = line_access(ours.people["officer"], year, code, TODAY).line
    with django_assert_num_queries(4):
        line_page(head, year, ours.district, TODAY, before=None)
