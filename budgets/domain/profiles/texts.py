"""Texts of a row (order, document, description): columns joined, masked and cut where the profile says so."""

from collections.abc import Callable, Mapping, Sequence

from budgets.domain.profiles.cells import SHORTENED, Bad, Memo, apart, clean, shown, tidy
from budgets.domain.profiles.conditions import LOOKED_AT
from budgets.domain.profiles.frame import Frame
from budgets.domain.profiles.patterns import replacing
from budgets.domain.profiles.problems import Problems
from budgets.domain.profiles.walk import Json

LONGEST_NUMBER, LONGEST_DESCRIPTION = 60, 255
MASK = "•••"


def escaped(text: str) -> str:
    """Clean text as COPY takes it: it holds no tab and no line break, so only the backslash is special."""
    return text.replace("\\", "\\\\")


class Text:
    """One text out of one or several columns, joined by a blank."""

    longest: int

    def __init__(self, columns: str | Sequence[str]) -> None:
        self.names = [columns] if isinstance(columns, str) else list(columns)
        self.memo = Memo(self._of_one if len(self.names) == 1 else self._of_several)

    def column(self, frame: Frame, problems: Problems) -> Sequence[str]:
        """The text of each row, as COPY takes it."""
        label = ", ".join(self.names)
        if len(self.names) > 1:
            return frame.meanings(frame.together(self.names), self.memo, problems, column=label, default="")
        cells = frame.columns[label]
        if self.plain(cells):
            return cells
        return frame.meanings(cells, self.memo, problems, column=label, default="")

    def plain(self, cells: Sequence[str]) -> bool:
        """Whether all cells can be taken as they are."""
        raise NotImplementedError

    def said(self, text: str) -> str | Bad:
        """What is kept of a clean text."""
        raise NotImplementedError

    def _of_one(self, cell: str) -> str | Bad:
        text = self.said(clean(cell))
        return text if isinstance(text, Bad) else escaped(text)

    def _of_several(self, key: str) -> str | Bad:
        cells = apart(key, len(self.names))
        return cells if isinstance(cells, Bad) else self._of_one(" ".join(filter(None, map(clean, cells))))


class Number(Text):
    """The number of an order or a document. Two that are cut would be one, so none is."""

    longest = LONGEST_NUMBER

    def plain(self, cells: Sequence[str]) -> bool:
        joined = tidy(cells, self.longest)
        return joined is not None and "E+" not in joined.upper()

    def said(self, text: str) -> str | Bad:
        if len(text) > self.longest:
            return Bad(f"{shown(text)} is longer than {self.longest} characters")
        return Bad(f"{shown(text)} is a number that a spreadsheet has shortened") if SHORTENED(text) else text


class Description(Text):
    """What a row says it is for."""

    longest = LONGEST_DESCRIPTION

    def __init__(self, json: str | Sequence[str] | Json) -> None:
        said: Json = json if isinstance(json, Mapping) else {"columns": json}
        self.masks = [_masking(mask) for mask in said.get("mask", [])]
        self.shortened = False
        super().__init__(said["columns"])

    def plain(self, cells: Sequence[str]) -> bool:
        return not self.masks and tidy(cells, self.longest) is not None

    def said(self, text: str) -> str:
        # What is kept is shorter anyway.
        kept = text[:LOOKED_AT]
        for mask in self.masks:
            kept = mask(kept)
        if len(kept) > self.longest or len(text) > LOOKED_AT:
            self.shortened = True
            kept = kept[: self.longest - 1] + "…"
        return kept


def _masking(json: Json) -> Callable[[str], str]:
    """Replaces what a pattern matches by a text that is taken as it stands."""
    return replacing(json["matches"], clean(json.get("with", MASK)))
