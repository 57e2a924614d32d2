"""Pay: salaries and benefits that the district pays for a unit, and the hours that a unit decides on itself.

One row per pay date and line, never a name (architecture.md, "Pay privacy from the first import").
"""

from datetime import date

from budgets.choices import Kind, Measure
from budgets.management.demo.curves import CURVES, pay_days
from budgets.management.demo.ledger import Book, Line


def salaries(book: Book, line: Line, *, left_after: int = 0) -> None:
    """A year of pay promised on July 1 and relieved by each payroll (domain 2.5).

    With `left_after` somebody leaves after that many payrolls: the promise drops by all that will not be paid, and
    the pay days after it are a fifth lower.
    """
    order = f"PAY {book.year.number % 100:02d}"
    each = line.budget * 985 // 12_000
    promised = (Measure.ENCUMBRANCE, Kind.OPEN, each * 12)
    book.write(line.code, book.year.starts_on, promised, document=order, order=order, text="Positions filled on July 1")
    for number, day in enumerate(pay_days(book.year), start=1):
        paid = each * 4 // 5 if left_after and number > left_after else each
        moves = (Measure.ENCUMBRANCE, Kind.RELIEF, -paid), (Measure.EXPENDITURE, Kind.PAYROLL, paid)
        book.write(line.code, day, *moves, document=_run(book, number), order=order, text=_words(number))
        if number == left_after:
            unpaid = (each - each * 4 // 5) * (12 - number)
            drop = (Measure.ENCUMBRANCE, Kind.CHANGE, -unpaid)
            book.write(line.code, day, drop, document=order, order=order, text="A position became vacant")


def benefits(book: Book, line: Line, *, permille: int, charges: int) -> None:
    """Benefits, and pay that is not promised ahead: charged with each payroll, or with every third (4 `charges`)."""
    dice = book.dice(f"benefits/{line.code}")
    each = line.budget * permille // (1000 * charges)
    for number, day in enumerate(pay_days(book.year), start=1):
        if number * charges % 12 == 0:
            _paid(book, line, number, each * dice.randint(985, 1015) // 1000, day)


def hours(book: Book, line: Line, *, permille: int, curve: str = "term") -> None:
    """Substitutes and extra hours: paid with the payroll after they were worked, never promised."""
    dice = book.dice(f"hours/{line.code}")
    total = line.budget * permille // 1000
    done = (0, *CURVES[curve])
    for number, day in enumerate(pay_days(book.year), start=1):
        share = done[number] - done[number - 1]
        _paid(book, line, number, total * share // 100 * dice.randint(975, 1025) // 1000, day)


def _paid(book: Book, line: Line, number: int, cents: int, day: date) -> None:
    if cents:
        moves = (Measure.EXPENDITURE, Kind.PAYROLL, cents)
        book.write(line.code, day, moves, document=_run(book, number), text=_words(number))


def _run(book: Book, number: int) -> str:
    return f"PR {book.year.number % 100:02d}-{number:02d}"


def _words(number: int) -> str:
    months = [
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
    ]
    return f"Payroll, {months[number - 1]}"
