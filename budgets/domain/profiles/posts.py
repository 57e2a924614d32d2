"""All posting rules of a profile: every amount of a row is posted, and none twice to one measure."""

import json
from collections import defaultdict
from collections.abc import Iterator
from operator import or_
from typing import Any

from budgets.domain.profiles.amounts import Amount
from budgets.domain.profiles.frame import Frame
from budgets.domain.profiles.post import REPORTED, Applied, Post
from budgets.domain.profiles.problems import Problems
from budgets.domain.profiles.walk import Json, spelled_out

__all__ = ["REPORTED", "Posts"]
UNCOVERED = "no posting rule of the profile fits this amount"
TWICE = "two posting rules of the profile post this amount to one measure"


class Posts:
    """Rules with one amount share the reading of it."""

    def __init__(self, rules: list[Json], accounts: Any) -> None:
        self.rules: list[Post] = []
        self.amounts: dict[str, Amount] = {}
        # Places of rules that must not fit one row together.
        self.rivals: dict[tuple[str, str], list[int]] = defaultdict(list)
        # Places of the rules that post a column, by column; a rule without `when` leaves nothing to look for.
        self.partly: dict[tuple[str, bool], list[int]] = defaultdict(list)
        for place, rule in enumerate(rules):
            key = json.dumps(spelled_out(rule["amount"]), sort_keys=True)
            amount = self.amounts.setdefault(key, Amount(rule["amount"], accounts))
            self.rules.append(Post(rule, amount, accounts))
            self.rivals[rule["measure"], "" if self.rules[-1].reports else key].append(place)
            for leaf in amount.leaves:
                self.partly[leaf].append(place)
        always = {leaf for rule in self.rules if rule.when is None for leaf in rule.amount.leaves}
        self.partly = {leaf: places for leaf, places in self.partly.items() if leaf not in always}

    def columns(self) -> Iterator[str]:
        for rule in self.rules:
            yield from rule.columns()

    def add_to(self, frame: Frame, tails: list[str], problems: Problems) -> tuple[list[str], int]:
        """The frame's staged rows as COPY text, and how many of its rows move nothing at all."""
        values = {id(amount): amount.cents(frame, problems) for amount in self.amounts.values()}
        applied = [rule.applied(frame, values[id(rule.amount)]) for rule in self.rules]
        self._refuse_uncovered(frame, applied, problems)
        self._refuse_rivals(frame, applied, problems)
        lines: list[str] = []
        for rule, each in zip(self.rules, applied, strict=True):
            lines += rule.lines(frame, each, tails, problems)
        return lines, list(map(any, zip(*(each.counts for each in applied), strict=True))).count(False)

    def refuse_amounts(self, frame: Frame, rule: str, problems: Problems) -> None:
        """Rows that keep their line and post nothing must have nothing to post."""
        for column, in_cents in dict.fromkeys(leaf for amount in self.amounts.values() for leaf in amount.leaves):
            for position, value in enumerate(frame.cents(column, problems, in_cents=in_cents)):
                if value:
                    reason = f"is left out by the rule “{rule}”, which keeps its line, but is not zero"
                    frame.report(position, reason, problems, column)

    def _refuse_uncovered(self, frame: Frame, applied: list[Applied], problems: Problems) -> None:
        for (column, in_cents), places in self.partly.items():
            covered = applied[places[0]].flags
            for place in places[1:]:
                covered = list(map(or_, covered, applied[place].flags))
            if False in covered:
                cents = frame.cents(column, problems, in_cents=in_cents)
                for position, (value, known) in enumerate(zip(cents, covered, strict=True)):
                    if value and not known:
                        frame.report(position, UNCOVERED, problems, column)

    def _refuse_rivals(self, frame: Frame, applied: list[Applied], problems: Problems) -> None:
        for (measure, _), places in self.rivals.items():
            if len(places) < 2:
                continue
            for position, fits in enumerate(zip(*(applied[place].flags for place in places), strict=True)):
                if sum(fits) > 1 and any(applied[place].counts[position] for place in places):
                    frame.report(position, f"{TWICE}, {measure}", problems, self.rules[places[0]].amount.name)
