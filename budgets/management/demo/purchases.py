"""Buying: requests, orders, bills, cards and refunds of one line through one year, along the line's season.

What a line buys when is a habit that repeats each year; how much each bill is, from whom and for what is not. So the
share of spending done by a date agrees between years, as it does in a school, and a forecast has something to hold.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from budgets.choices import Kind, Measure
from budgets.management.demo.curves import day_of
from budgets.management.demo.ledger import Book, Line, Number
from budgets.management.demo.vendors import TRADES, Trade

ENCUMBRANCE, EXPENDITURE, REQUEST = Measure.ENCUMBRANCE, Measure.EXPENDITURE, Measure.REQUEST
TEAMS = ("kindergarten", "1st grade team", "2nd grade team", "4th grade team", "office", "library", "front desk")
# Everything that is ordered is billed or cancelled by then; what stays open is left open on purpose.
LAST_BILLS = (6, 24)


@dataclass(frozen=True, slots=True)
class Habit:
    """How a line spends: along which season, in how many bills, at which trade."""

    curve: str
    bills: int
    trade: str


@dataclass(frozen=True, slots=True)
class Bill:
    on: date
    cents: int


@dataclass(slots=True)
class Buyer:
    """One line of one year while it buys. `shape` repeats each year, `dice` does not."""

    book: Book
    line: Line
    trade: Trade
    shape: Random
    dice: Random

    @property
    def last(self) -> date:
        return self.book.year.day(*LAST_BILLS)

    def early(self, day: date, days: int) -> date:
        """That many days before, but in the year."""
        return max(self.book.year.shared(day - timedelta(days=days)), self.book.year.starts_on)

    def late(self, day: date, days: int) -> date:
        """That many days after, but before the year's last bills."""
        return max(day, min(self.book.year.shared(day + timedelta(days=days)), self.last))


def buy(book: Book, line: Line, habit: Habit, *, permille: int, after: int = 0) -> None:
    """Spends `permille` of the line's budget; nothing before the season stands at `after` per mille."""
    trade = TRADES[habit.trade]
    buyer = Buyer(book, line, trade, book.dice(f"habit/{line.code}", every_year=True), book.dice(f"buys/{line.code}"))
    bills = plan(buyer, habit, line.budget * permille // 1000, after)
    first, *bills = bills
    pay_directly(buyer, first)
    if trade.blanket:
        draws = [(bill, buyer.shape.random() < 0.6) for bill in bills]
        held = [bill for bill, under_blanket in draws if under_blanket]
        if held:
            order(buyer, held, opened=first.on, text=trade.blanket, vendor=trade.main)
        bills = [bill for bill, under_blanket in draws if not under_blanket]
    while bills:
        ordered = buyer.shape.random() * 100 < trade.ordered_pct
        count = buyer.shape.choice((1, 1, 2, 3)) if ordered else 1
        together, bills = bills[:count], bills[count:]
        if ordered:
            place(buyer, together)
        else:
            pay_directly(buyer, together[0])


def plan(buyer: Buyer, habit: Habit, total: int, after: int = 0) -> list[Bill]:
    """The year's bills in order of date: uneven, but following the season when added up.

    A small first one comes early, and no order before it: a line on which nothing was spent by this date in the years
    before has no forecast.
    """
    weights = [buyer.shape.randint(6, 22), *(buyer.shape.randint(35, 190) for _ in range(habit.bills - 1))]
    whole = sum(weights)
    days, before = [first_day(buyer, habit, after)], weights[0]
    for weight in weights[1:]:
        done = after + (1000 - after) * (before * 2 + weight) // (2 * whole)
        days.append(max(min(day_of(buyer.book.year, habit.curve, done), buyer.last), days[0]))
        before += weight
    sizes = [weight * buyer.dice.randint(990, 1010) for weight in weights]
    cents = [total * size // sum(sizes) for size in sizes]
    cents[-1] += total - sum(cents)
    return [Bill(day, amount) for day, amount in zip(days, cents, strict=True)]


def first_day(buyer: Buyer, habit: Habit, after: int) -> date:
    """The day of the first bill: in the first five weeks, or when the season stands at `after` per mille."""
    if after:
        return day_of(buyer.book.year, habit.curve, after)
    return buyer.book.year.shared(buyer.book.year.starts_on + timedelta(days=buyer.shape.randint(2, 36)))


def place(buyer: Buyer, bills: list[Bill]) -> None:
    """An order for some bills, often asked for first; now and then changed, or closed below its price."""
    opened = buyer.early(bills[0].on, buyer.shape.randint(12, 38))
    vendor, text = buyer.trade.pick(buyer.dice)
    number = order(buyer, bills, opened=opened, text=text, vendor=vendor, chance=buyer.dice.random())
    asked = buyer.early(opened, buyer.shape.randint(4, 12))
    if buyer.shape.random() < 0.3 and asked < opened:
        cents = sum(bill.cents for bill in bills)
        request(buyer, asked=asked, ordered=opened, cents=cents, vendor=vendor, text=text, number=number)


def order(buyer: Buyer, bills: list[Bill], *, opened: date, text: str, vendor: str, chance: float = 1.0) -> Number:
    """Opens an order, bills it, and closes what is left of it. `chance` decides what goes differently."""
    book, code = buyer.book, buyer.line.code
    number = Number("PO")
    total = sum(bill.cents for bill in bills)
    spare = total // 40 if chance < 0.09 else 0
    added = total // 9 if 0.09 <= chance < 0.13 and bills[0].on > opened else 0
    facts = {"order": number, "vendor": vendor}
    book.write(code, opened, (ENCUMBRANCE, Kind.OPEN, total + spare - added), document=number, text=text, **facts)
    if added:
        changed = max(opened, buyer.early(bills[0].on, 3))
        book.write(code, changed, (ENCUMBRANCE, Kind.CHANGE, added), document=number, text="More of the same", **facts)
    for bill in bills:
        # Some bills are higher than what was ordered: they relieve the order only, the rest is spent on top.
        relieved = bill.cents * 97 // 100 if 0.13 <= chance < 0.16 else bill.cents
        spare += bill.cents - relieved
        moves = (ENCUMBRANCE, Kind.RELIEF, -relieved), (EXPENDITURE, Kind.PAYMENT, bill.cents)
        words = "Pays" if bill is bills[-1] and spare == 0 else "Part of"
        book.write(code, bill.on, *moves, document=Number("INV"), text=words, pays=number, **facts)
    if spare:
        closed = buyer.late(bills[-1].on, 9)
        book.write(
            code, closed, (ENCUMBRANCE, Kind.CANCEL, -spare), document=number, text="Closed below its price", **facts
        )
    return number


def request(buyer: Buyer, *, asked: date, ordered: date, cents: int, vendor: str, text: str, number: Number) -> None:
    """A request that became an order: open, then closed on the day of the order."""
    asks = Number("RQ")
    facts = {"document": asks, "order": asks, "vendor": vendor}
    buyer.book.write(buyer.line.code, asked, (REQUEST, Kind.OPEN, cents), text=text, **facts)
    buyer.book.write(buyer.line.code, ordered, (REQUEST, Kind.CLOSE, -cents), text="Became", pays=number, **facts)


def pay_directly(buyer: Buyer, bill: Bill) -> None:
    """A bill or a card charge without an order; now and then something goes back."""
    book, code = buyer.book, buyer.line.code
    vendor, text = buyer.trade.pick(buyer.dice)
    document = Number("INV")
    if buyer.dice.random() * 100 < buyer.trade.card_pct and bill.cents < 90_000:
        team = buyer.dice.choice(TEAMS) if line_is_at_site(buyer.line) else "office"
        document, text = Number("Card"), f"Purchase card, {team}"
    book.write(code, bill.on, (EXPENDITURE, Kind.PAYMENT, bill.cents), document=document, vendor=vendor, text=text)
    if bill.cents < 300_000 and buyer.dice.random() < 0.04:
        back = -bill.cents * buyer.dice.randint(7, 16) // 100
        day = buyer.late(bill.on, 14)
        facts = {"document": Number("CM"), "vendor": vendor, "text": "Returned, damaged"}
        book.write(code, day, (EXPENDITURE, Kind.REFUND, back), **facts)


def line_is_at_site(line: Line) -> bool:
    """Whether the line is a school's: the offices of the district have site 000 in their codes."""
    return line.segments[-1] != "000"
