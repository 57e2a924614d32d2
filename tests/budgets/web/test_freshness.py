"""How fresh the figures are stands on every page: two facts, the file that was missed, and what they tie to."""

import pytest
import time_machine

from budgets.choices import YearState
from budgets.models import FiscalYear, Import

PATHS = ["sites/214/", "departments/ATH/", "lines/010-0000-4310-214/", ""]
POSTED = "Posted through Wed, Nov 18 · loaded Thu, Nov 19, 5:42 a.m."


@pytest.mark.parametrize("path", PATHS)
def test_page_says_posted_through_and_loaded_and_what_comes_next(ask, path):
    page = ask("officer", path)
    assert page.main.one("p", "fresh").text == f"{POSTED}Next file expected Fri by 7 a.m."
    assert page.main.all(id="stale") == []


@pytest.mark.parametrize("path", PATHS)
def test_missed_file_is_a_warning_above_the_figures_which_stay(ask, path):
    fresh = ask("officer", path).figures
    with time_machine.travel("2026-11-20T15:00:00Z", tick=False):
        page = ask("officer", path)
    notice = page.main.one("section", "notice--warn", aria_labelledby="stale").text
    assert notice == (
        f"Friday’s file did not come {POSTED} A file was expected Fri, Nov 20 by 7 a.m. and was missed. What was"
        " posted since is not in these figures. Orders you place still count in the accounting system."
    )
    assert page.figures == fresh
    assert page.main.one("p", "fresh").text == POSTED


def test_file_is_not_missed_a_minute_before_it_is_due(ask):
    with time_machine.travel("2026-11-20T14:59:00Z", tick=False):
        assert ask("principal", "sites/214/").main.all(id="stale") == []


def test_year_that_has_ended_misses_nothing(ask, ours):
    FiscalYear.objects.filter(year=2027).update(state=YearState.CLOSED)
    with time_machine.travel("2026-12-24T15:00:00Z", tick=False):
        assert ask("principal", "sites/214/").main.one("p", "fresh").text == POSTED


def test_year_without_a_load_says_so(ask):
    page = ask("officer", "", fy="2026")
    assert page.main.one("p", "fresh").text == "Nothing has been loaded for 2025–26 yet"
    assert "Nothing has been loaded for this year." in page.main.text


@pytest.mark.parametrize("path", PATHS)
def test_page_says_what_the_figures_tie_to(ask, path):
    assert (
        "Read from the accounting system, load 1, posted through Nov 18. Ties to the ledger report of Nov 18, proved"
        " Nov 18."
    ) in ask("officer", path).main.text


def test_page_says_when_nothing_was_proved(ask, ours):
    Import.objects.update(ties_to="", tied_on=None)
    assert "Not yet proved against a report of the accounting system." in ask("officer").main.text


def test_file_without_a_newest_entry_says_when_it_was_loaded(ask, ours):
    Import.objects.update(posted_through=None)
    assert ask("officer").main.one("p", "fresh").text.startswith("loaded Thu, Nov 19, 5:42 a.m.")
