"""Finding the header: the first rows that hold every name which the profile uses, below whatever titles there are."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from balance.counting import count_of
from balance.sheets import Block
from budgets.domain.profiles.cells import clean, shown
from budgets.domain.profiles.conditions import LOOKED_AT

# Rows within which a header must stand. Titles, filters and run dates rarely take ten.
SEARCHED = 60
NAMES_SHOWN = 30


class NoHeader(ValueError):
    """No header that the profile can use, and why; `row` is the one that comes nearest."""

    def __init__(self, reason: str, row: int | None) -> None:
        super().__init__(reason)
        self.row = row


@dataclass(frozen=True, slots=True)
class Header:
    """Where each name stands. `names` has one for each column; the first row of data is `first_row`.

    `lines` are the rows that the header takes, `titles` the text above it.
    """

    names: tuple[str, ...]
    places: Mapping[str, int]
    first_row: int
    lines: tuple[list[str], ...] = ()
    titles: str = ""

    @property
    def width(self) -> int:
        return len(self.names)

    def place(self, name: str) -> int | None:
        """Where the column of that name stands, from 0; None if the file has none."""
        return self.places.get(same(name))


def same(name: str) -> str:
    """Names are the same whatever their case and blanks."""
    return clean(name).casefold()


def find_header(
    blocks: Iterator[Block], layout: Mapping[str, Any], columns: Sequence[str]
) -> tuple[Header, list[Block]]:
    """The header and the blocks that were read to find it, which begin with the first row of data.

    `columns` are the names that the profile uses; `layout` is its "file". Raises NoHeader.
    """
    optional = {same(name) for name in layout.get("optional_columns", [])}
    wanted = [name for name in columns if same(name) not in optional]
    read: list[Block] = []
    rows: list[list[str]] = []
    while len(rows) < SEARCHED and (block := next(blocks, None)) is not None:
        read.append(block)
        rows += block.rows[: SEARCHED - len(rows)]
    if not rows:
        raise NoHeader("the file has no rows", None)
    if "columns" in layout:
        header = _given(layout["columns"], wanted)
    else:
        header = _search(rows, layout.get("header_lines", 1), wanted)
        _refuse_twins(header, columns)
    return header, list(_behind(read, header.first_row))


def _given(columns: Sequence[str], wanted: Sequence[str]) -> Header:
    """A file without a header has the columns that its profile lists."""
    header = Header(tuple(columns), _places(columns), 1)
    missing = [name for name in wanted if header.place(name) is None]
    if missing:
        raise NoHeader(f"the profile's list of columns has no {', '.join(map(shown, missing))}", None)
    return header


def _search(rows: Sequence[Sequence[str]], lines: int, wanted: Sequence[str]) -> Header:
    if all(name.startswith("#") for name in wanted):
        raise NoHeader("the profile names columns by number only; it must list the columns of such a file", None)
    best, most = 0, -1
    for start in range(len(rows) - lines + 1):
        names = _numbered(_joined(rows[start : start + lines]))
        places = _places(names)
        found = sum(same(name) in places for name in wanted)
        if found == len(wanted):
            titles = "\n".join(" ".join(filter(None, map(clean, row)))[:LOOKED_AT] for row in rows[:start])
            taken = tuple([clean(cell) for cell in row] for row in rows[start : start + lines])
            return Header(names, places, start + lines + 1, taken, titles)
        if found > most:
            best, most = start, found
    names = _numbered(_joined(rows[best : best + lines]))
    missing = [name for name in wanted if same(name) not in _places(names)]
    if not missing:
        raise NoHeader(f"the header takes {count_of(lines, 'row')}, more than the file has", best + 1)
    there = ", ".join(shown(name) for name in names[:NAMES_SHOWN] if name) or "nothing"
    reason = f"no header with {', '.join(map(shown, missing))}; the row that comes nearest has {there}"
    raise NoHeader(reason, best + 1)


def _refuse_twins(header: Header, columns: Sequence[str]) -> None:
    """A name that the file has twice is one column only if the profile tells them apart."""
    asked = {same(name) for name in columns}
    for name in columns:
        if f"{same(name)}#2" in header.places and not any(each.startswith(f"{same(name)}#") for each in asked):
            reason = f"two columns are called {shown(name)}; the profile must say {name}#1 or {name}#2"
            raise NoHeader(reason, header.first_row - 1)


def _joined(lines: Sequence[Sequence[str]]) -> list[str]:
    """One name for each column out of the header's lines, from top to bottom."""
    width = max(map(len, lines))
    padded = [[*line, *[""] * (width - len(line))] for line in lines]
    return [" ".join(filter(None, map(clean, column))) for column in zip(*padded, strict=True)]


def _numbered(names: Iterable[str]) -> tuple[str, ...]:
    """A name that comes again is `Amount#2`, then `Amount#3`."""
    seen: Counter[str] = Counter()
    numbered = []
    for name in names:
        seen[same(name)] += 1
        numbered.append(f"{name}#{seen[same(name)]}" if name and seen[same(name)] > 1 else name)
    return tuple(numbered)


def _places(names: Sequence[str]) -> dict[str, int]:
    """Places by name; the first of several is `Amount#1` too, and a column without a name is `#2` by its number."""
    named = {same(name): place for place, name in enumerate(names) if name}
    numbers = {f"#{place + 1}": place for place in range(len(names))}
    return numbers | {f"{name}#1": place for name, place in named.items()} | named


def _behind(blocks: Iterable[Block], row: int) -> Iterator[Block]:
    """What stands from `row` on."""
    for block in blocks:
        skipped = max(row - block.first_row, 0)
        if skipped < len(block.rows):
            yield Block(block.first_row + skipped, block.rows[skipped:]) if skipped else block
