"""The loads that brought the books in: a few in the years before, weekly this year, every night of late."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from budgets.management.demo.clock import Clock, Year, covers, feed_day_after, feed_day_before, is_feed_day
from budgets.management.demo.ledger import Book, Entry, Line

DAY = timedelta(days=1)
# How many of the newest feed days have a load of their own; before them one a week is enough.
NIGHTS = 21
# The last months of the quarters, in which the files of the years before came.
QUARTERS = (3, 6, 9, 12)
BY_HAND = time(0, 30)
# Loads of these remainders were not proved against a report: pages then say since when.
UNPROVED = 7


@dataclass(slots=True)
class Load:
    """One batch of one year. `rolls` marks the roll of the year before into this one, which has no rows of a file.

    `silent` are account lines that the file names although nothing has moved on them yet.
    """

    book: Book
    published_at: datetime
    posted_through: date
    file_name: str = ""
    ties_to: str = ""
    rolls: bool = False
    entries: list[Entry] = field(default_factory=list)
    silent: list[Line] = field(default_factory=list)

    @property
    def year(self) -> Year:
        return self.book.year


def loads(books: list[Book], clock: Clock) -> list[Load]:
    """Every load of every year, in the order in which they came, each with its rows."""
    found: list[Load] = []
    for years_ago, book in zip((2, 1, 0), books, strict=True):
        found += loads_of_year(book, clock, years_ago)
        if years_ago < 2:
            start = book.year.starts_on
            found.append(Load(book, clock.at(start, time(6, 30)), start, rolls=True))
    return sorted(found, key=lambda load: (load.published_at, load.year.number, load.rolls))


def loads_of_year(book: Book, clock: Clock, years_ago: int) -> Iterator[Load]:
    """The files of one year, oldest first; the first one brings the adopted budget and names every line."""
    year = book.year
    rows = iter(book.entries)
    row = next(rows, None)
    for number, (published_at, posted_through, name) in enumerate(_moments(year, clock, years_ago)):
        load = Load(book, published_at, posted_through, name)
        while row is not None and row.on <= posted_through:
            load.entries.append(row)
            row = next(rows, None)
        if number == 0:
            moved = {entry.code for entry in load.entries}
            load.silent = [line for code, line in book.lines.items() if code not in moved]
        newest = posted_through == clock.posted_through
        if newest or number % UNPROVED != UNPROVED - 1:
            load.ties_to = f"Budget status report of {posted_through:%b} {posted_through.day}"
        yield load


def _moments(year: Year, clock: Clock, years_ago: int) -> Iterator[tuple[datetime, date, str]]:
    """When a year's files came, and how far each reached."""
    yield clock.at(year.starts_on, BY_HAND), year.starts_on, f"budget_{year.number}_adopted.csv"
    last = min(clock.last_file_on, feed_day_after(year.settled_on))
    for day in _feed_days(year, last):
        if _has_file(day, last, clock, years_ago):
            yield clock.at(day), covers(day), f"gl_{year.number}_{day:%Y_%m_%d}.csv"


def _has_file(day: date, last: date, clock: Clock, years_ago: int) -> bool:
    """Whether the file of this feed day was loaded on its own; the next one brings what it did not."""
    if day == last:
        return True
    if day == clock.missed_night:
        return False
    if years_ago == 0 and day > _nights_before(last, NIGHTS):
        return True
    after = feed_day_after(day)
    if years_ago:
        return after.month != day.month and day.month in QUARTERS
    return after.isocalendar().week != day.isocalendar().week


def _nights_before(day: date, nights: int) -> date:
    for _ in range(nights):
        day = feed_day_before(day)
    return day


def _feed_days(year: Year, last: date) -> Iterator[date]:
    """Feed days whose file can hold entries of the year."""
    day = year.starts_on + DAY
    while day <= last:
        if is_feed_day(day) and covers(day) >= year.starts_on:
            yield day
        day += DAY
