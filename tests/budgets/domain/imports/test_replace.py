"""A file that is the whole year, some days or some periods: its multiset difference to the ledger is written."""

from datetime import date
from decimal import Decimal

import pytest

from budgets.domain.imports import withdraw_import
from budgets.domain.roll import roll_year
from budgets.models import Import, Transaction
from budgets.queries.proof import differences
from tests.budgets.domain.imports.feeds import books_say, entry, profile, spent

PAPER = entry("010-4310 20.00 2026-09-01", Document="INV 1")
TONER = entry("010-4310 96.50 2026-09-02", Document="INV 2")
BUS = entry("010-5800 400.00 2026-10-05", Document="INV 3")


def counts(done):
    return done.posted, done.unchanged, done.superseded


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
    assert differences() == []


def test_every_fact_of_a_row_arrives(importer):
    cells = {"Period": "13", "Document": "INV 1", "Order": "PO 7", "Vendor": "Brightline", "Text": 'a "b" \\ c'}
    importer.load(entry("010-4310 -1.01 2026-09-01", **{**cells, "Text": '"a ""b"" \\ c"'}))
    kept = Transaction.objects.select_related("vendor").get()
    assert (kept.amount, kept.posted_on, kept.period, kept.row) == (Decimal("-1.01"), date(2026, 9, 1), 13, 2)
    assert (kept.document, kept.order_number, kept.vendor.name, kept.description) == tuple(cells.values())[1:]
    assert (kept.origin_year, kept.source_import.number) == (None, 1)


def test_same_content_in_other_bytes_and_another_order_writes_no_row(importer):
    importer.load(PAPER, TONER, BUS)
    before = books_say()
    done = importer.load(BUS, PAPER, TONER)
    assert (done.number, *counts(done)) == (2, 0, 3, 0)
    assert books_say() == before
    assert Transaction.objects.count() == 3


def test_row_that_is_new_changed_or_gone_is_all_that_is_written(importer, books):
    importer.load(PAPER, TONER, BUS)
    done = importer.load(PAPER, TONER.replace("96.50", "96.51"), entry("010-4200 7 2026-10-06", Document="INV 4"))
    assert counts(done) == (2, 1, 2)
    assert spent() == [
        ("010-4200", Decimal("7.00"), "INV 4"),
        ("010-4310", Decimal("20.00"), "INV 1"),
        ("010-4310", Decimal("96.51"), "INV 2"),
    ]
    assert books.balance("010-5800").expended == 0
    assert Transaction.objects.count() == 5  # what is gone stays in the table
    assert differences() == []


def test_change_of_any_fact_is_a_change(importer):
    cells = {"Period": "3", "Document": "D", "Order": "O", "Vendor": "V", "Text": "T"}
    importer.load(entry("010-4310 1 2026-09-01", **cells))
    for name, other in {"Period": "4", "Document": "E", "Order": "P", "Vendor": "W", "Text": "U"}.items():
        cells[name] = other
        assert counts(importer.load(entry("010-4310 1 2026-09-01", **cells))) == (1, 0, 1), name
    assert counts(importer.load(entry("010-4310 1 2026-09-02", **cells))) == (1, 0, 1)
    assert counts(importer.load(entry("010-4310 1.01 2026-09-02", **cells))) == (1, 0, 1)
    assert counts(importer.load(entry("010-4200 1.01 2026-09-02", **cells))) == (1, 0, 1)
    assert counts(importer.load(entry("010-4200 1.01", **cells))) == (1, 0, 1)


def test_equal_rows_survive_and_are_counted(importer):
    """Two equal charges of $20 are two (architecture.md, Imports)."""
    assert counts(importer.load(PAPER, PAPER, PAPER)) == (3, 0, 0)
    assert counts(importer.load(PAPER, TONER, PAPER, PAPER)) == (1, 3, 0)
    assert counts(importer.load(PAPER)) == (0, 1, 3)
    assert counts(importer.load(PAPER, *[BUS] * 4)) == (4, 1, 0)
    assert counts(importer.load(PAPER, PAPER, BUS)) == (1, 2, 3)
    assert [document for _, _, document in spent()] == ["INV 1", "INV 1", "INV 3"]


def test_of_equal_rows_the_last_ones_go(importer):
    """So that the parts of one entry, in different measures, come and go together."""
    order = entry("010-4310 20 2026-09-01", Promised="-20")
    importer.load(order, order, order)
    importer.load(order)
    live = Transaction.objects.filter(superseded_by=None).values_list("measure", "row")
    assert sorted(live) == [("encumbrance", 2), ("expenditure", 2)]


def test_rows_of_several_files_follow_each_other_in_one_numbering(importer):
    done = importer.files([importer.file(PAPER, TONER), importer.file(BUS)])
    assert (done.rows_read, done.posted) == (3, 3)
    assert sorted(Transaction.objects.values_list("row", "document")) == [(2, "INV 1"), (3, "INV 2"), (5, "INV 3")]
    assert [file["name"] for file in Import.objects.get().files] == ["file-1.csv", "file-2.csv"]
    assert counts(importer.load(BUS, TONER, PAPER)) == (0, 3, 0)


def test_profile_may_say_that_a_missing_row_means_nothing(importer):
    keeps = profile(load={"mode": "replace", "window": "year", "missing": "keep"})
    importer.load(PAPER, TONER, by=keeps)
    assert counts(importer.load(PAPER, BUS, by=keeps)) == (1, 1, 0)
    assert len(spent()) == 3


def test_window_of_days_leaves_what_lies_outside(importer):
    days = profile(load={"mode": "replace", "window": "dates"})
    undated = entry("010-4310 3")
    importer.load(PAPER, TONER, BUS, undated, by=days)
    done = importer.load(PAPER.replace("20.00", "21.00"), TONER, by=days)
    assert counts(done) == (1, 1, 1)
    assert Import.objects.get(number=2).window["last"] == "2026-09-02"
    assert len(spent()) == 4  # the bus lies later; a file in which each row has a day says nothing of those without
    assert counts(importer.load(TONER, by=days)) == (0, 1, 0)  # one day only
    assert counts(importer.load(TONER, entry("010-4310 4"), by=days)) == (1, 1, 1)


def test_window_of_periods_leaves_other_periods(importer):
    periods = profile(load={"mode": "replace", "window": "periods"})
    first, second = (entry(f"010-4310 {amount}", Period=period) for amount, period in (("1", "1"), ("2", "2")))
    importer.load(first, second, by=periods)
    assert counts(importer.load(entry("010-4310 3", Period="2"), by=periods)) == (1, 0, 1)
    assert [amount for _, amount, _ in spent()] == [1, 3]


@pytest.mark.parametrize("missing", ["withdrawn", "keep"])
def test_window_of_periods_refuses_rows_without_one(importer, missing):
    """The day does not say the period; and a row of no period would take all those of other files with it."""
    periods = profile(load={"mode": "replace", "window": "periods", "missing": missing})
    dated, undated = entry("010-4310 5 2026-09-01", Budget="1"), entry("010-4310 6")
    refused = importer.attempt(dated, entry("010-4310 3", Period="2"), undated, by=periods)
    reason = "has no period, so that it is not known which periods the file is all of"
    assert [(each.row, each.reason) for each in refused.problems.listed] == [(2, reason), (4, reason)]
    assert not Import.objects.exists()


def test_window_of_periods_by_the_date_refuses_days_outside_the_year(importer):
    periods = profile(period={"from": "date"}, load={"mode": "replace", "window": "periods"})
    inside = [entry(f"010-4310 5 2026-09-0{day}") for day in (1, 2, 3)]
    refused = importer.attempt(*inside, entry("010-4310 6 2027-07-01"), by=periods)
    assert [each.row for each in refused.problems.listed] == [5]
    assert importer.load(*inside, by=periods).posted == 3


def test_two_feeds_of_one_year_stand_side_by_side(importer):
    budget = profile(name="budget", feed="budget")
    importer.load(PAPER, TONER)
    importer.load(BUS, by=budget)
    assert counts(importer.load(PAPER)) == (0, 1, 1)
    assert counts(importer.load(TONER, by=budget)) == (1, 0, 1)
    assert [document for _, _, document in spent()] == ["INV 1", "INV 2"]


def test_two_profiles_of_one_feed_replace_each_other(importer):
    importer.load(PAPER, TONER)
    other = profile(name="new-layout", feed="entries")
    assert counts(importer.load(TONER, BUS, by=other)) == (1, 1, 1)


def test_another_year_is_untouched(importer):
    importer.load(entry("010-4310 5 2025-09-01"), year=2026)
    assert counts(importer.load(PAPER, year=2027)) == (1, 0, 0)
    assert counts(importer.load(entry("010-4310 5 2025-09-01"), entry("010-4310 6 2025-09-01"), year=2026)) == (1, 1, 0)


def test_carried_orders_reports_and_hands_are_no_part_of_any_window(importer, books):
    """A replace compares with its own feed's files only."""
    importer.load(entry("010-4310 0 2025-09-01", Promised="700", Order="PO 26"), year=2026)
    roll_year(by=None, from_year=books.years[2026], to_year=books.years[2027])
    books.post("010-4310 expenditure payment 9")
    importer.report("010-4310,,,1000,150,0")
    importer.load(PAPER, TONER)
    done = importer.load(PAPER)
    assert counts(done) == (0, 1, 1)
    line = books.balance("010-4310")
    assert (line.encumbered_carried_in, line.expended, line.revised) == (700, 150, 1000)
    assert differences() == []


def test_withdrawn_load_is_not_compared_with(importer):
    importer.load(PAPER, TONER)
    withdraw_import(by=None, number=1)
    assert counts(importer.load(PAPER)) == (1, 0, 0)
