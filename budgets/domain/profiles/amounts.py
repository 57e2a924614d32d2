"""Amounts of the profile language: one column, debit and credit columns, a sum, a column with a flag for its sign."""

from collections.abc import Iterator, Mapping
from typing import Any

from budgets.domain.profiles.cells import Memo, clean, shown
from budgets.domain.profiles.conditions import Condition, columns_of
from budgets.domain.profiles.frame import Frame
from budgets.domain.profiles.problems import Problems

Json = Mapping[str, Any] | str


def amount_columns(json: Json) -> Iterator[str]:
    """The columns that hold the amounts themselves."""
    if isinstance(json, str):
        yield json
        return
    for name in ("column", "debit", "credit"):
        if name in json:
            yield json[name]
    for part in json.get("sum", []):
        yield from amount_columns(part)


def all_columns(json: Json) -> Iterator[str]:
    """The columns of the amounts, of their signs and of their conditions."""
    yield from amount_columns(json)
    if isinstance(json, str):
        return
    if "sign" in json:
        yield json["sign"]["column"]
    if "when" in json:
        yield from columns_of(json["when"])
    for part in json.get("sum", []):
        yield from all_columns(part)


class Amount:
    """Signed whole cents of each row, out of one or several columns."""

    def __init__(self, json: Json, accounts: Any = None) -> None:
        self.json: Mapping[str, Any] = {"column": json} if isinstance(json, str) else json
        self.name = " + ".join(amount_columns(self.json))
        self.parts = [Amount(part, accounts) for part in self.json.get("sum", [])]
        self.when = Condition(self.json["when"], accounts) if "when" in self.json else None
        self.sign = Memo(self._sign) if "sign" in self.json else None

    def cents(self, frame: Frame, problems: Problems) -> list[int]:
        """What each row says, with the profile's signs: as printed unless `negate`, `sign` or `credit` turn it."""
        values = self._columns(frame, problems)
        if self.sign is not None:
            values = self._signed(values, frame, problems)
        if self.json.get("negate"):
            values = [-value for value in values]
        if self.json.get("in_cents"):
            values = self._undivided(values, frame, problems)
        if self.when is not None:
            values = [value if flag else 0 for value, flag in zip(values, self.when.flags(frame), strict=True)]
        return values

    def _columns(self, frame: Frame, problems: Problems) -> list[int]:
        if self.parts:
            return list(map(sum, zip(*(part.cents(frame, problems) for part in self.parts), strict=True)))
        if "column" in self.json:
            return frame.cents(self.json["column"], problems)
        debits, credit = frame.cents(self.json["debit"], problems), frame.cents(self.json["credit"], problems)
        return [plus - minus for plus, minus in zip(debits, credit, strict=True)]

    def _sign(self, cell: str) -> int:
        text = clean(cell)
        for sign, name in ((-1, "negative"), (1, "positive")):
            if text in self.json["sign"].get(name, []):
                return sign
        return 0

    def _signed(self, values: list[int], frame: Frame, problems: Problems) -> list[int]:
        column = self.json["sign"]["column"]
        assert self.sign is not None
        signs = frame.map(column, self.sign)
        for position, (sign, value) in enumerate(zip(signs, values, strict=True)):
            if not sign and value:
                flag = clean(frame.columns[column][position])
                problems.add(
                    f"{shown(flag)} says neither debit nor credit",
                    file=frame.name,
                    row=frame.rows[position],
                    column=column,
                )
        return [sign * value for sign, value in zip(signs, values, strict=True)]

    def _undivided(self, values: list[int], frame: Frame, problems: Problems) -> list[int]:
        """Amounts that are printed in cents, without a point: a column of them that has points is another one."""
        for position, value in enumerate(values):
            if value % 100:
                problems.add(
                    "has a decimal point, but the profile says that the amounts are cents",
                    file=frame.name,
                    row=frame.rows[position],
                    column=self.name,
                )
        return [value // 100 for value in values]
