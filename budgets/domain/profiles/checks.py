"""Checks that a file must pass: sums over each row, over each group of rows or the whole file; printed subtotals."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from operator import add
from typing import Any

from balance.counting import count_of
from balance.money import dollars_and_cents, from_cents
from budgets.domain.profiles.amounts import Amount
from budgets.domain.profiles.cells import Memo
from budgets.domain.profiles.frame import Frame
from budgets.domain.profiles.periods import whole
from budgets.domain.profiles.problems import Problems
from budgets.domain.profiles.walk import Json, all_columns

MOST_ROWS = 10**9


def dollars(cents: int) -> str:
    """Cents as a message shows them."""
    return dollars_and_cents(from_cents(cents))


class Check:
    """`sum` must equal `equals` (nothing: zero) on every row, in every group of a file, or in a whole file."""

    def __init__(self, json: Json, accounts: Any) -> None:
        self.json = json
        self.name: str = json["name"]
        self.terms = [Amount(term, accounts) for term in json["sum"]]
        self.equals = Amount(json["equals"], accounts) if "equals" in json else None
        over = json.get("over", "row")
        self.by_row = over == "row"
        self.group: str = "" if isinstance(over, str) else over["group"]
        # What is left of each group; one that adds up is forgotten, for a file has many.
        self.rests: dict[str, int] = {}

    def columns(self) -> Iterator[str]:
        for term in [*self.json["sum"], *([self.json["equals"]] if "equals" in self.json else [])]:
            yield from all_columns(term)
        yield from [self.group] if self.group else []

    def look(self, frame: Frame, problems: Problems) -> None:
        """Checks the rows of a frame, or adds them to their groups."""
        wanted = self.equals.cents(frame, problems) if self.equals else [0] * len(frame)
        sums = list(map(sum, zip(*(term.cents(frame, problems) for term in self.terms), strict=True)))
        if self.by_row:
            self._compare(frame, sums, wanted, problems)
            return
        groups = frame.text(self.group) if self.group else [""] * len(frame)
        for group, found, should in zip(groups, sums, wanted, strict=True):
            rest = self.rests.pop(group, 0) + found - should
            if rest:
                self.rests[group] = rest

    def _compare(self, frame: Frame, sums: list[int], wanted: list[int], problems: Problems) -> None:
        if sums == wanted:
            return
        for position, (found, should) in enumerate(zip(sums, wanted, strict=True)):
            # A row with a cell that cannot be read does not add up; that is no second fault.
            if found != should and not problems.on(frame.name, frame.rows[position], self.columns()):
                reason = f"{self.name}: adds up to {dollars(found)}, not to {dollars(should)}"
                frame.report(position, reason, problems)

    def finish(self, file: str, problems: Problems) -> None:
        """At the end of a file: groups that do not add up."""
        for group, rest in self.rests.items():
            place = f" in {self.group} {group or 'that is blank'}" if self.group else ""
            problems.add(f"{self.name}: does not add up{place}; {dollars(rest)} are left over", file=file)
        self.restart()

    def restart(self) -> None:
        self.rests.clear()


class Proof:
    """A printed subtotal: the sum of the rows since the last one of its rule, or the number of them. No row stands
    behind the last of them.

    A number counts what the sender counts: rows that a rule leaves out too, but no totals, headers and blank rows.
    """

    def __init__(self, name: str, json: Json, accounts: Any) -> None:
        self.name = name
        self.amounts = [Amount(amount, accounts) for amount in json.get("amounts", [])]
        self.column: str = json.get("rows", "")
        self.numbers = Memo(whole(0, MOST_ROWS))
        self.json = json
        self.restart()

    def restart(self) -> None:
        """Behind a subtotal, and at the start of a file."""
        self.sums = [0] * len(self.amounts)
        self.rows = self.counted = 0

    def columns(self) -> Iterator[str]:
        for amount in self.json.get("amounts", []):
            yield from all_columns(amount)
        yield from [self.column] if self.column else []

    def look(self, totals: Frame, details: Frame, counted: Sequence[int], problems: Problems) -> None:
        """Compares the total rows of a stretch with its detail rows, in the order of the file. `counted` are the
        numbers of the rows that a number of rows is about."""
        printed, found = self._amounts(totals, problems), self._amounts(details, problems)
        numbers = totals.read(self.column, self.numbers, problems) if self.column else []
        done = far = 0
        for position, row in enumerate(totals.rows):
            above = bisect_left(details.rows, row, done)
            self._add(found[done:above])
            done = above
            until = bisect_left(counted, row, far)
            self.counted += until - far
            far = until
            if numbers and numbers[position] != self.counted:
                said = "no number of rows" if numbers[position] is None else count_of(numbers[position], "row")
                totals.report(position, f"“{self.name}” says {said}; there are {self.counted:,}", problems, self.column)
            self._compare(totals, position, printed[position], problems)
            self.restart()
        self._add(found[done:])
        self.counted += len(counted) - far

    def finish(self, file: str, problems: Problems) -> None:
        """At the end of a file: rows that no subtotal stands behind; the file may have been cut off."""
        if self.rows and not self.json.get("open_end"):
            rows = "the last row" if self.rows == 1 else f"the last {self.rows} rows"
            problems.add(f"no row of the rule “{self.name}” stands behind {rows}; was the file cut off?", file=file)
        self.restart()

    def _amounts(self, frame: Frame, problems: Problems) -> list[tuple[int, ...]]:
        if not self.amounts:
            return [()] * len(frame)
        return list(zip(*(amount.cents(frame, problems) for amount in self.amounts), strict=True))

    def _add(self, rows: Sequence[tuple[int, ...]]) -> None:
        self.rows += len(rows)
        for row in rows:
            self.sums = list(map(add, self.sums, row))

    def _compare(self, totals: Frame, position: int, printed: tuple[int, ...], problems: Problems) -> None:
        for amount, found, should in zip(self.amounts, self.sums, printed, strict=True):
            if found != should:
                rows = "its row adds up" if self.rows == 1 else f"its {self.rows} rows add up"
                reason = f"“{self.name}” says {dollars(should)}; {rows} to {dollars(found)}"
                totals.report(position, reason, problems, amount.name)
