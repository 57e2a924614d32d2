"""One account code: cells cut into segments, each checked against the chart. What a spreadsheet broke is refused."""

import re
from collections.abc import Sequence
from functools import partial
from itertools import accumulate

from balance.counting import count_of
from budgets.domain.profiles.cells import Bad, Memo, damage, shown, trimmed
from budgets.domain.profiles.walk import Json

LONGEST_SEGMENT, LONGEST_FUND, LONGEST_CODE = 40, 20, 120
TOTAL = re.compile(r"(?:grand |sub-?)?totals?", re.IGNORECASE).fullmatch
DECIMAL = re.compile(r"\d+\.0", re.ASCII).fullmatch


class Chart:
    """How a layout writes its codes: in one column, with a separator or by widths, or a segment in each column."""

    def __init__(self, json: Json) -> None:
        self.specs: Sequence[Json] = json["segments"]
        self.column: str = json.get("column", "")
        # A segment with a value of its own stands in no cell.
        self.written = [spec for spec in self.specs if "value" not in spec]
        self.columns = [self.column] if self.column else [spec["column"] for spec in self.written]
        self.separator: str = json.get("separator", "")
        self.label = self.column or ", ".join(self.columns)
        # A chart has few segments and very many codes made of them: each is judged once, and in memory once.
        self._segments = [Memo(partial(self._segment, spec)) for spec in self.written]
        self._known: dict[str, str] = {}
        if self.column and not self.separator:
            self.ends = list(accumulate(spec["length"] for spec in self.written))

    def pieces(self, texts: Sequence[str], raw: str) -> Sequence[str] | Bad:
        """The segments as they are written, blanks at their ends included; `texts` are the clean cells of the code,
        `raw` is the first of them as it is."""
        if not any(texts):
            return Bad("is empty; the row has no account code", self.label)
        if not self.column:
            return texts
        text = texts[0] if self.separator else trimmed(raw)
        if broken := damage(text, self.separator):
            return Bad(f"{shown(text)} is no account code, but {broken}", self.column)
        return self._parted(text) if self.separator else self._cut(text)

    def segments(self, pieces: Sequence[str]) -> tuple[str, ...] | Bad:
        """The segments themselves, trimmed, filled up to their length and checked."""
        found: list[str] = []
        rest = zip(self._segments, pieces, strict=True)
        for spec in self.specs:
            if "value" in spec:
                found.append(spec["value"])
                continue
            segments, piece = next(rest)
            segment = segments[piece]
            if isinstance(segment, Bad):
                return segment
            found.append(segment)
        if len("-".join(found)) > LONGEST_CODE:
            return Bad(f"{shown('-'.join(found))} is longer than {LONGEST_CODE} characters", self.label)
        return tuple(found)

    def written_of(self, segments: tuple[str, ...]) -> tuple[str, ...]:
        """Those of an account's segments that stand in its cells."""
        if len(self.written) == len(self.specs):
            return segments
        return tuple(segment for spec, segment in zip(self.specs, segments, strict=True) if "value" not in spec)

    def _parted(self, text: str) -> list[str] | Bad:
        pieces = text.split(self.separator)
        if len(pieces) != len(self.written):
            return Bad(f"{shown(text)} has {count_of(len(pieces), 'part')} instead of {len(self.written)}", self.column)
        return pieces

    def _cut(self, text: str) -> list[str] | Bad:
        if len(text) != self.ends[-1]:
            return Bad(f"{shown(text)} has {count_of(len(text), 'character')} instead of {self.ends[-1]}", self.column)
        return [text[start:end] for start, end in zip([0, *self.ends], self.ends, strict=False)]

    def _segment(self, spec: Json, piece: str) -> str | Bad:
        name, column = spec["name"], spec.get("column", self.column)
        text = piece.strip() or spec.get("blank_as", "")
        if not text:
            return "" if spec.get("blank") == "allow" else Bad(f"is without {name}", column)
        if broken := damage(text) or _no_segment(text):
            return Bad(f"{shown(text)} is no {name}, but {broken}", column)
        length = spec.get("length")
        if length and "pad" in spec:
            text = text.rjust(length, spec["pad"])
        if length and len(text) != length:
            has = f"{name} {shown(text)} has {count_of(len(text), 'character')} instead of {length}"
            return Bad(f"{has}; leading zeros may be lost" if len(text) < length else has, column)
        most = LONGEST_FUND if spec.get("role") == "fund" else LONGEST_SEGMENT
        if len(text) > most:
            return Bad(f"{name} {shown(text)} is longer than {most} characters", column)
        return self._known.setdefault(text, text)


def _no_segment(text: str) -> str:
    """What a segment alone cannot be, though it might stand inside a whole code."""
    if TOTAL(text):
        return "the word of a total"
    return "a number with decimals, into which a spreadsheet may have turned it" if DECIMAL(text) else ""
