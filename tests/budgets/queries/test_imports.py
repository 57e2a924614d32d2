"""The history of loads, and the lines that a withdrawn one leaves standing."""

from budgets.choices import ImportOrigin, ImportState
from budgets.domain.lines import NewLine, ensure_lines
from budgets.domain.publish import post
from budgets.models import Import, Line
from budgets.queries.imports import imports_of, standing
from budgets.queries.totals import ledger_totals


def test_history_is_newest_first_and_says_what_each_batch_was(books, django_assert_num_queries):
    books.post("010-4310 budget original 5", year=2026)
    post(
        by=None,
        fiscal_year=books.years[2027],
        origin=ImportOrigin.FILE,
        rows=[books.row("010-4310 budget original 7.25")],
        posted_through=None,
        file_name="ledger.csv",
        ties_to="the ledger report",
    )
    with django_assert_num_queries(1):
        found = imports_of()
    assert [(each.number, each.fiscal_year, each.origin, each.state) for each in found] == [
        (2, 2027, "file", "published"),
        (1, 2026, "file", "published"),
    ]
    newest = found[0]
    assert (newest.by, newest.confirmed_at, newest.feed, newest.profile) == ("", None, "", "")
    assert newest.files == [{"name": "ledger.csv", "sha256": "", "bytes": None}]
    assert (newest.counts, newest.totals, newest.ties_to) == ({"posted": 1}, {"budget": "7.25"}, "the ledger report")
    assert [each.number for each in imports_of(fiscal_year=2026)] == [1]


def test_line_that_only_a_withdrawn_load_brought_is_no_line_of_the_year(books):
    load = books.post("010-4310 budget original 5")
    brought = books.line("010-4200", brought_by=load)
    assert set(Line.objects.filter(standing())) == {books.line("010-4310"), brought}
    Import.objects.filter(pk=load.pk).update(state=ImportState.WITHDRAWN)
    assert list(Line.objects.filter(standing())) == [books.line("010-4310")]
    assert ledger_totals(books.years[2027], requests_reduce_left=False).lines == 1


def test_line_that_is_named_again_stands_again(books):
    load = books.post("010-4310 budget original 5")
    brought = books.line("010-4200", brought_by=load)
    Import.objects.filter(pk=load.pk).update(state=ImportState.WITHDRAWN)
    assert ensure_lines(fiscal_year=books.years[2027], lines=[NewLine(("010", "4200"))]) == {"010-4200": brought.pk}
    assert brought in Line.objects.filter(standing())
