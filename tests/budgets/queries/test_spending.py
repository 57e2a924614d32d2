"""Spending of some days: by purpose, source and vendor, each the sum of its entries, beside the time before."""

from datetime import date
from decimal import Decimal
from itertools import chain

import pytest
from django.db import transaction
from hypothesis import given
from hypothesis import strategies as st

from balance.money import ZERO
from budgets.queries.days import Days, month_of
from budgets.queries.entry_filter import EntryFilter
from budgets.queries.entry_question import ask
from budgets.queries.entry_sums import sums_of
from budgets.queries.seen import seen_by
from budgets.queries.spending import spending
from budgets.queries.years import all_years
from tests.budgets.queries.random_ledger import ANY_LEDGER, FILES, build, load
from tests.budgets.queries.units import TODAY, purpose, site, year

OCTOBER = month_of(date(2026, 10, 1))
ALL = EntryFilter()


@pytest.fixture
def world(books):
    return build(books)


def spent(member, days=OCTOBER, asked=ALL, number=2027):
    return spending(member, asked, days, year=year(number), years=all_years(), today=TODAY)


def test_month_is_told_by_purpose_and_vendor_with_what_changed(books, world):
    load(
        books,
        world,
        [
            [
                _payment(0, "400.00", date(2026, 10, 5), "Harbor Books"),
                _payment(0, "-50.00", date(2026, 10, 9), "Harbor Books"),
                _payment(2, "70.00", date(2026, 10, 31), None),
                _payment(3, "30.00", date(2026, 10, 1), "HARBOR BOOKS"),
                _payment(4, "500.00", date(2026, 10, 30), "Harbor Books"),
                _payment(5, "900.00", date(2026, 10, 30), None),
                _payment(0, "100.00", date(2026, 9, 30), "Brightline School Supply"),
                _payment(0, "1.00", date(2026, 11, 1), "Harbor Books"),
            ]
        ],
    )
    found = spent(world.owner)
    told = [
        [(each.name, each.now, each.before) for each in part] for part in (found.purposes, found.sources, found.vendors)
    ]
    assert told == [
        [("Books", Decimal("350.00"), Decimal("100.00")), ("Trips", Decimal("70.00"), ZERO)],
        [("People", Decimal("500.00"), ZERO), ("Source 3010", Decimal("30.00"), ZERO)],
        [
            ("Pay, one sum", Decimal("500.00"), ZERO),
            ("Harbor Books", Decimal("380.00"), ZERO),
            ("No vendor: journals, charges", Decimal("70.00"), ZERO),
            ("Brightline School Supply", ZERO, Decimal("100.00")),
        ],
    ]
    assert (found.total.now, found.total.before, found.total.change) == (*map(Decimal, ("950.00", "100.00", "850.00")),)
    assert found.central.now == Decimal("900.00")


def _payment(line, amount, day, vendor):
    vendor = {"HARBOR BOOKS": "Harbor Books"}.get(vendor, vendor)
    return {
        "line": line,
        "measure": "expenditure",
        "kind": "payment",
        "amount": Decimal(amount),
        "posted_on": day,
        "vendor": vendor,
    }


def test_july_is_compared_with_june_of_the_year_before(books, world):
    books.line("010-0", 2026, site=site(), purpose=purpose("books"))
    books.post("010-0 expenditure payment 60", year=2026, posted_on=date(2026, 6, 15))
    books.post("010-0 expenditure payment 90", posted_on=date(2026, 7, 15))
    found = spent(world.owner, month_of(date(2026, 7, 1)))
    assert (found.total.now, found.total.before, found.compares) == (Decimal("90.00"), Decimal("60.00"), True)


def test_first_year_has_nothing_to_compare_with(books, world):
    assert spent(world.owner, month_of(date(2025, 7, 1)), number=2026).compares is False


@ANY_LEDGER
@given(
    files=FILES,
    days=st.sampled_from(
        [
            month_of(date(2026, 9, 1)),
            Days(date(2026, 7, 1), date(2027, 6, 30)),
            Days(date(2026, 9, 2), date(2026, 9, 2)),
        ]
    ),
    unit=st.sampled_from(["", "214"]),
    set_aside=st.booleans(),
)
def test_every_sum_is_that_of_its_entries_and_the_parts_are_the_whole(books, world, files, days, unit, set_aside):
    with transaction.atomic():
        world.district.pay_is_set_aside = set_aside
        world.officer.district = world.owner.district = world.district
        load(books, world, files)
        for member in (world.officer, world.owner):
            found = spent(member, days, EntryFilter(unit_kind="site" if unit else "", unit=unit))
            central = [found.central] if found.central else []
            for each in chain([found.total], found.purposes, found.sources, found.vendors, central):
                question = ask(each.entry_filter, seen=seen_by(member, TODAY), year=year(), district=world.district)
                assert sums_of(question).spent == each.now, each
            for parts in ((*found.purposes, *found.sources), found.vendors):
                assert sum((each.now for each in parts), ZERO) == found.total.now
                assert sum((each.before for each in parts), ZERO) == found.total.before
        transaction.set_rollback(True)
