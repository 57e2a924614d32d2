"""From the bytes of a structure file to its JSON object."""

import json
from decimal import Decimal
from typing import Any, NoReturn

from budgets.domain.structure.problems import Problem, StructureRefused

LARGEST = 20 * 1024 * 1024  # bytes: 2,000 units with rules and 100,000 code names are under 10 MB


class Repeated(dict[str, Any]):
    """An object of the file in which a key stands twice: JSON would quietly keep the last one."""

    def __init__(self, values: dict[str, Any], twice: list[str]) -> None:
        super().__init__(values)
        self.twice = twice


def read_document(data: bytes) -> Any:
    """The file's JSON. Numbers with a fraction are Decimal, exactly as written.

    Raises StructureRefused for a file that is too large, not UTF-8, or not JSON, with line and column.
    """
    if len(data) > LARGEST:
        _refuse("file", f"has more than {LARGEST:,} bytes")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        _refuse(f"line {line}", "is not UTF-8 text; save the file as UTF-8")
    try:
        return json.loads(text, object_pairs_hook=_object, parse_float=Decimal, parse_constant=_constant)
    except json.JSONDecodeError as error:
        _refuse(f"line {error.lineno}, column {error.colno}", f"is not JSON: {error.msg}")
    except RecursionError:
        _refuse("file", "is nested too deeply")
    except ValueError as error:
        # A whole number of thousands of digits, or NaN.
        _refuse("file", f"is not JSON: {error}")


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    values = dict(pairs)
    if len(values) == len(pairs):
        return values
    names = [name for name, _ in pairs]
    return Repeated(values, sorted({name for name in names if names.count(name) > 1}))


def _constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is no number")


def _refuse(path: str, reason: str) -> NoReturn:
    raise StructureRefused([Problem(path, reason)])
