"""Loading a demo district: all of it in one transaction, through the same doors as a real one."""

from collections.abc import Callable, Iterable
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory

from django.db import transaction

from accounts.domain.districts import create_district
from accounts.models import District
from balance.money import from_cents
from balance.tenancy.scope import district_scope
from budgets.choices import Measure
from budgets.domain.imports import Outcome, import_files
from budgets.domain.profiles import Profile, load_profile
from budgets.domain.roll import roll_year
from budgets.domain.structure import load_structure
from budgets.domain.watch import RECENT, watch
from budgets.management.demo.books import make_books
from budgets.management.demo.clock import Clock
from budgets.management.demo.files import profile_path, write
from budgets.management.demo.layout import cents_of
from budgets.management.demo.ledger import Book
from budgets.management.demo.loads import Load, loads
from budgets.management.demo.people import add_people, give_units
from budgets.management.demo.spec import Spec
from budgets.management.demo.structure import closing, structure
from budgets.models import FiscalYear, Import
from budgets.queries.years import year_of


class FileRefused(Exception):
    """A file that the demo wrote was refused: its layout, its profile or the importer is broken."""

    def __init__(self, file: Path, outcome: Outcome) -> None:
        reasons = [f"row {problem.row}: {problem.reason}" for problem in outcome.problems.listed[:10]]
        super().__init__(f"{file.name} was refused:\n" + "\n".join(reasons))


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
        count = _load_all(district, loads(books, clock))
        load_structure(by=None, content=closing(books))
        _watch(books[-1], clock)
    say(f"{spec.name}: {count:,} transactions, posted through {clock.posted_through:%a, %b} {clock.posted_through.day}")
    return district


def _watch(book: Book, clock: Clock) -> None:
    """What came lately, beside all that came before it; as if it had been watched each night."""
    year = year_of(book.year.number)
    if year is not None:
        lately = clock.posted_through - RECENT
        watch(year=year, batches=list(Import.objects.filter(fiscal_year=year, posted_through__gt=lately)))


def _load_all(district: District, batches: Iterable[Load]) -> int:
    """Brings every load in the order in which it came; returns how many transactions there are."""
    profile = load_profile(str(profile_path(district.slug)))
    with TemporaryDirectory() as folder:
        return sum(
            _roll(load) if load.rolls else _import(load, write(load, Path(folder)), district, profile)
            for load in batches
        )


def _roll(load: Load) -> int:
    """The roll of the year before into the load's own."""
    before, year = _year(load.year.number - 1), _year(load.year.number)
    rolled = roll_year(by=None, from_year=before, to_year=year, published_at=load.published_at)
    return rolled.batch.counts["posted"] if rolled.batch else 0


def _import(load: Load, file: Path, district: District, profile: Profile) -> int:
    outcome = import_files(
        by=None,
        district=district,
        profile=profile,
        files=[file],
        year=load.year.number,
        as_of=load.posted_through,
        tie_out={measure.value: _dollars(load, measure) for measure in Measure} if load.ties_to else None,
        report=load.ties_to,
        published_at=load.published_at,
    )
    if outcome.refused:
        raise FileRefused(file, outcome)
    return outcome.posted


def _dollars(load: Load, measure: Measure) -> Decimal:
    """What the report that the load was proved against prints for a measure."""
    return from_cents(sum(cents_of(entry, measure) for entry in load.entries))


def _year(number: int) -> FiscalYear:
    year = year_of(number)
    if year is None:
        raise LookupError(f"The structure file made no year {number}.")
    return year
