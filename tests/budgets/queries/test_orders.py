"""Open orders as stories: what was ordered, billed and paid, over lines and years; blanket; still; each pot apart."""

from datetime import date
from decimal import Decimal

import pytest

from accounts.models import District, Membership, User
from budgets.domain.roll import roll_year
from budgets.domain.vendors import ensure_vendors
from budgets.models import Assignment, Import
from budgets.queries import orders
from budgets.queries.entry_filter import EntryFilter
from budgets.queries.order_story import order_story
from budgets.queries.orders_page import orders_page as page_of
from tests.budgets.queries.units import department, site, source, year

TODAY = date(2026, 11, 19)
ALL = EntryFilter()


def dollars(text):
    return Decimal(f"{text}.00")


@pytest.fixture
def member(books):
    """Somebody who owns site 214, and whoever else is asked for by role."""
    made = {}

    def of(role="owner"):
        if role not in made:
            user = User.objects.create_user(f"{role}@x.example", role, "x")
            made[role] = Membership.objects.create(district=books.district, user=user, role=role)
            if role == "owner":
                Assignment.objects.create(unit=site(), membership=made[role], role="owner")
        return made[role]

    return of


@pytest.fixture
def line(books):
    return books.line("010-4310", site=site(), name="Supplies")


def open_orders(member, asked=ALL, today=TODAY, number=2027):
    return page_of(member(), asked, year(number), today)


def life(books, order="PO-1", line="010-4310"):
    """Ordered for 1,150, billed and paid 400, raised by 100: 850 left."""
    vendor = ensure_vendors([("", "Harbor Books")])["", "Harbor Books"]
    facts = {"vendor_id": vendor, "order_number": order}
    books.post(f"{line} encumbrance open 1150", posted_on=date(2026, 8, 3), description="Reading lists", row=1, **facts)
    books.post(
        f"{line} encumbrance relief -400", f"{line} expenditure payment 400", posted_on=date(2026, 9, 1), row=2, **facts
    )
    books.post(f"{line} encumbrance change 100", posted_on=date(2026, 9, 20), row=3, **facts)


def test_order_is_told_with_its_vendor_its_sums_and_its_days(books, line, member):
    life(books)
    [order] = open_orders(member).orders
    told = (order.number, order.vendor, order.text, order.ordered, order.billed, order.paid, order.promised)
    assert told == ("PO-1", "Harbor Books", "Reading lists", dollars(1250), dollars(400), dollars(400), dollars(850))
    assert (order.first_on, order.last_on) == (date(2026, 8, 3), date(2026, 9, 20))
    assert (order.requested, order.carried_from, order.is_blanket) == (False, None, False)


def test_order_on_several_lines_is_one_and_only_what_is_open_counts(books, line, member):
    books.line("010-5800", site=site())
    books.post("010-4310 encumbrance open 100 PO-1", "010-5800 encumbrance open 50 PO-1")
    books.post("010-5800 encumbrance relief -80 PO-1")
    page = open_orders(member)
    assert [(order.number, len(order.lines), order.promised) for order in page.orders] == [("PO-1", 1, dollars(100))]
    books.post("010-5800 encumbrance change 70 PO-1")
    [order] = open_orders(member).orders
    assert (len(order.lines), order.promised) == (2, dollars(140))


def test_money_that_cannot_be_decided_on_stands_in_pots_of_its_own(books, line, member):
    books.line("010-3010", site=site(), source=source("3010", use_by=date(2027, 9, 30)))
    books.line("010-1150", site=site(), pay="unit")
    books.line("010-1100", site=site(), pay="central")
    books.post(*(f"{code} encumbrance open 10 PO-{code}" for code in ("010-4310", "010-3010", "010-1150", "010-1100")))
    pots = open_orders(member).pots
    assert [(pot.pot.decide, pot.pot.source, pot.promised) for pot in pots] == [
        ("1", "", dollars(10)),
        ("0", "none", dollars(10)),
        ("0", "3010", dollars(10)),
    ]
    # Of pay, no number is told.
    assert {order.number for order in open_orders(member).orders} == {"PO-010-4310", "PO-010-3010", ""}


def test_order_is_still_when_nothing_moved_for_the_districts_days(books, line, member):
    """Counted to the day that the figures speak of: what was posted since may have moved it."""
    life(books)
    Import.objects.update(posted_through=date(2026, 11, 18))
    assert open_orders(member).still == ()
    Import.objects.update(posted_through=date(2026, 11, 19))
    page = open_orders(member)
    assert [order.days_still(page.known_on) for order in page.still] == [60]


@pytest.mark.parametrize(
    ("number", "text", "words", "is_blanket"),
    [
        ("PO-1", "Blanket: repairs as needed", "blanket", True),
        ("PO-1", "Blankets for the nurse", "blanket", False),
        ("bpo 7", "Repairs", "blanket, BPO", True),
        ("PO-1", "A standing order for milk", "blanket, standing order", True),
        ("PO-1", "Blanket: repairs", "", False),
    ],
)
def test_blanket_order_is_known_by_the_districts_words_and_never_still(
    books, line, member, number, text, words, is_blanket
):
    District.objects.filter(pk=books.district.pk).update(blanket_words=words)
    books.publish([books.row("010-4310 encumbrance open 10", order_number=number, description=text)])
    Import.objects.update(posted_through=date(2027, 5, 1))
    page = open_orders(member, today=date(2027, 5, 1))
    [order] = page.orders
    assert order.is_blanket is is_blanket
    assert page.still == (() if is_blanket else (order,))


def test_carried_in_order_keeps_its_story_and_promises_what_came_over(books, member):
    for number in (2026, 2027):
        books.line("010-4310", number, site=site())
    old = {"year": 2026, "order_number": "PO-9"}
    books.post("010-4310 encumbrance open 1750", posted_on=date(2026, 4, 20), description="Microscopes", **old)
    books.post(
        "010-4310 encumbrance relief -1400", "010-4310 expenditure payment 1400", posted_on=date(2026, 6, 10), **old
    )
    roll_year(by=None, from_year=books.years[2026], to_year=books.years[2027])
    [order] = open_orders(member).orders
    assert (order.carried_from, order.ordered, order.paid, order.promised) == (
        2026,
        dollars(1750),
        dollars(1400),
        dollars(350),
    )
    assert (order.first_on, order.last_on, order.text) == (date(2026, 4, 20), date(2026, 6, 10), "Microscopes")


def test_number_that_is_used_again_next_year_is_another_order(books, member):
    for number in (2026, 2027):
        books.line("010-4310", number, site=site())
    books.post("010-4310 encumbrance open 900 PO-1", year=2026, posted_on=date(2026, 1, 5))
    books.post("010-4310 encumbrance open 10 PO-1", posted_on=date(2026, 8, 3))
    [order] = open_orders(member).orders
    assert (order.ordered, order.first_on) == (dollars(10), date(2026, 8, 3))


def test_carried_in_order_without_its_first_year_begins_with_what_came_over(books, line, member):
    books.post("010-4310 encumbrance opening 350 PO-9", posted_on=date(2026, 7, 1))
    [order] = open_orders(member).orders
    assert (order.carried_from, order.ordered, order.paid, order.promised) == (
        2026,
        dollars(350),
        dollars(0),
        dollars(350),
    )


def test_open_requests_are_told_apart_from_orders(books, line, member):
    books.post("010-4310 request open 375 RQ-1", description="Art drawers")
    books.post("010-4310 request open 90 RQ-2")
    books.post("010-4310 request close -90 RQ-2", description="Became PO-1")
    page = open_orders(member)
    assert page.orders == ()
    assert [(each.number, each.text, each.amount) for each in page.requests] == [("RQ-1", "Art drawers", dollars(375))]


def test_more_orders_than_can_be_told_are_told_by_unit(books, line, member, monkeypatch):
    monkeypatch.setattr(orders, "MOST", 1)
    books.post("010-4310 encumbrance open 10 PO-1", "010-4310 encumbrance open 20 PO-2")
    page = open_orders(member)
    assert page.orders == ()
    assert [(unit.code, unit.promised) for unit in page.units] == [("214", dollars(30))]


def test_orders_of_a_unit_are_those_of_its_lines(books, line, member):
    books.line("010-5800", site=site(), department=department())
    books.post("010-4310 encumbrance open 10 PO-1", "010-5800 encumbrance open 20 PO-2")
    asked = EntryFilter(unit_kind="department", unit="ATH")
    assert [order.number for order in open_orders(member, asked).orders] == ["PO-2"]


def test_story_is_told_from_the_request_to_the_last_payment(books, line, member):
    books.post("010-4310 request open 1150 RQ-7", posted_on=date(2026, 7, 20), row=8)
    books.post("010-4310 request close -1150 RQ-7", posted_on=date(2026, 8, 3), description="Became PO-1", row=9)
    books.post("010-4310 request close -5 RQ-8", description="Became PO-12", row=10)
    life(books)
    story = order_story(member(), "PO-1", year(), TODAY)
    assert story.requests == ("RQ-7",)
    assert [(step.posted_on.isoformat(), step.spent, step.promised, step.requested) for step in story.steps] == [
        ("2026-07-20", dollars(0), dollars(0), dollars(1150)),
        ("2026-08-03", dollars(0), dollars(0), dollars(-1150)),
        ("2026-08-03", dollars(0), dollars(1150), dollars(0)),
        ("2026-09-01", dollars(400), dollars(-400), dollars(0)),
        ("2026-09-20", dollars(0), dollars(100), dollars(0)),
    ]


def test_story_of_a_settled_order_is_told_too_and_promises_nothing(books, line, member):
    books.post("010-4310 encumbrance open 10 PO-1")
    books.post("010-4310 encumbrance relief -10 PO-1", "010-4310 expenditure payment 10 PO-1")
    [part] = order_story(member(), "PO-1", year(), TODAY).parts
    assert (part.promised, part.paid) == (dollars(0), dollars(10))


@pytest.mark.parametrize("code", ["elsewhere", "pay"])
def test_order_on_lines_that_are_not_told_has_no_story(books, line, member, code):
    fields = {"elsewhere": {"site": site("215")}, "pay": {"site": site(), "pay": "unit"}}[code]
    books.line("010-9", **fields)
    books.post("010-9 encumbrance open 10 PO-1")
    assert order_story(member(), "PO-1", year(), TODAY) is None
