"""The forecast of domain 2.9, back-tested on the demo's whole years: its error beside two simpler ways to forecast.

Each line's spending is forecast at the end of five months from what was known then, and compared with what it came to.
The error is the sum of all misses ÷ the sum of all spending. No database: the demo's books are made in memory.

The demo's years follow the same seasons, so this proves that the forecast finds a season, not how well it does on a
real district. Beside last year's share alone it may lose a little: it is never below spent + promised, and some of the
demo's orders are closed unused.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from balance.money import ZERO, from_cents
from budgets.choices import AccountType, Measure
from budgets.management.demo.books import make_books
from budgets.management.demo.cedar_falls import CEDAR_FALLS
from budgets.management.demo.clock import Clock
from budgets.management.demo.juniper_bay import JUNIPER_BAY
from budgets.management.demo.ledger import Book
from budgets.queries.calendar import share_gone
from budgets.queries.pace import PastYear, forecast
from budgets.queries.totals import Totals

MONTHS: tuple[tuple[int, int], ...] = ((9, 30), (10, 31), (12, 31), (2, 28), (4, 30))


@dataclass(frozen=True)
class Case:
    """One line on one day: what was known, what the closed years had done, and what it came to."""

    known: Totals
    history: tuple[PastYear, ...]
    gone: Decimal
    final: Decimal


def errors() -> dict[str, float]:
    """In percent, by the way to forecast; and how many cases there were."""
    cases = list(_cases())
    return {
        "cases": len(cases),
        "ours": _error(cases, lambda case: forecast(case.known, case.history) or case.known.used),
        "line": _error(cases, lambda case: case.known.expended / case.gone),
        "share": _error(cases, lambda case: case.known.expended * case.history[0].final / case.history[0].by_date),
    }


def _error(cases: Sequence[Case], way: Callable[[Case], Decimal]) -> float:
    missed = sum((abs(way(case) - case.final) for case in cases), ZERO)
    return float(missed * 100 / sum((case.final for case in cases), ZERO))


def _cases() -> Iterable[Case]:
    """Each year after the first beside the years before it, newest first; lines whose past says something."""
    clock = Clock(datetime.now(UTC), ZoneInfo("America/Los_Angeles"))
    for spec in (JUNIPER_BAY, CEDAR_FALLS):
        books = make_books(spec, clock)
        for n in (1, 2):
            for month, day in MONTHS:
                yield from _on(books[n], books[n - 1 :: -1], month, day)


def _on(book: Book, before: Sequence[Book], month: int, day: int) -> Iterable[Case]:
    on = _day(book, month, day)
    spent, promised, finals = _spending(book, on)
    past = [(_spending(other, _day(other, month, day))) for other in before]
    gone = share_gone(on, book.year.starts_on, book.year.ends_on)
    for code, final in finals.items():
        history = tuple(PastYear(by_date[code], whole[code]) for by_date, _, whole in past)
        if final > 0 and spent[code] > 0 and all(year.by_date > 0 and year.final > 0 for year in history):
            yield Case(Totals(expended=spent[code], open_orders=promised[code]), history, gone, final)


def _day(book: Book, month: int, day: int) -> date:
    return date(book.year.number - (month >= 7), month, day)


def _spending(book: Book, on: date) -> tuple[dict[str, Decimal], dict[str, Decimal], dict[str, Decimal]]:
    """By line: spent by the day, promised on the day, and spent in all."""
    spent: dict[str, int] = defaultdict(int)
    finals: dict[str, int] = defaultdict(int)
    orders: dict[tuple[str, str], int] = defaultdict(int)
    for entry in book.entries:
        if book.lines[entry.code].account_type != AccountType.EXPENDITURE:
            continue
        for measure, _, cents in entry.moves:
            if measure == Measure.EXPENDITURE:
                finals[entry.code] += cents
                spent[entry.code] += cents if entry.on <= on else 0
            elif measure == Measure.ENCUMBRANCE and entry.on <= on:
                orders[entry.code, str(entry.order)] += cents
    promised: dict[str, int] = defaultdict(int)
    for (code, _), cents in orders.items():
        promised[code] += max(cents, 0)
    return _dollars(spent), _dollars(promised), _dollars(finals)


def _dollars(cents: dict[str, int]) -> dict[str, Decimal]:
    return defaultdict(lambda: ZERO, {code: from_cents(amount) for code, amount in cents.items()})
