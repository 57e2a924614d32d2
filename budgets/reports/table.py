"""What a file is made of, whatever its format: columns that say what they hold, rows, and a heading."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from django.utils import timezone

from balance.money import amount

Value = str | int | Decimal | date | None


class Kind(StrEnum):
    """What a column holds. A code is text that looks like a number: it is never read as one."""

    TEXT = "text"
    CODE = "code"
    AMOUNT = "amount"
    DATE = "date"
    PERCENT = "percent"
    COUNT = "count"


WIDTHS = {Kind.TEXT: 30, Kind.CODE: 22, Kind.AMOUNT: 15, Kind.DATE: 13, Kind.PERCENT: 10, Kind.COUNT: 8}
PYTHON = {Kind.AMOUNT: Decimal, Kind.PERCENT: Decimal, Kind.DATE: date, Kind.COUNT: int}


class WrongValue(TypeError):
    """A value that its column does not hold, such as a number in a column of codes."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column. Amounts are dollars in whole cents, percents such as Decimal("41.0"), counts whole numbers.

    None is an empty cell: it does not apply, or nothing moved.
    """

    name: str
    kind: Kind = Kind.TEXT
    characters: int = 0

    @property
    def width(self) -> int:
        """In characters."""
        return self.characters or WIDTHS[self.kind]

    @property
    def is_number(self) -> bool:
        return self.kind in {Kind.AMOUNT, Kind.PERCENT, Kind.COUNT}

    def checked(self, value: Value) -> Value:
        """The value, amounts with two decimals. Raises WrongValue, or NotWholeCents: nothing is rounded in silence."""
        if value is None or value == "":
            return None
        if not isinstance(value, PYTHON.get(self.kind, str)) or isinstance(value, datetime):
            raise WrongValue(f"{value!r} in “{self.name}”, a column of {self.kind}")
        return amount(value) if self.kind == Kind.AMOUNT else value


@dataclass(frozen=True, slots=True)
class Row:
    """Values in the order of the columns. A total stands after the rows that it adds up."""

    values: tuple[Value, ...]
    is_total: bool = False


@dataclass(frozen=True, slots=True)
class Heading:
    """Whose figures these are and how fresh. `shows` says what is in it: the filter in words, or all."""

    district: str
    title: str
    year: str
    shows: str
    unit: str = ""
    posted_through: date | None = None
    loaded_at: datetime | None = None
    load: int | None = None

    @property
    def lines(self) -> tuple[str, str, str]:
        """Always three, so that the names of the columns are in row 4 of every file. Times are the district's."""
        facts = [self.district, f"fiscal year {self.year}"]
        if self.posted_through:
            facts.append(f"posted through {self.posted_through.isoformat()}")
        if self.loaded_at:
            facts.append(f"loaded {timezone.localtime(self.loaded_at):%Y-%m-%d %H:%M}")
        else:
            facts.append("nothing loaded yet")
        if self.load:
            facts.append(f"load {self.load}")
        title = self.title if self.unit in {"", self.title} else f"{self.title} · {self.unit}"
        return title, " · ".join(facts), self.shows


@dataclass(frozen=True, slots=True)
class Table:
    """One table. `rows` is read once, and may be a generator: a writer keeps no more than a row of it.

    `name` is the file's, in letters, digits and hyphens, without date and ending.
    """

    name: str
    heading: Heading
    columns: tuple[Column, ...]
    rows: Iterable[Row]
