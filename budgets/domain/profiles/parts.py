"""Parts: values that stand inside a cell, or that a row has only by its place in the file."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from budgets.domain.profiles.cells import Bad, Memo, clean, shown
from budgets.domain.profiles.conditions import Condition, columns_of
from budgets.domain.profiles.frame import Frame
from budgets.domain.profiles.problems import Problems

Json = Mapping[str, Any]


def part_columns(json: Json) -> Iterator[str]:
    """The columns that a part is taken from."""
    if "column" in json:
        yield json["column"]
    if "count" in json:
        yield from columns_of(json["count"].get("after") or json["count"]["at"])
    if "carry" in json:
        yield json["carry"]["column"]


class Pattern:
    """What a pattern finds in a column: its first group, else all of it; empty where it finds nothing."""

    def __init__(self, name: str, json: Json) -> None:
        self.name, self.column = name, json["column"]
        self.search = re.compile(json["pattern"]).search
        self.required = json.get("required", False)
        self.memo = Memo(self._found)

    def add_to(self, frame: Frame, problems: Problems) -> None:
        frame.columns[self.name] = frame.read(self.column, self.memo, problems, default="")

    def _found(self, cell: str) -> str | Bad:
        text = clean(cell)
        found = self.search(text)
        if found:
            return (found[1] if found.re.groups else found[0]) or ""
        return Bad(f"{shown(text)} has no {self.name} in it") if self.required and text else ""


class Count:
    """The number of the section that a row stands in, from 1: one more `after` (or `at`) each row that fits."""

    def __init__(self, name: str, json: Json) -> None:
        self.name = name
        self.after = "after" in json["count"]
        self.ends = Condition(json["count"].get("after") or json["count"]["at"])
        self.digits = json["count"].get("digits", 1)
        self.number = 1 if self.after else 0

    def add_to(self, frame: Frame, problems: Problems) -> None:
        column: list[str] = []
        for fits in self.ends.flags(frame):
            self.number += fits and not self.after
            column.append(str(self.number).zfill(self.digits))
            self.number += fits and self.after
        frame.columns[self.name] = column

    def restart(self) -> None:
        self.number = 1 if self.after else 0


class Carry:
    """What the last row with this pattern said: a heading that holds for the rows below it."""

    def __init__(self, name: str, json: Json) -> None:
        self.name, self.column = name, json["carry"]["column"]
        self.search = re.compile(json["carry"]["pattern"]).search
        self.memo = Memo(lambda cell: self.search(clean(cell)))
        self.value = ""

    def add_to(self, frame: Frame, problems: Problems) -> None:
        column: list[str] = []
        for found in frame.map(self.column, self.memo):
            if found:
                self.value = (found[1] if found.re.groups else found[0]) or ""
            column.append(self.value)
        frame.columns[self.name] = column

    def restart(self) -> None:
        self.value = ""


Part = Pattern | Count | Carry


def make_part(name: str, json: Json) -> Part:
    """The part that a profile describes."""
    if "count" in json:
        return Count(name, json)
    return Carry(name, json) if "carry" in json else Pattern(name, json)
