"""Things that happen in a ledger and that somebody should notice: each told once, at a place that landmarks name."""

from datetime import timedelta

from budgets.choices import AccountType, Kind, Measure
from budgets.management.demo.alder_creek import ART, OFFICE, REPAIRS, SCIENCE, SUPPLIES
from budgets.management.demo.allotments import transfer
from budgets.management.demo.chart import Planned
from budgets.management.demo.clock import Clock, Year, feed_day_after
from budgets.management.demo.curves import pay_days
from budgets.management.demo.ledger import Book, Line, Number
from budgets.management.demo.leftovers import OpenOrder, place

ENCUMBRANCE, EXPENDITURE, REQUEST = Measure.ENCUMBRANCE, Measure.EXPENDITURE, Measure.REQUEST
# A year younger than this has too little in it for a strange entry of some hundred dollars.
YOUNG = timedelta(days=75)
TWICE = ("Brightline School Supply", 118_460, "INV 89952", "INV 89952-A")
ELSEWHERE = ("Coastline Buses", 41_275, "Buses to the tide pools, Heron Point Elementary")
RIDGELINE_TEXTS = "010-0000-1110-1000-4100-171"
WRONG_SCHOOL = ("010-0000-1110-1000-5830-118", "010-0000-1110-1000-5830-131")
RECOVERY = ("010", "0000", "0000", "7550", "8677", "000")


def day_for_recent(clock: Clock, days: int) -> tuple[Year, int]:
    """The year in which a story of `days` ago is told, and how many days before its newest entry.

    While the current year is young, the story lies in the spring of the year before.
    """
    if clock.recent(days) >= clock.current.starts_on + YOUNG:
        return clock.current, days
    before = clock.years[-2]
    return before, (clock.posted_through - before.day(5, 12)).days


def paid_twice(book: Book, clock: Clock) -> None:
    """The same bill under two numbers, two days apart; the credit is still on its way."""
    year, days = day_for_recent(clock, 20)
    if book.year == year:
        vendor, cents, first, second = TWICE
        day = clock.recent(days)
        for document, text in ((first, "Pencils, glue, chart paper"), (second, f"Same as {first}")):
            book.write(SUPPLIES, day, (EXPENDITURE, Kind.PAYMENT, cents), document=document, vendor=vendor, text=text)
            day = feed_day_after(feed_day_after(day))


def elsewhere(book: Book, clock: Clock) -> None:
    """A bus bill of another school, charged to Alder Creek."""
    year, days = day_for_recent(clock, 12)
    if book.year == year:
        vendor, cents, text = ELSEWHERE
        payment = (EXPENDITURE, Kind.PAYMENT, cents)
        book.write(SUPPLIES, clock.recent(days), payment, document=Number("INV"), vendor=vendor, text=text)


def kiln_shelves(book: Book, clock: Clock) -> None:
    """An order of this year that has not moved for 79 days, as soon as the year is that old."""
    on = max(clock.recent(79), book.year.starts_on)
    order = OpenOrder(ART, Number("PO", book.numbered("PO", "0277")), "Sunny Hollow Crafts", 64_000, None)
    place(book, order, on, "Kiln shelves")


def quiet_blanket(book: Book) -> None:
    """A blanket order that nobody has used yet: quiet, and never stale."""
    order = OpenOrder(REPAIRS, Number("PO", book.numbered("PO", "0021")), "Pacific Lock and Door", 30_000, None)
    place(book, order, book.year.starts_on, "Blanket: locks and keys as needed, all year")


def open_requests(book: Book, clock: Clock) -> None:
    """Two requests of the last days, not orders yet."""
    for days, number, vendor, cents, text in (
        (3, "0588", "Lakeshore Lane Learning", 86_500, "Kindergarten sand tables"),
        (1, "0591", "Brightline School Supply", 37_500, "Art drawers, grade 1"),
    ):
        on = max(clock.recent(days), book.year.starts_on)
        asked = book.numbered("RQ", number)
        facts = {"document": asked, "order": asked, "vendor": vendor}
        book.write(SUPPLIES, on, (REQUEST, Kind.OPEN, cents), text=text, **facts)


def leave_open_at_alder_creek(book: Book) -> list[OpenOrder]:
    """Three orders of spring that go over into the next year: one billed in August, two that nobody remembers."""
    globes = OpenOrder(SUPPLIES, Number("PO", book.numbered("PO", "0954")), "Harbor Globe Co.", 50_000, (8, 26))
    stools = OpenOrder(REPAIRS, Number("PO", book.numbered("PO", "0918")), "Bayline Furniture", 52_500, None)
    slides = OpenOrder(SCIENCE, Number("PO", book.numbered("PO", "0877")), "Tidewater Science", 35_000, None)
    place(book, globes, book.year.day(5, 29), "Globes, grades 4 and 5")
    place(book, stools, book.year.day(4, 28), "6 library stools")
    place(book, slides, book.year.day(4, 24), "Microscope slides, the last box")
    return [globes, stools, slides]


def move_to_supplies(book: Book, planned: dict[str, Planned]) -> None:
    """Alder Creek moves $2,000 from office supplies to classroom supplies."""
    on = book.year.day(10, 9)
    document = Number("BT", "BT-0093")
    transfer(book, on, giver=planned[OFFICE], taker=planned[SUPPLIES], cents=200_000, document=document)


def ridgeline_adoption(book: Book, pool_cents: int) -> None:
    """Ridgeline Middle ordered new textbooks in July for more than its whole Materials pool: truly over."""
    cents = pool_cents * 102 // 100
    order = OpenOrder(RIDGELINE_TEXTS, Number("PO"), "Cedar Press Textbooks", cents, None)
    place(book, order, book.year.starts_on, "New reading books, grades 6 to 8")
    moves = (ENCUMBRANCE, Kind.RELIEF, -cents // 3), (EXPENDITURE, Kind.PAYMENT, cents // 3)
    facts = {"document": Number("INV"), "order": order.number, "vendor": order.vendor, "pays": order.number}
    book.write(RIDGELINE_TEXTS, book.year.day(8, 24), *moves, text="Part of", **facts)


def wrong_school(book: Book) -> None:
    """A bus bill of one school on the line of another, put right by a journal entry that adds up to zero."""
    charged, right = WRONG_SCHOOL
    cents, document = 73_840, Number("JE")
    payment = (EXPENDITURE, Kind.PAYMENT, cents)
    day = book.year.day(3, 4)
    words = "Buses to the museum, Driftwood Elementary"
    book.write(charged, day, payment, document=Number("INV"), vendor="Coastline Buses", text=words)
    day = book.year.day(3, 25)
    book.write(charged, day, (EXPENDITURE, Kind.JOURNAL, -cents), document=document, text="To Driftwood Elementary")
    book.write(right, day, (EXPENDITURE, Kind.JOURNAL, cents), document=document, text="From Bayview Elementary")


def print_shop(book: Book, planned: list[Planned]) -> None:
    """The print shop charges schools for large jobs each term month: journals that add up to zero."""
    line = book.add_line(Line(RECOVERY, "Print shop income", 0, AccountType.REVENUE))
    schools = [
        item.line for item in planned if item.kind.object == "5715" and item.unit.isdigit() and item.unit != "214"
    ]
    dice = book.dice("print shop")
    for day in pay_days(book.year)[1:11]:
        document, whole = Number("JE"), 0
        for school in schools:
            cents = school.budget * dice.randint(2, 5) // 1000
            whole += cents
            charge = (EXPENDITURE, Kind.JOURNAL, cents)
            book.write(school.code, day, charge, document=document, text="Print shop, large jobs")
        book.write(line.code, day, (EXPENDITURE, Kind.JOURNAL, -whole), document=document, text="Charged to schools")
