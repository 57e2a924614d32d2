"""Payments that may be wrong are noted when their load comes; each rule at its edges, and what must not be noted."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from budgets.choices import YearState
from budgets.domain.publish import Row, post
from budgets.domain.vendors import ensure_vendors
from budgets.domain.watch import watch
from budgets.models import Import, OddEntry
from tests.budgets.ledger import supersede
from tests.budgets.queries import units

NOW = date(2026, 11, 18)


@pytest.fixture
def shop(books):
    """Pays from lines of one school, on days counted back from the newest entry."""
    return Shop(books)


class Shop:
    def __init__(self, books):
        self.books, self.bills = books, 0
        self.line("4310", purpose=units.purpose("books"))
        self.line("5830", purpose=units.purpose("trips"))
        books.add_year(2025, YearState.CLOSED)

    def line(self, code, **fields):
        self.books.line(code, **{"site": units.site(), **fields})

    def row(self, vendor, amount, ago, *, line="4310", kind="payment", **fields):
        self.bills += 1
        pk = ensure_vendors([("", vendor)])["", vendor]
        return self.books.row(
            f"{line} expenditure {kind} {amount}",
            **{"posted_on": NOW - timedelta(days=ago), "document": f"INV {self.bills}", "vendor_id": pk, **fields},
        )

    def load(self, *rows):
        year = self.books.years[2027]
        batch = post(by=None, fiscal_year=year, origin="file", rows=list(rows), posted_through=NOW)
        return watch(year=year, batches=[batch])

    def before(self, count, *, vendor="Paper Trail", amount=100, line="4310", last=61):
        """That many payments on a line, each of another amount, all of them older."""
        self.load(*(self.row(vendor, amount + n, last + n, line=line) for n in range(count)))

    @property
    def noted(self):
        return [(odd.kind, odd.facts) for odd in OddEntry.objects.order_by("kind", "pk")]


def test_same_bill_under_two_numbers_is_noted_as_the_later_one(shop):
    assert shop.load(shop.row("Brightline", 500, 9), shop.row("Brightline", 500, 0)) == 1
    [odd] = OddEntry.objects.all()
    assert (odd.kind, odd.facts, odd.noticed_in.number) == ("twice", {}, 1)
    assert odd.transaction_id > odd.other_id


def test_second_bill_of_a_later_load_is_noted_with_that_load(shop):
    shop.load(shop.row("Brightline", 500, 9))
    assert shop.load(shop.row("Brightline", 500, 0)) == 1
    assert OddEntry.objects.get().noticed_in.number == 2


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"ago": 11}, {"ago": 0}),  # more than ten days apart
        ({"amount": "500.01"}, {}),
        ({"vendor": "Brightfield"}, {}),
        ({"amount": "49.99"}, {"amount": "49.99"}),  # too little to ask about
        ({"document": "INV X"}, {"document": "INV X"}),  # one bill over two rows
        ({"document": ""}, {}),
        ({"order_number": "PO 1"}, {"order_number": "PO 1"}),  # parts of an order
        ({"order_number": "PO 1"}, {"order_number": "PO 2"}),  # two orders of the same
        ({"ago": 61}, {"ago": 60}),  # long ago
        ({"kind": "journal"}, {}),
    ],
)
def test_two_payments_that_are_alike_in_part_are_not_noted(shop, one, other):
    same = {"vendor": "Brightline", "amount": 500, "ago": 5}
    assert shop.load(shop.row(**same | one), shop.row(**same | other)) == 0


@pytest.mark.parametrize("ago", [(10, 0), (59, 59)])
def test_days_of_the_rule_are_counted_to_the_last(shop, ago):
    assert shop.load(*(shop.row("Brightline", "50.00", days) for days in ago)) == 1


def test_amount_that_comes_again_and_again_is_rent_and_no_mistake(shop):
    assert shop.load(*(shop.row("Copier rent", 500, days) for days in (20, 10, 0))) == 0


def test_order_and_direct_bill_of_the_same_are_noted(shop):
    assert shop.load(shop.row("Brightline", 500, 5, order_number="PO 1"), shop.row("Brightline", 500, 0)) == 1


def test_another_school_and_another_source_may_buy_the_same(shop):
    shop.line("4311", site=units.site("215"))
    shop.line("3010", source=units.source())
    rows = [shop.row("Brightline", 500, 0, line=line) for line in ("4310", "4311", "3010")]
    assert shop.load(*rows[:2]) == 0
    assert shop.load(rows[2]) == 0


def test_last_years_bill_is_no_second_one(shop):
    shop.books.line("4310", 2026, site=units.site())
    shop.bills += 1
    pk = ensure_vendors([("", "Brightline")])["", "Brightline"]
    text = "4310 expenditure payment 500"
    shop.books.publish([shop.books.row(text, 2026, vendor_id=pk, document="INV A", posted_on=NOW)], 2026)
    assert shop.load(shop.row("Brightline", 500, 0)) == 0


def test_charge_far_larger_than_any_before_is_noted_with_what_it_was_compared_with(shop):
    shop.before(10)
    assert shop.load(shop.row("Paper Trail", 600, 0)) == 1
    assert shop.noted == [("large", {"payments": 10, "largest": 10900})]


@pytest.mark.parametrize(
    ("count", "amount", "payment"),
    [(9, 100, 600), (10, 200, 627), (10, 100, "499.99")],
    ids=["too little history", "exactly three times", "too small"],
)
def test_charge_that_is_not_far_larger_is_not_noted(shop, count, amount, payment):
    shop.before(count, amount=amount)
    assert shop.load(shop.row("Paper Trail", payment, 0)) == 0


def test_charge_of_a_vendor_that_is_paid_for_something_else_is_noted_with_where(shop):
    shop.books.line("5830", name="Field trips")
    shop.before(8)
    shop.before(3, vendor="Coastline Buses", line="5830")
    assert shop.load(shop.row("Coastline Buses", 412, 0)) == 1
    assert [(kind, facts["payments"]) for kind, facts in shop.noted] == [("elsewhere", 3)]


@pytest.mark.parametrize(
    ("lines", "trips", "amount", "source"),
    [(7, 3, 412, False), (8, 2, 412, False), (8, 3, "99.99", False), (8, 3, 412, True)],
    ids=["young line", "seldom paid there", "too small", "restricted money"],
)
def test_charge_elsewhere_is_not_noted_on_a_guess(shop, lines, trips, amount, source):
    if source:
        line = shop.books.line("4310")
        line.source = units.source()
        line.save()
    shop.before(lines)
    shop.before(trips, vendor="Coastline Buses", line="5830")
    assert shop.load(shop.row("Coastline Buses", amount, 0)) == 0


def test_vendor_that_the_purpose_has_paid_before_is_at_home_on_all_of_its_lines(shop):
    shop.line("4320", purpose=units.purpose("books"))
    shop.before(8)
    shop.before(3, vendor="Coastline Buses", line="5830")
    shop.before(1, vendor="Coastline Buses", line="4320")
    assert shop.load(shop.row("Coastline Buses", 412, 0)) == 0


def test_watching_twice_notes_nothing_more(shop):
    shop.load(shop.row("Brightline", 500, 9), shop.row("Brightline", 500, 0))
    year = shop.books.years[2027]
    assert watch(year=year, batches=list(Import.objects.all())) == 0
    assert OddEntry.objects.count() == 1


def test_rows_that_were_replaced_are_not_watched(shop):
    year = shop.books.years[2027]
    rows = [shop.row("Brightline", 500, 9), shop.row("Brightline", 500, 0)]
    batch = post(by=None, fiscal_year=year, origin="file", rows=rows, posted_through=NOW)
    supersede(batch, batch)
    assert watch(year=year, batches=[batch]) == 0


def test_load_without_entries_or_day_is_watched_in_vain(shop):
    year = shop.books.years[2027]
    batch = post(by=None, fiscal_year=year, origin="file", rows=[], posted_through=None)
    assert watch(year=year, batches=[batch]) == 0
    assert watch(year=year, batches=[]) == 0


def test_pay_is_never_watched(shop):
    shop.line("1120", pay="unit")
    shop.books.district.keeps_pay_details = True
    shop.books.district.save()
    vendors = ensure_vendors([("", "Somebody")])
    rows = [
        Row(shop.books.line("1120").pk, "expenditure", "payment", Decimal(500), NOW, document=name,
            vendor_id=vendors["", "Somebody"])
        for name in ("A", "B")
    ]  # fmt: skip
    assert shop.load(*rows) == 0
