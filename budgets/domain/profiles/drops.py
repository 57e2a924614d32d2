"""Rows that are no entries: blank rows, page headers, subtotals, stubs. Each is left out by a rule, and counted."""

from collections.abc import Iterator, Sequence
from itertools import compress
from operator import or_

from budgets.domain.profiles.cells import clean
from budgets.domain.profiles.checks import Proof
from budgets.domain.profiles.conditions import Condition
from budgets.domain.profiles.frame import Frame
from budgets.domain.profiles.problems import Problems
from budgets.domain.profiles.walk import Json, columns_of

BLANK = "blank rows"
HEADERS = "repeated headers"
OTHER_YEARS = "other fiscal years"
# What the counts of left-out rows call those that no rule of a profile names.
OWN_NAMES = (BLANK, HEADERS, OTHER_YEARS)


class Drop:
    """One rule of the profile: rows to leave out. A stub still makes its line; a subtotal may prove its rows."""

    def __init__(self, json: Json) -> None:
        self.name: str = json["name"]
        self.json = json
        self.when = Condition(json["when"])
        self.keeps_line: bool = json.get("keeps_line", False)
        self.proof = Proof(self.name, json["proves"], None) if "proves" in json else None

    def columns(self) -> Iterator[str]:
        yield from columns_of(self.json["when"])
        if self.proof is not None:
            yield from self.proof.columns()


class Drops:
    """All rules, in order: the first that fits a row takes it."""

    def __init__(self, rules: Sequence[Json]) -> None:
        self.rules = [Drop(rule) for rule in rules]
        self.counts: dict[str, int] = {rule.name: 0 for rule in self.rules}

    def columns(self) -> Iterator[str]:
        for rule in self.rules:
            yield from rule.columns()

    def split(self, frame: Frame, problems: Problems) -> tuple[Frame, list[tuple[Drop, Frame]]]:
        """The rows that stay, and those of rules that keep their line. Subtotals are compared with what stays."""
        if not self.rules:
            return frame, []
        taken = [False] * len(frame)
        left_out: list[tuple[Drop, list[bool]]] = []
        for rule in self.rules:
            flags = [fits and not gone for fits, gone in zip(rule.when.flags(frame), taken, strict=True)]
            self.counts[rule.name] += flags.count(True)
            taken = list(map(or_, taken, flags))
            left_out.append((rule, flags))
        kept = frame.keep([not gone for gone in taken]) if True in taken else frame
        totals = [False] * len(frame)
        for rule, flags in left_out:
            totals = list(map(or_, totals, flags)) if rule.proof is not None else totals
        counted = list(compress(frame.rows, [not total for total in totals]))
        stubs = []
        for rule, flags in left_out:
            if rule.proof is not None:
                rule.proof.look(frame.keep(flags), kept, counted, problems)
            if rule.keeps_line and True in flags:
                stubs.append((rule, frame.keep(flags)))
        return kept, stubs

    def restart(self) -> None:
        """At the start of a file."""
        for rule in self.rules:
            if rule.proof is not None:
                rule.proof.restart()

    def finish(self, file: str, problems: Problems) -> None:
        """At the end of a file."""
        for rule in self.rules:
            if rule.proof is not None:
                rule.proof.finish(file, problems)

    def count(self, name: str, rows: int) -> None:
        """Rows that were left out for a reason of no rule."""
        if rows:
            self.counts[name] = self.counts.get(name, 0) + rows


def without_blanks_and_headers(
    numbers: Sequence[int], rows: list[list[str]], header: Sequence[list[str]], probe: int, drops: Drops
) -> tuple[Sequence[int], list[list[str]]]:
    """Leaves out blank rows and rows that a page's header repeats; `header` are its lines.

    Only rows with such a cell in the column `probe` are looked at as a whole.
    """
    names = {"", *(line[probe] for line in header if len(line) > probe)}
    cells = [row[probe] if len(row) > probe else "" for row in rows]
    suspicious = {cell for cell in set(cells) if cell.strip() in names}
    if not suspicious:
        return numbers, rows
    suspects = [cell in suspicious for cell in cells]
    keep = [True] * len(rows)
    for place in compress(range(len(rows)), suspects):
        texts = [clean(cell) for cell in rows[place]]
        if not any(texts):
            keep[place] = False
            drops.count(BLANK, 1)
        elif texts in header:
            keep[place] = False
            drops.count(HEADERS, 1)
    return list(compress(numbers, keep)), list(compress(rows, keep))
