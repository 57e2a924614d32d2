"""Of a file that holds the whole year only the lines that differ are read, and it comes to the same."""

from unittest import mock

import pytest

from balance.sheets.text import Text
from budgets.domain.imports import withdraw_import
from budgets.models import Baseline, Import, Line, Transaction
from budgets.queries.proof import differences
from tests.budgets.domain.imports.feeds import ENTRIES, books_say, entry, profile
from tests.budgets.domain.imports.two_ways import EDITED, NEW, PAPER, ROWS, WAGES, both_ways


def counts(done):
    return done.posted, done.unchanged, done.superseded


def test_only_lines_that_differ_are_read(importer, load):
    importer.load(*ROWS)
    done = load(*EDITED)
    assert (done.number, done.compared_with, done.rows_read, counts(done)) == (2, 1, 4, (3, 2, 3))
    assert Import.objects.get(number=2).counts["compared_with"] == 1
    new = Transaction.objects.filter(source_import__number=2).values_list("row", "document")
    assert sorted(new) == [(3, "INV 2"), (3, "INV 2"), (4, "INV 4")]
    with mock.patch.object(Text, "blocks", side_effect=AssertionError("the file is read whole")):
        assert counts(importer.load(*EDITED, NEW)) == (1, 5, 0)


def test_next_load_starts_from_what_this_one_left(importer, load):
    importer.load(*ROWS)
    before = [books_say()]
    for number, rows in enumerate(([*ROWS, NEW], EDITED, [NEW, *EDITED[1:]], EDITED[::-1], [*EDITED, PAPER, PAPER]), 1):
        assert load(*rows).compared_with == number
        before.append(books_say())
    assert Baseline.objects.get().load.number == 6
    before.pop()
    for number in (6, 5, 4, 3, 2):
        withdraw_import(by=None, number=number)
        assert books_say() == before.pop()
    assert differences() == []


@pytest.mark.parametrize(
    "rows",
    [
        [PAPER, WAGES],
        [*ROWS, PAPER],
        ROWS[::-1],
        [*ROWS, "", ENTRIES, ""],
        [*ROWS, entry("010-9999 0")],
        [PAPER.replace("20.00", '"$1,020.00"'), *ROWS[1:]],
        [*ROWS[:3], WAGES.replace("Jo Doe", "Kim Roe")],
    ],
)
def test_whatever_differs_is_compared(importer, load, rows):
    importer.load(*ROWS, by=(by := profile(account={"pay": PAY})))
    assert load(*rows, by=by).compared_with == 1
    assert load(*ROWS, by=by).compared_with == 2


PAY = [{"when": {"segment": "object", "starts_with": "1"}, "pay": "central"}]


def test_line_ends_are_no_difference(importer, load):
    importer.load(*ROWS)
    path = importer.file(*ROWS)
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    done = both_ways(importer, path, profile())
    assert (done.compared_with, counts(done)) == (1, (0, 5, 0))


def test_dry_run_tells_it_too_and_leaves_nothing(importer):
    importer.load(*ROWS)
    before, kept = books_say(), Baseline.objects.get().found
    tried = importer.load(*EDITED, dry_run=True)
    assert (tried.number, tried.compared_with, counts(tried)) == (None, 1, (3, 2, 3))
    assert (books_say(), Baseline.objects.get().found) == (before, kept)


def test_day_that_the_files_reach_to_may_be_another(importer, load):
    importer.load(*ROWS)
    assert load(*EDITED, as_of=Import.objects.get().published_at.date()).compared_with == 1


def test_rules_of_the_district_have_the_last_word_of_lines_that_were_not_read(importer, load):
    importer.load(*ROWS, by=(by := profile(account={"name": "Name"})))
    Line.objects.update(name="Other feed says so")
    rows = [row.replace("010-5800,", "010-5800,Buses") for row in EDITED]
    assert load(*rows, by=by).compared_with == 1


def test_feeds_and_years_have_baselines_of_their_own(importer, load):
    other = profile(feed="other")
    importer.load(*ROWS)
    importer.load(*EDITED, by=other)
    assert load(*EDITED, PAPER).compared_with == 1
    assert load(*ROWS, PAPER, by=other).compared_with == 2
    assert sorted(Baseline.objects.values_list("feed", "load__number")) == [("entries", 3), ("other", 4)]
