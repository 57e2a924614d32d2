from collections import defaultdict
from datetime import timedelta

import pytest

from budgets.choices import Kind, Measure
from budgets.management.demo.landmarks import AHEAD, BEHIND, DEPARTMENT_SITES, SITE, Landmarks, Spot, landmarks
from budgets.management.demo.ledger import Book, Entry
from budgets.management.demo.rules import COPYING, MATERIALS
from tests.budgets.management.demo.moments import DAYS, books, carried, clock, seen, sums

pytestmark = pytest.mark.parametrize("day", DAYS)


def book_of(day: str, spot: Spot) -> Book:
    return next(book for book in books(day) if book.year.number == spot.year)


def rows_at(day: str, spot: Spot) -> list[Entry]:
    return [row for row in seen(book_of(day, spot), day) if row.code == spot.code]


def left(day: str) -> dict[str, int]:
    """What is left of each line of the current year, with the orders that the roll carries in and their money."""
    rows = seen(books(day)[2], day)
    budget, spent, promised = (
        sums(rows, measure) for measure in (Measure.BUDGET, Measure.EXPENDITURE, Measure.ENCUMBRANCE)
    )
    return {code: budget[code] - spent[code] - promised[code] for code in books(day)[2].lines}


def pool(day: str, site: str, goal: str, objects: list[str]) -> int:
    return sum(
        cents
        for code, cents in left(day).items()
        if code.startswith(f"010-0000-{goal}-") and code.endswith(f"-{site}") and code.split("-")[4] in objects
    )


def found(day: str) -> Landmarks:
    return landmarks(clock(day))


def test_a_line_is_negative_inside_a_positive_pool(day: str) -> None:
    assert left(day)[found(day).negative_in_pool.code] < 0
    assert pool(day, SITE, "1110", MATERIALS) > 0


def test_a_pool_is_truly_overspent(day: str) -> None:
    assert pool(day, SITE, "0000", COPYING) == -412_60
    assert pool(day, "171", "1110", MATERIALS) < 0


def test_a_bill_was_paid_twice(day: str) -> None:
    spot = found(day).paid_twice
    first, second = (
        next(row for row in rows_at(day, spot) if row.document == document) for document in (spot.document, spot.other)
    )
    assert (first.vendor, first.moves) == (second.vendor, second.moves)
    assert timedelta(0) < second.on - first.on <= timedelta(days=7)


def test_a_charge_names_another_school(day: str) -> None:
    spot = found(day).charge_of_another_site
    assert [row.moves[0][1] for row in rows_at(day, spot) if row.text == spot.other] == [Kind.PAYMENT]
    assert "Heron Point" in spot.other


def test_an_order_of_last_spring_has_not_moved_for_sixty_days(day: str) -> None:
    spot = found(day).stale_order
    assert carried(day)[spot.code, spot.document] > 0
    both = [row for book in books(day)[1:] for row in seen(book, day) if str(row.order) == spot.document]
    assert all(clock(day).today - row.on > timedelta(days=60) for row in both)
    assert not any("Blanket" in row.text for row in both)


def test_blanket_orders_say_so_and_one_of_them_never_moves(day: str) -> None:
    for spot in (found(day).blanket_order, found(day).quiet_blanket_order):
        opened = next(row for row in rows_at(day, spot) if str(row.document) == spot.document)
        assert opened.text.startswith("Blanket")
    quiet = found(day).quiet_blanket_order
    assert len([row for row in rows_at(day, quiet) if str(row.order) == quiet.document]) == 1


def test_an_order_with_its_money_is_carried_in(day: str) -> None:
    spot = found(day).carried_in_order
    before = [row for row in books(day)[1].entries if str(row.order) == spot.document and row.code == spot.code]
    assert [row.moves[0][1:] for row in before] == [(Kind.OPEN, 50_000)]


def test_requests_are_open(day: str) -> None:
    for spot in found(day).open_requests:
        moves = [row.moves for row in rows_at(day, spot) if str(row.order) == spot.document]
        assert [move[0][1] for move in moves] == [Kind.OPEN]


def test_a_transfer_has_both_its_lines(day: str) -> None:
    spot = found(day).transfer
    rows = [row for row in seen(book_of(day, spot), day) if str(row.document) == spot.document]
    assert {row.code: row.moves[0][2] for row in rows} == {spot.code: 200_000, spot.other: -200_000}


def test_a_journal_puts_a_charge_right(day: str) -> None:
    spot = found(day).journal
    rows = [
        row for row in seen(book_of(day, spot), day) if "Elementary" in row.text and row.moves[0][1] == Kind.JOURNAL
    ]
    assert {row.code: row.moves[0][2] for row in rows} == {spot.code: -73_840, spot.other: 73_840}


def test_money_is_spent_without_a_budget_and_without_a_place(day: str) -> None:
    for spot in (found(day).no_budget, found(day).unmapped):
        rows = rows_at(day, spot)
        assert rows
        assert {row.moves[0][0] for row in rows} == {Measure.EXPENDITURE}


def test_a_promise_of_pay_drops_when_somebody_leaves(day: str) -> None:
    spot = found(day).leaver
    changes = [row for row in book_of(day, spot).entries if row.code == spot.code and row.moves[0][1] == Kind.CHANGE]
    assert [row.moves[0][2] < 0 for row in changes] == [True]


def test_a_department_lies_over_six_sites(day: str) -> None:
    codes = [code.split("-") for code in books(day)[2].lines if code.split("-")[2] == "1800"]
    assert tuple(sorted({segments[5] for segments in codes})) == DEPARTMENT_SITES


def test_lines_run_ahead_of_and_behind_their_year(day: str) -> None:
    """In the whole year, which today shows a part of: more than the budget, and less than nine tenths of it."""
    whole: dict[str, int] = defaultdict(int)
    book = books(day)[2]
    for code, cents in sums(book.entries, Measure.EXPENDITURE).items():
        whole[code] = cents
    assert all(whole[code] * 100 > book.lines[code].budget * 105 for code in AHEAD)
    assert all(whole[code] * 100 < book.lines[code].budget * 90 for code in BEHIND)
