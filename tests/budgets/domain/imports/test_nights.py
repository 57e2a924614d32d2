"""Files of single nights: the day that they reach to, entries of a year that has ended, orders that they carry in."""

from datetime import UTC, date, datetime

from budgets.models import Import, Transaction
from tests.budgets.domain.imports.feeds import ENTRY_PROFILE, entry, profile

NIGHTLY = {"load": {"mode": "append", "by": "dates"}}
# 22:30 of November 18 in California.
NIGHT = datetime(2026, 11, 19, 6, 30, tzinfo=UTC)


def newest():
    return Import.objects.order_by("-number")[0]


def test_figures_are_as_new_as_the_newest_entry(importer):
    importer.load(entry("010-4310 20.00 2026-11-16"), by=profile(**NIGHTLY))
    assert newest().posted_through == date(2026, 11, 16)


def test_a_file_that_is_complete_to_a_later_day_makes_the_figures_as_new_as_that(importer):
    done = importer.load(entry("010-4310 20.00 2026-11-16"), by=profile(**NIGHTLY), as_of=date(2026, 11, 18))
    assert done.posted_through == newest().posted_through == date(2026, 11, 18)


def test_each_night_without_entries_is_a_load_of_its_own(importer):
    for day in (17, 18):
        importer.load(by=profile(**NIGHTLY), as_of=date(2026, 11, day))
    assert list(Import.objects.order_by("number").values_list("posted_through", flat=True)) == [
        date(2026, 11, 17),
        date(2026, 11, 18),
    ]


def test_a_load_is_proved_on_its_own_day_in_the_district(importer):
    importer.load(
        entry("010-4310 20.00 2026-11-16"), tie_out={"expenditure": 20}, report="Budget status", published_at=NIGHT
    )
    assert (newest().ties_to, newest().tied_on) == ("Budget status", date(2026, 11, 18))


def test_entries_of_period_13_belong_to_the_year_that_has_ended(importer):
    late = entry("010-4310 20.00 2027-07-20", Period="13")
    assert importer.load(late, by=profile(**NIGHTLY)).posted == 1
    early = entry("010-4310 20.00 2027-07-20", Period="1")
    assert importer.attempt(early, by=profile(**NIGHTLY)).held == [
        "1 of 1 dated entry lies outside 2026–27: is it another year's?"
    ]


def test_orders_that_a_file_carries_in_are_of_the_year_before(importer):
    posts = [
        {"measure": "encumbrance", "kind": {"positive": "opening", "negative": "relief"}, "amount": "Promised"},
        *(post for post in ENTRY_PROFILE["posts"] if post["measure"] != "encumbrance"),
    ]
    order = {"Order": "PO 1", "Promised": "20.00"}
    importer.load(
        entry("010-4310 0.00 2026-07-01", **order),
        entry("010-4310 5.00 2026-08-01", **order | {"Promised": "-5.00"}),
        by=profile(posts=posts),
    )
    rows = Transaction.objects.filter(measure="encumbrance").order_by("posted_on")
    assert list(rows.values_list("kind", "origin_year")) == [("opening", 2026), ("relief", None)]
