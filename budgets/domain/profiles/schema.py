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
Fault = tuple[str, str]


def faults_of_shape(content: Any) -> list[Fault]:
    """Every place that the schema does not allow, as (path, reason)."""
    found = sorted(_validator().iter_errors(content), key=lambda error: list(map(str, error.absolute_path)))
    return list(dict.fromkeys(fault for error in found for fault in _faults(error)))


@cache
def _validator() -> Draft202012Validator:
    return Draft202012Validator(json.loads(SCHEMA.read_text()))


def _faults(error: ValidationError) -> Iterator[Fault]:
    path = ".".join(map(str, error.absolute_path))
    wanted: Any = error.validator_value
    schema: Mapping[str, Any] = error.schema
    match error.validator:
        case "additionalProperties":
            known = schema.get("properties", {})
            for name in sorted(set(error.instance) - set(known)):
                yield f"{path}.{name}".lstrip("."), _unknown(name, list(known))
        case "required":
            for name in wanted:
                if name not in error.instance:
                    yield path, f"needs “{name}”"
        case "type":
            types = [wanted] if isinstance(wanted, str) else wanted
            yield path, f"must be {' or '.join(TYPES[each] for each in types)}, not {_shown(error.instance)}"
        case "enum":
            yield path, f"must be one of {', '.join(map(str, wanted))}, not {_shown(error.instance)}"
        case "pattern":
            yield path, f"must be {schema['description']}, not {_shown(error.instance)}"
        case "minItems" | "minLength" | "minProperties":
            yield path, "is empty" if wanted == 1 else f"must be {wanted} things"
        case "maxItems" | "maxLength":
            yield path, f"is too long; at most {wanted}"
        case "minimum" | "maximum":
            yield path, f"must lie between {schema['minimum']} and {schema['maximum']}"
        case _:
            yield path, error.message


def _unknown(name: str, known: list[str]) -> str:
    near = get_close_matches(name, known, n=1)
    return (
        f"is not known here; did you mean “{near[0]}”?" if near else f"is not known here; there are {', '.join(known)}"
    )


def _shown(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= 60 else text[:57] + "…"
