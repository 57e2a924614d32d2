"""The one sentence of a unit's page, in each state of the year, the money and the reader (DESIGN.md 5, domain 2.9a)."""

import pytest
import time_machine

from accounts.models import District
from budgets.choices import Pay, YearState
from budgets.models import CutOff, FiscalYear, Line, Source, SourceShare
from tests.budgets.web.posting import post_row

SITE, SUPPLIES = "sites/214/", "010-0000-4310-214"
YOU, THEY = ("principal", "assistant"), ("viewer", "officer")


@pytest.mark.parametrize("person", YOU)
def test_owner_and_assistant_are_told_what_they_can_still_decide_on(ask, person):
    page = ask(person, SITE)
    assert page.sentence == "You can still decide on $9,941."
    assert page.lede == ("Last day to order: Apr 30 (162 days). Of $12,500 you have spent $2,259 and promised $300.")


@pytest.mark.parametrize("person", THEY)
def test_others_are_told_what_the_school_can_still_decide_on(ask, person):
    page = ask(person, SITE)
    assert page.sentence == "Alder Creek JUNIPERMARK can still decide on $9,941."
    assert page.lede == ("Last day to order: Apr 30 (162 days). Of $12,500 they have spent $2,259 and promised $300.")


def test_requests_that_reduce_what_is_left_are_in_the_sum(ask, ours):
    District.objects.filter(pk=ours.district.pk).update(requests_reduce_left=True)
    post_row(ours, SUPPLIES, "request", "open", "1000.00")
    page = ask("principal", SITE)
    assert page.sentence == "You can still decide on $8,941."
    assert page.lede.endswith("Of $12,500 you have spent $2,259, promised $300 and requested $1,000.")


@pytest.mark.parametrize(
    ("person", "sentence"),
    [("principal", "Your budget is over by $58.90."), ("viewer", "This budget is over by $58.90.")],
)
def test_budget_that_is_over_says_by_how_much(ask, ours, person, sentence):
    post_row(ours, SUPPLIES, "expenditure", "payment", "9999.99")
    page = ask(person, SITE)
    assert page.sentence == sentence.replace("58.90", "59")
    assert page.main.one(id="hl").attrs["class"] == "headline headline--bad"
    assert page.figures[3] == ("left", "-58.89")


@pytest.mark.parametrize(
    ("now", "words"),
    [
        ("2027-04-29T20:00:00Z", "Last day to order: Apr 30 (1 day)."),
        ("2027-04-30T20:00:00Z", "Last day to order: Apr 30, today."),
        ("2027-05-01T06:59:00Z", "Last day to order: Apr 30, today."),  # still April in the district
        ("2027-05-01T07:00:00Z", "The last day to order was Apr 30."),
        ("2027-06-30T20:00:00Z", "The last day to order was Apr 30."),
    ],
)
def test_last_day_to_order_is_counted_in_the_districts_days(ask, now, words):
    with time_machine.travel(now, tick=False):
        assert ask("principal", SITE).lede.startswith(words)


def test_last_day_to_order_without_one_is_the_years_end(ask, ours):
    CutOff.objects.all().delete()
    assert ask("principal", SITE).lede.startswith("Last day to order: Jun 30 (223 days).")


@pytest.mark.parametrize(
    ("state", "ending"),
    [(YearState.CLOSED, "The year is closed."), (YearState.SETTLING, "Still settling: late bills can move this.")],
)
def test_year_that_has_ended_says_what_was_left(ask, ours, state, ending):
    FiscalYear.objects.filter(year=2027).update(state=state)
    page = ask("principal", SITE)
    assert page.sentence == "$9,941 was left in 2026–27."
    assert page.lede == f"Of $12,500, $2,259 was spent and $300 was still promised. {ending}"
    assert "Last day to order" not in page.main.text


def test_year_that_has_ended_over_says_by_how_much(ask, ours):
    FiscalYear.objects.filter(year=2027).update(state=YearState.CLOSED)
    post_row(ours, SUPPLIES, "expenditure", "payment", "20000")
    assert ask("principal", SITE).sentence == "2026–27 ended $10,059 over."


def test_year_that_has_ended_without_open_orders_does_not_name_them(ask, ours):
    FiscalYear.objects.filter(year=2027).update(state=YearState.CLOSED)
    post_row(ours, SUPPLIES, "encumbrance", "cancel", "-300", order_number="PO 27-0112")
    assert ask("principal", SITE).lede == "Of $12,500, $2,259 was spent. The year is closed."


@pytest.mark.parametrize("state", [YearState.CLOSED, YearState.SETTLING])
def test_year_that_has_ended_asks_for_nothing(ask, ours, state):
    """Pace judges where a year will end: of one that has ended there is nothing left to do."""
    FiscalYear.objects.filter(year=2027).update(state=state)
    page = ask("principal", SITE)
    assert "pace" not in page.main.text
    assert page.items == []
    assert "Nothing needs you. No pool or line ended over its budget." in page.main.text


def test_restricted_money_alone_leaves_nothing_to_decide_on(ask, ours):
    Line.objects.exclude(code="010-3010-4310-214").update(site=None)
    page = ask("principal", SITE)
    assert page.sentence == "There is no budget here to decide on in 2026–27."
    assert page.main.one("div", "setaside").one("li").text.startswith("Title I $8,000 given")


def test_central_pay_is_for_information_only(ask, ours):
    Line.objects.filter(code=SUPPLIES).update(pay=Pay.CENTRAL)
    page = ask("principal", SITE)
    assert page.sentence == "You can still decide on $1,441."
    assert page.main.one("details", "disclose").one("summary").text == (
        "Salaries that the district budgets for this school: $10,000 (for information)"
    )


@pytest.mark.parametrize(
    ("state", "sentence"),
    [
        (YearState.OPEN, "No budget is loaded here for 2026–27. $78 was used."),
        (YearState.CLOSED, "No budget was loaded here for 2026–27. $78 was used."),
    ],
)
def test_spending_without_any_budget_is_never_over(ask, ours, state, sentence):
    FiscalYear.objects.filter(year=2027).update(state=state)
    Line.objects.filter(code="010-0000-4310-999").update(site=ours.units["215"])
    Line.objects.filter(code="010-0000-4310-215").update(site=None)
    page = ask("sibling", "sites/215/")
    assert (page.sentence, page.lede) == (sentence, "Spent: $78. Promised: $0.")
    assert page.main.all(css="neg") == page.main.all(css="headline--bad") == []
    assert "over" not in page.main.one("section", "card--hero").text


def test_money_for_one_use_has_its_own_row_date_and_clock(ask):
    row = ask("principal", SITE).main.one("div", "setaside").one("li").text
    assert row == ("Title I $8,000 given. Grant clock: 31% of its time gone $8,000 use by Sep 30, 2027 (315 days)")


def test_district_calls_the_last_day_by_its_own_clock(ask, ours):
    type(ours.district).objects.filter(pk=ours.district.pk).update(time_zone="Pacific/Auckland")
    assert ask("principal", SITE).lede.startswith("Last day to order: Apr 30 (161 days).")


def test_money_for_one_use_has_no_clock_in_a_year_that_has_ended(ask, ours):
    """The dates of a source are those of the award that runs now."""
    FiscalYear.objects.filter(year=2027).update(state=YearState.CLOSED)
    SourceShare.objects.create(source=Source.objects.get(), unit=ours.units["214"], at_risk=500)
    row = ask("principal", SITE).main.one("div", "setaside").one("li").text
    assert row == "Title I $8,000 given $8,000 was left"


def test_money_that_may_be_lost_is_said_with_its_date(ask, ours):
    SourceShare.objects.create(source=Source.objects.get(), unit=ours.units["214"], at_risk=500)
    row = ask("principal", SITE).main.one("div", "setaside").one("li").text
    assert "$500 of it may be lost after Sep 30" in row
