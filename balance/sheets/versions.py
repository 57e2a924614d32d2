"""Two versions of a text file side by side: the lines that left, and the lines that came.

Lines that both have, in the same order, are passed over; nothing is made of them. It need not be the smallest
difference: a line that could not be matched counts as left and as come, which whoever counts rows takes as no change.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from operator import ne

from balance.sheets.layout import Block, SheetRefused
from balance.sheets.pieces import TextBroken, pieces
from balance.sheets.sheet import Sheet
from balance.sheets.text import ROWS, Text, lines_of, refuse_strange_cells

STRETCH = 128  # lines compared at once: in most of them no line differs
# How far ahead the versions are looked through for a line that both have, when they differ: near first.
REACHES = (8, 128, 2_048, 16_384)
# Characters that are read ahead at once, and of lines that differ: some lines are long.
CHARACTERS = 1 << 25


@dataclass(slots=True)
class Lines:
    """Some lines of a file, with their numbers from 1."""

    numbers: list[int] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    characters: int = 0


@dataclass(frozen=True, slots=True)
class Changes:
    """`head` are the first lines, which both versions have."""

    head: list[str]
    left: Lines
    came: Lines


class _TooLong(Exception):
    """Lines of which so many are not held in memory."""


class _Version:
    """The lines of one version from where the comparison stands; a few thousand are in memory."""

    def __init__(self, text: Text) -> None:
        self.pieces = pieces(text.path, text.encoding)
        self.lines: list[str] = []
        self.at = 0  # place in `lines` of the next line
        self.passed = 0  # lines before `lines`

    def ahead(self, count: int) -> list[str]:
        """The next lines; fewer only at the end."""
        characters = 0
        while len(self.lines) - self.at < count and (piece := next(self.pieces, None)) is not None:
            self.passed += self.at
            self.lines = [*self.lines[self.at :], *lines_of(piece[0])]
            self.at = 0
            characters += len(piece[0])
            if characters > CHARACTERS:
                raise _TooLong
        return self.lines[self.at : self.at + count]

    def pass_over(self, count: int) -> None:
        self.at += count

    def take(self, count: int, lines: Lines) -> None:
        """Adds the next lines to `lines`."""
        taken = self.ahead(count)
        first = self.passed + self.at + 1
        lines.numbers += range(first, first + len(taken))
        lines.texts += taken
        lines.characters += sum(map(len, taken))
        self.at += len(taken)


def changes(old: Text, new: Text, *, head: int, most: int) -> Changes | None:
    """What differs; None if the first `head` lines do, or more than `most` lines, or one of them cannot be read.

    Bounded memory: the lines that differ, and those that are looked through.
    """
    one, other = _Version(old), _Version(new)
    try:
        found = Changes(one.ahead(head), Lines(), Lines())
        if other.ahead(head) != found.head or len(found.head) < head:
            return None
        one.pass_over(head)
        other.pass_over(head)
        while _pass_what_is_common(one, other):
            gone, new_ones = _to_where_they_meet(one, other)
            one.take(gone, found.left)
            other.take(new_ones, found.came)
            lines = len(found.left.numbers) + len(found.came.numbers)
            if lines > most or found.left.characters + found.came.characters > CHARACTERS:
                return None
    except (TextBroken, _TooLong):
        return None
    return found


def _pass_what_is_common(one: _Version, other: _Version) -> bool:
    """Goes on to the next line that differs. False at the end of both."""
    while True:
        mine, theirs = one.ahead(STRETCH), other.ahead(STRETCH)
        if mine != theirs:
            differs = list(map(ne, mine, theirs))
            common = differs.index(True) if True in differs else len(differs)
            one.pass_over(common)
            other.pass_over(common)
            return True
        if not mine:
            return False
        one.pass_over(len(mine))
        other.pass_over(len(theirs))


def _to_where_they_meet(one: _Version, other: _Version) -> tuple[int, int]:
    """How many lines of each differ, up to the nearest line that both have; all that were looked through if none."""
    for reach in REACHES:
        mine, theirs = one.ahead(reach), other.ahead(reach)
        # The first of equal lines stays.
        places = dict(zip(reversed(mine), range(len(mine) - 1, -1, -1), strict=True))
        best: tuple[int, int] | None = None
        for there, line in enumerate(theirs):
            if best is not None and there >= sum(best):
                break
            here = places.get(line)
            if here is not None and (best is None or here + there < sum(best)):
                best = here, there
        if best is not None:
            return best
    return len(mine), len(theirs)


def sheet_of(sheet: Sheet, head: list[str], lines: Lines) -> Sheet:
    """Some lines of a text file as a sheet of their own, below the head of the file and under their own numbers.

    Raises SheetRefused while it is read if a line is no row by itself.
    """
    text = sheet.text
    assert text is not None

    def blocks() -> Iterator[Block]:
        if head:
            yield Block(1, _rows(text, 1, head))
        for start in range(0, len(lines.numbers), ROWS):
            numbers, texts = lines.numbers[start : start + ROWS], lines.texts[start : start + ROWS]
            yield Block(numbers[0], _rows(text, numbers[0], texts), numbers)

    return Sheet(sheet.format, sheet.encoding, sheet.delimiter, blocks, text)


def _rows(text: Text, first: int, lines: list[str]) -> list[list[str]]:
    rows = text.rows_of(lines)
    if rows is None:
        raise SheetRefused("A line is no row by itself.", row=first)
    refuse_strange_cells(first, "\n".join(lines), rows)
    return rows
