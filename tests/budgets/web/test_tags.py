"""Status in words and an icon."""

from decimal import Decimal

import pytest

from budgets.queries.controls import Control
from budgets.queries.pace import Pace, Verdict
from budgets.queries.totals import Totals
from budgets.web.tags import purpose_icon, share, verdict
from tests.budgets.web.reading import read


@pytest.mark.parametrize(
    ("found", "kind", "words"),
    [
        (Verdict.OVER, "bad", "Over by $413"),
        (Verdict.AHEAD, "warn", "Ahead of pace"),
        (Verdict.BEHIND, "info", "Behind pace"),
        (Verdict.ON_PACE, "ok", "On pace"),
        (Verdict.PAID_EARLY, "quiet", "Paid early"),
        (Verdict.ALL_PROMISED, "quiet", "All promised"),
        (Verdict.NO_BUDGET, "quiet", "No budget loaded"),
    ],
)
def test_badge_has_words_and_an_icon(found, kind, words):
    totals = Totals(revised=Decimal(1000), expended=Decimal("1413.40"))
    badge = read(verdict(Control("x", "X", totals, Pace(found)))).one("span", "badge")
    assert (badge.text, badge.attrs["class"].split()[-1]) == (words, f"badge--{kind}")
    assert len(badge.all("svg")) == 1


def test_where_nothing_can_be_said_there_is_no_badge():
    assert verdict(Control("x", "X", Totals(), Pace(Verdict.NOTHING))) == ""


@pytest.mark.parametrize(
    ("part", "whole", "words"),
    [("41.02", "100", "41% of the budget"), ("0", "5", "0% of the budget"), ("5", "0", ""), ("-5", "10", "")],
)
def test_share_is_never_a_percent_of_nothing(part, whole, words):
    assert share(Decimal(part), Decimal(whole)) == words


def test_purpose_with_an_icon_that_is_not_here_has_a_plain_one():
    assert purpose_icon("no-such-icon") == purpose_icon("package") != purpose_icon("lock")
