"""Checks that a file must pass: sums over each row, over each group of rows or the whole file; printed subtotals."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

from balance.money import dollars_and_cents, from_cents
from budgets.domain.profiles.amounts import Amount, all_columns
from budgets.domain.profiles.frame import Frame
from budgets.domain.profiles.problems import Problems

Json = Mapping[str, Any]


def dollars(cents: int) -> str:
    """Cents as a message shows them."""
    return dollars_and_cents(from_cents(cents))


class Check:
    """`sum` must equal `equals` (nothing: zero) on every row, in every group, or in the whole file."""

    def __init__(self, json: Json, accounts: Any) -> None:
        self.name: str = json["name"]
        self.terms = [Amount(term, accounts) for term in json["sum"]]
        self.equals = Amount(json["equals"], accounts) if "equals" in json else None
        self.over = json.get("over", "row")
        self.json = json
        self.sums: dict[str, int] = defaultdict(int)

    def columns(self) -> Iterator[str]:
        for term in self.json["sum"] + ([self.json["equals"]] if "equals" in self.json else []):
            yield from all_columns(term)
        if isinstance(self.over, Mapping):
            yield self.over["group"]

    def look(self, frame: Frame, problems: Problems) -> None:
        """Checks the rows of a frame, or adds them to their groups."""
        wanted = self.equals.cents(frame, problems) if self.equals else [0] * len(frame)
        sums = list(map(sum, zip(*(term.cents(frame, problems) for term in self.terms), strict=True)))
        if self.over == "row":
            for position, (found, should) in enumerate(zip(sums, wanted, strict=True)):
                if found != should:
                    reason = f"{self.name}: adds up to {dollars(found)}, not to {dollars(should)}"
                    problems.add(reason, file=frame.name, row=frame.rows[position])
            return
        groups = frame.text(self.over["group"]) if isinstance(self.over, Mapping) else [""] * len(frame)
        for group, found, should in zip(groups, sums, wanted, strict=True):
            self.sums[group] += found - should

    def finish(self, file: str, problems: Problems) -> None:
        """At the end of a file: groups that do not add up."""
        for group, rest in self.sums.items():
            if rest:
                where = f" in {self.over['group']} {group}" if group else ""
                problems.add(f"{self.name}: does not add up{where}, {dollars(rest)} are left", file=file)
        self.sums.clear()


class Proof:
    """A printed subtotal: equals the rows since the last one of its rule. The file must not go on after the last."""

    def __init__(self, name: str, json: Json, accounts: Any) -> None:
        self.name = name
        self.amounts = [Amount(amount, accounts) for amount in json["amounts"]]
        self.json = json
        self.restart()

    def restart(self) -> None:
        self.sums = [0] * len(self.amounts)
        self.rows = 0
        self.last: int | None = None

    def columns(self) -> Iterator[str]:
        for amount in self.json["amounts"]:
            yield from all_columns(amount)

    def look(self, totals: Frame, details: Frame, problems: Problems) -> None:
        """Compares the total rows of a stretch with its detail rows, in the order of the file."""
        said = list(zip(totals.rows, *(amount.cents(totals, problems) for amount in self.amounts), strict=True))
        rows = list(zip(details.rows, *(amount.cents(details, problems) for amount in self.amounts), strict=True))
        place = 0
        for row, *printed in said:
            while place < len(rows) and rows[place][0] < row:
                self._add(rows[place])
                place += 1
            for amount, found, should in zip(self.amounts, self.sums, printed, strict=True):
                if found != should:
                    reason = f"{self.name} says {dollars(should)}; its {self.rows} rows add up to {dollars(found)}"
                    problems.add(reason, file=totals.name, row=row, column=amount.name)
            self.restart()
            self.last = row
        for item in rows[place:]:
            self._add(item)

    def finish(self, file: str, problems: Problems) -> None:
        """At the end of a file: rows that no subtotal stands behind; the file may have been cut off."""
        if self.rows and not self.json.get("open_end"):
            problems.add(
                f"{self.rows} rows at the end stand before no “{self.name}”; the file may be cut off", file=file
            )
        self.restart()

    def _add(self, row: tuple[int, ...]) -> None:
        self.rows += 1
        self.sums = [total + value for total, value in zip(self.sums, row[1:], strict=True)]
