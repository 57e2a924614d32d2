"""Files that add to earlier ones: by a key, by their days, or by nothing that ties a row to its file."""

from decimal import Decimal

import pytest

from tests.budgets.domain.imports.feeds import entry, profile, spent

PAPER = entry("010-4310 20.00 2026-09-01", Document="INV 1", Text="Paper")
TONER = entry("010-4310 96.50 2026-09-02", Document="INV 2", Text="Toner")
BUS = entry("010-5800 400.00 2026-10-05", Document="INV 3", Text="Bus")
BY_DAYS = profile(load={"mode": "append", "by": "dates"})
BY_NOTHING = profile(load={"mode": "append", "by": "nothing"})


def by_key(*key):
    return profile(load={"mode": "append", "by": "key", "key": list(key)})


def counts(done):
    return done.posted, done.unchanged, done.superseded


def test_by_key_the_newest_file_says_all_there_is_under_a_key(importer):
    document = by_key("document")
    importer.load(PAPER, TONER, by=document)
    split = entry("010-4200 30.00 2026-09-02", Document="INV 2")
    done = importer.load(TONER.replace("96.50", "66.50"), split, BUS, by=document)
    assert counts(done) == (3, 0, 1)
    assert spent() == [
        ("010-4200", Decimal("30.00"), "INV 2"),
        ("010-4310", Decimal("20.00"), "INV 1"),
        ("010-4310", Decimal("66.50"), "INV 2"),
        ("010-5800", Decimal("400.00"), "INV 3"),
    ]
    assert counts(importer.load(TONER.replace("96.50", "66.50"), by=document)) == (0, 1, 1)
    assert counts(importer.load(PAPER, BUS, by=document)) == (0, 2, 0)


def test_by_key_equal_rows_under_one_key_are_counted(importer):
    document = by_key("document")
    importer.load(PAPER, PAPER, by=document)
    assert counts(importer.load(PAPER, PAPER, PAPER, by=document)) == (1, 2, 0)
    assert counts(importer.load(PAPER, by=document)) == (0, 1, 2)


@pytest.mark.parametrize(
    ("key", "wanted"),
    [
        (("document",), (1, 0, 2)),
        (("document", "line"), (1, 0, 1)),
        (("document", "posted_on"), (1, 0, 1)),
        (("document", "period"), (1, 0, 2)),
        (("document", "vendor", "description"), (1, 0, 1)),
        (("document", "order_number"), (1, 0, 2)),
        (("line",), (1, 0, 1)),
    ],
    ids=str,
)
def test_by_key_of_several_facts(importer, key, wanted):
    """Two rows of one document; the newer file has one of them, changed."""
    other = entry("010-4200 7.00 2026-09-02", Document="INV 1", Text="Glue", Vendor="Apex")
    importer.load(PAPER, other, by=by_key(*key))
    assert counts(importer.load(PAPER.replace("20.00", "21.00"), by=by_key(*key))) == wanted


def test_by_key_a_row_without_one_is_refused_with_its_row(importer):
    """Under a blank key each file would replace what the last one brought."""
    blank = entry("010-4310 5.00 2026-09-03")
    refused = importer.attempt(PAPER, blank, TONER, blank, by=by_key("document", "line"))
    assert [(each.row, each.reason) for each in refused.problems.listed] == [
        (3, "has no key by which it could be appended"),
        (5, "has no key by which it could be appended"),
    ]
    assert importer.load(PAPER, blank, by=by_key("document", "posted_on")).posted == 2


def test_by_days_what_is_new_inside_them_is_added_and_nothing_is_taken(importer):
    importer.load(PAPER, TONER, by=BY_DAYS)
    done = importer.load(TONER, TONER, BUS, by=BY_DAYS)
    assert counts(done) == (2, 1, 0)
    assert [amount for _, amount, _ in spent()] == [Decimal(text) for text in ("20.00", "96.50", "96.50", "400.00")]
    assert counts(importer.load(TONER, TONER, BUS, PAPER, by=BY_DAYS)) == (0, 4, 0)
    assert counts(importer.load(PAPER.replace("20.00", "21.00"), by=BY_DAYS)) == (1, 0, 0)


def test_by_days_rows_without_one_are_compared_with_such(importer):
    undated = entry("010-4310 5.00")
    importer.load(PAPER, undated, by=BY_DAYS)
    assert counts(importer.load(undated, undated, by=BY_DAYS)) == (1, 1, 0)


def test_by_nothing_rows_that_are_there_already_are_refused_and_named(importer):
    importer.load(PAPER, TONER, TONER, by=BY_NOTHING)
    refused = importer.attempt(BUS, TONER, PAPER, TONER, TONER, by=BY_NOTHING)
    assert [(each.file, each.row) for each in refused.problems.listed] == [
        ("file-2.csv", 3),
        ("file-2.csv", 4),
        ("file-2.csv", 5),
    ]
    assert refused.problems.count == 3
    assert "--repeats post" in refused.problems.listed[0].reason
    assert (refused.number, counts(refused)) == (None, (0, 0, 0))
    assert len(spent()) == 3


@pytest.mark.parametrize(("repeats", "wanted", "rows"), [("post", (5, 0, 0), 8), ("skip", (2, 3, 0), 5)])
def test_by_nothing_a_person_decides(importer, repeats, wanted, rows):
    importer.load(PAPER, TONER, TONER, by=BY_NOTHING)
    done = importer.load(BUS, TONER, PAPER, TONER, TONER, by=BY_NOTHING, repeats=repeats)
    assert counts(done) == wanted
    assert len(spent()) == rows


def test_by_nothing_other_rows_are_added(importer):
    importer.load(PAPER, by=BY_NOTHING)
    assert counts(importer.load(TONER, BUS, by=BY_NOTHING)) == (2, 0, 0)
    assert len(spent()) == 3
