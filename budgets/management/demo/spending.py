"""A whole year of one district: every line spends along its season, is paid, billed and balanced."""

from budgets.management.demo.chart import Planned
from budgets.management.demo.ledger import Book
from budgets.management.demo.leftovers import share_left_open
from budgets.management.demo.payroll import benefits, hours, salaries
from budgets.management.demo.purchases import Habit, buy

# Salary lines on which somebody leaves after so many payrolls of the current year (domain 2.5).
LEAVERS = {"010-0000-1110-1000-1100-112": 3}


def spend(book: Book, planned: list[Planned], finish: dict[str, int], *, is_current: bool) -> None:
    """Writes what each planned line does in the year. `finish` says how much of it (per mille) where it matters."""
    for item in planned:
        line, kind = item.line, item.kind
        permille = finish.get(line.code) if is_current else None
        if permille is None:
            permille = _usual(book, line.code, is_current=is_current) - share_left_open(book, item)
        if kind.style == "salary":
            salaries(book, line, left_after=LEAVERS.get(line.code, 0) if is_current else 0)
        elif kind.style == "benefit":
            benefits(book, line, permille=permille, charges=kind.bills)
        elif kind.style == "hours":
            hours(book, line, permille=permille)
        else:
            buy(book, line, Habit(kind.curve, kind.bills, kind.trade), permille=permille)


def _usual(book: Book, code: str, *, is_current: bool) -> int:
    dice = book.dice(f"finish/{code}")
    return dice.randint(948, 972) if is_current else dice.randint(955, 982)
