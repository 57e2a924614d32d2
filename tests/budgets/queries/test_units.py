"""All units of a member with the money that can be decided on, and the money that nobody looks after."""

from datetime import date
from decimal import Decimal

import pytest

from accounts.models import Membership, User
from balance.tenancy.scope import district_scope
from budgets.choices import AccountType, Pay
from budgets.models import Assignment, Unit
from budgets.queries.access import Person
from budgets.queries.totals import Totals
from budgets.queries.unit_page import unit_page
from budgets.queries.units import UnitRow, Unmapped, unit_rows, unmapped
from tests.budgets.queries import units
from tests.cast import TODAY


@pytest.fixture
def ours(cast):
    with district_scope(cast.ours.district):
        yield cast.ours


def rows_of(side, person, year=2027):
    return unit_rows(side.people[person], side.district, units.year(year), TODAY)


def owner(name, district="juniper"):
    return (Person(f"{name.title()} JUNIPERMARK", f"{name}@{district}.example"),)


def money(original, expended, open_orders="0.00"):
    return Totals(
        original=Decimal(original),
        revised=Decimal(original),
        encumbered_activity=Decimal(open_orders),
        open_orders=Decimal(open_orders),
        expended=Decimal(expended),
    )


def test_office_sees_every_unit_sites_first_by_name_with_its_owner_and_its_money(ours):
    assert rows_of(ours, "officer") == [
        UnitRow(ours.units["214"], owner("principal"), 3, money("12500.00", "2258.90", "300.00")),
        UnitRow(ours.units["215"], owner("sibling"), 1, money("4000.00", "0.00")),
        UnitRow(ours.units["ATH"], owner("head"), 1, money("2000.00", "316.40")),
    ]
    assert [row.unit.name for row in rows_of(ours, "officer")] == [
        "Alder Creek JUNIPERMARK",
        "Ridgeline JUNIPERMARK",
        "Athletics JUNIPERMARK",
    ]


@pytest.mark.parametrize("person", ["principal", "viewer", "assistant", "sibling", "supervisor", "head"])
def test_others_see_theirs_with_the_figures_of_the_units_own_page(ours, person):
    [row] = rows_of(ours, person)
    page = unit_page(row.unit, units.year(), ours.district, TODAY)
    assert (row.totals, row.lines) == (page.decide, page.line_count)


def test_person_without_a_unit_sees_none(ours):
    assert rows_of(ours, "report_admin") == []


def test_unit_without_an_owner_or_money_is_there_all_the_same(ours):
    Assignment.objects.all().delete()
    Unit.objects.create(kind="site", code="216", name="Ample Hill")
    first, *others = rows_of(ours, "officer")
    assert (first.unit.name, first.owners, first.lines, first.totals) == (
        "Alder Creek JUNIPERMARK",
        (),
        3,
        first.totals,
    )
    assert (others[0].unit.name, others[0].lines, others[0].totals) == ("Ample Hill", 0, Totals())


def test_year_without_entries_has_units_of_zero(ours):
    assert {(row.lines, row.totals) for row in rows_of(ours, "officer", 2026)} == {(0, Totals())}


def test_settings_of_the_district_decide_what_left_is(books):
    books.line("010-1", site=units.site())
    books.line("010-2", site=units.site(), pay=Pay.UNIT)
    books.line("010-3", site=units.site(), pay=Pay.CENTRAL)
    books.line("010-4", site=units.site(), source=units.source())
    books.line("010-5", site=units.site(), account_type=AccountType.REVENUE)
    for number in range(1, 6):
        books.post(f"010-{number} budget original {10**number}")
    books.post("010-1 request open 3")
    member = _officer(books)

    def left():
        [row] = unit_rows(member, books.district, units.year(), date(2026, 11, 19))
        return row.totals.left, row.lines

    assert left() == (10, 1)
    books.district.requests_reduce_left = True
    assert left() == (7, 1)
    books.district.pay_is_set_aside = False
    assert left() == (107, 2)


def _officer(books):
    user = User.objects.create_user("office@juniper.example", "Office")
    return Membership.objects.create(district=books.district, user=user, role="office")


def test_unmapped_money_is_that_of_lines_without_any_unit(ours, django_assert_num_queries):
    year = units.year()
    with django_assert_num_queries(1):
        found = unmapped(ours.district, year)
    assert found == Unmapped(1, money("0.00", "77.70"), (("010-0000-4310-999", "Line JUNIPERMARK"),))
    assert unmapped(ours.district, units.year(2026)) == Unmapped(0, Totals())


def test_revenue_without_a_unit_is_not_unmapped_money(books):
    books.line("010-8011", account_type=AccountType.REVENUE)
    books.line("010-1", department=units.department())
    books.post("010-8011 budget original 5", "010-1 budget original 7")
    assert unmapped(books.district, units.year()) == Unmapped(0, Totals())


@pytest.mark.parametrize("more", [0, 5])
def test_list_takes_four_statements_however_many_units(ours, django_assert_num_queries, more):
    for number in range(more):
        Unit.objects.create(kind="site", code=f"3{number}", name=f"More {number}")
    year = units.year()
    with django_assert_num_queries(4):
        assert len(unit_rows(ours.people["officer"], ours.district, year, TODAY)) == 3 + more
