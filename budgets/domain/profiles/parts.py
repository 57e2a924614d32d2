"""Parts: values that stand inside a cell, or that a row has only by its place in the file.

They are taken before rows are left out, for headings and subtotals say where sections begin and end.
"""

from collections.abc import Iterator

from budgets.domain.profiles.cells import Bad, Memo, clean, shown
from budgets.domain.profiles.conditions import LOOKED_AT, Condition
from budgets.domain.profiles.frame import Frame
from budgets.domain.profiles.patterns import finding
from budgets.domain.profiles.problems import Problems
from budgets.domain.profiles.walk import Json, columns_of


def part_columns(json: Json) -> Iterator[str]:
    """The columns that a part is taken from."""
    if "column" in json:
        yield json["column"]
    if "count" in json:
        yield from columns_of(json["count"].get("after") or json["count"]["at"])
    if "carry" in json:
        yield json["carry"]["column"]
        yield from columns_of(json["carry"].get("headings", {}))


class Pattern:
    """What a pattern finds in a column; empty where it finds nothing."""

    def __init__(self, name: str, json: Json) -> None:
        self.name, self.column = name, json["column"]
        self.find = finding(json["pattern"])
        self.required: bool = json.get("required", False)
        self.memo = Memo(self._found)

    def add_to(self, frame: Frame, problems: Problems) -> None:
        values = frame.map(self.column, self.memo)
        frame.columns[self.name] = ["" if isinstance(value, Bad) else value for value in values]

    def refuse(self, frame: Frame, problems: Problems) -> None:
        """Reports the cells without the part, once the rows that are no entries are gone."""
        if self.memo.bad:
            frame.read(self.column, self.memo, problems)

    def restart(self) -> None:
        """Each cell stands for itself."""

    def _found(self, cell: str) -> str | Bad:
        text = clean(cell)
        if len(text) > LOOKED_AT:
            return Bad(f"is longer than {LOOKED_AT:,} characters; {self.name} is not looked for in it")
        found = self.find(text) or ""
        if not found and self.required and text:
            return Bad(f"{shown(text)} has no {self.name} in it")
        return found


class Count:
    """The number of the section that a row stands in, from 1: one more `after` (or `at`) each row that fits."""

    number: int

    def __init__(self, name: str, json: Json) -> None:
        self.name = name
        self.after = "after" in json["count"]
        self.ends = Condition(json["count"].get("after") or json["count"]["at"])
        self.digits: int = json["count"].get("digits", 1)
        self.restart()

    def add_to(self, frame: Frame, problems: Problems) -> None:
        column: list[str] = []
        for fits in self.ends.flags(frame):
            self.number += fits and not self.after
            column.append(str(self.number).zfill(self.digits))
            self.number += fits and self.after
        frame.columns[self.name] = column

    def refuse(self, frame: Frame, problems: Problems) -> None:
        """Every row has a number."""

    def restart(self) -> None:
        """At the start of a file."""
        self.number = 1 if self.after else 0


class Carry:
    """What the last row with this pattern said: a heading that holds for the rows below it. The titles above the
    header are rows too.

    Rows that fit `headings` must have the pattern: what stands below a heading that nobody understood would else be
    taken for the section before it.
    """

    value: str

    def __init__(self, name: str, json: Json) -> None:
        self.name, self.column = name, json["carry"]["column"]
        self.find = finding(json["carry"]["pattern"])
        self.memo = Memo(lambda cell: self.find(clean(cell)[:LOOKED_AT]))
        self.headings = Condition(json["carry"]["headings"]) if "headings" in json["carry"] else None
        self.restart()

    def add_to(self, frame: Frame, problems: Problems) -> None:
        found = frame.map(self.column, self.memo)
        column: list[str] = []
        for value in found:
            self.value = self.value if value is None else value
            column.append(self.value)
        frame.columns[self.name] = column
        if self.headings is not None:
            for position, (value, is_heading) in enumerate(zip(found, self.headings.flags(frame), strict=True)):
                if is_heading and value is None:
                    text = shown(clean(frame.columns[self.column][position]))
                    frame.report(position, f"{text} is a heading without {self.name}", problems, self.column)

    def refuse(self, frame: Frame, problems: Problems) -> None:
        """Rows above the first heading have nothing; whether they need it is for others to say."""

    def restart(self) -> None:
        """At the start of a file."""
        self.value = ""

    def look(self, titles: str) -> None:
        """At a file's titles, one a line."""
        for line in titles.split("\n"):
            found = self.find(line[:LOOKED_AT])
            self.value = self.value if found is None else found


Part = Pattern | Count | Carry


def make_part(name: str, json: Json) -> Part:
    """The part that a profile describes."""
    if "count" in json:
        return Count(name, json)
    return Carry(name, json) if "carry" in json else Pattern(name, json)
