"""A demo district on the days on which its files are odd: the first of a year, and while the year before settles."""

from datetime import date

import pytest
import time_machine

from balance.tenancy.scope import district_scope
from budgets.choices import ImportOrigin
from budgets.domain.imports import Outcome
from budgets.domain.profiles import load_profile
from budgets.management.demo.files import profile_path
from budgets.management.demo.load import FileRefused, load_district
from budgets.models import Import, Transaction
from tests.budgets.management.demo.moments import SPECS, books, clock, seen

SLUG = "cedar-falls"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("day", "reach"),
    [
        ("2026-07-02", {2025: date(2025, 9, 15), 2026: date(2026, 6, 30), 2027: date(2026, 7, 1)}),
        ("2026-08-20", {2025: date(2025, 9, 15), 2026: date(2026, 8, 18), 2027: date(2026, 8, 18)}),
    ],
)
def test_every_entry_is_loaded_from_a_file_that_was_proved(day: str, reach: dict[int, date]) -> None:
    made = clock(day, SLUG)
    with time_machine.travel(made.now, tick=False):
        district = load_district(SPECS[SLUG], made, lambda words: None)
    with district_scope(district):
        rows = Transaction.objects.filter(source_import__origin=ImportOrigin.FILE)
        assert rows.count() == sum(len(entry.moves) for book in books(day, SLUG) for entry in seen(book, day, SLUG))
        profile = load_profile(str(profile_path(SLUG)))
        loads = Import.objects.exclude(origin=ImportOrigin.ROLL)
        assert set(loads.values_list("profile", "profile_version")) == {(profile.name, profile.version)}
        for year, through in reach.items():
            newest = loads.filter(fiscal_year__year=year).order_by("-number")[0]
            assert (newest.posted_through, newest.ties_to) == (
                through,
                f"Budget status report of {through:%b} {through.day}",
            )


def test_a_refused_file_is_named_with_its_first_reasons(tmp_path) -> None:
    outcome = Outcome(feed="x", dry_run=False)
    for row in range(12):
        outcome.problems.add("is wrong", file="gl.csv", row=row, column="Date")
    words = str(FileRefused(tmp_path / "gl.csv", outcome)).splitlines()
    assert words[:2] == ["gl.csv was refused:", "row 0: is wrong"]
    assert len(words) == 11
