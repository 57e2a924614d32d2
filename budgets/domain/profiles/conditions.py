"""Conditions of the profile language: which rows a rule is about."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from budgets.domain.profiles.cells import Bad, Memo, clean
from budgets.domain.profiles.cents import cents
from budgets.domain.profiles.frame import Frame
from budgets.domain.profiles.patterns import fitting
from budgets.domain.profiles.walk import Json

Test = Callable[[str], bool]
# Characters of a cell that a pattern looks at: no code or label is as long.
LOOKED_AT = 1_000


def _is(value: str) -> Test:
    return lambda text: text == value


def _in(values: Sequence[str]) -> Test:
    known = frozenset(values)
    return lambda text: text in known


def _starts_with(values: str | Sequence[str]) -> Test:
    starts = (values,) if isinstance(values, str) else tuple(values)
    return lambda text: text.startswith(starts)


def _matches(pattern: str) -> Test:
    fits = fitting(pattern)
    return lambda text: fits(text[:LOOKED_AT])


def _between(ends: Sequence[str]) -> Test:
    low, high = ends
    # Codes are compared as text of the same length: 30 does not lie between 300 and 399.
    return lambda text: len(text) == len(low) and low <= text <= high


def _blank(wanted: bool) -> Test:
    return lambda text: (not text) == wanted


def _amount(wanted: str) -> Test:
    def test(text: str) -> bool:
        value = cents(text)
        if isinstance(value, Bad):
            return False
        return {"positive": value > 0, "negative": value < 0, "zero": value == 0, "any": text != ""}[wanted]

    return test


TESTS: dict[str, Callable[[Any], Test]] = {
    "is": _is,
    "in": _in,
    "starts_with": _starts_with,
    "matches": _matches,
    "between": _between,
    "blank": _blank,
    "amount": _amount,
}


def predicate(condition: Json) -> Test:
    """One test of a text out of all that a condition names; every one of them must hold."""
    tests = [make(condition[name]) for name, make in TESTS.items() if name in condition]
    if len(tests) == 1:
        return tests[0]
    return lambda text: all(test(text) for test in tests)


class Condition:
    """A condition over rows; `accounts` knows their segments and types, once their codes are read."""

    def __init__(self, json: Json, accounts: Any = None) -> None:
        self.json = json
        self.accounts = accounts
        self.join = all if "all" in json else any
        self.parts = [Condition(part, accounts) for part in json.get("all") or json.get("any") or []]
        self.denied = Condition(json["not"], accounts) if "not" in json else None
        test = predicate(json.get("any_cell", json))
        # Segments are trimmed already; cells are cleaned here, so that one memory serves both steps.
        self.memo = Memo(test if "segment" in json else lambda cell: test(clean(cell)))

    def flags(self, frame: Frame) -> list[bool]:
        """For each row of the frame, whether the condition holds."""
        if self.parts:
            return list(map(self.join, zip(*(part.flags(frame) for part in self.parts), strict=True)))
        if self.denied is not None:
            return [not flag for flag in self.denied.flags(frame)]
        if "column" in self.json:
            return frame.map(self.json["column"], self.memo)
        if "any_cell" in self.json:
            return [any(map(self.memo.__getitem__, row)) for row in zip(*frame.every, strict=True)]
        if "segment" in self.json:
            return list(map(self.memo.__getitem__, self.accounts.segment(frame, self.json["segment"])))
        types = self.json["account_type"]
        wanted = frozenset([types] if isinstance(types, str) else types)
        return [kind in wanted for kind in self.accounts.types(frame)]

    def fits_segments(self, segments: Mapping[str, str]) -> bool:
        """Whether it holds of one account code; for rules that look at segments alone."""
        if self.parts:
            return self.join(part.fits_segments(segments) for part in self.parts)
        if self.denied is not None:
            return not self.denied.fits_segments(segments)
        return bool(self.memo[segments[self.json["segment"]]])
