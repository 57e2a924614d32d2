"""Where the parts of a profile stand inside each other: conditions in conditions, amounts in amounts."""

from collections.abc import Iterator, Mapping
from typing import Any

Json = Mapping[str, Any]


def conditions(json: Json, path: str = "") -> Iterator[tuple[str, Json]]:
    """A condition and every condition inside it, each with its path."""
    yield path, json
    for name in ("all", "any"):
        for place, part in enumerate(json.get(name, [])):
            yield from conditions(part, f"{path}.{name}.{place}")
    if "not" in json:
        yield from conditions(json["not"], f"{path}.not")


def amounts(json: Json | str, path: str = "") -> Iterator[tuple[str, Json]]:
    """An amount and every amount inside it, each with its path; a name alone is a column."""
    yield path, spelled_out(json)
    if not isinstance(json, str):
        for place, part in enumerate(json.get("sum", [])):
            yield from amounts(part, f"{path}.sum.{place}")


def spelled_out(json: Json | str) -> Json:
    """An amount as an object."""
    return {"column": json} if isinstance(json, str) else json


def columns_of(condition: Json) -> Iterator[str]:
    """The columns and parts that a condition looks at."""
    return (each["column"] for _, each in conditions(condition) if "column" in each)


def money_columns(amount: Json | str) -> Iterator[str]:
    """The columns that hold the amounts themselves."""
    for _, each in amounts(amount):
        yield from (each[name] for name in ("column", "debit", "credit") if name in each)


def all_columns(amount: Json | str) -> Iterator[str]:
    """The columns of the amounts, of their signs and of their conditions."""
    yield from money_columns(amount)
    for _, each in amounts(amount):
        if "sign" in each:
            yield each["sign"]["column"]
        if "when" in each:
            yield from columns_of(each["when"])
