"""Balance reports through the importer: totals are the report's, and entries explain what they can."""

from datetime import date
from decimal import Decimal

import pytest
import time_machine

from budgets.choices import Kind
from budgets.domain.imports import withdraw_import
from budgets.models import Import, ReportedBalance, Transaction
from budgets.queries.proof import differences
from tests.budgets.domain.imports.feeds import REPORT, REPORT_PROFILE, entry, profile

NOV, DEC = date(2026, 11, 30), date(2026, 12, 31)
SUPPLIES, BUSES = "010-4310,,,1000.00,150.00,0", "010-5800,,,500,0,25.50"


def counts(done):
    return done.posted, done.unchanged, done.superseded, done.reported


def rest():
    """Live rows that stand for what entries do not explain: (line, measure, amount, day)."""
    rows = Transaction.objects.filter(kind=Kind.UNITEMIZED, superseded_by=None).order_by("line__code", "measure")
    return list(rows.values_list("line__code", "measure", "amount", "posted_on"))


def test_report_is_kept_and_posted(importer, books):
    done = importer.report(SUPPLIES, BUSES, as_of=NOV)
    assert counts(done) == (4, 0, 0, 6)
    assert (done.lines, done.posted_through, done.warnings) == (2, NOV, [])
    assert (done.totals["budget"], done.totals["encumbrance"]) == (Decimal("1500.00"), Decimal("25.50"))
    assert rest() == [
        ("010-4310", "budget", 1000, NOV),
        ("010-4310", "expenditure", 150, NOV),
        ("010-5800", "budget", 500, NOV),
        ("010-5800", "encumbrance", Decimal("25.50"), NOV),
    ]
    assert ReportedBalance.objects.count() == 6
    assert Import.objects.get().posted_through == NOV
    assert differences() == []


def test_same_figures_of_the_same_day_are_not_said_twice(importer):
    importer.report(SUPPLIES, BUSES, as_of=NOV)
    assert counts(importer.report(BUSES, SUPPLIES, as_of=NOV)) == (0, 4, 0, 6)
    assert (Transaction.objects.count(), ReportedBalance.objects.count()) == (4, 6)


def test_next_report_replaces_the_figures(importer, books):
    importer.report(SUPPLIES, BUSES, as_of=NOV)
    done = importer.report(SUPPLIES.replace("150.00", "90.00"), BUSES, as_of=DEC)
    assert counts(done) == (4, 0, 4, 6)  # the day of every figure has moved
    assert books.balance("010-4310").expended == 90
    assert differences() == []


def test_line_that_the_report_does_not_name_is_left(importer, books):
    importer.report(SUPPLIES, BUSES, as_of=NOV)
    assert counts(importer.report(SUPPLIES, as_of=DEC)) == (2, 0, 2, 3)
    assert books.balance("010-5800").revised == 500


def test_complete_report_says_zero_of_lines_that_it_leaves_out(importer, books):
    complete = profile(REPORT_PROFILE, load={"mode": "balances", "missing": "zero"})
    importer.load(entry("010-4200 30 2026-09-01"), entry("010-4500 0 2026-09-01"))
    importer.report(SUPPLIES, BUSES, by=complete, as_of=NOV)
    assert books.balance("010-4200").expended == 0
    assert ReportedBalance.objects.filter(line__code="010-4200").count() == 3
    assert ReportedBalance.objects.filter(line__code="010-4500").count() == 0  # nothing was ever said of it
    done = importer.report(SUPPLIES, by=complete, as_of=DEC)
    assert done.reported == 9
    assert books.balance("010-5800").revised == 0


def test_entries_explain_what_they_can_whichever_comes_first(importer, books):
    importer.load(entry("010-4310 20 2026-09-01"))
    importer.report(SUPPLIES, as_of=NOV)
    assert ("010-4310", "expenditure", 130, NOV) in rest()
    done = importer.load(entry("010-4310 20 2026-09-01"), entry("010-4310 50 2026-10-01"))
    assert (done.posted, done.superseded) == (1, 0)  # the file's own rows
    assert ("010-4310", "expenditure", 80, NOV) in rest()
    importer.load(entry("010-4310 50 2026-10-01"))
    assert ("010-4310", "expenditure", 100, NOV) in rest()
    importer.load(entry("010-4310 50 2026-10-01"), entry("010-4310 7 2026-12-01"))
    assert books.balance("010-4310").expended == 157
    assert differences() == []


def test_journal_columns_of_a_report_are_entries_of_its_lines(importer, books):
    """The adopted budget and its changes, beside the figure that they make."""
    posts = [
        {"measure": "budget", "kind": "original", "amount": "Budget"},
        {"measure": "budget", "kind": "adjustment", "amount": "Promised"},
        {"measure": "expenditure", "kind": "reported", "amount": "Spent"},
    ]
    mixed = profile(REPORT_PROFILE, posts=posts)
    importer.report("010-4310,,,1000,150,-100", "010-5800,,,500,0,0", by=mixed, as_of=NOV)
    line = books.balance("010-4310")
    assert (line.original, line.revised, line.expended) == (1000, 900, 150)
    done = importer.report("010-4310,,,1000,160,0", by=mixed, as_of=DEC)
    assert counts(done) == (1, 1, 2, 1)
    assert (books.balance("010-4310").revised, books.balance("010-5800").revised) == (1000, 500)
    complete = profile(REPORT_PROFILE, posts=posts, load={"mode": "balances", "missing": "zero"})
    importer.report("010-4310,,,1000,160,0", by=complete, as_of=DEC)
    assert books.balance("010-5800").revised == 0


def test_totals_of_a_measure_that_is_reported_are_the_reported_ones(importer):
    posts = [
        {"measure": "budget", "kind": "original", "amount": "Promised"},
        {"measure": "budget", "kind": "reported", "amount": "Budget"},
    ]
    mixed = profile(REPORT_PROFILE, posts=posts)
    tied = {"revised": Decimal("1000.00"), "original": Decimal("900.00")}
    done = importer.report("010-4310,,,1000,0,900", by=mixed, as_of=NOV, tie_out=tied)
    assert done.totals["budget"] == 1000
    assert rest() == [("010-4310", "budget", 100, NOV)]


@pytest.mark.parametrize(
    ("today", "year", "day"),
    [("2026-11-19", 2027, date(2026, 11, 18)), ("2026-11-19", 2026, date(2026, 6, 30)), ("2026-06-01", 2027, None)],
)
def test_report_without_a_day_is_of_today_or_of_the_end_of_its_year(importer, today, year, day):
    day = day or date(2026, 7, 1)
    with time_machine.travel(f"{today}T06:00:00Z", tick=False):  # the evening before, in California
        done = importer.report(SUPPLIES, year=year)
    assert done.posted_through == day
    assert done.warnings == [f"The files do not say of which day their balances are: {day} was taken."]


def test_withdrawn_report_leaves_the_one_before(importer, books):
    importer.report(SUPPLIES, BUSES, as_of=NOV)
    importer.report(SUPPLIES.replace("150.00", "90.00"), "010-4500,,,7,0,0", as_of=DEC)
    withdraw_import(by=None, number=2)
    assert books.balance("010-4310").expended == 150
    assert rest()[0] == ("010-4310", "budget", 1000, NOV)
    assert [line for line, *_ in rest()] == ["010-4310", "010-4310", "010-5800", "010-5800"]
    withdraw_import(by=None, number=1)
    assert rest() == []
    assert differences() == []


def test_withdrawn_detail_gives_its_part_back_to_the_report(importer, books):
    importer.report(SUPPLIES, as_of=NOV)
    importer.load(entry("010-4310 20 2026-09-01"))
    withdraw_import(by=None, number=2)
    assert rest() == [("010-4310", "budget", 1000, NOV), ("010-4310", "expenditure", 150, NOV)]
    assert differences() == []


def test_withdrawn_report_under_detail_that_came_later_leaves_the_detail(importer, books):
    importer.report(SUPPLIES, as_of=NOV)
    importer.load(entry("010-4310 20 2026-09-01"))
    withdraw_import(by=None, number=1)
    assert rest() == []
    assert books.balance("010-4310").expended == 20
    assert differences() == []


def test_report_whose_figures_a_later_one_repeats_is_relied_on(importer):
    importer.report(SUPPLIES, as_of=NOV)
    importer.report(SUPPLIES, BUSES, as_of=NOV)
    with pytest.raises(Exception, match="Load 2 relies on load 1"):
        withdraw_import(by=None, number=1)


def test_another_day_than_the_report_says_is_refused(importer):
    dated = profile(REPORT_PROFILE, as_of={"pattern": r"As of (\S+)", "format": "YYYY-MM-DD"})
    titled = f"As of {NOV.isoformat()}\n{REPORT}"
    refused = importer.attempt(SUPPLIES, by=dated, header=titled, as_of=DEC)
    reason = f"the files say that they are of {NOV}, the load says {DEC}"
    assert [str(each) for each in refused.problems.listed] == [reason]
    assert importer.attempt(SUPPLIES, by=dated, header=titled, as_of=NOV).posted_through == NOV
