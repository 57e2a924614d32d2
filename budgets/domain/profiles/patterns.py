"""Patterns of a profile, by RE2: its time grows with the length of a text and no faster, so that no cell can hang a
load, whatever a profile asks for. What makes that impossible, looking ahead and referring back, it does not take.

Texts are given to it as bytes: half the time goes into counting characters else."""

import re
import warnings
from collections.abc import Callable

import re2

LARGEST = 1 << 20  # bytes of a compiled pattern; a larger one would be slow on every cell
OPTIONS = re2.Options()
OPTIONS.max_mem = LARGEST
OPTIONS.log_errors = False


class NoPattern(ValueError):
    """A text that is not a pattern, and why."""


def fitting(pattern: str) -> Callable[[str], bool]:
    """Whether a text holds what the pattern describes."""
    search = re2.compile(pattern, OPTIONS).search
    return lambda text: search(text.encode()) is not None


def finding(pattern: str) -> Callable[[str], str | None]:
    """What stands in the first parentheses of the pattern, else all that it describes; None where it finds nothing."""
    compiled = re2.compile(pattern, OPTIONS)
    search, part = compiled.search, min(compiled.groups, 1)

    def find(text: str) -> str | None:
        found = search(text.encode())
        return (found[part] or b"").decode() if found else None

    return find


def replacing(pattern: str, instead: str) -> Callable[[str], str]:
    """Puts `instead`, as it stands, in the place of all that the pattern describes."""
    compiled, by = re2.compile(pattern, OPTIONS), instead.encode(errors="replace")
    search, substitute = compiled.search, compiled.sub

    def replace(text: str) -> str:
        given = text.encode()
        return substitute(lambda found: by, given).decode() if search(given) else text

    return replace


def check_pattern(pattern: str) -> None:
    """Raises NoPattern. Python's own rules first: they tell a slip of the hand more often, and in clearer words."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            re.compile(pattern)
    except (re.error, OverflowError, RecursionError, Warning) as error:
        raise NoPattern(f"is not a pattern: {error}") from error
    try:
        re2.compile(pattern, OPTIONS)
    except (re2.error, UnicodeError) as error:
        said = error.args[0].decode() if isinstance(error.args[0], bytes) else str(error)
        raise NoPattern(f"is a pattern that cannot be used here: {said}") from error
