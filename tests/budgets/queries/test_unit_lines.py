"""The lines of one unit: which ones, and what is known of each."""

from datetime import date
from decimal import Decimal

import pytest

from budgets.choices import AccountType, Pay
from budgets.models import Fund, SourceShare
from budgets.queries.totals import Totals
from budgets.queries.unit_lines import LineRow, PurposeOfLine, SourceOfLine, line_row, line_rows
from tests.budgets.ledger import supersede
from tests.budgets.queries import units


def codes(books, unit, year=2027):
    return [row.code for row in line_rows(unit, books.years[year].pk, books.district)]


def test_row_is_all_that_a_page_shows_of_a_line(books, django_assert_num_queries):
    books_and_supplies = units.purpose(icon="book", position=3, once_a_year=True, ahead_pct=7, behind_pct=9)
    title = units.source(starts_on=date(2026, 7, 1), use_by=date(2027, 9, 30), note="For tutoring.")
    place = {"site": units.site(), "department": units.department()}
    line = books.line(
        "010-4310",
        name="Supplies",
        purpose=books_and_supplies,
        source=title,
        pool=units.pool(),
        pay=Pay.UNIT,
        **place,
    )
    SourceShare.objects.create(source=title, unit=units.site(), at_risk=Decimal("16000.50"))
    SourceShare.objects.create(source=title, unit=units.site("215"), at_risk=Decimal(1))
    books.post(
        "010-4310 budget original 1000",
        "010-4310 budget transfer 50",
        "010-4310 request open 20",
        "010-4310 encumbrance opening 70 PO-1",
        "010-4310 encumbrance open 30 PO-2",
        "010-4310 encumbrance open 5 PO-3",
        "010-4310 encumbrance relief -5 PO-3",
        "010-4310 encumbrance relief -9 PO-4",
        "010-4310 expenditure payment 44.44",
    )
    books.district.requests_reduce_left = True
    row = LineRow(
        pk=line.pk,
        code="010-4310",
        name="Supplies",
        fund_code="010",
        pay=Pay.UNIT,
        pool_id=units.pool().pk,
        pool_name="Materials pool",
        other_unit="Department ATH",
        open_order_count=2,
        transactions=9,
        purpose=PurposeOfLine(books_and_supplies.pk, "Books", "book", 3, True, 7, 9, code="books"),
        source=SourceOfLine(
            title.pk,
            "Source 3010",
            "grant",
            date(2026, 7, 1),
            date(2027, 9, 30),
            "For tutoring.",
            at_risk=Decimal("16000.50"),
            code="3010",
        ),
        totals=Totals(
            original=Decimal(1000),
            revised=Decimal(1050),
            requested=Decimal(20),
            encumbered_carried_in=Decimal(70),
            encumbered_activity=Decimal(21),
            open_orders=Decimal(100),
            relief_without_order=Decimal(-9),
            expended=Decimal("44.44"),
            requests_reduce_left=True,
        ),
        pool_code="materials",
        fund_name="General fund",
    )
    Fund.objects.create(code="010", name="General fund")
    site = units.site()
    with django_assert_num_queries(1):
        assert line_rows(site, books.years[2027].pk, books.district) == [row]
    with django_assert_num_queries(1):
        assert line_row(line.pk, books.district) == row
    [seen_by_department] = line_rows(units.department(), books.years[2027].pk, books.district)
    assert (seen_by_department.other_unit, seen_by_department.source.at_risk) == ("Site 214", None)
    assert row.totals.left == Decimal("885.56")


def test_lines_are_the_units_own_of_that_year_in_order_of_code(books):
    for code, place in {
        "010-3": units.site(),
        "010-1": units.site(),
        "010-2": units.site("215"),
        "010-4": None,
    }.items():
        for year in (2026, 2027):
            books.line(code, year, site=place)
            books.post(f"{code} budget original 1", year=year)
    assert codes(books, units.site()) == codes(books, units.site(), 2026) == ["010-1", "010-3"]
    assert codes(books, units.site("216")) == []
    assert codes(books, units.department()) == []


def test_line_that_never_had_an_amount_is_not_there_and_one_that_went_back_to_zero_is(books):
    books.line("010-1", site=units.site())
    books.line("010-2", site=units.site())
    books.post("010-2 budget original 5", "010-2 budget transfer -5")
    books.line("010-3", site=units.site())
    supersede(books.post("010-3 budget original 5"), by=books.post("010-2 request open 1"))
    assert codes(books, units.site()) == ["010-2"]
    assert line_row(books.line("010-1").pk, books.district) is None


@pytest.mark.parametrize("account_type", [kind for kind in AccountType if kind != AccountType.EXPENDITURE])
def test_line_that_is_no_expenditure_is_not_there(books, account_type):
    line = books.line("010-8011", site=units.site(), account_type=account_type)
    books.post("010-8011 budget original 5")
    assert codes(books, units.site()) == []
    assert line_row(line.pk, books.district) is None


@pytest.mark.parametrize(
    ("pay", "restricted", "set_aside", "decides"),
    [
        (Pay.NONE, False, True, True),
        (Pay.NONE, True, True, False),
        (Pay.NONE, True, False, False),
        (Pay.UNIT, False, True, False),
        (Pay.UNIT, False, False, True),
        (Pay.UNIT, True, False, False),
        (Pay.CENTRAL, False, True, False),
        (Pay.CENTRAL, False, False, False),
    ],
)
def test_unit_decides_on_money_that_is_neither_restricted_nor_pay(books, pay, restricted, set_aside, decides):
    books.district.pay_is_set_aside = set_aside
    line = books.line("010-4310", pay=pay, source=units.source() if restricted else None)
    books.post("010-4310 budget original 5")
    assert line_row(line.pk, books.district).is_decidable(books.district) is decides
