"""Amounts of the profile language: one column, debit and credit columns, a sum, a column with a flag for its sign."""

from collections.abc import Iterable
from typing import Any

from budgets.domain.profiles.cells import Bad, Memo, clean, shown
from budgets.domain.profiles.conditions import Condition
from budgets.domain.profiles.frame import Frame
from budgets.domain.profiles.problems import Problems
from budgets.domain.profiles.walk import Json, money_columns, spelled_out


class Amount:
    """Signed whole cents of each row, out of one or several columns."""

    def __init__(self, json: Json | str, accounts: Any = None) -> None:
        self.json = spelled_out(json)
        self.name = " + ".join(money_columns(json))
        self.parts = [Amount(part, accounts) for part in self.json.get("sum", [])]
        self.when = Condition(self.json["when"], accounts) if "when" in self.json else None
        self.sign = Memo(self._sign) if "sign" in self.json else None
        in_cents: bool = self.json.get("in_cents", False)
        # The columns below, each with whether it is printed in cents.
        self.leaves: list[tuple[str, bool]] = (
            [leaf for part in self.parts for leaf in part.leaves]
            if self.parts
            else [(self.json[name], in_cents) for name in ("column", "debit", "credit") if name in self.json]
        )

    def cents(self, frame: Frame, problems: Problems) -> list[int]:
        """What each row says, with the profile's signs: as printed unless `negate`, `sign` or `credit` turn it."""
        values = self._columns(frame, problems)
        if self.sign is not None:
            values = self._signed(values, self.sign, frame, problems)
        if self.json.get("negate"):
            values = [-value for value in values]
        if self.when is not None:
            values = where(self.when.flags(frame), values)
        return values

    def _columns(self, frame: Frame, problems: Problems) -> list[int]:
        if self.parts:
            return list(map(sum, zip(*(part.cents(frame, problems) for part in self.parts), strict=True)))
        columns = [frame.cents(name, problems, in_cents=in_cents) for name, in_cents in self.leaves]
        if len(columns) == 1:
            return columns[0]
        return [debit - credit for debit, credit in zip(*columns, strict=True)]

    def _sign(self, cell: str) -> int | Bad:
        text = clean(cell)
        for sign, name in ((-1, "negative"), (1, "positive")):
            if text.casefold() in map(str.casefold, self.json["sign"][name]):
                return sign
        return Bad(f"{shown(text)} says neither that the amount is positive nor that it is negative")

    def _signed(self, values: list[int], memo: Memo, frame: Frame, problems: Problems) -> list[int]:
        """A flag that says nothing matters only beside an amount."""
        column = self.json["sign"]["column"]
        signs = frame.map(column, memo)
        if memo.bad:
            for position, sign in enumerate(signs):
                if isinstance(sign, Bad):
                    signs[position] = 0
                    if values[position]:
                        frame.report(position, sign.reason, problems, column)
        return [sign * value for sign, value in zip(signs, values, strict=True)]


def where(flags: Iterable[bool], values: Iterable[int]) -> list[int]:
    """The values where the flag is true, else zero."""
    return [value if flag else 0 for value, flag in zip(values, flags, strict=True)]
