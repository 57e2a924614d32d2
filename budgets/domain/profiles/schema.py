"""The schema of profiles, and what is wrong with a profile's shape in words for somebody who never saw a schema."""

import json
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator, ValidationError

SCHEMA = Path(__file__).with_name("profile.schema.json")
TYPES = {
    "object": "an object { }",
    "array": "a list [ ]",
    "string": "a text",
    "integer": "a whole number",
    "boolean": "true or false",
}
LEVELS = 60
Fault = tuple[str, str]


def faults_of_shape(content: Any) -> list[Fault]:
    """Every place that the schema does not allow, as (path, reason)."""
    if _deeper(content, LEVELS):
        return [("", f"has more than {LEVELS} levels of conditions, amounts or lists inside each other")]
    found = sorted(_validator().iter_errors(content), key=lambda error: list(map(str, error.absolute_path)))
    return list(dict.fromkeys(fault for error in found for fault in _faults(error)))


def _deeper(content: Any, levels: int) -> bool:
    inside = content.values() if isinstance(content, dict) else content if isinstance(content, list) else ()
    return levels == 0 or any(_deeper(each, levels - 1) for each in inside)


@cache
def _validator() -> Draft202012Validator:
    return Draft202012Validator(json.loads(SCHEMA.read_text()))


def _faults(error: ValidationError) -> Iterator[Fault]:
    path, found = ".".join(map(str, error.absolute_path)), error.instance
    if error.validator == "additionalProperties":
        known = list(error.schema.get("properties", {}))
        for name in sorted(set(found) - set(known)):
            yield f"{path}.{name}".lstrip("."), _unknown(name, known)
    elif error.validator == "required":
        yield from ((path, f"needs “{name}”") for name in error.validator_value if name not in found)
    else:
        yield path, _in_words(str(error.validator), error.validator_value, error.schema, found)


def _in_words(rule: str, wanted: Any, schema: Mapping[str, Any], found: Any) -> str:
    match rule:
        case "type":
            types = [wanted] if isinstance(wanted, str) else wanted
            words = f"must be {' or '.join(TYPES[each] for each in types)}, not {_shown(found)}"
        case "enum":
            words = f"must be one of {', '.join(map(str, wanted))}, not {_shown(found)}"
        case "const":
            words = f"must be {_shown(wanted)}, not {_shown(found)}"
        case "pattern":
            words = f"must be {schema['description']}, not {_shown(found)}"
        case "minItems" | "minLength" | "minProperties":
            words = "is empty" if wanted == 1 else f"must be {wanted} things"
        case "maxItems" | "maxLength":
            words = f"is too long; at most {wanted}"
        case "minimum" | "maximum":
            words = f"must lie between {schema['minimum']} and {schema['maximum']}"
        case _:
            words = f"breaks the rule “{rule}” of the schema"
    return words


def _unknown(name: str, known: list[str]) -> str:
    near = get_close_matches(name, known, n=1)
    return (
        f"is not known here; did you mean “{near[0]}”?" if near else f"is not known here; there are {', '.join(known)}"
    )


def _shown(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= 60 else text[:57] + "…"
