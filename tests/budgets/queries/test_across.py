"""A department's money by site and by fund: the same money, twice more."""

import pytest
import time_machine

from budgets.models import Fund
from budgets.queries.across import NO_SITE, by_fund, by_site
from budgets.queries.totals import add_up
from budgets.queries.unit_page import unit_page
from tests.budgets.queries import units


@pytest.fixture(autouse=True)
def november():
    with time_machine.travel("2026-11-19T20:00:00Z", tick=False):
        yield


@pytest.fixture
def sports(books):
    """Three lines of one pool at two sites and at the department itself, in two funds; and a gift."""
    Fund.objects.create(code="010", name="General fund")
    for code, site, amount in (("010-1", "169", 100), ("010-2", "176", 20), ("019-1", "169", 3), ("019-2", None, 4)):
        place = {"site": units.site(site)} if site else {}
        books.line(code, department=units.department(), pool=units.pool(), **place)
        books.post(f"{code} budget original {amount}")
    books.line("730-1", department=units.department(), site=units.site("169"), source=units.source())
    books.post("730-1 budget original 9000")
    return books


def page_of(books, unit):
    return unit_page(unit, units.year(), books.district, units.TODAY)


def told(groups):
    return [(group.name, group.totals.revised, [view.row.code for view in group.lines]) for group in groups]


def test_sites_and_funds_show_the_money_to_decide_on_and_end_in_the_same_total(sports):
    page = page_of(sports, units.department())
    assert told(by_site(page)) == [
        ("Site 169", 103, ["010-1", "019-1"]),
        ("Site 176", 20, ["010-2"]),
        (NO_SITE, 4, ["019-2"]),
    ]
    assert told(by_fund(page)) == [
        ("Fund 019", 7, ["019-1", "019-2"]),
        ("General fund, fund 010", 120, ["010-1", "010-2"]),
    ]
    for groups in (by_site(page), by_fund(page)):
        assert add_up(group.totals for group in groups) == page.decide
        assert {group.worst for group in groups} == {None}
    keys = [group.key for group in (*page.groups, *by_site(page), *by_fund(page), *page.set_aside_groups)]
    assert len(set(keys)) == len(keys)


def test_department_in_one_place_and_fund_and_a_school_have_neither(sports):
    assert by_site(page_of(sports, units.site("169"))) == by_fund(page_of(sports, units.site("169"))) == ()
    sports.line("010-9", department=units.department("PE"), site=units.site("169"))
    sports.post("010-9 budget original 1")
    page = page_of(sports, units.department("PE"))
    assert by_site(page) == by_fund(page) == ()
