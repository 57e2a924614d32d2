"""What is shown of what was found: worst first, at most six, and nothing that somebody said is right."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest

from budgets.queries.attention import Mark
from budgets.queries.findings import ANY_AMOUNT, Finding, FindingKind, Findings, sort_out

D, K = Decimal, FindingKind
AT = datetime(2026, 11, 19, tzinfo=UTC)


def found(kind, amount, item=None, **more):
    return Finding(kind, item or f"{kind}:{amount}", D(amount), **more)


def mark(item, amount, facts="", at=AT):
    return Mark(item, facts, D(amount), "Dana", at)


def shown(findings, marks=()):
    return [finding.item for finding, _ in sort_out(findings, marks).shown]


def test_worst_kind_comes_first_and_of_one_kind_the_most_money():
    items = [found(kind, amount) for amount in (1, 2) for kind in (K.BEHIND, K.OVER, K.STILL)]
    assert shown(items) == ["over:2", "over:1", "still:2", "still:1", "behind:2", "behind:1"]


def test_at_most_six_and_three_of_a_kind_but_of_what_is_over_all_six():
    old = [found(K.STILL, amount) for amount in range(10, 20)]
    over = [found(K.OVER, amount) for amount in range(1, 9)]
    assert shown(old) == ["still:19", "still:18", "still:17"]
    assert shown([*old, *over]) == [f"over:{amount}" for amount in range(8, 2, -1)]
    assert sort_out([*old, *over], ()).more == 12


def test_equal_findings_stand_in_one_order():
    items = [found(K.STILL, 1, item) for item in ("b", "a", "c")]
    assert shown(items) == shown(reversed(items)) == ["a", "b", "c"]


@pytest.mark.parametrize(("amount", "away"), [("412.99", True), ("413", True), ("413.01", False)])
def test_what_was_marked_stays_away_until_it_grows(amount, away):
    finding = found(K.OVER, amount, "over:pool:7")
    result = sort_out([finding], [mark("over:pool:7", 413)])
    assert (len(result.marked), len(result.shown)) == ((1, 0) if away else (0, 1))
    said = result.marked[0][1] if away else result.shown[0][1]
    assert said.by == "Dana"


@pytest.mark.parametrize(("amount", "away"), [("1853", True), ("1853.01", False)])
def test_forecast_may_move_by_the_districts_limit(amount, away):
    finding = found(K.AHEAD, amount, "ahead:line:x", slack=D(500))
    assert bool(sort_out([finding], [mark("ahead:line:x", 1353)]).marked) is away


def test_other_facts_bring_it_back_whatever_the_amount():
    finding = found(K.STILL, 10, "still:x:PO 1", facts="2026-09-11", slack=ANY_AMOUNT)
    assert sort_out([finding], [mark("still:x:PO 1", 10, facts="2026-09-10")]).marked == ()
    assert len(sort_out([finding], [mark("still:x:PO 1", 10, facts="2026-09-11")]).marked) == 1


def test_mark_of_what_is_no_longer_so_is_not_shown():
    assert sort_out([], [mark("over:pool:7", 413)]) == Findings()


def test_newest_mark_stands_first():
    items = [found(K.OVER, 1, "a"), found(K.OVER, 1, "b")]
    marks = [mark("a", 1), mark("b", 1, at=AT.replace(day=20))]
    assert [finding.item for finding, _ in sort_out(items, marks).marked] == ["b", "a"]


def test_marked_items_make_room_for_others():
    items = [found(K.OVER, amount) for amount in range(1, 9)]
    assert len(shown(items, [mark("over:8", 8)])) == 6
    assert sort_out(items, [mark("over:8", 8)]).more == 1
