"""Rules over segments: read, checked against the chart, the units and each other, and written as a whole."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from budgets.choices import AccountType, Dimension, Pay
from budgets.domain.structure import fields
from budgets.domain.structure.conditions import codes_of, read_conditions
from budgets.domain.structure.fields import Entry
from budgets.domain.structure.outcome import Outcome
from budgets.domain.structure.problems import Problems
from budgets.models import LineRule

RULE = {"conditions": fields.anything, "target": fields.anything, "per": fields.anything}
# The segments of each year: their names, and their lengths or None.
Charts = Mapping[int, Mapping[str, int | None]]


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule as it will be stored."""

    path: str
    conditions: list[Entry]
    target: str
    per: list[str]

    @property
    def tests(self) -> list[dict[str, Any]]:
        return [condition.values for condition in self.conditions]

    @property
    def stored(self) -> list[Any]:
        return [self.tests, self.target, self.per]


def read_rules(document: Mapping[str, Any], problems: Problems) -> dict[str, list[Rule]]:
    """The rules of each dimension that the file names; what can be said of each rule alone is reported."""
    if "rules" not in document:
        return {}
    shape = {dimension.value: fields.anything for dimension in Dimension}
    found = fields.entry(document["rules"], "rules", shape, problems, always=())
    return {
        dimension: [
            _rule(each, dimension, problems)
            for each in fields.entries(rules, found.at(dimension), RULE, problems, always=("target",))
        ]
        for dimension, rules in found.values.items()
    }


def _rule(found: Entry, dimension: str, problems: Problems) -> Rule:
    conditions = read_conditions(found, problems)
    per = _per(found, dimension, problems)
    target = found.values.get("target", "")
    if not isinstance(target, str):
        problems.error(found.at("target"), 'must be text in quotes; "" decides that there is none')
        target = ""
    if dimension == Dimension.POOL and ("/" in target or len(target) > 40):
        problems.error(found.at("target"), "a pool's code has at most 40 characters and no slash")
    if per and not target:
        problems.error(found.at("per"), "splits no pool: the target is empty")
    return Rule(found.path, conditions, target, per)


def _per(found: Entry, dimension: str, problems: Problems) -> list[str]:
    per = found.values.get("per", [])
    if not isinstance(per, list) or not all(isinstance(name, str) for name in per):
        problems.error(found.at("per"), "must be a list of segment names")
        return []
    if per and dimension != Dimension.POOL:
        problems.error(found.at("per"), "is for pools only")
    if len(per) != len(set(per)):
        problems.error(found.at("per"), "names a segment twice")
    return per


def check_rules(
    rules: Mapping[str, Sequence[Rule]],
    targets: Mapping[str, set[str]],
    charts: Charts,
    problems: Problems,
) -> None:
    """What rules say together with the rest: `targets` are the codes of each dimension."""
    known = {Dimension.PAY.value: set(Pay.values), Dimension.ACCOUNT_TYPE.value: set(AccountType.values), **targets}
    for dimension, found in rules.items():
        for rule in found:
            if dimension in known and rule.target and rule.target not in known[dimension]:
                problems.error(f"{rule.path}.target", f"there is no {dimension.replace('_', ' ')} {rule.target!r}")
            if dimension == Dimension.ACCOUNT_TYPE and not rule.target:
                problems.error(f"{rule.path}.target", "every line has an account type")
            _check_segments(rule, charts, problems)
        _check_order(found, problems)
    _check_splits(rules.get(Dimension.POOL.value, ()), problems)


def _check_segments(rule: Rule, charts: Charts, problems: Problems) -> None:
    places = [(condition.at("segment"), condition.values["segment"]) for condition in rule.conditions]
    places += [(f"{rule.path}.per[{place}]", name) for place, name in enumerate(rule.per)]
    for path, name in places:
        lacking = sorted(year for year, names in charts.items() if name not in names)
        years = f"fiscal year{'s' * (len(lacking) > 1)} {', '.join(map(str, lacking))}"
        if len(lacking) == len(charts):
            problems.error(path, f'no segment named "{name}" in {years if charts else "any fiscal year"}')
        elif lacking:
            problems.warn(path, f'no segment named "{name}" in {years}: the rule fits no line there')
    for condition in rule.conditions:
        _check_lengths(condition, charts, problems)


def _check_lengths(condition: Entry, charts: Charts, problems: Problems) -> None:
    """Warns of codes that no line can have, such as 14 for 014."""
    lengths = {names[condition.values["segment"]] for names in charts.values() if condition.values["segment"] in names}
    odd = [code for code in codes_of(condition) if len(code) not in lengths]
    if odd and lengths and None not in lengths:
        fixed = " or ".join(map(str, sorted(filter(None, lengths))))
        problems.warn(condition.at("value"), f"{odd[0]!r} fits no line: codes of this segment have {fixed} characters")


def check_stored_rules(dimensions: Sequence[str], charts: Charts, problems: Problems) -> None:
    """Warns of rules that the district has and that a new chart leaves without their segment."""
    named = {name for names in charts.values() for name in names}
    for row in LineRule.objects.filter(dimension__in=dimensions).order_by("dimension", "position"):
        for name in [test["segment"] for test in row.conditions] + row.per:
            if name not in named:
                path = f"rules.{row.dimension}[{row.position - 1}]"
                problems.warn(path, f'as it is stored, names a segment "{name}" that no fiscal year has any more')


def _check_order(rules: Sequence[Rule], problems: Problems) -> None:
    """Warns of rules that an earlier one leaves nothing to."""
    seen: dict[str, Rule] = {}
    for rule in rules:
        tests = json.dumps(rule.tests, sort_keys=True)
        earlier = seen.get("[]") or seen.get(tests)
        if earlier:
            problems.warn(rule.path, f"is never reached: {earlier.path} fits all of its lines first")
        seen.setdefault(tests, rule)


def _check_splits(rules: Sequence[Rule], problems: Problems) -> None:
    """One pool is split one way: else pools of two rules could meet in one code."""
    first: dict[str, Rule] = {}
    for rule in rules:
        other = first.setdefault(rule.target, rule)
        if rule.target and other.per != rule.per:
            problems.error(f"{rule.path}.per", f"splits pool {rule.target!r} another way than {other.path}")


def write_rules(rules: Mapping[str, Sequence[Rule]]) -> Outcome:
    """Replaces the rules of each dimension where they differ, before and after. Counted by dimension."""
    outcome = Outcome()
    for dimension, wanted in rules.items():
        stored = list(LineRule.objects.filter(dimension=dimension).order_by("position"))
        before = [[row.conditions, row.target, row.per] for row in stored]
        if before == [rule.stored for rule in wanted]:
            outcome.unchanged += 1
            continue
        outcome.changed[dimension] = {"rules": [before, [rule.stored for rule in wanted]]}
        LineRule.objects.filter(dimension=dimension).delete()
        LineRule.objects.bulk_create(
            LineRule(dimension=dimension, position=position, conditions=rule.tests, target=rule.target, per=rule.per)
            for position, rule in enumerate(wanted, 1)
        )
    return outcome
