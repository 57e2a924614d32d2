"""What is worth a look in a unit's year, worst first: facts with an identity, so that they can be marked."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from balance.money import ZERO
from budgets.queries.attention import Mark, OddPayment, StillOrder
from budgets.queries.controls import Control

MOST = 6
# So many of one kind, and no more, but of what is over: old orders must not hide a payment made twice.
MOST_OF_A_KIND = 3
ANY_AMOUNT = Decimal("Infinity")


class FindingKind(StrEnum):
    """Worst first: the order in which they are shown."""

    OVER = "over"
    TWICE = "twice"
    AT_RISK = "at_risk"
    UNUSUAL = "unusual"
    CUT_OFF = "cut_off"
    AHEAD = "ahead"
    STILL = "still"
    BEHIND = "behind"


ORDER = list(FindingKind)


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing worth a look. `item` names what it is about, by facts that a new load does not change.

    A mark keeps it away while `facts` are the same and `amount`, in dollars, has not grown by more than `slack`: a
    forecast moves a little every day. What it speaks of is in one of the last fields.
    """

    kind: FindingKind
    item: str
    amount: Decimal
    facts: str = ""
    slack: Decimal = ZERO
    control: Control | None = None
    pool: str = ""
    group: str = ""
    cause: str = ""
    payment: OddPayment | None = None
    order: StillOrder | None = None
    source: str = ""
    until: date | None = None

    def is_kept_away_by(self, mark: Mark | None) -> bool:
        """Whether what was said of it still holds."""
        return mark is not None and mark.facts == self.facts and self.amount <= mark.amount + self.slack


@dataclass(frozen=True, slots=True)
class Findings:
    """`shown` is what asks for a look; each with the mark that its facts have outgrown, if there is one.

    `marked` is what somebody said is right, newest mark first. `more` counts what was left off, so that nothing is
    hidden in silence.
    """

    shown: tuple[tuple[Finding, Mark | None], ...] = ()
    marked: tuple[tuple[Finding, Mark], ...] = ()
    more: int = 0


def sort_out(found: Iterable[Finding], marks: Sequence[Mark]) -> Findings:
    """Worst first, at most six, those marked right apart."""
    by_item = {mark.item: mark for mark in marks}
    asking: list[tuple[Finding, Mark | None]] = []
    marked: list[tuple[Finding, Mark]] = []
    for finding in found:
        mark = by_item.get(finding.item)
        if mark is not None and finding.is_kept_away_by(mark):
            marked.append((finding, mark))
        else:
            asking.append((finding, mark))
    asking.sort(key=lambda pair: (ORDER.index(pair[0].kind), -pair[0].amount, pair[0].item))
    marked.sort(key=lambda pair: pair[1].at, reverse=True)
    shown: list[tuple[Finding, Mark | None]] = []
    for pair in asking:
        kind = pair[0].kind
        same = sum(other.kind == kind for other, _ in shown)
        if len(shown) < MOST and (kind == FindingKind.OVER or same < MOST_OF_A_KIND):
            shown.append(pair)
    return Findings(tuple(shown), tuple(marked), len(asking) - len(shown))
