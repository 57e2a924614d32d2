"""Reading one value of the structure file: each kind of value once, strictly."""

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal
from typing import Any
from zoneinfo import available_timezones

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db.models import TextChoices

from accounts.domain.words import words
from balance.icons import NAMES
from balance.money import amount
from budgets.domain.structure.document import Repeated
from budgets.domain.structure.problems import Problems

Read = Callable[[Any], Any]
DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
CLOCK = re.compile(r"[0-9]{2}:[0-9]{2}")
MONEY = re.compile(r"-?[0-9]{1,13}(\.[0-9]{1,2})?")


class Wrong(ValueError):
    """A value that cannot stand where it stands; the message is the reason."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One object of the file and where it stands. Only what was given and could be read is in `values`."""

    path: str
    values: dict[str, Any]

    def at(self, name: str) -> str:
        """The place of one key: `units[3].name`, or `names["4310"]` for a key that is no plain word."""
        if not name.isascii() or not name.isidentifier():
            return f"{self.path}[{json.dumps(name)}]"
        return f"{self.path}.{name}" if self.path else name


def entry(value: Any, path: str, shape: Mapping[str, Read], problems: Problems, *, always: tuple[str, ...]) -> Entry:
    """Reads an object by its shape: keys that it may have and how each is read; `always` are those it must have."""
    found = Entry(path, {})
    if not isinstance(value, dict):
        problems.error(path or "file", f"must be an object in braces, not {_kind(value)}")
        return found
    if isinstance(value, Repeated):
        for name in value.twice:
            problems.error(found.at(name), "stands twice")
    for name, given in value.items():
        if name not in shape:
            problems.error(found.at(name), f"is not known here; known are {', '.join(shape)}")
            continue
        try:
            found.values[name] = shape[name](given)
        except Wrong as error:
            problems.error(found.at(name), str(error))
    for name in always:
        if name not in value:
            problems.error(found.at(name), "is missing")
    return found


def entries(
    value: Any, path: str, shape: Mapping[str, Read], problems: Problems, *, always: tuple[str, ...]
) -> list[Entry]:
    """Reads a list of objects of one shape."""
    if not isinstance(value, list):
        problems.error(path, f"must be a list in brackets, not {_kind(value)}")
        return []
    return [entry(each, f"{path}[{place}]", shape, problems, always=always) for place, each in enumerate(value)]


def anything(value: Any) -> Any:
    """Left for whoever knows more of its place."""
    return value


def text(limit: int, *, blank: bool = False) -> Read:
    """Text on one line of at most `limit` characters."""

    def read(value: Any) -> str:
        _must_be_text(value)
        try:
            return words(value, limit=limit, blank=blank)
        except ValidationError as error:
            raise Wrong(error.messages[0]) from error

    return read


def code(limit: int, *, blank: bool = False, without: str = "") -> Read:
    """A code: text in which every character counts, so blanks around it are refused and not cut off."""
    read_text = text(limit, blank=blank)

    def read(value: Any) -> str:
        found = str(read_text(value))
        if found != value:
            raise Wrong("has blanks around it")
        if any(character in found for character in without):
            raise Wrong(f"must not hold {without}")
        return found

    return read


def choice(choices: type[TextChoices], *, blank: bool = False) -> Read:
    """One of a closed list."""

    def read(value: Any) -> str:
        _must_be_text(value)
        if value not in choices.values and not (blank and value == ""):
            raise Wrong(f"{value!r} is not one of {', '.join(filter(None, choices.values))}")
        return str(value)

    return read


def optional(read: Read) -> Read:
    """null takes a value away."""
    return lambda value: None if value is None else read(value)


def flag(value: Any) -> bool:
    if not isinstance(value, bool):
        raise Wrong(f"must be true or false, not {_kind(value)}")
    return value


def whole(low: int, high: int) -> Read:
    """A whole number from `low` to `high`."""

    def read(value: Any) -> int:
        if isinstance(value, bool) or not isinstance(value, int):
            raise Wrong(f"must be a whole number, not {_kind(value)}")
        if not low <= value <= high:
            raise Wrong(f"must be from {low} to {high}")
        return value

    return read


def day(value: Any) -> date:
    """A day written YYYY-MM-DD."""
    _must_be_text(value)
    try:
        if DAY.fullmatch(value):
            return date.fromisoformat(value)
    except ValueError:
        pass
    raise Wrong(f"{value!r} is not a day written YYYY-MM-DD")


def clock(value: Any) -> time:
    """A time of the day written HH:MM, from 00:00 to 23:59."""
    _must_be_text(value)
    try:
        if CLOCK.fullmatch(value):
            return time.fromisoformat(value)
    except ValueError:
        pass
    raise Wrong(f"{value!r} is not a time written HH:MM")


def dollars(value: Any) -> Decimal:
    """An amount of zero or more: whole dollars as a number, or text with up to two decimals."""
    if isinstance(value, Decimal):
        raise Wrong(f'write an amount with cents as text: "{value}"')
    if isinstance(value, bool) or not isinstance(value, int | str):
        raise Wrong(f"must be an amount of money, not {_kind(value)}")
    if not MONEY.fullmatch(str(value)):
        raise Wrong(f'{value!r} is not an amount of money; write it like "1250.00"')
    found = amount(str(value))
    if found < 0:
        raise Wrong("must not be negative")
    return found


def email(value: Any) -> str:
    """An e-mail address, in small letters."""
    _must_be_text(value)
    try:
        validate_email(value)
    except ValidationError as error:
        raise Wrong(f"{value!r} is not an e-mail address") from error
    return str(value).lower()


def time_zone(value: Any) -> str:
    _must_be_text(value)
    if value not in available_timezones():
        raise Wrong(f"there is no time zone {value!r}; write it like America/Denver")
    return str(value)


def icon(value: Any) -> str:
    _must_be_text(value)
    if value not in NAMES:
        raise Wrong(f"there is no icon {value!r}; icons are {', '.join(sorted(NAMES))}")
    return str(value)


def _must_be_text(value: Any) -> None:
    if not isinstance(value, str):
        raise Wrong(f"must be text in quotes, not {_kind(value)}")


WORDS = {
    type(None): "null",
    bool: "true or false",
    int: "a number",
    Decimal: "a number with a fraction",
    str: "text",
    list: "a list",
}


def _kind(value: Any) -> str:
    return WORDS.get(type(value), "an object")
