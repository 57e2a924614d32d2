"""What people type when they look for something: amounts, and numbers of orders and documents."""

import re
from dataclasses import dataclass
from decimal import Decimal

from balance.money import MAX_AMOUNT, ZERO, NotWholeCents, amount, to_cents

# What stands before a number in a ledger and is left out by who types it.
PREFIXES = ("PO", "RQ", "INV", "CM", "CK", "JE", "BT", "P", "R")
_NUMBER = r"[-+]?\$?(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?|[-+]?\$?\.[0-9]+"
_ONE = re.compile(rf"(?P<sign>>=|<=|>|<|=)?\s*(?P<value>{_NUMBER})")
_CODED = re.compile(r"\b0[0-9]")
_TWO = re.compile(rf"(?P<low>{_NUMBER})\s*(?P<between>\.\.|-|–|to)\s*(?P<high>{_NUMBER})")


class WrongFilter(ValueError):
    """A word of a filter that means nothing; the message says what to write instead. `name` is the word's."""

    def __init__(self, name: str, message: str) -> None:
        super().__init__(message)
        self.name = name


@dataclass(frozen=True, slots=True)
class Amounts:
    """From `low` to `high` dollars, both included, whatever the sign: a refund of 500 is found by 500."""

    low: Decimal
    high: Decimal

    @property
    def cents(self) -> tuple[int, int]:
        return to_cents(self.low), to_cents(self.high)

    @property
    def is_one(self) -> bool:
        return self.low == self.high

    def __str__(self) -> str:
        if self.is_one:
            return _plain(self.low)
        if self.high == MAX_AMOUNT:
            return f">={_plain(self.low)}"
        return f"<={_plain(self.high)}" if self.low == ZERO else f"{_plain(self.low)}..{_plain(self.high)}"

    @classmethod
    def parse(cls, text: str) -> "Amounts":
        """`500`, `>=500`, `<=20`, `100..200`, `100-200`, with or without $ and commas. Raises WrongFilter."""
        text = text.strip()
        if two := _TWO.fullmatch(text):
            low, high = _read(two["low"]), _read(two["high"])
            if two["between"] == "..":
                return cls(*sorted((low, high)))
            if low <= high and not _CODED.search(text):
                return cls(low, high)
        one = _ONE.fullmatch(text)
        if one is None:  # 1236-11 and 27-0402 are numbers of something
            raise WrongFilter("amount", f"“{text}” is not an amount. Write 500, >=500, <=20 or 100..200.")
        value, cent = _read(one["value"]), Decimal("0.01")
        known = {
            ">=": (value, MAX_AMOUNT),
            ">": (min(value + cent, MAX_AMOUNT), MAX_AMOUNT),
            "<=": (ZERO, value),
            "<": (ZERO, max(value - cent, ZERO)),
        }
        return cls(*known.get(one["sign"], (value, value)))


def _read(text: str) -> Decimal:
    """Whatever its sign: a search for -500 is one for 500."""
    try:
        return abs(amount(text.replace("$", "").replace(",", "")))
    except NotWholeCents as error:
        raise WrongFilter("amount", f"“{text}” is not an amount in dollars and cents.") from error


def _plain(value: Decimal) -> str:
    return f"{value:f}".removesuffix(".00")


def amounts_in(text: str) -> Amounts | None:
    """The amount that words may mean, if they may mean one."""
    try:
        return Amounts.parse(text)
    except WrongFilter:
        return None


def numbers_in(text: str) -> list[str]:
    """The document and order numbers that words may mean: as typed, in capitals, and with what stands before them."""
    typed = " ".join(text.split())
    bare = [typed, typed.upper()]
    if not any(typed.upper().startswith(prefix) for prefix in PREFIXES):
        bare += [f"{prefix}{gap}{typed.upper()}" for prefix in PREFIXES for gap in (" ", "", "-")]
    return list(dict.fromkeys(bare))
