"""One posting rule: which amount of a row moves which measure, and why (its kind)."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from budgets.domain.profiles.amounts import Amount, where
from budgets.domain.profiles.cells import Bad, Memo, clean, shown
from budgets.domain.profiles.conditions import Condition
from budgets.domain.profiles.frame import Frame
from budgets.domain.profiles.problems import Problems
from budgets.domain.profiles.walk import Json, all_columns, columns_of

# Not a kind of the journal: marks what a balance report says of a line, zero included.
REPORTED = "reported"


@dataclass(frozen=True, slots=True)
class Applied:
    """A rule on the rows of a frame: `flags` says which rows it is about, `amounts` are zero on the others, and
    `counts` is true for those that become staged rows."""

    flags: list[bool]
    amounts: list[int]
    counts: list[Any]


class Post:
    """Where `when` holds, the amount moves the measure."""

    def __init__(self, rule: Json, amount: Amount, accounts: Any) -> None:
        self.rule, self.amount, self.measure = rule, amount, rule["measure"]
        self.kind = rule["kind"]
        self.reports = self.kind == REPORTED
        self.when = Condition(rule["when"], accounts) if "when" in rule else None
        values = {} if isinstance(self.kind, str) else self.kind.get("values", {})
        self.words = {word.casefold(): kind for word, kind in values.items()}
        self.kinds = Memo(self._kind) if not isinstance(self.kind, str) and "column" in self.kind else None

    def columns(self) -> Iterator[str]:
        yield from all_columns(self.rule["amount"])
        if self.when is not None:
            yield from columns_of(self.when.json)
        if self.kinds is not None:
            yield self.kind["column"]

    def applied(self, frame: Frame, values: list[int]) -> Applied:
        """`values` are what the amount says on every row."""
        flags = self.when.flags(frame) if self.when is not None else [True] * len(frame)
        amounts = where(flags, values) if self.when is not None else values
        return Applied(flags, amounts, flags if self.reports else amounts)

    def lines(self, frame: Frame, applied: Applied, tails: list[str], problems: Problems) -> list[str]:
        """Staged rows, as COPY takes them."""
        file, measure = frame.file, self.measure
        kinds = self._kinds(frame, applied.amounts, problems)
        rows = zip(applied.counts, frame.rows, frame.codes, kinds, applied.amounts, tails, strict=True)
        return [
            f"{file}\t{row}\t{code}\t{measure}\t{kind}\t{amount}\t{tail}\n"
            for counts, row, code, kind, amount, tail in rows
            if counts
        ]

    def _kind(self, cell: str) -> str | Bad:
        text = clean(cell)
        found = self.words.get(text.casefold(), self.kind.get("otherwise"))
        return found if found else Bad(f"{shown(text)} is a type that the profile does not know")

    def _kinds(self, frame: Frame, amounts: list[int], problems: Problems) -> list[str]:
        if isinstance(self.kind, str):
            return [self.kind] * len(frame)
        if self.kinds is None:
            plus, minus = self.kind["positive"], self.kind["negative"]
            return [plus if amount > 0 else minus for amount in amounts]
        found = frame.map(self.kind["column"], self.kinds)
        if self.kinds.bad:
            for position, kind in enumerate(found):
                if isinstance(kind, Bad) and amounts[position]:
                    frame.report(position, kind.reason, problems, self.kind["column"])
        return found
