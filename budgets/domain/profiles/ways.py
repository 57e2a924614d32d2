"""How the codes of a load are written. Two ways to write one code, or two codes that differ in leading zeros alone,
may be two accounts or one: they are never put together, nor kept apart, in silence (domain 2.1, 3.3)."""

from collections.abc import Sequence, Sized

from balance.counting import count_of
from budgets.domain.profiles.cells import Bad, Memo, shown


class Ways:
    """What was seen of each code so far."""

    def __init__(self, label: str) -> None:
        self.label = label
        self.written: dict[tuple[str, ...], tuple[str, ...]] = {}
        self._bare = Memo(_without_zeros)
        self.bare: dict[tuple[str, ...], tuple[str, ...]] = {}
        self.with_blanks: dict[str, None] = {}
        self.filled: dict[str, str] = {}
        self.names: dict[str, tuple[str, str]] = {}
        self.names_differ = False  # if only in the case of letters: the first one is taken

    def fault(
        self, segments: tuple[str, ...], in_cells: tuple[str, ...], pieces: Sequence[str], cells: Sequence[str]
    ) -> Bad | None:
        """Whether this code can be told from those before it; `in_cells` are those of its segments that the file
        writes, `pieces` is how it writes them."""
        code, written = "-".join(segments), tuple(cells)
        # There are many codes, and most are their own cells and have no zeros in front: one object serves for all.
        first = self.written.setdefault(segments, segments if written == segments else written)
        if first != written:
            ways = f"{shown(' '.join(first))} and {shown(' '.join(written))}"
            return Bad(f"account {code} is written in two ways, {ways}", self.label)
        bare = tuple(map(self._bare.__getitem__, segments))
        same_number = self.bare.setdefault(segments if bare == segments else bare, segments)
        if same_number != segments:
            other = "-".join(same_number)
            return Bad(f"accounts {code} and {other} differ in leading zeros only; one may have lost them", self.label)
        if tuple(pieces) != in_cells:
            self._note(code, in_cells, pieces)
        return None

    def _note(self, code: str, in_cells: Sequence[str], pieces: Sequence[str]) -> None:
        if any(piece != piece.strip() for piece in pieces):
            self.with_blanks[code] = None
        if any(piece.strip() not in ("", segment) for piece, segment in zip(pieces, in_cells, strict=True)):
            self.filled[code] = "-".join(piece.strip() for piece in pieces)

    def named(self, code: str, first: str, name: str) -> None:
        """Notes a second name of a code."""
        self.names_differ = self.names_differ or bool(first and name and first != name)
        if first and name and first.casefold() != name.casefold():
            self.names.setdefault(code, (first, name))

    def warnings(self) -> list[str]:
        """What a person should know who reads the figures, though nothing is wrong with them.

        The examples are the same in whatever order the codes came.
        """
        found = []
        if self.with_blanks:
            count, example = _codes(self.with_blanks, "has", "have"), min(self.with_blanks)
            found.append(f"{count} blanks inside, read without them, such as {example}")
        if self.filled:
            code, written = min(self.filled.items())
            count = _codes(self.filled, "was", "were")
            found.append(f"{count} filled up, such as {written}, read as {code}")
        if self.names:
            code, (first, name) = min(self.names.items())
            ways = f"{shown(first)} and {shown(name)}"
            count = _codes(self.names, "has", "have")
            found.append(f"{count} more than one name, such as {code}: {ways}")
        return found


def _without_zeros(segment: str) -> str:
    return segment.lstrip("0") or "0" if segment.isdigit() else segment


def _codes(them: Sized, one: str, many: str) -> str:
    return count_of(len(them), f"account code {one}", f"account codes {many}")
