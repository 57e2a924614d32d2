"""Who was paid: number and name, each pair once. What a row is about decides whether they are kept."""

from collections.abc import Iterator, Sequence
from typing import Any

from budgets.domain.profiles.cells import BETWEEN, SHORTENED, Bad, Memo, apart, clean, shown
from budgets.domain.profiles.conditions import Condition
from budgets.domain.profiles.frame import NULL, Frame
from budgets.domain.profiles.problems import Problems
from budgets.domain.profiles.walk import Json, columns_of

LONGEST_NUMBER, LONGEST_NAME = 40, 160
WITHHELD = "Name withheld"
# More than any district pays: beyond it, the profile takes something else for a vendor.
MOST = 250_000


class Vendors:
    """All vendors of a load, in the order in which they came; a staged row names one by its place."""

    def __init__(self, json: Json, accounts: Any) -> None:
        self.names = [json[name] for name in ("number", "name") if name in json]
        self.has_number = "number" in json
        self.hide = Condition(json["hide"], accounts) if "hide" in json else None
        self.found: list[tuple[str, str]] = []
        self._numbers: dict[tuple[str, str], str] = {}
        self._memo = Memo(self._number)
        self._hidden = Memo(self._withheld)

    def columns(self) -> Iterator[str]:
        yield from self.names
        if self.hide is not None:
            yield from columns_of(self.hide.json)

    def column(self, frame: Frame, problems: Problems) -> Sequence[str]:
        """The vendor of each row, as COPY takes it. A name that is hidden is not kept anywhere."""
        cells = frame.together(self.names)
        if self.hide is not None:
            flags = self.hide.flags(frame)
            cells = [self._hidden[each] if flag else each for each, flag in zip(cells, flags, strict=True)]
        return frame.meanings(cells, self._memo, problems, column=", ".join(self.names), default=NULL)

    def _withheld(self, key: str) -> str:
        """Stands in for cells with somebody in them."""
        return BETWEEN.join(["", WITHHELD][-len(self.names) :]) if clean(key) else key

    def _number(self, key: str) -> str | Bad:
        cells = apart(key, len(self.names))
        if isinstance(cells, Bad):
            return cells
        texts = list(map(clean, cells))
        number, name = (texts[0], texts[-1]) if self.has_number else ("", texts[0])
        if not number and not name:
            return NULL
        if len(number) > LONGEST_NUMBER:
            return Bad(f"{shown(number)} is longer than {LONGEST_NUMBER} characters", self.names[0])
        if SHORTENED(number):
            return Bad(f"{shown(number)} is a number that a spreadsheet has shortened", self.names[0])
        # A number without a name is all that the file knows.
        return self._place((number, (name or number)[:LONGEST_NAME]))

    def _place(self, vendor: tuple[str, str]) -> str | Bad:
        if vendor not in self._numbers:
            if len(self.found) >= MOST:
                return Bad(f"is one of more than {MOST:,} vendors; does the column hold something else?")
            self._numbers[vendor] = str(len(self.found))
            self.found.append(vendor)
        return self._numbers[vendor]
