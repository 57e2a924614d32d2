"""What does not fit a plan: orders that stay open at year-end, late bills, lines without a budget or a place, and
lines that are no spending at all."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

from budgets.choices import AccountType, Kind, Measure
from budgets.management.demo.chart import Planned
from budgets.management.demo.ledger import Book, Line, Number, Segments
from budgets.management.demo.vendors import TRADES

ENCUMBRANCE, EXPENDITURE, BUDGET = Measure.ENCUMBRANCE, Measure.EXPENDITURE, Measure.BUDGET
# Only lines of more than this leave orders open (cents).
LARGE = 400_000
# Small ones, below this share (per mille), are the ones that nobody ever bills.
RARELY_BILLED = 25


@dataclass(frozen=True, slots=True)
class OpenOrder:
    """An order left open at year-end. `billed_on` (month, day) is None for one that nobody ever bills."""

    code: str
    number: Number
    vendor: str
    cents: int
    billed_on: tuple[int, int] | None


def leave_open(book: Book, planned: list[Planned], told: Collection[str]) -> list[OpenOrder]:
    """Orders of spring that are still open on June 30: the roll carries them over.

    Units in `told` have a story of their own.
    """
    left = []
    for item in planned:
        share = share_left_open(book, item)
        if share and item.unit not in told:
            shape = book.dice(f"spring/{item.line.code}", every_year=True)
            vendor, thing = TRADES[item.kind.trade].pick(shape)
            billed_on = None if share < RARELY_BILLED else (shape.choice((7, 8, 8, 9)), shape.randint(6, 28))
            opened = book.year.day(shape.choice((4, 5, 5)), shape.randint(3, 28))
            order = OpenOrder(item.line.code, Number("PO"), vendor, item.line.budget * share // 1000, billed_on)
            place(book, order, opened, thing)
            left.append(order)
    return left


def share_left_open(book: Book, item: Planned) -> int:
    """What share of its budget, in per mille, a line orders in spring and leaves open; the same each year, mostly 0."""
    shape = book.dice(f"leaves/{item.line.code}", every_year=True)
    general = item.kind.style == "buy" and item.kind.fund == "010" and item.line.budget > LARGE
    return shape.randint(22, 42) if general and shape.random() < 0.07 else 0


def place(book: Book, order: OpenOrder, on: date, text: str) -> None:
    """Opens an order."""
    opened = (ENCUMBRANCE, Kind.OPEN, order.cents)
    facts = {"document": order.number, "order": order.number, "vendor": order.vendor}
    book.write(order.code, on, opened, text=text, **facts)


def bring_in(book: Book, carried: list[OpenOrder]) -> None:
    """Orders of a year that the demo does not have: the file of the new year brought them, with their money."""
    for order in carried:
        facts = {"period": 0, "order": order.number, "document": order.number, "origin_year": book.year.number - 1}
        moves = (BUDGET, Kind.CARRY_FORWARD, order.cents), (ENCUMBRANCE, Kind.OPENING, order.cents)
        book.write(order.code, book.year.starts_on, *moves, vendor=order.vendor, text="Carried in", **facts)


def settle(book: Book, carried: list[OpenOrder]) -> None:
    """Bills in the new year what the old one left open, or gives up on it in late June; this year's June is to come."""
    for order in carried:
        facts = {"order": order.number, "vendor": order.vendor, "origin_year": book.year.number - 1}
        if order.billed_on is None and book.year.number == book.year.newest:
            continue
        if order.billed_on is None:
            gone = (ENCUMBRANCE, Kind.CANCEL, -order.cents)
            day = book.year.day(6, 24)
            book.write(order.code, day, gone, document=order.number, text="Closed, never delivered", **facts)
            continue
        moves = (ENCUMBRANCE, Kind.RELIEF, -order.cents), (EXPENDITURE, Kind.PAYMENT, order.cents)
        day = book.year.day(*order.billed_on)
        book.write(order.code, day, *moves, document=Number("INV"), text="Pays", pays=order.number, **facts)


def late_bills(book: Book, planned: list[Planned]) -> None:
    """Bills for goods of the old year that came after June 30: period 13."""
    dice = book.dice("late bills")
    buys = [item for item in planned if item.kind.style == "buy" and item.kind.resource == "0000"]
    for item in dice.sample(buys, len(buys) // 12):
        vendor, thing = TRADES[item.kind.trade].pick(dice)
        day = book.year.shared(book.year.ends_on + timedelta(days=dice.randint(6, 60)))
        cents = item.line.budget * dice.randint(3, 14) // 1000
        facts = {"vendor": vendor, "text": f"{thing}, delivered in June"}
        book.write(item.line.code, day, (EXPENDITURE, Kind.PAYMENT, cents), document=Number("INV"), **facts)


# Money spent where no budget was loaded ("no budget loaded", never "over"), and codes without a place.
UNBUDGETED = ("5899", "Other services, misc.")
UNMAPPED_SITE = "241"
UNMAPPED = (
    ("1000", "4310", "Classroom supplies"),
    ("1000", "5899", "Other services, misc."),
    ("2700", "4350", "Office supplies"),
)


def unbudgeted(book: Book, sites: Collection[str]) -> None:
    """Each of these sites spends a little on a line that has no budget."""
    for site in sites:
        line = book.add_line(Line(("010", "0000", "1110", "1000", UNBUDGETED[0], site), UNBUDGETED[1], 0))
        _small_bills(book, line, 3)


def unmapped(book: Book) -> None:
    """A site code that is in nobody's list: its money belongs to no unit, and stays visible to the office."""
    for function, object_, name in UNMAPPED:
        line = book.add_line(Line(("010", "0000", "1110", function, object_, UNMAPPED_SITE), name, 0))
        _small_bills(book, line, 4)


def _small_bills(book: Book, line: Line, count: int) -> None:
    """The first on July 1, the others some weeks apart."""
    dice = book.dice(f"small/{line.code}")
    day = book.year.starts_on
    for _ in range(count):
        vendor, thing = TRADES["office"].pick(dice)
        payment = (EXPENDITURE, Kind.PAYMENT, dice.randint(4_310, 71_999))
        book.write(line.code, day, payment, document=Number("INV"), vendor=vendor, text=thing)
        day = book.year.shared(day + timedelta(days=dice.randint(35, 75)))


# Lines of the same ledger that are no money to spend (domain 2.2): segments, name, type, yearly budget in dollars.
NOT_SPENDING: tuple[tuple[Segments, str, AccountType, int], ...] = (
    (("010", "0000", "0000", "0000", "8011", "000"), "State aid", AccountType.REVENUE, 48_215_400),
    (("010", "0000", "0000", "0000", "8041", "000"), "Property taxes", AccountType.REVENUE, 31_608_900),
    (("010", "3010", "0000", "0000", "8290", "000"), "Title I apportionment", AccountType.REVENUE, 559_000),
    (("010", "6300", "0000", "0000", "8560", "000"), "Lottery", AccountType.REVENUE, 412_700),
    (("130", "5310", "0000", "0000", "8220", "000"), "Meal reimbursements", AccountType.REVENUE, 918_300),
    (("130", "5310", "0000", "0000", "8634", "000"), "Meal sales", AccountType.REVENUE, 142_600),
    (("010", "0000", "0000", "0000", "8919", "000"), "Transfer in from reserves", AccountType.TRANSFER_IN, 260_000),
    (("010", "0000", "0000", "9300", "7616", "000"), "Transfer out to cafeteria", AccountType.TRANSFER_OUT, 180_000),
    (("010", "0000", "0000", "0000", "9110", "000"), "Cash in county treasury", AccountType.ASSET, 0),
    (("010", "0000", "0000", "0000", "9200", "000"), "Accounts receivable", AccountType.ASSET, 0),
    (("010", "0000", "0000", "0000", "9510", "000"), "Accounts payable", AccountType.LIABILITY, 0),
    (("010", "0000", "0000", "0000", "9790", "000"), "Undesignated fund balance", AccountType.FUND_BALANCE, 0),
    (("130", "5310", "0000", "0000", "9110", "000"), "Cash, cafeteria", AccountType.ASSET, 0),
)


def not_spending(book: Book, size: int) -> None:
    """Revenue, transfers and balance-sheet lines, with a movement each month; `size` in per mille."""
    for segments, name, account_type, dollars in NOT_SPENDING:
        line = book.add_line(Line(segments, name, dollars * size // 10, account_type))
        dice = book.dice(f"ledger/{line.code}")
        if line.budget:
            adopted = (BUDGET, Kind.ORIGINAL, line.budget)
            book.write(
                line.code, book.year.starts_on, adopted, document="BA-0001", text="Approved by the Board, June 24"
            )
        for month in (*range(7, 13), *range(1, 7)):
            cents = line.budget * dice.randint(70, 95) // 1000 or dice.randint(-9_000_000, 9_000_000)
            day = book.year.day(month, 22)
            book.write(line.code, day, (EXPENDITURE, Kind.JOURNAL, cents), document=Number("JE"), text="Monthly entry")
