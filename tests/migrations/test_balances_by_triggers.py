"""Balances follow the journal under every statement that can write it, and a recount by hand agrees."""

from collections import Counter
from dataclasses import replace
from decimal import Decimal

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from budgets.choices import KINDS, Kind, Measure
from budgets.models import LineBalance, OrderBalance, Transaction
from budgets.queries.proof import differences
from budgets.queries.totals import SUMMED
from tests.budgets.ledger import Books, supersede

COLUMNS = "district_id, line_id, measure, kind, amount, order_number, document, description, import_id, row"


def execute(statement, params=None):
    with connection.cursor() as cursor:
        cursor.execute(statement, params)
        return cursor.rowcount


def recount():
    """Live rows of the journal added up in plain Python: {line: {measure: dollars}}, lines without any left out."""
    rows = list(Transaction.objects.filter(superseded_by=None))
    found: dict[int, Counter] = {}
    residues: Counter = Counter()
    for row in rows:
        sums = found.setdefault(row.line_id, Counter())
        sums["transactions"] += 1
        if row.measure == Measure.ENCUMBRANCE:
            carried = row.kind == Kind.OPENING
            sums["encumbered_carried_in" if carried else "encumbered_activity"] += row.amount
            residues[row.line_id, row.order_number] += row.amount
        else:
            name = {"budget": "revised", "request": "requested", "expenditure": "expended"}[row.measure]
            sums[name] += row.amount
            if row.kind == Kind.ORIGINAL:
                sums["original"] += row.amount
    for (line_id, _), residue in residues.items():
        found[line_id]["open_orders" if residue > 0 else "relief_without_order"] += residue
    return {line: {name: sums[name] for name in (*SUMMED, "transactions")} for line, sums in found.items()}, {
        key: residue for key, residue in residues.items() if residue
    }


def summaries():
    lines = {
        kept.line_id: {name: getattr(kept, name) for name in (*SUMMED, "transactions")}
        for kept in LineBalance.objects.all()
        if kept.transactions
    }
    orders = OrderBalance.objects.exclude(residue=0).values_list("line_id", "order_number", "residue")
    return lines, {(line_id, number): residue for line_id, number, residue in orders}


def assert_summaries_are_right():
    assert summaries() == recount()
    assert differences() == []


def test_multi_row_insert_counts_each_row(books):
    batch = books.publish([])
    one, other = books.line("A").pk, books.line("B").pk
    value = "(%s, %s, %s, %s, %s, %s, '', '', %s, 0)"
    rows = [
        (one, "encumbrance", "open", 10000, "PO-1"),
        (one, "encumbrance", "relief", -2500, "PO-1"),
        (one, "encumbrance", "relief", -300, "PO-2"),
        (other, "expenditure", "payment", 150, ""),
        (other, "budget", "original", 7, ""),
    ]
    values = [item for row in rows for item in (books.district.pk, *row, batch.pk)]
    assert execute(f"insert into budgets_transaction ({COLUMNS}) values {', '.join([value] * 5)}", values) == 5
    line = books.balance("A")
    assert (line.encumbered, line.open_orders, line.relief_without_order) == (72, 75, -3)
    assert (books.balance("B").expended, books.balance("B").original) == (Decimal("1.50"), Decimal("0.07"))
    assert_summaries_are_right()


def test_insert_select_counts_the_copies(books):
    books.post("A encumbrance open 10 PO-1", "A expenditure payment 5", "B budget original 3")
    execute(f"insert into budgets_transaction ({COLUMNS}) select {COLUMNS} from budgets_transaction")
    assert (books.balance("A").open_orders, books.balance("A").expended, books.balance("B").revised) == (20, 10, 6)
    assert_summaries_are_right()


def test_insert_of_no_rows_and_update_of_no_rows_do_nothing(books):
    books.post("A budget original 3")
    assert (
        execute(f"insert into budgets_transaction ({COLUMNS}) select {COLUMNS} from budgets_transaction where false")
        == 0
    )
    assert execute("update budgets_transaction set superseded_by_import_id = 1 where false") == 0
    assert_summaries_are_right()


def test_row_that_is_superseded_from_the_start_does_not_count(books):
    batch = books.post("A budget original 3")
    execute(
        f"insert into budgets_transaction ({COLUMNS}, superseded_by_import_id)"
        f" select {COLUMNS}, {batch.pk} from budgets_transaction"
    )
    assert books.balance("A").revised == 3
    assert_summaries_are_right()


def test_superseding_moves_balances_and_undo_restores_them_exactly(books):
    first = books.post(
        "A budget original 100", "A encumbrance opening 30 PO-0", "A encumbrance open 70 PO-1", "A request open 5",
        "A expenditure payment 12.34", "B encumbrance relief -8 PO-1",
    )  # fmt: skip
    second = books.post("A encumbrance relief -20 PO-1", "A expenditure payment 20")
    before = summaries()
    assert supersede(first, second) == 6
    line = books.balance("A")
    assert (line.revised, line.requested, line.encumbered_carried_in) == (0, 0, 0)
    assert (line.encumbered_activity, line.open_orders, line.relief_without_order) == (-20, 0, -20)
    assert (line.expended, books.balance("B").relief_without_order) == (20, 0)
    assert_summaries_are_right()
    supersede(first, None)
    assert summaries() == before
    assert_summaries_are_right()


def test_changing_who_superseded_a_row_moves_nothing(books):
    first, second, third = (books.post(f"A budget original {amount}") for amount in (1, 2, 3))
    supersede(first, second)
    before = summaries()
    supersede(first, third)
    assert summaries() == before


def test_merge_that_supersedes_and_inserts_in_one_statement(books):
    old = books.post("A encumbrance open 50 PO-1", "A expenditure payment 8")
    new = books.publish([])
    execute(
        "merge into budgets_transaction t using"
        " (select id, amount, 'expenditure' as m from budgets_transaction where measure = 'expenditure'"
        "  union all select 0, 900, 'request') s on t.id = s.id"
        f" when matched then update set superseded_by_import_id = {new.pk}"
        f" when not matched then insert ({COLUMNS}) values ({books.district.pk}, {books.line('A').pk}, 'request',"
        f" 'open', s.amount, '', '', '', {new.pk}, 0)"
    )
    line = books.balance("A")
    assert (line.expended, line.requested, line.open_orders) == (0, 9, 50)
    assert Transaction.objects.filter(source_import=old, superseded_by=new).count() == 1
    assert_summaries_are_right()


def test_statement_that_supersedes_and_inserts_by_with(books):
    books.post("A encumbrance open 50 PO-1", "A encumbrance open 20 PO-2")
    new = books.publish([])
    execute(
        f"with gone as (update budgets_transaction set superseded_by_import_id = {new.pk} where amount = 5000"
        f" returning line_id) insert into budgets_transaction ({COLUMNS})"
        f" select {books.district.pk}, line_id, 'encumbrance', 'relief', -3000, 'PO-1', '', '', {new.pk}, 0 from gone"
    )
    line = books.balance("A")
    assert (line.open_orders, line.relief_without_order) == (20, -30)
    assert_summaries_are_right()


def test_order_that_crosses_zero_leaves_one_side_and_enters_the_other(books):
    for amount, opened, relieved in ((100, 100, 0), (-130, 0, -30), (30, 0, 0), (0.5, 0.5, 0), (-1, 0, -0.5)):
        books.post(f"A encumbrance change {amount} PO-1")
        line = books.balance("A")
        assert (line.open_orders, line.relief_without_order) == (Decimal(str(opened)), Decimal(str(relieved)))
    assert_summaries_are_right()


def test_failed_statement_moves_nothing(books):
    books.post("A budget original 3")
    before = summaries()
    with pytest.raises(Exception, match="transaction_kind_fits_measure"), transaction.atomic():
        execute(
            f"insert into budgets_transaction ({COLUMNS}) select district_id, line_id, measure,"
            " case when generate_series = 2 then 'payment' else kind end, amount, order_number, document, description,"
            " import_id, row from budgets_transaction, generate_series(1, 2)"
        )
    assert summaries() == before


@pytest.mark.parametrize("trigger", ["keep_balances_on_insert", "keep_balances_on_update"])
def test_without_a_trigger_balances_drift_and_the_recount_says_so(as_owner, books, trigger):
    first, second = books.post("A budget original 3"), books.post("A expenditure payment 1")
    as_owner(f"alter table budgets_transaction disable trigger {trigger}")
    if trigger == "keep_balances_on_insert":
        books.post("A expenditure payment 2")
    else:
        supersede(first, second)
    assert summaries() != recount()
    assert differences() != []


PAIRS = [(measure, kind) for measure, kinds in KINDS.items() for kind in kinds]
ROWS = st.lists(
    st.tuples(
        st.sampled_from("AB"), st.sampled_from(PAIRS), st.integers(-500, 500), st.sampled_from(["", "PO-1", "PO-2"])
    ),
    min_size=1,
    max_size=6,
)
STEPS = st.lists(
    st.one_of(ROWS, st.tuples(st.integers(0, 9), st.integers(0, 9)), st.integers(0, 9)), min_size=1, max_size=8
)


def run(books: Books, steps: list) -> None:
    """A list posts a load; a pair (a, b) says load a is superseded by load b; a number makes a load live again."""
    template = books.row("A budget original 1")
    loads = []
    for step in steps:
        if isinstance(step, list):
            rows = [
                replace(template, line_id=books.line(code).pk, measure=measure, kind=kind, order_number=order,
                        amount=Decimal(cents) / 100)
                for code, (measure, kind), cents, order in step
            ]  # fmt: skip
            loads.append(books.publish(rows))
        elif loads and isinstance(step, tuple):
            supersede(loads[step[0] % len(loads)], loads[step[1] % len(loads)])
        elif loads:
            supersede(loads[step % len(loads)], None)
        assert_summaries_are_right()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=40)
@given(STEPS)
def test_any_sequence_of_loads_and_undo_leaves_summaries_that_equal_a_recount(books, steps):
    with transaction.atomic():
        run(books, steps)
        transaction.set_rollback(True)
