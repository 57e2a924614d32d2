"""How an invented accounting system writes its entries down, and what every one of them needs for it."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from zlib import crc32

from budgets.choices import Kind, Measure
from budgets.management.demo.ledger import Entry
from budgets.management.demo.loads import Load


@dataclass(frozen=True, slots=True)
class Layout:
    """One layout of files. `rows` gives every row of a load's file, from its first title or header to its last."""

    rows: Callable[[Load], Iterator[Sequence[str]]]
    delimiter: str
    encoding: str
    ends: str


def cents_of(entry: Entry, measure: Measure) -> int:
    """What an entry moves of one measure; 0 where it does not touch it."""
    return sum(cents for moved, _, cents in entry.moves if moved == measure)


def reason_of(entry: Entry) -> tuple[Measure, Kind]:
    """Why the entry was made: a bill of an order is a payment, and relieves the order along the way."""
    measure, kind, _ = entry.moves[-1]
    return measure, kind


def dollars(cents: int) -> str:
    """An amount as machines write it: -1234.50."""
    return f"{'-' * (cents < 0)}{abs(cents) // 100}.{abs(cents) % 100:02d}"


def printed(cents: int) -> str:
    """An amount as reports print it: 1,234.50, the minus behind it, nothing for zero."""
    return f"{abs(cents) // 100:,}.{abs(cents) % 100:02d}{'-' * (cents < 0)}" if cents else ""


def number_of(vendor: str) -> str:
    """The number under which a system keeps a vendor: six digits, the same in every file."""
    return str(100_000 + crc32(vendor.encode()) % 900_000) if vendor else ""
