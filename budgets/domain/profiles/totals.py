"""Totals among the entries that no rule leaves out. Posted, they would count their rows twice.

A total has nothing of an entry: no date, no document, no order, no vendor (domain 3.3). It says that it is one; or it
says nothing, and is the sum of the entries of its account above it. A bill of Total Wireless has a vendor; and the sum
alone is no proof, for one bill in a thousand is what the bills before it add up to.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import compress
from typing import Any

from budgets.domain.profiles.amounts import Amount
from budgets.domain.profiles.cells import Memo, clean, shown
from budgets.domain.profiles.conditions import LOOKED_AT
from budgets.domain.profiles.frame import Frame
from budgets.domain.profiles.problems import Problems

Json = Mapping[str, Any]
LABEL = re.compile(r"^\W*(?:(?:grand|sub|report|fund|section|account|page)[ -]?)?totals?\b|\b(?:sub)?totals?\W*$", re.I)
LEAVE_OUT = "a rule of the profile must leave it out"
FEWEST = 2  # rows; of one the sum would be any entry that comes again


class Stretch:
    """Rows that stand together, and which of them are bare: with nothing of an entry."""

    def __init__(self, frame: Frame, bare: list[bool], amounts: list[Amount]) -> None:
        self.frame, self.bare, self.amounts = frame, bare, amounts
        self._cents: list[tuple[int, ...]] | None = None

    def cents(self, problems: Problems) -> list[tuple[int, ...]]:
        """Of each row all its amounts."""
        if self._cents is None:
            columns = (amount.cents(self.frame, problems) for amount in self.amounts)
            self._cents = list(zip(*columns, strict=True))
        return self._cents

    def entries_above(self, position: int, code: int) -> Iterator[int]:
        """Upwards as long as they are of this account; a bare row ends them, and may be the total before."""
        for place in range(position - 1, -1, -1):
            if self.frame.codes[place] != code or self.bare[place]:
                return
            yield place


class Totals:
    """Refuses rows that look like a total, unless the profile says that its entries may."""

    before: Stretch | None
    compared = 0  # rows of the load that the rows above them may make a total

    def __init__(self, content: Json, amounts: Iterable[Amount]) -> None:
        self.allowed = content.get("totals") == "entries"
        self.labels = list(dict.fromkeys(_labels(content)))
        self.proofs = list(dict.fromkeys(_proofs(content)))
        self.amounts = list(amounts)
        self._memo = Memo(lambda cell: LABEL.search(clean(cell)[:LOOKED_AT]) is not None)
        self.restart()

    def restart(self) -> None:
        """At the start of a file."""
        self.before = None

    def look(self, frame: Frame, problems: Problems) -> None:
        """Reports such rows. Needs the accounts of the rows."""
        if self.allowed:
            return
        here = Stretch(frame, self._bare(frame), self.amounts)
        named = self._look_for_words(here, problems)
        if self.proofs:
            for position in compress(range(len(frame)), here.bare):
                if position not in named:
                    self._compare(here, position, problems)
            self.before = here

    def count(self, problems: Problems) -> None:
        """Counts the rows just looked at that have an amount, when it has been read for posting: faults are told in the
        order in which a row is read."""
        if self.before is not None and True in self.before.bare:
            self.compared += sum(map(any, compress(self.before.cents(problems), self.before.bare)))

    def _bare(self, frame: Frame) -> list[bool]:
        bare = [True] * len(frame)
        for name in self.proofs:
            texts = frame.text(name)
            if "" not in texts:
                return [False] * len(frame)
            bare = [so_far and not text for so_far, text in zip(bare, texts, strict=True)]
        return bare

    def _look_for_words(self, here: Stretch, problems: Problems) -> set[int]:
        named = set()
        for column in self.labels:
            cells = here.frame.columns[column]
            if "total" not in "|".join(cells).casefold():
                continue
            for position in compress(range(len(cells)), here.bare):
                if self._memo[cells[position]]:
                    named.add(position)
                    text = shown(clean(cells[position]))
                    here.frame.report(position, f"{text} looks like a total; {LEAVE_OUT}", problems, column)
        return named

    def _compare(self, here: Stretch, position: int, problems: Problems) -> None:
        """With the sum of the entries above it, which may begin in the stretch before."""
        code = here.frame.codes[position]
        parts = [(here, list(here.entries_above(position, code)))]
        if len(parts[0][1]) == position and self.before is not None:
            parts.append((self.before, list(self.before.entries_above(len(self.before.bare), code))))
        count = sum(len(places) for _, places in parts)
        if count < FEWEST:
            return
        rows = (stretch.cents(problems)[place] for stretch, places in parts for place in places)
        said = here.cents(problems)[position]
        if any(said) and said == tuple(map(sum, zip(*rows, strict=True))):
            amount = next(amount for amount, cents in zip(self.amounts, said, strict=True) if cents)
            reason = (
                f"is the sum of the {count:,} rows of its account above it, and has nothing of an entry; {LEAVE_OUT}"
            )
            here.frame.report(position, reason, problems, amount.name)


def _labels(content: Json) -> Iterator[str]:
    """The columns in which a total is called one."""
    account = content["account"]
    yield from (
        [account["column"]]
        if "column" in account
        else [spec["column"] for spec in account["segments"] if "column" in spec]
    )
    if "name" in account:
        yield account["name"]
    yield from _text_columns(content.get("description", []))


def _proofs(content: Json) -> Iterator[str]:
    """The columns that only an entry fills."""
    if "date" in content:
        yield content["date"]["column"]
    for name in ("document", "order"):
        yield from _text_columns(content.get(name, []))
    vendor = content.get("vendor", {})
    yield from (vendor[name] for name in ("number", "name") if name in vendor)


def _text_columns(json: Any) -> list[str]:
    if isinstance(json, str):
        return [json]
    return list(json["columns"] if isinstance(json, Mapping) else json)
