"""The stories of Alder Creek Elementary, the school that the demo's principal looks after."""

from dataclasses import dataclass
from datetime import date

from budgets.choices import Kind, Measure
from budgets.management.demo.chart import Planned
from budgets.management.demo.curves import pay_days
from budgets.management.demo.ledger import Book, Number
from budgets.management.demo.leftovers import OpenOrder, place
from budgets.management.demo.purchases import Habit, buy

ENCUMBRANCE, EXPENDITURE = Measure.ENCUMBRANCE, Measure.EXPENDITURE
SITE = "214"
SUPPLIES = "010-0000-1110-1000-4310-214"
LIBRARY = "010-0000-1110-2420-4200-214"
SCIENCE = "010-0000-1110-1000-4320-214"
ART = "010-0000-1110-1000-4330-214"
COPYING = "010-0000-0000-2700-5715-214"
POSTAGE = "010-0000-0000-2700-5910-214"
REPAIRS = "010-0000-0000-8100-5630-214"
OFFICE = "010-0000-0000-2700-4350-214"
# These lines tell their own story in the current year.
TOLD = frozenset({SUPPLIES, LIBRARY, COPYING, POSTAGE})


@dataclass(frozen=True, slots=True)
class Told:
    """One scripted row of Classroom supplies: what a page shows between July and November."""

    month: int
    day: int
    kind: str
    cents: int
    document: str
    vendor: str
    text: str
    order: str = ""


BRIGHTLINE, PAPER, LANE = "Brightline School Supply", "Paper Trail Wholesale", "Lakeshore Lane Learning"
CRAFTS, CORNER, EASEL = "Sunny Hollow Crafts", "Corner Math Manipulatives", "Bay Area Easel Co."
ROWS = (
    Told(7, 20, "open", 318_460, "", BRIGHTLINE, "Back-to-school classroom packs", "0112"),
    Told(7, 28, "open", 276_000, "", PAPER, "Copy paper, 120 cases", "0139"),
    Told(8, 6, "bill", 318_460, "INV 88213", BRIGHTLINE, "Pays PO 0112 in full", "0112"),
    Told(8, 11, "bill", 138_000, "INV 4410", PAPER, "First half of PO 0139", "0139"),
    Told(8, 13, "paid", 61_245, "Card 0731", CORNER, "Purchase card, 2nd grade team"),
    Told(8, 19, "paid", 184_618, "INV 20991", LANE, "Kindergarten centers"),
    Told(8, 27, "paid", 40_532, "INV 88790", BRIGHTLINE, "Notebooks, folders"),
    Told(9, 2, "open", 142_500, "", EASEL, "12 whiteboard easels", "0288"),
    Told(9, 9, "paid", 23_890, "Card 0814", CORNER, "Purchase card, 4th grade team"),
    Told(9, 16, "paid", 112_475, "INV 21377", LANE, "Reading corner rugs"),
    Told(9, 22, "bill", 138_000, "INV 4563", PAPER, "Second half of PO 0139", "0139"),
    Told(9, 30, "back", -14_620, "CM 1207", BRIGHTLINE, "Returned damaged folders"),
    Told(10, 5, "bill", 142_500, "INV 7713", EASEL, "Pays PO 0288 in full", "0288"),
    Told(10, 14, "paid", 41_866, "Card 0902", CRAFTS, "Purchase card, fall art walls"),
    Told(10, 21, "open", 223_300, "", LANE, "3rd grade math kits, due Dec 4", "0351"),
    Told(11, 4, "paid", 126_550, "INV 4702", PAPER, "Copy paper, 55 cases"),
    Told(11, 9, "open", 188_560, "", BRIGHTLINE, "Winter restock, due Dec 11", "0402"),
    Told(11, 12, "paid", 32_708, "Card 0977", CORNER, "Purchase card, 1st grade team"),
    Told(11, 17, "paid", 160_000, "INV 3316", CRAFTS, "Clay and glazes, all grades"),
    Told(12, 3, "bill", 223_300, "INV 22140", LANE, "Pays PO 0351 in full", "0351"),
    Told(12, 14, "bill", 188_560, "INV 91044", BRIGHTLINE, "Pays PO 0402 in full", "0402"),
)
# What the years before bought when this one was charged twice, and for another school.
BEFORE = (
    Told(9, 9, "paid", 118_460, "INV 0", BRIGHTLINE, "Pencils, glue, chart paper"),
    Told(9, 10, "paid", 159_735, "INV 0", LANE, "Kindergarten centers"),
)
# Where the season stands when the script ends, in per mille; and what other stories spend on the line, in cents.
SCRIPT_ENDS = 500
THIS_YEAR = 1000
ALSO_SPENT = 278_195


def supplies(book: Book, item: Planned, permille: int, growth: int) -> None:
    """Classroom supplies: the script until December, the season after it.

    The years before follow the same script, with amounts `growth` per mille of this year's and other numbers.
    """
    rows = ROWS if growth == THIS_YEAR else (*ROWS, *BEFORE)
    for row in rows:
        _tell(book, row, growth)
    spent = sum(row.cents * growth // 1000 for row in rows if row.kind != "open")
    rest = item.line.budget * permille // 1000 - spent - (ALSO_SPENT if growth == THIS_YEAR else 0)
    habit = Habit(item.kind.curve, 15, item.kind.trade)
    buy(book, item.line, habit, permille=rest * 1000 // item.line.budget, after=SCRIPT_ENDS)


def _tell(book: Book, row: Told, growth: int) -> None:
    cents = row.cents * growth // 1000
    year = f"{book.year.number % 100:02d}"
    order = f"PO {year}-{row.order}" if row.order else ""
    text = row.text.replace("PO ", f"PO {year}-")
    moves = {
        "open": ((ENCUMBRANCE, Kind.OPEN, cents),),
        "bill": ((ENCUMBRANCE, Kind.RELIEF, -cents), (EXPENDITURE, Kind.PAYMENT, cents)),
        "paid": ((EXPENDITURE, Kind.PAYMENT, cents),),
        "back": ((EXPENDITURE, Kind.REFUND, cents),),
    }[row.kind]
    on = book.year.day(row.month, row.day)
    document = row.document if growth == THIS_YEAR else row.document and Number(row.document.split()[0])
    facts = {"document": document or order, "order": order, "vendor": row.vendor}
    book.write(SUPPLIES, on, *moves, text=text, **facts)


def library(book: Book, growth: int) -> None:
    """Library books: one large order on July 1, more than the line holds; the last list does not come this year. The
    line is negative all year, in a pool that has enough."""
    bills = [(8, 20, 243_000), (9, 10, 250_240), (9, 18, 105_000), (2, 11, 126_000)]
    whole = sum(cents * growth // 1000 for _, _, cents in bills)
    order = OpenOrder(LIBRARY, Number("PO", book.numbered("PO", "0011")), "Harbor Books", whole, None)
    place(book, order, book.year.starts_on, "Reading lists of the year")
    for month, day, cents in bills[:3] if growth == THIS_YEAR else bills:
        _bill(book, order, book.year.day(month, day), cents * growth // 1000)


def copying(book: Book, growth: int) -> None:
    """Copiers and postage: two blanket orders of July 1 that are $412.60 more than this year's pool holds."""
    year = book.year
    copiers = OpenOrder(
        COPYING, Number("PO", book.numbered("PO", "0016")), "Harbor Copier Service", _copiers(growth), None
    )
    place(book, copiers, year.starts_on, "Blanket: copiers, rent and pages, all year")
    stamps = OpenOrder(POSTAGE, Number("PO", book.numbered("PO", "0017")), "Baymark Postage Meters", 150_000, None)
    place(book, stamps, year.starts_on, "Blanket: postage meter refills, all year")
    days = pay_days(year)[:-1]
    for order in (copiers, stamps):
        dice, left = book.dice(f"bills/{order.code}"), order.cents
        for day in days:
            cents = left if day == days[-1] else order.cents // 11 * dice.randint(930, 1030) // 1000
            _bill(book, order, book.year.day(day.month, day.day - 3), cents)
            left -= cents


def _copiers(growth: int) -> int:
    """What the copiers were ordered for: in the years before it fitted into the budget."""
    return 1_211_260 if growth == THIS_YEAR else 1_050_000 * growth // 1000


def _bill(book: Book, order: OpenOrder, on: date, cents: int) -> None:
    moves = (ENCUMBRANCE, Kind.RELIEF, -cents), (EXPENDITURE, Kind.PAYMENT, cents)
    facts = {"document": Number("INV"), "order": order.number, "vendor": order.vendor, "pays": order.number}
    book.write(order.code, on, *moves, text="Part of", **facts)
