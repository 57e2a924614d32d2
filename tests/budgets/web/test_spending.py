"""The page of spending: last month unless the address says, what changed, and every sum opens to its rows."""

import pytest

from tests.budgets.web.posting import post_row
from tests.budgets.web.reading import added_up
from tests.budgets.web.test_statements import statements


def headings(page):
    return page.heading, page.sentence, page.lede


def test_last_month_is_told_beside_the_month_before(ours, ask):
    post_row(ours, "010-0000-4310-214", "expenditure", "payment", 500, posted_on="2026-09-10")
    assert headings(ask("principal", "spending/")) == (
        "Spent in October 2026",
        "$1,200.00 was spent in October 2026.",
        "In September 2026 it was $500.00: $700 more.",
    )


@pytest.mark.parametrize(
    ("query", "heading"),
    [
        ({"month": "2026-11"}, "Spent in November 2026"),
        ({"from": "2026-10-05", "to": "2026-10-18"}, "Spent in Oct 5, 2026 to Oct 18, 2026"),
        ({"from": "2026-10-05", "to": "2026-10-05"}, "Spent in Oct 5, 2026"),
        ({"fy": "2026"}, "Spent in June 2026"),
    ],
)
def test_days_are_those_of_the_address(ask, query, heading):
    assert ask("principal", "spending/", **query).heading == heading


def test_days_of_another_year_are_read_in_that_year(ours, ask):
    post_row(ours, "010-0000-4310-214", "expenditure", "payment", 60, year=2026, posted_on="2026-03-10")
    page = ask("principal", "spending/", month="2026-03")
    assert page.sentence == "$60.00 was spent in March 2026."
    assert all("fy=2026" in link.attrs["href"] for link in page.main.all("a") if link.figures)


def test_every_sum_opens_to_rows_that_add_up_to_it(ask, follow):
    page = ask("principal", "spending/", **{"from": "2026-07-01", "to": "2026-11-30"})
    links = [link for link in page.main.all("a") if link.figures]
    assert len(links) == 5
    for link in links:
        [(measure, value)] = link.figures
        target = follow("principal", link.attrs["href"])
        assert (target.figures[0], str(added_up(target, measure))) == ((measure, value), value)


def test_days_that_are_not_over_in_the_figures_say_so(ask):
    words = "These days are not over in the figures: they are posted through Nov 18."
    assert words in ask("principal", "spending/", month="2026-11").lede
    assert words not in ask("principal", "spending/").lede


def test_nothing_spent_says_so(ask):
    page = ask("sibling", "spending/")
    assert page.main.one("div", "empty").one("h2").text == "Nothing was spent in October 2026"


@pytest.mark.parametrize("query", [{"month": "2026-13"}, {"from": "x"}, {"from": "0001-01-01"}])
def test_days_that_are_none_are_an_error_beside_the_form(ask, query):
    page = ask("principal", "spending/", **query)
    assert page.status == 200
    assert page.main.one("p", id="wrong").text


def test_months_beside_are_links(ask):
    links = dict(ask("principal", "spending/").links)
    assert links["September 2026"] == "/d/juniper/spending/?month=2026-09"
    assert links["November 2026"] == "/d/juniper/spending/?month=2026-11"
    assert "December 2026" not in dict(ask("principal", "spending/", month="2026-11").links)


def test_spending_takes_the_same_few_statements_for_1_payment_and_for_3(ours):
    one, three = (statements(ours, "principal", f"spending/?month=2026-{month}") for month in (10, 11))
    assert one == three
    assert one <= 12
