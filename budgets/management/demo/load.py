"""Loading a demo district: all of it in one transaction, through the same doors as a real one."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from django.db import transaction

from accounts.domain.districts import create_district
from accounts.models import District
from balance.money import from_cents
from balance.tenancy.scope import district_scope
from budgets.choices import ImportOrigin
from budgets.domain.lines import NewLine, ensure_lines
from budgets.domain.publish import Row, post
from budgets.domain.roll import roll_year
from budgets.domain.structure import load_structure
from budgets.domain.vendors import ensure_vendors
from budgets.management.demo.books import make_books
from budgets.management.demo.clock import Clock
from budgets.management.demo.ledger import Book, Entry
from budgets.management.demo.loads import Load, loads
from budgets.management.demo.people import add_people, give_units
from budgets.management.demo.spec import Spec
from budgets.management.demo.structure import closing, structure
from budgets.models import FiscalYear
from budgets.queries.years import year_of


@dataclass(slots=True)
class Shelf:
    """One year while it is loaded: its row, and the ids of its lines by code."""

    year: FiscalYear
    lines: dict[str, int]


@transaction.atomic
def load_district(spec: Spec, clock: Clock, say: Callable[[str], None]) -> District:
    """Makes the district of `spec` as of the clock. Raises what the domain raises; then nothing was written."""
    books = make_books(spec, clock)
    say(f"{spec.name}: {sum(len(book.lines) for book in books):,} account lines in three years")
    district = create_district(by=None, slug=spec.slug, name=spec.name, time_zone=clock.zone.key)
    with district_scope(district):
        members = add_people(spec)
        load_structure(by=None, content=structure(spec, clock, books))
        give_units(spec, clock, members)
        count = _post_all(spec, books, loads(books, clock))
        load_structure(by=None, content=closing(books))
    say(f"{spec.name}: {count:,} transactions, posted through {clock.posted_through:%a, %b} {clock.posted_through.day}")
    return district


def _post_all(spec: Spec, books: list[Book], batches: Iterable[Load]) -> int:
    """Posts every load in the order in which it came; returns how many transactions there are."""
    vendors = ensure_vendors({("", entry.vendor) for book in books for entry in book.entries if entry.vendor})
    shelves = {book.year.number: _shelf(book) for book in books}
    count = 0
    for load in batches:
        shelf = shelves[load.year.number]
        if load.rolls:
            before = shelves[load.year.number - 1].year
            rolled = roll_year(by=None, from_year=before, to_year=shelf.year, published_at=load.published_at)
            batch = rolled.batch
        else:
            batch = post(
                by=None,
                fiscal_year=shelf.year,
                origin=ImportOrigin.DEMO,
                rows=_rows(load.entries, shelf.lines, vendors),
                posted_through=load.posted_through,
                published_at=load.published_at,
                file_name=load.file_name,
                ties_to=load.ties_to,
                tied_on=load.posted_through if load.ties_to else None,
            )
        count += batch.counts["posted"] if batch else 0
    return count


def _shelf(book: Book) -> Shelf:
    year = year_of(book.year.number)
    if year is None:
        raise LookupError(f"The structure file made no year {book.year.number}.")
    lines = [NewLine(line.segments, line.name, line.code, line.account_type) for line in book.lines.values()]
    return Shelf(year, ensure_lines(fiscal_year=year, lines=lines))


def _rows(entries: Iterable[Entry], lines: dict[str, int], vendors: dict[tuple[str, str], int]) -> Iterator[Row]:
    for number, entry in enumerate(entries, start=1):
        for measure, kind, cents in entry.moves:
            yield Row(
                line_id=lines[entry.code],
                measure=measure,
                kind=kind,
                amount=from_cents(cents),
                posted_on=entry.on,
                period=entry.period,
                order_number=str(entry.order),
                document=str(entry.document),
                vendor_id=vendors.get(("", entry.vendor)),
                description=entry.words,
                origin_year=entry.origin_year,
                row=number,
            )
