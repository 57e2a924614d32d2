"""The books of a district: three years, made whole from its spec and the clock."""

from budgets.choices import YearState
from budgets.management.demo import alder_creek, leftovers, stories
from budgets.management.demo.allotments import give
from budgets.management.demo.chart import GROWTH, Planned, book_size, plan_lines
from budgets.management.demo.clock import Clock, Year
from budgets.management.demo.ledger import Book
from budgets.management.demo.leftovers import OpenOrder
from budgets.management.demo.spec import Spec
from budgets.management.demo.spending import spend

MATERIALS = ("4100", "4200", "4310", "4320", "4325", "4330", "4335")


def make_books(spec: Spec, clock: Clock) -> list[Book]:
    """One book per year, oldest first. Rows lie in order of date, also those after the newest file."""
    books: list[Book] = []
    carried = _from_before(spec, clock.years[0])
    for years_ago, year in zip((2, 1, 0), clock.years, strict=True):
        book, carried = _make(spec, clock, year, years_ago, carried)
        books.append(book)
    return books


def _from_before(spec: Spec, oldest: Year) -> list[OpenOrder]:
    """What the year before the oldest one left open: its own file brought those orders."""
    before = Book(spec.slug, Year(oldest.number - 1, YearState.CLOSED, oldest.newest))
    planned = plan_lines(spec, before, 2)
    left = leftovers.leave_open(before, planned, _told(spec))
    if _told(spec):
        left += stories.leave_open_at_alder_creek(before)
    before.finish()
    return left


def _told(spec: Spec) -> frozenset[str]:
    """Units whose changes are told by stories and not drawn: Alder Creek, where the demo's principal works."""
    return frozenset({alder_creek.SITE} if spec.slug == "juniper-bay" else ())


def _make(
    spec: Spec, clock: Clock, year: Year, years_ago: int, carried: list[OpenOrder]
) -> tuple[Book, list[OpenOrder]]:
    book = Book(spec.slug, year)
    planned = plan_lines(spec, book, years_ago)
    told = _told(spec)
    is_current = years_ago == 0
    plain = [item for item in planned if not told or item.line.code not in alder_creek.TOLD]
    spend(book, plain, spec.finish, is_current=is_current)
    if years_ago == 2:
        leftovers.bring_in(book, carried)
    leftovers.settle(book, carried)
    left = leftovers.leave_open(book, planned, told)
    if told:
        left += _tell(book, planned, clock, years_ago, spec.finish)
    give(book, planned, told)
    leftovers.late_bills(book, planned)
    leftovers.unbudgeted(book, [site.code for site in spec.sites[::3]])
    leftovers.unmapped(book)
    leftovers.not_spending(book, book_size(book))
    book.finish()
    return book, left


def _tell(book: Book, planned: list[Planned], clock: Clock, years_ago: int, finish: dict[str, int]) -> list[OpenOrder]:
    """The stories of Juniper Bay. Returns the orders that they leave open at year-end."""
    by_code = {item.line.code: item for item in planned}
    stories.move_to_supplies(book, by_code)
    stories.paid_twice(book, clock)
    stories.elsewhere(book, clock)
    stories.wrong_school(book)
    stories.print_shop(book, planned)
    growth = GROWTH[years_ago]
    alder_creek.supplies(book, by_code[alder_creek.SUPPLIES], finish[alder_creek.SUPPLIES], growth)
    alder_creek.library(book, growth)
    alder_creek.copying(book, growth)
    if years_ago == 0:
        stories.kiln_shelves(book, clock)
        stories.quiet_blanket(book)
        stories.open_requests(book, clock)
        ridgeline = [item.line.budget for item in planned if _is_materials(item, "171")]
        stories.ridgeline_adoption(book, sum(ridgeline))
    return stories.leave_open_at_alder_creek(book)


def _is_materials(item: Planned, site: str) -> bool:
    """Whether a line is part of the Materials pool of that site."""
    kind = item.kind
    return item.unit == site and kind.resource == "0000" and kind.goal == "1110" and kind.object in MATERIALS
