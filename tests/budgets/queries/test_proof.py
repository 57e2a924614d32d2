"""The recount: silent while summaries are right, and each that is not is named with both figures."""

from decimal import Decimal

import pytest
from django.db import connection, transaction

from accounts.models import District
from balance.tenancy.scope import NoDistrictScope, district_scope, no_scope
from budgets.models import LineBalance
from budgets.queries.proof import Difference, differences
from budgets.queries.totals import SUMMED
from tests.budgets.ledger import Books, supersede


def execute(statement):
    with connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.fixture
def ledger(books):
    books.post("A budget original 100", "A encumbrance open 30 PO-1", "A expenditure payment 12.34")
    books.post("B encumbrance relief -5", year=2026)
    return books


def test_right_summaries_make_no_difference(ledger):
    assert differences() == []


@pytest.mark.parametrize("measure", SUMMED)
def test_summary_that_was_changed_by_hand_is_named(ledger, measure):
    right = getattr(ledger.balance("A"), measure)
    execute(f"update budgets_linebalance set {measure} = {measure} + 1 where line_id = {ledger.line('A').pk}")
    assert differences() == [Difference(2027, "A", None, measure, right + Decimal("0.01"), right)]


def test_count_of_rows_is_proved_too(ledger):
    execute(f"update budgets_linebalance set transactions = 7 where line_id = {ledger.line('A').pk}")
    assert differences() == [Difference(2027, "A", None, "transactions", 7, 3)]


def test_order_that_was_changed_by_hand_is_named(ledger):
    execute("update budgets_orderbalance set residue = residue - 1 where order_number = 'PO-1'")
    assert differences() == [Difference(2027, "A", "PO-1", "residue", Decimal("29.99"), Decimal("30.00"))]


def test_summaries_that_are_gone_are_named(ledger):
    execute("delete from budgets_linebalance")
    execute("delete from budgets_orderbalance")
    zero = Decimal("0.00")
    assert differences() == [
        Difference(2026, "B", None, "encumbered_activity", zero, Decimal("-5.00")),
        Difference(2026, "B", None, "relief_without_order", zero, Decimal("-5.00")),
        Difference(2026, "B", None, "transactions", 0, 1),
        Difference(2027, "A", None, "original", zero, Decimal("100.00")),
        Difference(2027, "A", None, "revised", zero, Decimal("100.00")),
        Difference(2027, "A", None, "encumbered_activity", zero, Decimal("30.00")),
        Difference(2027, "A", None, "open_orders", zero, Decimal("30.00")),
        Difference(2027, "A", None, "expended", zero, Decimal("12.34")),
        Difference(2027, "A", None, "transactions", 0, 3),
        Difference(2026, "B", "", "residue", zero, Decimal("-5.00")),
        Difference(2027, "A", "PO-1", "residue", zero, Decimal("30.00")),
    ]


def test_summaries_of_entries_that_are_not_there_are_named(ledger):
    line = ledger.line("C").pk
    LineBalance.objects.create(line_id=line, revised=Decimal("5.00"))
    execute(
        "insert into budgets_orderbalance (district_id, line_id, order_number, residue)"
        f" values ({ledger.district.pk}, {line}, 'PO-9', 700)"
    )
    assert differences() == [
        Difference(2027, "C", None, "revised", Decimal("5.00"), Decimal("0.00")),
        Difference(2027, "C", "PO-9", "residue", Decimal("7.00"), Decimal("0.00")),
    ]


def test_line_whose_entries_were_all_superseded_is_right_at_zero(ledger):
    first = ledger.post("C budget original 4", "C encumbrance open 3 PO-1")
    supersede(first, ledger.publish([]))
    assert ledger.balance("C").revised == 0
    assert differences() == []


def test_recount_is_of_one_district(ledger):
    with no_scope():
        other = District.objects.create(slug="cedar", name="Cedar Unified")
        with transaction.atomic(), district_scope(other):
            Books.open(other).post("A budget original 3")
            execute("update budgets_linebalance set revised = 1")
            assert [(found.line, found.summary) for found in differences()] == [("A", Decimal("0.01"))]
        with pytest.raises(NoDistrictScope):
            differences()
    assert differences() == []
