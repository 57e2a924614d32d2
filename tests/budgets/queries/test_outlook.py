"""Where the year will end: each pool and line by its own history, with the numbers of domain 2.9."""

from decimal import Decimal

import pytest
import time_machine

from budgets.choices import YearState
from budgets.queries.outlook import Outlook
from budgets.queries.unit_page import unit_page
from budgets.queries.worth_a_look import outlook_of
from tests.budgets.queries import units

D = Decimal
EARLY, LATE = {"posted_on": "2025-08-15"}, {"posted_on": "2026-05-01"}


@pytest.fixture(autouse=True)
def november():
    with time_machine.travel("2026-11-19T20:00:00Z", tick=False):
        yield


@pytest.fixture
def past(books):
    """Last year is closed; its lines are this year's."""
    books.years[2026].state = YearState.CLOSED
    books.years[2026].save()
    return books


def last_year(books, code, by_date, later, **fields):
    books.line(code, 2026, **{"site": units.site(), **fields})
    books.post(f"{code} expenditure payment {by_date}", year=2026, **EARLY)
    books.post(f"{code} expenditure payment {later}", year=2026, **LATE)


def this_year(books, code, budget, spent, **fields):
    books.line(code, **{"site": units.site(), **fields})
    books.post(f"{code} budget original {budget}", f"{code} expenditure payment {spent}")


def found(books, year=2027):
    page = unit_page(units.site(), units.year(year), books.district, units.TODAY)
    return outlook_of(page)


def test_worked_example_of_the_domain_text(past):
    """Budget 412,600, spent 156,197; last year 35 % by this date and 97 % in the end: about 20,300 over."""
    last_year(past, "4310", 35, 62)
    this_year(past, "4310", 412600, 156197)
    assert found(past) == Outlook(D(412600), D("432888.83"), 1)
    assert found(past).unused == D("-20288.83")


def test_pools_and_lines_are_added_up_and_the_most_unused_is_named(past):
    last_year(past, "4310", 50, 50, name="Supplies")
    last_year(past, "5220", 50, 50, name="Workshops")
    this_year(past, "4310", 1000, 450, name="Supplies")
    this_year(past, "5220", 1000, 100, name="Workshops")
    assert found(past) == Outlook(D(2000), D(1100), 1, 0, ("Workshops", D(800)))


def test_nothing_ends_below_what_is_spent_and_promised(past):
    last_year(past, "4310", 100, 0)
    this_year(past, "4310", 1000, 100)
    past.post("4310 encumbrance open 300 PO-1")
    assert found(past).expected == 400


def test_line_without_history_counts_as_it_stands_and_is_counted(past):
    last_year(past, "4310", 50, 50)
    this_year(past, "4310", 1000, 400)
    this_year(past, "4999", 500, 20)
    assert found(past) == Outlook(D(1500), D(820), 1, 1, ("4310", D(200)))


def test_of_a_pool_shared_with_others_only_the_own_part_is_counted(past):
    for code, unit in (("4310", units.site()), ("4311", units.site("215"))):
        last_year(past, code, 50, 50, site=unit, pool=units.pool())
        this_year(past, code, 1000, 100, site=unit, pool=units.pool())
    assert found(past) == Outlook(D(1000), D(200), 1, 0, ("Materials pool", D(800)))


def test_restricted_money_and_central_pay_are_left_out(past):
    last_year(past, "4310", 50, 50)
    this_year(past, "4310", 1000, 400)
    this_year(past, "3010", 9000, 1, source=units.source())
    this_year(past, "1100", 9000, 1, pay="central")
    assert found(past).budgeted == 1000


def test_without_a_closed_year_nothing_is_forecast(books):
    this_year(books, "4310", 1000, 400)
    assert found(books) == Outlook(D(1000), None)
    assert found(books).unused == 0


def test_without_a_budget_or_in_a_year_that_has_ended_there_is_nothing_to_say(past):
    assert found(past) is None
    last_year(past, "4310", 50, 50)
    assert found(past, 2026) is None
