"""The entries of a line add up: what was left after each is what the line's totals were then, whatever was posted."""

from collections import Counter
from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import count

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from budgets.choices import KINDS, Kind, Measure
from budgets.domain.vendors import ensure_vendors
from budgets.queries.line_entries import Part, Place, entries_of, receipt_of
from tests.budgets.ledger import supersede
from tests.budgets.queries.oracle import entries_by_hand

# A line of its own for each example: they share one transaction.
CODES = count(1)
DAYS = [None, date(2026, 7, 1), date(2026, 9, 1), date(2026, 9, 2), date(2027, 6, 30)]


@st.composite
def movement(draw):
    """One transaction of a file: any measure, any of its kinds, an amount that is not zero."""
    measure = draw(st.sampled_from(list(Measure)))
    cents = draw(st.integers(-500_00, 500_00).filter(bool))
    return {
        "measure": measure,
        "kind": draw(st.sampled_from(KINDS[measure])),
        "amount": Decimal(cents) / 100,
        "posted_on": draw(st.sampled_from(DAYS)),
        "order_number": draw(st.sampled_from(["", "PO-1", "PO-2"])),
        "row": draw(st.integers(0, 4)),
    }


FILES = st.lists(st.lists(movement(), max_size=9), min_size=1, max_size=3)
ANY_LEDGER = settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture], derandomize=True
)


def loaded(books, files):
    """A fresh line with these files on it, each a batch of its own."""
    line = books.line(f"010-{next(CODES)}")
    row = books.row(f"{line.code} budget original 1")
    for file in files:
        books.publish([replace(row, **fields) for fields in file])
    return line


def all_entries(line, page, **given):
    """Every entry of a line, read `page` at a time, oldest first; and how many each page held."""
    found, sizes, place = [], [], {}
    while True:
        entries = entries_of(line.pk, limit=page, **{"is_pay": False, "requests_reduce_left": False, **given}, **place)
        found += entries.rows
        sizes.append(len(entries.rows))
        if entries.after is None:
            return found[::-1], sizes
        place = {"before": Place.parse(str(entries.after))}


def moved(entry):
    return entry.posted_on, entry.kinds, entry.budgeted, entry.spent, entry.promised, entry.requested, entry.left_after


@ANY_LEDGER
@given(files=FILES, held=st.booleans(), is_pay=st.booleans(), page=st.sampled_from([1, 2, 3, 50]))
def test_left_after_each_entry_is_the_total_of_the_line_then(books, files, held, is_pay, page):
    line = loaded(books, files)
    found, sizes = all_entries(line, page, is_pay=is_pay, requests_reduce_left=held)
    assert [moved(entry) for entry in found] == entries_by_hand(line, is_pay=is_pay, requests_reduce_left=held)
    assert len({entry.place for entry in found}) == len(found)
    assert sizes[:-1] == [page] * (len(sizes) - 1)
    if found:
        assert found[-1].left_after == books.balance(line.code, requests_reduce_left=held).left


@ANY_LEDGER
@given(files=FILES, is_pay=st.booleans())
@example(files=[[]], is_pay=False)
def test_parts_of_the_receipt_add_up_to_the_figures(books, files, is_pay):
    line = loaded(books, files)
    receipt, totals = receipt_of(line.pk, is_pay=is_pay), books.balance(line.code)

    def total(measure):
        return sum((part.amount for _, part in receipt.parts_of(measure)), Decimal(0))

    assert {measure: total(measure) for measure in Measure} == {
        Measure.BUDGET: totals.revised,
        Measure.REQUEST: totals.requested,
        Measure.ENCUMBRANCE: totals.encumbered,
        Measure.EXPENDITURE: totals.expended,
    }
    counts = Counter((fields["measure"], fields["kind"]) for file in files for fields in file)
    assert {key: part.count for key, part in receipt.parts.items()} == dict(counts)
    assert receipt.part(Measure.BUDGET, Kind.ORIGINAL).amount == totals.original


def entries(books, code="010-4310", **given):
    return all_entries(books.line(code), 50, **given)[0]


def test_paying_an_order_is_one_entry_that_leaves_what_is_left(books):
    books.post("010-4310 budget original 1000")
    books.post("010-4310 encumbrance open 400 PO-1", row=1)
    books.post("010-4310 encumbrance relief -400 PO-1", "010-4310 expenditure payment 400 PO-1", row=2)
    assert [moved(entry)[1:] for entry in entries(books)] == [
        (("original",), 1000, 0, 0, 0, 1000),
        (("open",), 0, 0, 400, 0, 600),
        (("payment", "relief"), 0, 400, -400, 0, 600),
    ]


def test_relief_beyond_an_order_takes_nothing_off_what_is_left(books):
    books.post("010-4310 budget original 1000")
    books.post("010-4310 encumbrance open 100 PO-1", row=1)
    books.post("010-4310 encumbrance relief -130 PO-1", row=2)
    books.post("010-4310 encumbrance relief -50 PO-9", row=3)
    books.post("010-4310 encumbrance change 40 PO-1", row=4)
    assert [entry.left_after for entry in entries(books)] == [1000, 900, 1000, 1000, 990]
    assert books.balance("010-4310").left == 990


def test_order_carried_in_with_its_money_is_one_entry(books):
    day = date(2026, 7, 1)
    books.post("010-4310 budget original 5000", posted_on=day, row=1)
    books.post(
        "010-4310 encumbrance opening 700 PO-881",
        "010-4310 budget carry_forward 700 PO-881",
        posted_on=day,
        row=1,
        document="PO-881",
        origin_year=2026,
    )
    carried = entries(books)[-1]
    assert (carried.kinds, carried.origin_year, carried.document) == (("carry_forward", "opening"), 2026, "PO-881")
    assert (carried.budgeted, carried.promised, carried.left_after) == (700, 700, 5000)


def test_rows_without_a_date_stand_before_all_others(books):
    books.post("010-4310 budget original 10", posted_on=date(2026, 7, 1))
    books.post("010-4310 expenditure journal 3", posted_on=None)
    assert [(entry.posted_on, entry.left_after) for entry in entries(books)] == [(None, -3), (date(2026, 7, 1), 7)]


def test_row_of_a_file_without_numbers_is_an_entry_of_its_own(books):
    books.post("010-4310 expenditure payment 5", "010-4310 expenditure payment 5")
    assert [entry.spent for entry in entries(books)] == [5, 5]


def test_superseded_rows_are_no_entries(books):
    old = books.post("010-4310 expenditure payment 5")
    new = books.post("010-4310 expenditure payment 7")
    supersede(old, by=new)
    assert [(entry.spent, entry.left_after) for entry in entries(books)] == [(7, -7)]
    assert receipt_of(books.line("010-4310").pk, is_pay=False).parts == {
        (Measure.EXPENDITURE, Kind.PAYMENT): Part(1, Decimal(7))
    }


@pytest.fixture
def payroll(books):
    """A pay line with two people's pay on one date and one person's on another, each with name and words."""
    ids = ensure_vendors([("E1", "Dana Whitfield"), ("E2", "Sam Okafor")])
    secret = {"description": "Dana sick leave", "document": "CHECK 77"}
    for vendor, amount in (("E1", 100), ("E2", 40)):
        number = next(number for key, number in ids.items() if key[0] == vendor)
        books.post(f"010-1100 expenditure payroll {amount} STUB-{vendor}", vendor_id=number, row=1, **secret)
    books.post("010-1100 budget original 500", "010-1100 encumbrance open 300 PAY", row=2, **secret)
    books.post("010-1100 expenditure payroll 60 STUB", posted_on=date(2026, 10, 1), row=9, **secret)
    return books


def test_pay_is_one_sum_for_each_pay_date(payroll):
    found = entries(payroll, "010-1100", is_pay=True)
    assert [(entry.posted_on, entry.budgeted, entry.spent, entry.promised, entry.left_after) for entry in found] == [
        (date(2026, 9, 1), 500, 0, 0, 500),
        (date(2026, 9, 1), 0, 140, 300, 60),
        (date(2026, 10, 1), 0, 60, 0, 0),
    ]


def test_pay_names_nobody_and_says_nothing_of_them(payroll):
    line = payroll.line("010-1100")
    for entry in entries(payroll, "010-1100", is_pay=True):
        assert (entry.vendor, entry.document, entry.order_number, entry.description) == ("", "", "", "")
    receipt = receipt_of(line.pk, is_pay=True)
    assert receipt.vendors == ()
    assert receipt.part(Measure.EXPENDITURE, Kind.PAYROLL) == Part(3, Decimal(200))
    assert receipt_of(line.pk, is_pay=False).vendors == (("Dana Whitfield", 100), ("Sam Okafor", 40))


def test_vendors_are_the_six_with_most_money_whatever_their_numbers(books):
    names = ["Acme", "Acme", "Bell", "Corn", "Dune", "Elm", "Fern", "Gale"]
    ids = ensure_vendors([(str(number), name) for number, name in enumerate(names)])
    for (number, name), vendor in ids.items():
        amount = {"Acme": 50, "Gale": 1}.get(name, 10 + int(number))
        books.post(f"010-4310 expenditure payment {amount}", vendor_id=vendor)
    books.post("010-4310 encumbrance open 999 PO", vendor_id=ids["7", "Gale"])
    books.post("010-4310 expenditure refund -4", vendor_id=ids["2", "Bell"])
    assert receipt_of(books.line("010-4310").pk, is_pay=False).vendors == (
        ("Acme", 100),
        ("Fern", 16),
        ("Elm", 15),
        ("Dune", 14),
        ("Corn", 13),
        ("Bell", 8),
    )


@pytest.mark.parametrize("days", [1, 3])
def test_entries_and_receipt_take_one_statement_each(books, django_assert_num_queries, days):
    for day in range(1, days + 1):
        books.post("010-4310 expenditure payment 5", posted_on=date(2026, 9, day))
    line = books.line("010-4310")
    with django_assert_num_queries(1):
        assert len(entries_of(line.pk, is_pay=False, requests_reduce_left=False).rows) == days
    with django_assert_num_queries(1):
        receipt_of(line.pk, is_pay=False)


def test_place_is_read_back_as_it_was_written():
    place = Place(date(2026, 9, 1), 4, 17, 0)
    assert str(place) == "2026-09-01.4.17.0"
    assert Place.parse(str(place)) == place


@pytest.mark.parametrize("text", ["", "x", "2026-09-01", "2026-09-01.1.1", "2026-09-01.1.1.x", "2026-13-01.1.1.1"])
def test_place_that_is_none_is_refused(text):
    with pytest.raises(ValueError):
        Place.parse(text)
