"""A file that is the whole year: its multiset difference to the ledger is posted and superseded."""

from decimal import Decimal

from tests.budgets.domain.imports.feeds import entry, spent


def test_first_load_posts_every_amount_of_every_row(importer, books):
    done = importer.load(
        entry("010-4310 20.00 2026-09-01", Document="INV 1", Budget="100", Promised="-5"),
        entry("010-4200 0 2026-09-02", Promised="30.10", Order="PO 7"),
    )
    assert (done.number, done.fiscal_year, done.rows_read, done.posted) == (1, 2027, 2, 4)
    assert (done.unchanged, done.superseded, done.reported, done.lines, done.unmapped_lines) == (0, 0, 0, 2, 2)
    assert done.totals == {
        "budget": Decimal("100.00"),
        "request": 0,
        "encumbrance": Decimal("25.10"),
        "expenditure": Decimal("20.00"),
    }
    assert spent() == [("010-4310", Decimal("20.00"), "INV 1")]
    assert books.orders() == {("010-4310", ""): Decimal(-5), ("010-4200", "PO 7"): Decimal("30.10")}
