"""The window of a load: which rows of its feed are compared with what its files say."""

from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any

from budgets.domain.imports.survey import Survey
from budgets.domain.profiles import Load

ALL, DATES, PERIODS, KEY, EQUAL = "all", "dates", "periods", "key", "equal"
LINE = ("line",)

# Of a journal row called `t`: whether the window holds it, as far as its days and periods say. Values: `parameters`.
INSIDE = """(
    %(whole)s or (t.posted_on between %(first)s::date and %(last)s::date) or (%(undated)s and t.posted_on is null)
    or coalesce(t.period, -1) = any(%(periods)s::int[])
)"""


@dataclass(frozen=True, slots=True)
class Window:
    """`by` says how rows are compared:

    all      every live row of the feed in this year: the file is the whole year
    dates    those between the file's first and last day; those without a day too, if the file has such rows
    periods  those of the periods that occur in the file; -1 stands for none
    key      those with a key (document, order …) that occurs in the file
    equal    only to find rows that are equal to the file's; nothing ties a row to its file

    `withdraws`: a row of the window that the file does not say any more is superseded.
    """

    by: str
    withdraws: bool
    first: date | None = None
    last: date | None = None
    undated: bool = False
    periods: tuple[int, ...] = ()
    key: tuple[str, ...] = field(default=())

    @property
    def parameters(self) -> dict[str, Any]:
        """For INSIDE."""
        dated = self.by == DATES
        return {
            "whole": self.by in (ALL, KEY, EQUAL),
            "first": self.first if dated else None,
            "last": self.last if dated else None,
            "undated": dated and self.undated,
            "periods": list(self.periods) if self.by == PERIODS else [],
        }

    def may_hold_rows_of(self, other: "Window") -> bool:
        """Whether this window can hold a row that the load of the `other` one brought: not, if their days lie apart."""
        if self.by != DATES:
            return True
        if self.undated and other.undated:
            return True
        if self.first is None or self.last is None or other.first is None or other.last is None:
            return False
        return self.first <= other.last and other.first <= self.last

    def as_json(self) -> dict[str, Any]:
        days = {name: day and day.isoformat() for name, day in (("first", self.first), ("last", self.last))}
        return {**asdict(self), **days, "periods": list(self.periods), "key": list(self.key)}

    @classmethod
    def from_json(cls, said: dict[str, Any]) -> "Window":
        first, last = (date.fromisoformat(said[name]) if said[name] else None for name in ("first", "last"))
        return cls(
            by=said["by"],
            withdraws=said["withdraws"],
            first=first,
            last=last,
            undated=said["undated"],
            periods=tuple(said["periods"]),
            key=tuple(said["key"]),
        )


def window_of(load: Load, seen: Survey) -> Window:
    """What a load with these rows speaks of, by the rules of its profile."""
    key = load.key
    if load.mode == "append":
        by = {"key": KEY, "dates": DATES, "nothing": EQUAL}[load.by]
        withdraws = by == KEY  # what the newest file says of a key is all there is under it
    elif load.mode == "balances":
        # A report says all there is of each line that it names; of the others only if it is complete.
        by, withdraws, key = (KEY, True, LINE) if load.missing == "keep" else (ALL, True, ())
    else:
        by = {"dates": DATES, "periods": PERIODS}.get(load.window, ALL)
        withdraws = load.missing == "withdrawn"
    return Window(
        by=by,
        withdraws=withdraws,
        first=seen.first,
        last=seen.last,
        undated=seen.undated,
        periods=tuple(-1 if period is None else period for period in seen.periods),
        key=key,
    )
