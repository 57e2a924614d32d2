"""From figures to words and days."""

from datetime import date
from decimal import Decimal

import pytest

from accounts.models import District
from balance.money import ZERO
from budgets.choices import YearState
from budgets.models import FiscalYear, Unit
from budgets.queries.controls import Control
from budgets.queries.pace import Pace, Verdict, Window
from budgets.queries.totals import Totals
from budgets.queries.unit_page import SetAside
from budgets.queries.years import Year
from budgets.web.desk import pot_of
from budgets.web.needs import Here
from budgets.web.present import pool_name, window_context

TODAY = date(2026, 11, 19)
WINDOW = Window(TODAY, date(2026, 7, 1), date(2027, 6, 30), date(2027, 4, 30))


def control(name):
    return Control(1, name, Totals(), Pace(Verdict.ON_PACE))


@pytest.mark.parametrize(
    ("name", "words"),
    [("Materials pool", "Materials pool"), ("Materials", "Materials pool"), ("Pool of books", "Pool of books")],
)
def test_pool_is_called_a_pool_once(name, words):
    assert pool_name(control(name)) == words


@pytest.mark.parametrize(
    ("use_by", "days"), [(None, None), (TODAY, 0), (date(2026, 11, 20), 1), (date(2026, 11, 18), None)]
)
def test_days_left_of_a_source_are_counted_to_its_last_day(use_by, days):
    source = SetAside("Title I", {"source": "3010"}, "grant", Totals(), use_by, Decimal("0.305"), ZERO, "")
    here = Here(District(slug="juniper"), Unit(kind="site", code="214"), "", TODAY)
    found = pot_of(source, here)
    assert (found.days_left, found.clock_text) == (days, "31%")
    assert found.opens["left"] == "/d/juniper/find/?unit=site-214&source=3010&measure=left"


@pytest.mark.parametrize(
    ("state", "share"), [(YearState.OPEN, Decimal(142) / 365), (YearState.SETTLING, None), (YearState.CLOSED, None)]
)
def test_share_of_the_year_is_shown_while_it_runs(state, share):
    year = Year(FiscalYear(year=2027, starts_on=WINDOW.starts_on, ends_on=WINDOW.ends_on, state=state), {}, None)
    assert window_context(WINDOW, year) == {
        "window": WINDOW,
        "days_to_order": 162,
        "share": share,
        "starts": "Jul 1",
        "ends": "Jun 30",
    }
