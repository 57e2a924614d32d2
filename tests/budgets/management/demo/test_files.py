from collections import defaultdict
from pathlib import Path

import pytest

from balance.sheets import open_sheet
from budgets.domain.profiles import Profile, Reading, load_profile
from budgets.management.demo.files import profile_path, write
from budgets.management.demo.layout import dollars, number_of, printed
from budgets.management.demo.ledger import Entry
from budgets.management.demo.loads import Load, loads
from budgets.management.demo.vendors import TRADES
from tests.budgets.management.demo.moments import SPECS, books, clock

# A day with two moving years, for both layouts; the last days of a year for the smaller one.
MOMENTS = [("2026-08-20", "juniper-bay"), ("2026-08-20", "cedar-falls"), ("2027-06-29", "cedar-falls")]


def files(day: str, slug: str) -> list[Load]:
    return [load for load in loads(books(day, slug), clock(day, slug)) if not load.rolls]


def read(load: Load, folder: Path, profile: Profile) -> tuple[Reading, list[list[str]]]:
    """A load's file by its profile: the reading, and the staged rows as their cells."""
    path = write(load, folder)
    with open_sheet(path, profile.layout) as sheet:
        reading = Reading(profile, [(path.name, sheet)], year=load.year.number, start_month=7)
        text = "".join(reading.copy_text())
    told = [] if load.entries or load.silent else ["there is no entry in these rows"]
    # Cedar Falls' system drops the zeros of funds.
    warnings = [warning for warning in reading.warnings if "filled up" not in warning]
    assert (reading.problems.listed, warnings) == ([], told)
    return reading, [line.split("\t") for line in text.splitlines()]


def said(reading: Reading, row: list[str]) -> tuple[object, ...]:
    """A staged row with its code and vendor instead of their places."""
    _, _, code, measure, kind, cents, on, period, order, document, vendor, description = row
    named = ("", "") if vendor == "\\N" else reading.vendors[int(vendor)]
    canonical = reading.codes[int(code)].canonical
    return canonical, measure, kind, int(cents), on, int(period), order, document, named, description


def wanted(entry: Entry) -> list[tuple[object, ...]]:
    facts = (entry.on.isoformat(), entry.period, str(entry.order), str(entry.document))
    vendor = (number_of(entry.vendor), entry.vendor)
    return [
        (entry.code, measure.value, kind.value, cents, *facts, vendor, entry.words)
        for measure, kind, cents in entry.moves
    ]


@pytest.mark.parametrize(("day", "slug"), MOMENTS)
def test_every_file_reads_back_as_its_entries_one_row_each(day: str, slug: str, tmp_path: Path) -> None:
    profile = load_profile(str(profile_path(slug)))
    for load in files(day, slug):
        reading, rows = read(load, tmp_path, profile)
        by_row = defaultdict(list)
        for row in rows:
            by_row[int(row[1])].append(said(reading, row))
        assert [sorted(by_row[number]) for number in sorted(by_row)] == [sorted(wanted(e)) for e in load.entries]
        assert reading.without_amount == 0


@pytest.mark.parametrize("slug", SPECS)
def test_the_first_file_of_a_year_names_every_line_as_it_is(slug: str, tmp_path: Path) -> None:
    profile = load_profile(str(profile_path(slug)))
    book = books("2026-11-19", slug)[-1]
    first = next(load for load in files("2026-11-19", slug) if load.year == book.year)
    reading, _ = read(first, tmp_path, profile)
    found = {code.canonical: (code.segments, code.name, code.account_type) for code in reading.codes}
    assert found == {code: (line.segments, line.name, line.account_type) for code, line in book.lines.items()}
    assert reading.dropped["accounts without an entry"] == len(first.silent) > 0


def test_no_two_vendors_share_a_number() -> None:
    stories = {entry.vendor for slug in SPECS for book in books("2026-11-19", slug) for entry in book.entries}
    names = {firm for trade in TRADES.values() for firm in trade.firms} | stories - {""}
    numbers = {number_of(name) for name in names}
    assert len(numbers) == len(names)
    assert {len(number) for number in numbers} == {6}


@pytest.mark.parametrize(
    ("cents", "plain", "report"),
    [
        (0, "0.00", ""),
        (5, "0.05", "0.05"),
        (-123_456, "-1234.56", "1,234.56-"),
        (100_000_000, "1000000.00", "1,000,000.00"),
    ],
)
def test_amounts_as_each_system_writes_them(cents: int, plain: str, report: str) -> None:
    assert (dollars(cents), printed(cents)) == (plain, report)
