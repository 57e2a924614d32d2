"""Rules over segments as SQL: one expression that says which rules fit, with every value a parameter."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from budgets.models import LineRule

OPS = ("equals", "starts", "between", "in", "matches")


@dataclass(slots=True)
class Values:
    """The parameters of a statement: what a rule says never becomes part of its text."""

    named: dict[str, Any] = field(default_factory=dict)

    def add(self, value: Any) -> str:
        """The placeholder that stands for `value`."""
        name = f"v{len(self.named)}"
        self.named[name] = value
        return f"%({name})s"


@dataclass(frozen=True, slots=True)
class RuleSet:
    """The rules of one dimension, in order, for one year: `places` has the year's segments by name, from 1.

    A rule that names a segment which the year does not have never fits there. `names` are the segments that decide:
    lines with the same values of these get the same answer.
    """

    rules: tuple[LineRule, ...]
    places: Mapping[str, int]
    names: tuple[str, ...]

    def key(self, segments: str) -> str:
        """The values that decide, as an array, from an array of all segments."""
        return f"array[{', '.join(f'{segments}[{self.places[name]}]' for name in self.names)}]::text[]"

    def value(self, name: str) -> str:
        """One segment's value in the array that `key` makes; it must be called `key` there."""
        return f"key[{self.names.index(name) + 1}]"

    def fits(self, values: Values) -> str:
        """The numbers, from 1, of the rules that fit the array `key`, in order."""
        cases = (self._case(number, rule, values) for number, rule in enumerate(self.rules, 1))
        return f"array_remove(array[{', '.join(filter(None, cases))}]::int[], null)"

    def answers(self, name: str, value: str, values: Values) -> str:
        """A common table expression over `line`: for each combination of values the first rule that fits.

        Columns: key; rule, its number or null; differs, whether a later rule that fits has another answer; value,
        from the SQL `value` over key and rule.
        """
        known: dict[object, int] = {}
        answer = values.add([known.setdefault((rule.target, tuple(rule.per)), len(known)) for rule in self.rules])
        # The offset keeps the planner from evaluating all rules again wherever their result is used.
        return (
            f"{name} as materialized (select key, rule, differs, {value} as value from (select key, fits[1] as rule,"
            f" exists (select from unnest(fits) as other"
            f" where ({answer}::int[])[other] <> ({answer}::int[])[fits[1]]) as differs"
            f" from (select key, {self.fits(values)} as fits from (select distinct"
            f" {self.key('line.segments')} as key from line) as keys offset 0) as fitted) as first)"
        )

    def _case(self, number: int, rule: LineRule, values: Values) -> str | None:
        if not _names(rule) <= self.places.keys():
            return None
        tests = [_test(self.value(test["segment"]), test["op"], test["value"], values) for test in rule.conditions]
        return f"case when {' and '.join(tests) or 'true'} then {number} end"


def _names(rule: LineRule) -> set[str]:
    return {condition["segment"] for condition in rule.conditions} | set(rule.per)


def _test(column: str, op: str, value: Any, values: Values) -> str:
    """One condition as SQL. Text is compared as text, byte by byte; `between` means codes as long as its ends."""
    match op:
        case "equals":
            return f"{column} = {values.add(value)}"
        case "starts":
            return f"starts_with({column}, {values.add(value)})"
        case "between":
            low, high = (values.add(end) for end in value)
            return f'(length({column}) = length({low}) and {column} collate "C" between {low} and {high})'
        case "in":
            return f"{column} = any({values.add(list(value))}::text[])"
        case "matches":
            return f"{column} ~ {values.add(value)}"
    raise ValueError(f"A rule has a condition {op!r}; conditions are {', '.join(OPS)}.")


def by_dimension(rules: Iterable[LineRule], places: Mapping[str, int]) -> dict[str, RuleSet]:
    """The rules of each dimension that has some, for a year with these segments."""
    found: dict[str, list[LineRule]] = {}
    for rule in rules:
        found.setdefault(rule.dimension, []).append(rule)
    return {dimension: RuleSet(tuple(rules), places, _deciding(rules, places)) for dimension, rules in found.items()}


def _deciding(rules: Iterable[LineRule], places: Mapping[str, int]) -> tuple[str, ...]:
    named = {name for rule in rules for name in _names(rule)}
    return tuple(sorted(named & places.keys(), key=lambda name: places[name]))
