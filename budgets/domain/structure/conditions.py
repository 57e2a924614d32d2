"""Conditions of a rule: an operation on the value of one segment."""

import re
from typing import Any

from django.db import DataError, OperationalError, connection, transaction

from budgets.domain.classify_rules import OPS
from budgets.domain.structure import fields
from budgets.domain.structure.fields import Entry
from budgets.domain.structure.problems import Problems

CONDITION = {"segment": fields.text(40), "op": fields.text(10), "value": fields.anything}
VALUE = fields.code(40)
VALUE_OR_NOTHING = fields.code(40, blank=True)
LONGEST_PATTERN = 200
# A pattern that refers back to what it matched can take longer than the universe lasts; the others cannot.
SAMPLE = "repeat('a', 40)"
BACK_REFERENCE = re.compile(r"\\[1-9]")


def read_conditions(found: Entry, problems: Problems) -> list[Entry]:
    """The conditions of a rule, without those that could not be stored, which are reported."""
    given = found.values.get("conditions", [])
    conditions = fields.entries(given, found.at("conditions"), CONDITION, problems, always=("segment", "op", "value"))
    return [condition for condition in conditions if _is_whole(condition, problems)]


def codes_of(condition: Entry) -> list[str]:
    """The codes that a condition compares whole codes with."""
    value = condition.values["value"]
    match condition.values["op"]:
        case "equals":
            return [value]
        case "in" | "between":
            return list(value)
    return []


def _is_whole(found: Entry, problems: Problems) -> bool:
    """Reports what is wrong with one condition; True if it can be stored."""
    op = found.values.get("op")
    if op is not None and op not in OPS:
        problems.error(found.at("op"), f"{op!r} is not one of {', '.join(OPS)}")
    if op not in OPS or "value" not in found.values:
        return False
    try:
        _check_value(op, found.values["value"])
    except fields.Wrong as wrong:
        problems.error(found.at("value"), str(wrong))
        return False
    return "segment" in found.values


def _check_value(op: str, value: Any) -> None:
    if op == "matches":
        _check_pattern(fields.text(LONGEST_PATTERN)(value), value)
    elif op == "in":
        _check_list(value, VALUE_OR_NOTHING)
    elif op == "between":
        _check_list(value, VALUE)
        if len(value) != 2:
            raise fields.Wrong("must be two codes, the first and the last")
        if len(value[0]) != len(value[1]):
            raise fields.Wrong("must be two codes of one length: codes are compared as text")
        if value[0] > value[1]:
            raise fields.Wrong(f"{value[0]!r} comes after {value[1]!r}")
    elif op == "equals":
        VALUE_OR_NOTHING(value)
    else:
        VALUE(value)


def _check_list(value: Any, read: fields.Read) -> None:
    if not isinstance(value, list) or not value:
        raise fields.Wrong("must be a list of codes")
    for code in value:
        read(code)


def _check_pattern(pattern: str, given: str) -> None:
    """Raises Wrong for a pattern that PostgreSQL does not take, or not in a second."""
    if pattern != given:
        raise fields.Wrong("has blanks around it")
    if BACK_REFERENCE.search(pattern):
        raise fields.Wrong("must not refer back to what it matched")
    try:
        # A savepoint: a refused pattern must not end the load, which has more to say.
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("set local statement_timeout = '1s'")
            cursor.execute(f"select {SAMPLE} ~ %s", [pattern])
            cursor.execute("set local statement_timeout to default")
    except DataError as error:
        reason = str(error).strip().splitlines()[0].removeprefix("invalid regular expression: ")
        raise fields.Wrong(f"is not a pattern that PostgreSQL takes: {reason}") from error
    except OperationalError as error:
        raise fields.Wrong("takes too long to match") from error
