"""Entries as tables to take away: what a search found, and the story of one order."""

from collections.abc import Iterator

from accounts.models import District
from budgets.queries.entries import FoundEntry
from budgets.queries.entry_filter import EntryFilter
from budgets.queries.entry_sums import Sums
from budgets.queries.find_page import FindPage
from budgets.queries.loads import Freshness
from budgets.queries.order_story import MOST_STEPS, OrderStory
from budgets.queries.years import Year
from budgets.reports.table import Column, Kind, Row, Table
from budgets.web.find_view import chips
from budgets.web.story_view import verdict, whole
from budgets.web.tables import FIGURES, heading
from budgets.web.take import file_name
from budgets.web.words import kind_words

# So many entries are in one file; more are a question for the API, or for fewer words at a time.
MOST = 10_000
COLUMNS = (
    Column("Date", Kind.DATE),
    Column("Vendor"),
    Column("What", Kind.TEXT, 22),
    Column("Document", Kind.CODE, 16),
    Column("Order", Kind.CODE, 16),
    Column("Description", Kind.TEXT, 36),
    Column("Line"),
    Column("Account code", Kind.CODE, 36),
    Column("Budget", Kind.TEXT, 24),
    *FIGURES[:4],
    Column("Load", Kind.COUNT),
    Column("File", Kind.TEXT, 24),
    Column("Row of the file", Kind.COUNT),
)


def find_table(page: FindPage, district: District) -> Table:
    """Every entry of the filter, newest first, at most MOST; then what all of them add up to."""
    words = "; ".join(chip.words for chip in chips(page, district, ""))
    rest = f" These are the newest {MOST:,} entries; the sum is that of all." if page.after else ""
    return Table(
        file_name(district.slug, "entries", page.year.label),
        heading(district, page.year, page.fresh, title="Entries", shows=f"Only: {words}.{rest}"),
        COLUMNS,
        _found(page),
    )


def nothing_asked(district: District, year: Year, fresh: Freshness) -> Table:
    """The file of a search that asks for nothing."""
    shows = "Nothing was searched for, so nothing is here."
    return Table(
        file_name(district.slug, "entries", year.label),
        heading(district, year, fresh, title="Entries", shows=shows),
        COLUMNS,
        (),
    )


def _found(page: FindPage) -> Iterator[Row]:
    yield from map(_entry, page.entries)
    if page.sums is not None and page.entry_filter != EntryFilter():
        yield _sum("All entries together", page.sums)


def _entry(entry: FoundEntry) -> Row:
    moved = (entry.budgeted, entry.spent, entry.promised, entry.requested)
    return Row(
        (
            entry.posted_on,
            entry.vendor,
            kind_words(entry),
            entry.document,
            entry.order_number,
            entry.description,
            entry.line_name,
            entry.line_code,
            entry.site,
            *(amount or None for amount in moved),
            entry.load,
            entry.file,
            entry.file_row or None,
        )
    )


def _sum(words: str, sums: Sums, line: str = "", code: str = "", unit: str = "") -> Row:
    moved = (amount or None for amount in (sums.budgeted, sums.spent, sums.promised, sums.requested))
    return Row((None, None, words, None, None, None, line, code, unit, *moved, None, None, None), is_total=True)


def story_table(story: OrderStory, district: District) -> Table:
    """Every step of an order, oldest first; then what is still promised on each line."""
    order = whole(story)
    cut = f" These are its newest {MOST_STEPS} entries." if story.is_long else ""
    return Table(
        file_name("order", story.number, story.year.label),
        heading(
            district,
            story.year,
            story.fresh,
            title=f"Order {story.number}",
            unit=order.vendor,
            shows=f"{verdict(order)} Every step, oldest first. A minus is a reversal, such as an order billed.{cut}",
        ),
        COLUMNS,
        _steps(story),
    )


def _steps(story: OrderStory) -> Iterator[Row]:
    yield from map(_entry, story.steps)
    for part in story.parts:
        for line in part.lines:
            words = "Promised left" if part.pot.decide == "1" else f"Promised left, set aside: {part.pot.name}"
            place = (line.line_name, line.line_code, line.site)
            yield _sum(words, Sums(promised=line.promised), *place)
