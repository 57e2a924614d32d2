"""The days on which the demo is tried: the first days of a year, the settling summer, each season, the last days."""

from collections import defaultdict
from datetime import datetime
from functools import cache
from zoneinfo import ZoneInfo

from budgets.choices import Measure
from budgets.management.demo.books import make_books
from budgets.management.demo.cedar_falls import CEDAR_FALLS
from budgets.management.demo.clock import Clock
from budgets.management.demo.juniper_bay import JUNIPER_BAY
from budgets.management.demo.ledger import Book, Entry

ZONE = ZoneInfo("America/Los_Angeles")
SPECS = {spec.slug: spec for spec in (JUNIPER_BAY, CEDAR_FALLS)}
DAYS = ("2026-07-01", "2026-07-02", "2026-08-20", "2026-11-19", "2027-01-15", "2027-04-29", "2027-06-29", "2028-07-01")


def clock(day: str, slug: str = "juniper-bay", at: str = "09:00") -> Clock:
    """The clock of a district on a day, at nine in the morning unless said."""
    return Clock(datetime.fromisoformat(f"{day}T{at}").replace(tzinfo=ZONE), ZONE, SPECS[slug].late)


@cache
def books(day: str, slug: str = "juniper-bay") -> list[Book]:
    """The books of that day; made once, so a test must not change them."""
    return make_books(SPECS[slug], clock(day, slug))


def seen(book: Book, day: str, slug: str = "juniper-bay") -> list[Entry]:
    """The rows that the newest file has brought; those of July 1 are there from the start."""
    return list(book.through(max(clock(day, slug).posted_through, book.year.starts_on)))


def sums(rows: list[Entry], measure: Measure) -> dict[str, int]:
    """Cents by account code."""
    found: dict[str, int] = defaultdict(int)
    for row in rows:
        for moved, _, cents in row.moves:
            if moved == measure:
                found[row.code] += cents
    return found


def residues(rows: list[Entry]) -> dict[tuple[str, str], int]:
    """What is promised under each order on each line, in cents; nothing for those that are settled."""
    found: dict[tuple[str, str], int] = defaultdict(int)
    for row in rows:
        for measure, _, cents in row.moves:
            if measure == Measure.ENCUMBRANCE:
                found[row.code, str(row.order)] += cents
    return {key: cents for key, cents in found.items() if cents}


def carried(day: str, slug: str = "juniper-bay") -> dict[tuple[str, str], int]:
    """What the year before the current one leaves open, per line and order, with what it had carried in itself."""
    oldest, before, _ = books(day, slug)
    both = residues(oldest.entries + seen(before, day, slug))
    return {key: cents for key, cents in both.items() if cents}
