"""What a schema cannot say: whether the parts of a profile make sense together. Every fault with its path."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from budgets.choices import KINDS, Kind, Measure
from budgets.domain.profiles.conditions import TESTS, segments_of
from budgets.domain.profiles.dates import is_format
from budgets.domain.profiles.posts import REPORTED

Json = Mapping[str, Any]
Fault = tuple[str, str]
SUBJECTS = ("all", "any", "not", "column", "segment", "account_type", "any_cell")
# Facts that a key is made of, and the part of the profile that brings each.
BROUGHT_BY = {"order_number": "order", "posted_on": "date", "line": "account"}


def faults(content: Json) -> Iterator[Fault]:
    """All of them; none means that the profile can be used on some file."""
    yield from _walk(content, "")
    yield from _account(content["account"])
    yield from _parts(content)
    yield from _posts(content)
    yield from _dates(content)
    yield from _load(content)
    yield from _texts(content)


def _walk(json: Any, path: str) -> Iterator[Fault]:
    """Conditions, amounts and patterns, wherever they stand."""
    if isinstance(json, list):
        for place, item in enumerate(json):
            yield from _walk(item, f"{path}.{place}")
    if not isinstance(json, Mapping):
        return
    for name, item in json.items():
        where = f"{path}.{name}" if path else name
        if name in ("pattern", "matches"):
            yield from _pattern(item, where)
        if name in ("when", "not", "after", "at"):
            yield from _condition(item, where)
        if name in ("all", "any") and isinstance(item, list):
            for place, part in enumerate(item):
                yield from _condition(part, f"{where}.{place}")
        if name in ("amount", "equals") and isinstance(item, Mapping):
            yield from _amount(item, where)
        if name in ("amounts", "sum"):
            for place, part in enumerate(item):
                if isinstance(part, Mapping):
                    yield from _amount(part, f"{where}.{place}")
        yield from _walk(item, where)


def _pattern(pattern: str, path: str) -> Iterator[Fault]:
    try:
        re.compile(pattern)
    except re.error as error:
        yield path, f"is not a pattern: {error}"


def _condition(json: Json, path: str) -> Iterator[Fault]:
    subjects = [name for name in SUBJECTS if name in json]
    if len(subjects) != 1:
        yield path, f"needs one of {', '.join(SUBJECTS)}; it has {', '.join(subjects) or 'none'}"
        return
    tests = [name for name in TESTS if name in json]
    if subjects[0] in ("column", "segment") and not tests:
        yield path, f"needs a test: {', '.join(TESTS)}"
    if subjects[0] in ("all", "any", "not", "account_type", "any_cell") and tests:
        yield path, f"{tests[0]} does not go with {subjects[0]}"
    if subjects[0] == "any_cell" and (set(json["any_cell"]) - set(TESTS) or not json["any_cell"]):
        yield f"{path}.any_cell", f"takes tests only: {', '.join(TESTS)}"
    if "between" in json and (
        len(json["between"][0]) != len(json["between"][1]) or json["between"][0] > json["between"][1]
    ):
        yield f"{path}.between", "needs two codes of one length, the lower one first"


def _amount(json: Json, path: str) -> Iterator[Fault]:
    shapes = [name for name in ("column", "debit", "sum") if name in json]
    if len(shapes) != 1 or ("debit" in json) != ("credit" in json):
        yield path, "needs a column, or debit and credit, or a sum"


def _account(json: Json) -> Iterator[Fault]:
    segments = json["segments"]
    names = [segment["name"] for segment in segments]
    for name in sorted({name for name in names if names.count(name) > 1}):
        yield "account.segments", f"{name} stands twice"
    for place, segment in enumerate(segments):
        where = f"account.segments.{place}"
        if "column" in json and "column" in segment:
            yield where, "has a column of its own, though the whole code stands in one column"
        if "column" not in json and "column" not in segment:
            yield where, "needs a column, for the code does not stand in one column"
        if "column" in json and "separator" not in json and "length" not in segment:
            yield where, "needs a length, for the code has no separator"
        if "pad" in segment and "length" not in segment:
            yield where, "needs a length to be filled up to"
    if "separator" in json and "column" not in json:
        yield "account.separator", "goes with a column that holds the whole code"
    types = json.get("type", [])
    rules = [("pay", rule) for rule in json.get("pay", [])]
    rules += [("type", rule) for rule in types] if isinstance(types, list) else []
    for name, rule in rules:
        if _columns(rule["when"]) or "account_type" in str(rule["when"]):
            yield f"account.{name}", "looks at segments of the code only"


def _columns(json: Json) -> bool:
    parts = [*json.get("all", []), *json.get("any", []), *([json["not"]] if "not" in json else [])]
    return "column" in json or "any_cell" in json or any(map(_columns, parts))


def _parts(content: Json) -> Iterator[Fault]:
    """Parts and rows to drop are decided before the account is known; segments must be those of the code."""
    for name, json in content.get("parts", {}).items():
        shapes = [shape for shape in ("pattern", "count", "carry") if shape in json]
        if len(shapes) != 1 or ("pattern" in json) != ("column" in json):
            yield f"parts.{name}", "needs a column and a pattern, or a count, or a carry"
        if "count" in json and len({"after", "at"} & set(json["count"])) != 1:
            yield f"parts.{name}.count", "needs after or at"
    early = {**content.get("parts", {}), **{rule["name"]: rule for rule in content.get("drop", [])}}
    for name, json in early.items():
        if list(_segments(json)):
            yield name, "looks at a segment, but rows are dropped and parts taken before the account is read"
    known = {segment["name"] for segment in content["account"]["segments"]}
    for name in sorted(set(_segments(content)) - known):
        yield "account.segments", f"has no segment {name!r}, which a condition looks at"


def _segments(json: Any) -> Iterator[str]:
    if isinstance(json, list):
        for item in json:
            yield from _segments(item)
    if isinstance(json, Mapping):
        yield from (segments_of(json) if any(subject in json for subject in ("segment",)) else ())
        for item in json.values():
            yield from _segments(item)


def _posts(content: Json) -> Iterator[Fault]:
    reports = 0
    for place, post in enumerate(content["posts"]):
        kind = post["kind"]
        where = f"posts.{place}.kind"
        if kind == REPORTED:
            reports += 1
            if content["load"]["mode"] != "balances":
                yield where, "reported belongs to a load of mode balances"
            continue
        if isinstance(kind, Mapping) and ("column" in kind) == ("positive" in kind):
            yield where, "needs positive and negative, or a column and values"
        known = {each.value for each in KINDS[Measure(post["measure"])]} - {Kind.UNITEMIZED.value}
        for name in sorted(set(_kinds(kind)) - known):
            yield where, f"{name!r} is no kind of {post['measure']}; there are {', '.join(sorted(known))}"
    if content["load"]["mode"] == "balances" and not reports:
        yield "posts", "a load of mode balances needs a measure of the kind reported"


def _kinds(kind: str | Json) -> Iterator[str]:
    if isinstance(kind, str):
        yield kind
        return
    yield from (kind[name] for name in ("positive", "negative", "otherwise") if name in kind)
    yield from kind.get("values", {}).values()


def _dates(content: Json) -> Iterator[Fault]:
    for path, said in (("date.format", content.get("date")), ("as_of.format", content.get("as_of"))):
        formats = said["format"] if said else []
        for text in [formats] if isinstance(formats, str) else formats:
            if not is_format(text):
                yield path, f"{text!r} must name a year, a month and a day once each, such as M/D/YYYY, or be serial"
    period = content.get("period")
    if period is not None and ("column" in period) == ("from" in period):
        yield "period", "needs a column, or from: date"
    if period is not None and "from" in period and "date" not in content:
        yield "period.from", "needs a date"


def _load(content: Json) -> Iterator[Fault]:
    load = content["load"]
    mode = load["mode"]
    if ("by" in load) != (mode == "append"):
        yield "load.by", "says how an append finds what is there already, and goes with no other mode"
    if ("key" in load) != (load.get("by") == "key"):
        yield "load.key", "goes with by: key, and only with it"
    for fact in load.get("key", []):
        if BROUGHT_BY.get(fact, fact) not in content:
            yield "load.key", f"{fact} is not read from the file; the profile needs {BROUGHT_BY.get(fact, fact)!r}"
    if "window" in load and mode != "replace":
        yield "load.window", "goes with mode replace"
    if (load.get("by") == "dates" or load.get("window") == "dates") and "date" not in content:
        yield "load", "a range of dates needs a date"
    if load.get("window") == "periods" and "period" not in content:
        yield "load.window", "periods need a period"
    allowed = {"replace": ("keep", "withdrawn"), "append": ("keep",), "balances": ("keep", "zero")}[mode]
    if load.get("missing", allowed[0]) not in allowed:
        yield "load.missing", f"is one of {', '.join(allowed)} here"


def _texts(content: Json) -> Iterator[Fault]:
    year = content.get("fiscal_year")
    if year is not None and ("fixed" in year) == ("column" in year):
        yield "fiscal_year", "is fixed, or stands in a column"
    names = [rule["name"] for rule in content.get("drop", [])]
    for name in sorted({name for name in names if names.count(name) > 1}):
        yield "drop", f"two rules are called {name!r}; each is counted by its name"
    vendor = content.get("vendor")
    if vendor is not None and not {"number", "name"} & set(vendor):
        yield "vendor", "needs a number or a name"
