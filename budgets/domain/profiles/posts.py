"""Postings: which amount of a row moves which measure, and why (its kind)."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from budgets.domain.profiles.amounts import Amount, all_columns
from budgets.domain.profiles.cells import Bad, Memo, clean, shown
from budgets.domain.profiles.conditions import Condition, columns_of
from budgets.domain.profiles.frame import Frame
from budgets.domain.profiles.problems import Problems

Json = Mapping[str, Any]
# Not a kind of the journal: marks what a balance report says of a line, zero included.
REPORTED = "reported"


class Post:
    """One rule: where `when` holds, the amount moves the measure."""

    def __init__(self, rule: Json, amount: Amount, accounts: Any) -> None:
        self.rule, self.amount, self.measure = rule, amount, rule["measure"]
        self.kind = rule["kind"]
        self.when = Condition(rule["when"], accounts) if "when" in rule else None
        self.kinds = Memo(self._kind) if not isinstance(self.kind, str) and "column" in self.kind else None

    def columns(self) -> Iterator[str]:
        if self.when is not None:
            yield from columns_of(self.when.json)
        if self.kinds is not None:
            yield self.kind["column"]

    def _kind(self, cell: str) -> str | Bad:
        text = clean(cell)
        found = self.kind["values"].get(text, self.kind.get("otherwise"))
        return found if found else Bad(f"{shown(text)} is a type that the profile does not know")

    def lines(self, frame: Frame, amounts: list[int], flags: list[bool] | None, staged: "Staged") -> list[str]:
        """Staged rows of this rule; `amounts` are zero already where it does not apply."""
        start = f"\t{self.measure}\t"
        if self.kind == REPORTED:
            kept = flags or [True] * len(frame)
            return [
                f"{head}{start}{REPORTED}\t{amount}\t{tail}\n"
                for head, amount, tail, flag in zip(staged.heads, amounts, staged.tails, kept, strict=True)
                if flag
            ]
        rows = zip(staged.heads, self._kinds(frame, amounts, staged.problems), amounts, staged.tails, strict=True)
        return [f"{head}{start}{kind}\t{amount}\t{tail}\n" for head, kind, amount, tail in rows if amount]

    def _kinds(self, frame: Frame, amounts: list[int], problems: Problems) -> list[str]:
        if isinstance(self.kind, str):
            return [self.kind] * len(frame)
        if self.kinds is None:
            plus, minus = self.kind["positive"], self.kind["negative"]
            return [plus if amount > 0 else minus for amount in amounts]
        found = frame.map(self.kind["column"], self.kinds)
        for position, kind in enumerate(found):
            if isinstance(kind, Bad) and amounts[position]:
                row = frame.rows[position]
                problems.add(kind.reason, file=frame.name, row=row, column=self.kind["column"])
        return found


class Staged:
    """What all staged rows of a frame share: their heads and tails, and where faults go."""

    def __init__(self, frame: Frame, tails: list[str], problems: Problems) -> None:
        self.heads = [f"{frame.file}\t{row}\t{code}" for row, code in zip(frame.rows, frame.codes, strict=True)]
        self.tails = tails
        self.problems = problems


class Posts:
    """All rules together: an amount that is not zero must be posted by one of them at least."""

    def __init__(self, rules: list[Json], accounts: Any) -> None:
        self.groups: list[tuple[Amount, list[Post]]] = []
        by_amount: dict[str, list[Post]] = {}
        for rule in rules:
            key = json.dumps(rule["amount"], sort_keys=True)
            if key not in by_amount:
                by_amount[key] = []
                self.groups.append((Amount(rule["amount"], accounts), by_amount[key]))
            by_amount[key].append(Post(rule, self.groups[-1][0], accounts))
        self.rules = rules

    def columns(self) -> Iterator[str]:
        for rule in self.rules:
            yield from all_columns(rule["amount"])
        for _, posts in self.groups:
            for post in posts:
                yield from post.columns()

    def add_to(self, frame: Frame, tails: list[str], problems: Problems) -> tuple[list[str], int]:
        """The frame's staged rows as COPY text, and how many of its rows move nothing at all."""
        staged = Staged(frame, tails, problems)
        lines: list[str] = []
        moves = [False] * len(frame)
        for amount, posts in self.groups:
            values = amount.cents(frame, problems)
            covered = [False] * len(frame)
            for post in posts:
                flags = post.when.flags(frame) if post.when is not None else None
                own = (
                    values
                    if flags is None
                    else [value if flag else 0 for value, flag in zip(values, flags, strict=True)]
                )
                lines += post.lines(frame, own, flags, staged)
                covered = [True] * len(frame) if flags is None else list(map(max, covered, flags))
                if post.kind == REPORTED:
                    moves = list(map(max, moves, covered))
            self._refuse_uncovered(frame, amount, values, covered, problems)
            moves = [was or value != 0 for was, value in zip(moves, values, strict=True)]
        return lines, moves.count(False)

    def _refuse_uncovered(
        self, frame: Frame, amount: Amount, values: list[int], covered: list[bool], problems: Problems
    ) -> None:
        if False not in covered:
            return
        for position, (value, known) in enumerate(zip(values, covered, strict=True)):
            if value and not known:
                reason = "no posting rule of the profile fits this amount"
                problems.add(reason, file=frame.name, row=frame.rows[position], column=amount.name)
