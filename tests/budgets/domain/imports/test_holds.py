"""Doubts: a load that may be another district's or year's is held, and a person may let it in."""

from decimal import Decimal

import pytest

from budgets.models import Import
from tests.budgets.domain.imports.feeds import ENTRIES, entry, profile

HEADER = f"{ENTRIES},District"
SENDER = profile(identity=["District"])


def rows(first, last, *, spent="5"):
    """One entry on each of these accounts."""
    return [entry(f"010-{number} {spent} 2026-09-01") for number in range(first, last)]


def held(outcome):
    assert [str(each) for each in outcome.problems.listed] == outcome.held
    return outcome.held


def of(name, count=1):
    return [f"{row},{name}" for row in rows(1000, 1000 + count)]


def test_other_sender_is_held(importer):
    importer.attempt(*of("Pine Ridge"), by=SENDER, header=HEADER)
    refused = importer.attempt(*of("Lake County", 2), by=SENDER, header=HEADER)
    reason = "District is Lake County; in this district's earlier loads it is Pine Ridge."
    assert held(refused) == [reason]
    assert Import.objects.count() == 1
    accepted = importer.attempt(*of("Lake County", 2), by=SENDER, header=HEADER, accept_hold=True)
    assert (accepted.number, accepted.held, accepted.warnings) == (2, [], [f"accepted: {reason}"])
    assert Import.objects.get(number=2).counts["warnings"] == [f"accepted: {reason}"]
    assert importer.attempt(*of("Pine Ridge", 3), by=SENDER, header=HEADER).number == 3
    assert importer.attempt(*of("Lake County", 4), by=SENDER, header=HEADER).number == 4


def test_sender_is_known_across_feeds(importer):
    importer.attempt(*of("Pine Ridge"), by=SENDER, header=HEADER)
    other = profile(feed="other", identity=["District"])
    assert len(held(importer.attempt(*of("Lake County"), by=other, header=HEADER))) == 1


@pytest.mark.parametrize(("outside", "count"), [(1, 0), (2, 1)])
def test_entries_of_another_year_are_held(importer, outside, count):
    dated = [entry("010-4310 5 2026-09-01"), *[entry("010-4310 5 2025-09-01")] * outside, entry("010-4310 5")]
    outcome = importer.attempt(*dated)
    assert len(held(outcome)) == count
    if count:
        assert outcome.held == ["2 of 3 dated entries lie outside 2026–27: is it another year's?"]


@pytest.mark.parametrize(
    ("before", "now", "reason"),
    [
        (20, range(1004, 1020), None),  # 80 %
        (
            20,
            range(1005, 1020),
            "Of the 20 accounts of this feed's last load only 15 are there: is it another district's?",
        ),
        (19, range(1000, 1001), None),  # too few to say
    ],
)
def test_accounts_that_do_not_recur_are_held(importer, before, now, reason):
    importer.load(*rows(1000, 1000 + before))
    refused = importer.attempt(*rows(now.start, now.stop))
    assert held(refused) == ([reason] if reason else [])


def test_accounts_that_do_not_recur_mean_nothing_in_files_that_add(importer):
    adds = profile(load={"mode": "append", "by": "dates"})
    importer.load(*rows(1000, 1030), by=adds)
    assert held(importer.attempt(*rows(1000, 1001), by=adds)) == []


@pytest.mark.parametrize(
    ("known", "lines", "reason"),
    [
        (20, range(1010, 1030), None),  # half of them are new
        (20, range(1011, 1030), "Of its 19 accounts only 9 are known in 2026–27: is it another district's or year's?"),
        (19, range(2000, 2030), None),
    ],
)
def test_first_load_of_a_feed_must_know_half_of_the_accounts(importer, known, lines, reason):
    importer.load(*rows(1000, 1000 + known))
    refused = importer.attempt(*rows(lines.start, lines.stop), by=profile(feed="other"))
    assert held(refused) == ([reason] if reason else [])


def test_several_doubts_and_a_fault_are_all_told(importer):
    importer.attempt(*of("Pine Ridge", 30), by=SENDER, header=HEADER)
    strange = [f"{entry('010-9999 5 2020-09-01')},Lake County"]
    refused = importer.attempt(*strange, by=SENDER, header=HEADER, tie_out={"expenditure": Decimal(6)})
    assert len(refused.held) == 3
    assert refused.problems.count == 4
    accepted = importer.attempt(
        *strange, by=SENDER, header=HEADER, tie_out={"expenditure": Decimal(6)}, accept_hold=True
    )
    assert (accepted.held, accepted.problems.count, len(accepted.warnings)) == ([], 1, 3)


@pytest.mark.parametrize(("same", "count"), [(10, 0), (11, 1)])
def test_entries_that_another_feed_has_brought_are_held(importer, same, count):
    """A renamed profile is a new feed, and would post the whole ledger a second time."""
    importer.load(*rows(1000, 1020))
    again = importer.attempt(*rows(1000, 1000 + same), *rows(1000 + same, 1020, spent="6"), by=profile(name="renamed"))
    assert len(held(again)) == count
    if count:
        assert again.held == [
            "11 of its 20 entries are in 2026–27 already, from the feed entries:"
            ' if these are its files, the profile needs "feed": "entries"'
        ]


def test_few_entries_that_another_feed_has_too_are_no_doubt(importer):
    importer.load(*rows(1000, 1019))
    assert importer.attempt(*rows(1000, 1019), by=profile(name="other")).number == 2
