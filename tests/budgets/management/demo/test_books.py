from collections import defaultdict

import pytest

from budgets.choices import AccountType, Kind, Measure
from budgets.management.demo.books import make_books
from budgets.management.demo.ledger import Book
from budgets.management.demo.loads import loads
from tests.budgets.management.demo.moments import DAYS, SPECS, books, carried, clock, residues, seen, sums

EVERY = [(day, slug) for day in DAYS for slug in SPECS]
BOUNDS = {"juniper-bay": ((5_800, 6_500), (49_000, 80_000)), "cedar-falls": ((1_200, 1_600), (12_500, 21_000))}


def written(book: Book) -> list[tuple[object, ...]]:
    return [(row.code, row.on, row.moves, str(row.document), str(row.order), row.words) for row in book.entries]


def test_the_same_moment_makes_the_same_books() -> None:
    again = make_books(SPECS["cedar-falls"], clock("2026-11-19", "cedar-falls"))
    assert [written(book) for book in again] == [written(book) for book in books("2026-11-19", "cedar-falls")]


@pytest.mark.parametrize(("day", "slug"), EVERY)
def test_lines_and_transactions_are_as_many_as_promised(day: str, slug: str) -> None:
    made = books(day, slug)
    (fewest_lines, most_lines), (fewest, most) = BOUNDS[slug]
    assert fewest_lines <= sum(len(book.lines) for book in made) <= most_lines
    assert fewest <= sum(len(row.moves) for book in made for row in seen(book, day, slug)) <= most


@pytest.mark.parametrize(("day", "slug"), EVERY)
def test_every_row_of_the_newest_file_is_in_one_load(day: str, slug: str) -> None:
    made = books(day, slug)
    found = loads(made, clock(day, slug))
    assert sum(len(load.entries) for load in found) == sum(len(seen(book, day, slug)) for book in made)
    assert all(load.published_at <= clock(day, slug).now for load in found)
    assert all(row.on <= load.posted_through for load in found for row in load.entries)
    assert [load.published_at for load in found] == sorted(load.published_at for load in found)
    assert sum(load.rolls for load in found) == 2


def test_a_night_without_a_file_is_in_the_history_of_loads() -> None:
    made = clock("2026-11-19")
    nights = {load.published_at.date() for load in loads(books("2026-11-19"), made) if load.year == made.current}
    assert made.missed_night not in nights
    assert made.last_file_on in nights


@pytest.mark.parametrize(("day", "slug"), EVERY)
def test_no_move_is_zero_and_none_is_outside_its_year(day: str, slug: str) -> None:
    for book in books(day, slug):
        for row in book.entries:
            assert all(cents for _, _, cents in row.moves)
            assert book.year.starts_on <= row.on <= book.year.settled_on
            assert row.code in book.lines
            assert row.period in range(14)


@pytest.mark.parametrize(("day", "slug"), EVERY)
def test_transfers_and_journals_between_lines_add_up_to_zero(day: str, slug: str) -> None:
    for book in books(day, slug):
        by_document: dict[str, int] = defaultdict(int)
        for row in book.entries:
            for _, kind, cents in row.moves:
                if kind == Kind.TRANSFER:
                    by_document[str(row.document)] += cents
        assert set(by_document.values()) <= {0}


@pytest.mark.parametrize(("day", "slug"), EVERY)
def test_an_order_holds_nothing_below_zero_and_closed_years_leave_only_spring_orders(day: str, slug: str) -> None:
    oldest, before, current = books(day, slug)
    assert all(cents > 0 for cents in carried(day, slug).values())
    through = residues(oldest.entries + before.entries + seen(current, day, slug))
    assert all(cents > 0 for cents in through.values())
    left = residues(oldest.entries)
    assert 5 <= len(left) <= 120
    assert all(number.startswith("PO ") for _, number in left)


@pytest.mark.parametrize(("day", "slug"), EVERY)
def test_a_request_is_open_or_became_an_order_to_the_cent(day: str, slug: str) -> None:
    for book in books(day, slug):
        by_request: dict[str, int] = defaultdict(int)
        for row in book.entries:
            for measure, _, cents in row.moves:
                if measure == Measure.REQUEST:
                    by_request[str(row.order)] += cents
        assert all(cents >= 0 for cents in by_request.values())
        assert len([cents for cents in by_request.values() if cents]) <= 2


@pytest.mark.parametrize(("day", "slug"), EVERY)
def test_documents_have_their_own_numbers(day: str, slug: str) -> None:
    for book in books(day, slug):
        placed = [str(row.order) for row in book.entries if row.moves[0][:2] == (Measure.ENCUMBRANCE, Kind.OPEN)]
        orders = [number for number in placed if number.startswith("PO ")]
        assert len(orders) == len(set(orders))
        bills = [(row.vendor, str(row.document)) for row in book.entries if str(row.document).startswith("INV ")]
        assert len(bills) == len(set(bills))
        assert all(str(row.document) for row in book.entries)


@pytest.mark.parametrize("slug", SPECS)
def test_spending_follows_the_same_season_each_year(slug: str) -> None:
    """By any day, what share of the year's spending was done differs little between the years: a forecast holds."""
    day = "2026-11-19"
    through = clock(day, slug).posted_through
    shares = []
    for book in books(day, slug)[:2]:
        days = (through - books(day, slug)[2].year.starts_on).days
        spending = {code for code, line in book.lines.items() if line.account_type == AccountType.EXPENDITURE}
        whole = sums([row for row in book.entries if row.code in spending], Measure.EXPENDITURE)
        done = [row for row in book.entries if row.code in spending and (row.on - book.year.starts_on).days <= days]
        shares.append(sum(sums(done, Measure.EXPENDITURE).values()) * 1000 // sum(whole.values()))
    assert abs(shares[0] - shares[1]) <= 5
    assert 300 <= shares[0] <= 500


def test_amounts_look_like_bills_and_not_like_round_sums() -> None:
    bills = [cents for row in books("2026-11-19")[1].entries for _, kind, cents in row.moves if kind == Kind.PAYMENT]
    assert sum(cents % 100 != 0 for cents in bills) > len(bills) * 95 // 100
