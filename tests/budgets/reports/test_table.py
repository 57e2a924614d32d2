"""A value is what its column holds, or the file is not made."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.utils import timezone

from balance.money import NotWholeCents
from budgets.reports.table import Column, Heading, Kind, WrongValue
from tests.budgets.reports.sample import HEADING


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        (Kind.TEXT, 5),
        (Kind.CODE, 12),
        (Kind.CODE, Decimal(12)),
        (Kind.AMOUNT, "5.00"),
        (Kind.AMOUNT, 5),
        (Kind.DATE, "2026-11-18"),
        (Kind.DATE, datetime(2026, 11, 18, tzinfo=UTC)),
        (Kind.PERCENT, 41),
        (Kind.COUNT, Decimal(3)),
    ],
)
def test_value_of_another_kind_is_refused(kind, value):
    with pytest.raises(WrongValue):
        Column("Any", kind).checked(value)


def test_amount_that_is_not_whole_cents_is_refused():
    with pytest.raises(NotWholeCents):
        Column("Spent", Kind.AMOUNT).checked(Decimal("1.005"))


@pytest.mark.parametrize(
    ("kind", "value", "is_checked"),
    [
        (Kind.TEXT, "", None),
        (Kind.TEXT, None, None),
        (Kind.AMOUNT, Decimal("-0.00"), Decimal("0.00")),
        (Kind.AMOUNT, Decimal(5), Decimal("5.00")),
        (Kind.DATE, date(2026, 11, 18), date(2026, 11, 18)),
        (Kind.COUNT, 0, 0),
    ],
)
def test_value_of_its_kind_is_kept(kind, value, is_checked):
    assert Column("Any", kind).checked(value) == is_checked


def test_heading_names_whose_figures_how_fresh_and_which():
    with timezone.override("America/Los_Angeles"):
        assert HEADING.lines == (
            "Classroom supplies · Alder Creek",
            "Juniper Unified · fiscal year 2026–27 · posted through 2026-11-18 · loaded 2026-11-19 05:42 · load 118",
            "Every payment of November.",
        )


def test_heading_of_a_year_without_a_load_says_so():
    bare = Heading(district="D", title="Alder", unit="Alder", year="2027–28", shows="All.")
    assert bare.lines == ("Alder", "D · fiscal year 2027–28 · nothing loaded yet", "All.")
