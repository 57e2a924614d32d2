"""What a schema cannot say: whether the parts of a profile make sense together. Every fault with its path."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence

from budgets.choices import KINDS, Kind, Measure
from budgets.domain.profiles.cells import clean
from budgets.domain.profiles.codes import LONGEST_FUND
from budgets.domain.profiles.dates import is_format
from budgets.domain.profiles.drops import OWN_NAMES
from budgets.domain.profiles.meaning_rules import amount_faults, condition_faults, part_faults, pattern_faults
from budgets.domain.profiles.post import REPORTED
from budgets.domain.profiles.walk import Json, spelled_out

Fault = tuple[str, str]
# Facts that a key is made of, and the part of the profile that brings each.
BROUGHT_BY = {"order_number": "order", "posted_on": "date", "line": "account"}


def faults(content: Json) -> Iterator[Fault]:
    """All of them; none means that the profile can be used on some file."""
    yield from pattern_faults(content)
    yield from condition_faults(content)
    yield from amount_faults(content)
    yield from part_faults(content)
    yield from _file(content)
    yield from _account(content["account"])
    yield from _posts(content)
    yield from _dates(content)
    yield from _names(content)
    yield from _load(content)


def _twice(names: Sequence[str]) -> list[str]:
    return sorted({name for name in names if names.count(name) > 1})


def _file(content: Json) -> Iterator[Fault]:
    file = content.get("file", {})
    for name in _twice([name.casefold() for name in file.get("columns", [])]):
        yield "file.columns", f"{name!r} stands twice"
    if "columns" in file and "header_lines" in file:
        yield "file.header_lines", "does not go with columns, which are for a file without a header"


def _account(account: Json) -> Iterator[Fault]:
    segments = account["segments"]
    for name in _twice([segment["name"] for segment in segments]):
        yield "account.segments", f"{name!r} stands twice"
    if [segment.get("role") for segment in segments].count("fund") > 1:
        yield "account.segments", "two segments have the role fund"
    for place, segment in enumerate(segments):
        yield from _segment(f"account.segments.{place}", segment, account)
    if all("value" in segment for segment in segments):
        yield "account.segments", "needs a segment that stands in the file"
    if "separator" in account and "column" not in account:
        yield "account.separator", "goes with a column that holds the whole code"
    if isinstance(account.get("type"), Mapping):
        yield from _words("account.type.values", account["type"]["values"])


def _segment(path: str, segment: Json, account: Json) -> Iterator[Fault]:
    for name in ("value", "blank_as"):
        if clean(segment.get(name, "")) != segment.get(name, ""):
            yield f"{path}.{name}", "has blanks at its ends, or characters that cannot be seen"
    length = max(segment.get("length", 0), len(segment.get("value", "")))
    if segment.get("role") == "fund" and length > LONGEST_FUND:
        yield path, f"a fund has at most {LONGEST_FUND} characters"
    if "value" in segment:
        for name in sorted({"column", "length", "pad", "blank", "blank_as"} & set(segment)):
            yield f"{path}.{name}", "does not go with a value, which is the same on all rows"
        return
    if "column" in account and "column" in segment:
        yield path, "has a column of its own, though the whole code stands in one column"
    if "column" not in account and "column" not in segment:
        yield path, "needs a column, for the code does not stand in one column"
    if "column" in account and "separator" not in account and "length" not in segment:
        yield path, "needs a length, for the code has no separator"
    if "pad" in segment and "length" not in segment:
        yield path, "needs a length to be filled up to"


def _words(path: str, words: Iterable[str]) -> Iterator[Fault]:
    """Upper and lower case do not matter in them."""
    for word in _twice([word.casefold() for word in words]):
        yield path, f"{word!r} stands twice, for upper and lower case do not matter"


def _posts(content: Json) -> Iterator[Fault]:
    balances = content["load"]["mode"] == "balances"
    for place, post in enumerate(content["posts"]):
        yield from _kind(f"posts.{place}.kind", post, balances=balances)
    always = [_what(post) for post in content["posts"] if "when" not in post]
    for what in _twice(always):
        yield "posts", f"two rules without “when” post one amount to {json.loads(what)[0]}"
    if balances and not any(post["kind"] == REPORTED for post in content["posts"]):
        yield "posts", "a load of mode balances needs a measure of the kind reported"


def _what(post: Json) -> str:
    amount = None if post["kind"] == REPORTED else spelled_out(post["amount"])
    return json.dumps([post["measure"], amount], sort_keys=True)


def _kind(path: str, post: Json, *, balances: bool) -> Iterator[Fault]:
    kind = post["kind"]
    if kind == REPORTED:
        if not balances:
            yield path, "reported belongs to a load of mode balances"
        return
    if isinstance(kind, Mapping):
        yield from _words(f"{path}.values", kind.get("values", {}))
        shape = sorted(set(kind) - {"otherwise"})
        if shape not in (["column", "values"], ["negative", "positive"]):
            yield path, "needs positive and negative, or a column and values"
        elif "otherwise" in kind and "column" not in kind:
            yield path, "otherwise goes with a column and values"
    known = {each.value for each in KINDS[Measure(post["measure"])]} - {Kind.UNITEMIZED.value}
    for name in sorted(set(_kinds(kind)) - known):
        yield path, f"{name!r} is no kind of {post['measure']}; there are {', '.join(sorted(known))}"


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
    if period is not None and "from" in period and "format" in period:
        yield "period.format", "goes with a column"
    year = content.get("fiscal_year")
    if year is not None and len({"fixed", "column", "pattern"} & set(year)) != 1:
        yield "fiscal_year", "is fixed, or stands in a column, or is found in the titles by a pattern"
    if year is not None and "names" in year and "fixed" in year:
        yield "fiscal_year.names", "goes with a column or a pattern"
    if year is not None and "other_years" in year and "column" not in year:
        yield "fiscal_year.other_years", "goes with a column"


def _names(content: Json) -> Iterator[Fault]:
    """Rules are counted and reported by their names."""
    names = [rule["name"] for rule in content.get("drop", [])]
    for name in _twice(names):
        yield "drop", f"two rules are called {name!r}; each is counted by its name"
    for name in sorted(set(names) & set(OWN_NAMES)):
        yield "drop", f"{name!r} is how rows are counted that no rule names"
    for place, rule in enumerate(content.get("drop", [])):
        if "proves" in rule and not {"amounts", "rows"} & set(rule["proves"]):
            yield f"drop.{place}.proves", "needs amounts, or the column with the number of rows"
    for name in _twice([check["name"] for check in content.get("checks", [])]):
        yield "checks", f"two checks are called {name!r}"
    vendor = content.get("vendor")
    if vendor is not None and not {"number", "name"} & set(vendor):
        yield "vendor", "needs a number or a name"


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
