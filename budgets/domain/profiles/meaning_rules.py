"""Faults of a profile's patterns, conditions, amounts and parts: each alone, and what it can know where it stands."""

from collections.abc import Iterator

from budgets.domain.profiles.conditions import TESTS
from budgets.domain.profiles.parts import part_columns
from budgets.domain.profiles.patterns import NoPattern, check_pattern
from budgets.domain.profiles.places import LINE, ROW, Place, amount_places, condition_places, pattern_places
from budgets.domain.profiles.walk import Json

Fault = tuple[str, str]
SUBJECTS = ("all", "any", "not", "column", "segment", "account_type", "any_cell")
TESTED = ("column", "segment")
# What a condition may look at, by what it can know.
KNOWN = {
    ROW: (("segment", "account_type"), "rows are left out, and parts taken, before the account is read"),
    LINE: (("column", "any_cell", "account_type"), "it decides about an account line, so it looks at segments only"),
}


def pattern_faults(content: Json) -> Iterator[Fault]:
    for path, pattern in pattern_places(content):
        try:
            check_pattern(pattern)
        except NoPattern as error:
            yield path, str(error)


def condition_faults(content: Json) -> Iterator[Fault]:
    segments = {segment["name"] for segment in content["account"]["segments"]}
    for place in condition_places(content):
        yield from _condition(place)
        forbidden, why = KNOWN.get(place.sees, ((), ""))
        for subject in forbidden:
            if subject in place.json:
                yield f"{place.path}.{subject}", f"cannot be looked at: {why}"
        if "segment" in place.json and place.json["segment"] not in segments:
            yield f"{place.path}.segment", f"the account has no segment {place.json['segment']!r}"


def _condition(place: Place) -> Iterator[Fault]:
    json, path = place.json, place.path
    subjects = [name for name in SUBJECTS if name in json]
    if len(subjects) != 1:
        yield path, f"needs one of {', '.join(SUBJECTS)}; it has {', '.join(subjects) or 'none'}"
        return
    tests = [name for name in TESTS if name in json]
    if subjects[0] in TESTED and not tests:
        yield path, f"needs a test: {', '.join(TESTS)}"
    if subjects[0] not in TESTED and tests:
        yield path, f"{tests[0]} does not go with {subjects[0]}"
    if subjects[0] == "any_cell" and (set(json["any_cell"]) - set(TESTS) or not json["any_cell"]):
        yield f"{path}.any_cell", f"takes tests only: {', '.join(TESTS)}"
    low, high = json.get("any_cell", json).get("between", ("", ""))
    if len(low) != len(high) or low > high:
        yield f"{path}.between", "needs two codes of one length, the lower one first"


def amount_faults(content: Json) -> Iterator[Fault]:
    for place in amount_places(content):
        json = place.json
        shapes = [name for name in ("column", "debit", "sum") if name in json]
        if len(shapes) != 1 or ("debit" in json) != ("credit" in json):
            yield place.path, "needs a column, or debit and credit, or a sum"
        if "in_cents" in json and "sum" in json:
            yield f"{place.path}.in_cents", "belongs to the amounts of the sum"
        sign = json.get("sign", {"negative": [], "positive": []})
        negative, positive = ({text.casefold() for text in sign[name]} for name in ("negative", "positive"))
        for text in sorted(negative & positive):
            yield f"{place.path}.sign", f"{text!r} cannot be both positive and negative"


def part_faults(content: Json) -> Iterator[Fault]:
    parts: dict[str, Json] = content.get("parts", {})
    earlier: set[str] = set()
    for name, json in parts.items():
        shapes = [shape for shape in ("pattern", "count", "carry") if shape in json]
        if len(shapes) != 1 or ("pattern" in json) != ("column" in json):
            yield f"parts.{name}", "needs a column and a pattern, or a count, or a carry"
        elif "required" in json and "pattern" not in json:
            yield f"parts.{name}.required", "goes with a pattern"
        elif "count" in json and len({"after", "at"} & set(json["count"])) != 1:
            yield f"parts.{name}.count", "needs after or at"
        else:
            for column in part_columns(json):
                if column in parts and column not in earlier:
                    yield f"parts.{name}", f"is taken from the part {column!r}, which must stand above it"
        earlier.add(name)
