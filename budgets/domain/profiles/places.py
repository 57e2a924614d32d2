"""Where a profile holds conditions, amounts and patterns, and what each of them can know of a row."""

from collections.abc import Iterator
from dataclasses import dataclass

from budgets.domain.profiles.walk import Json, amounts, conditions

ROW = "row"  # the cells of the row: rules that come before the account is read
LINE = "line"  # the segments of the code: rules about an account, whatever its rows say
ALL = "all"


@dataclass(frozen=True, slots=True)
class Place:
    path: str
    json: Json
    sees: str


def condition_places(content: Json) -> Iterator[Place]:
    """Every condition of the profile, those inside others too."""
    for place in _conditions(content):
        for path, json in conditions(place.json, place.path):
            yield Place(path, json, place.sees)


def amount_places(content: Json) -> Iterator[Place]:
    """Every amount of the profile, those inside others too."""
    for number, post in enumerate(content["posts"]):
        yield from _amounts(post["amount"], f"posts.{number}.amount", ALL)
    for number, rule in enumerate(content.get("drop", [])):
        for term, amount in enumerate(rule.get("proves", {}).get("amounts", [])):
            yield from _amounts(amount, f"drop.{number}.proves.amounts.{term}", ROW)
    for number, check in enumerate(content.get("checks", [])):
        for term, amount in enumerate(check["sum"]):
            yield from _amounts(amount, f"checks.{number}.sum.{term}", ALL)
        if "equals" in check:
            yield from _amounts(check["equals"], f"checks.{number}.equals", ALL)


def pattern_places(content: Json) -> Iterator[tuple[str, str]]:
    """Every pattern of the profile."""
    for name, part in content.get("parts", {}).items():
        if "pattern" in part:
            yield f"parts.{name}.pattern", part["pattern"]
        if "carry" in part:
            yield f"parts.{name}.carry.pattern", part["carry"]["pattern"]
    if "as_of" in content:
        yield "as_of.pattern", content["as_of"]["pattern"]
    description = content.get("description")
    for number, mask in enumerate(description.get("mask", []) if isinstance(description, dict) else []):
        yield f"description.mask.{number}.matches", mask["matches"]
    for place in condition_places(content):
        tests = place.json.get("any_cell", place.json)
        if "matches" in tests:
            yield f"{place.path}.matches", tests["matches"]


def _conditions(content: Json) -> Iterator[Place]:
    for name, part in content.get("parts", {}).items():
        for word in ("after", "at"):
            if word in part.get("count", {}):
                yield Place(f"parts.{name}.count.{word}", part["count"][word], ROW)
        if "headings" in part.get("carry", {}):
            yield Place(f"parts.{name}.carry.headings", part["carry"]["headings"], ROW)
    for number, rule in enumerate(content.get("drop", [])):
        yield Place(f"drop.{number}.when", rule["when"], ROW)
    account = content["account"]
    for word in ("type", "pay"):
        rules = account.get(word, [])
        for number, rule in enumerate(rules if isinstance(rules, list) else []):
            yield Place(f"account.{word}.{number}.when", rule["when"], LINE)
    for number, post in enumerate(content["posts"]):
        if "when" in post:
            yield Place(f"posts.{number}.when", post["when"], ALL)
    if "hide" in content.get("vendor", {}):
        yield Place("vendor.hide", content["vendor"]["hide"], ALL)
    for amount in amount_places(content):
        if "when" in amount.json:
            yield Place(f"{amount.path}.when", amount.json["when"], amount.sees)


def _amounts(amount: Json | str, path: str, sees: str) -> Iterator[Place]:
    for place, json in amounts(amount, path):
        yield Place(place, json, sees)
