"""Worth a look, in words: what is so, what to do, where to go; and the mark that keeps it away."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from accounts.models import District
from balance.money import dollars, dollars_and_cents
from balance.templatetags.dates import ago, short_day, short_day_year
from budgets.choices import Oddity
from budgets.models import Unit
from budgets.queries.attention import Mark, OddPayment, StillOrder
from budgets.queries.controls import Control
from budgets.queries.findings import Finding, FindingKind, Findings
from budgets.web.links import entries_url, figure_urls, line_url, order_url, unit_word
from budgets.web.present import pool_name

LOOKS = {
    FindingKind.OVER: ("bad", "circle-alert"),
    FindingKind.TWICE: ("warn", "repeat"),
    FindingKind.AT_RISK: ("warn", "hourglass"),
    FindingKind.UNUSUAL: ("info", "circle-question-mark"),
    FindingKind.CUT_OFF: ("warn", "calendar-clock"),
    FindingKind.AHEAD: ("warn", "trending-up"),
    FindingKind.STILL: ("info", "clock"),
    FindingKind.BEHIND: ("info", "trending-down"),
}


@dataclass(frozen=True, slots=True)
class Words:
    """What an item says: the fact, why, what to do, and one or two places to go."""

    title: str
    reason: str
    todo: str
    actions: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Item:
    """One thing worth a look. `mark` is what somebody said of it: it is kept away, or has outgrown the mark."""

    finding: Finding
    dot: str
    icon: str
    words: Words
    mark: Mark | None

    @property
    def title(self) -> str:
        return self.words.title


@dataclass(frozen=True, slots=True)
class Here:
    """Where the items stand, for their links: the unit, the year's part of an address, and the day."""

    district: District
    unit: Unit
    query: str
    today: date

    def entries(self, **words: str) -> str:
        """The entries of this unit that these words find."""
        return entries_url(self.district, {"unit": unit_word(self.unit), **words}, self.query)

    def figures(self, words: Mapping[str, str]) -> dict[str, str]:
        """What opens each figure of this unit's lines that these words find."""
        return figure_urls(self.district, {"unit": unit_word(self.unit), **words}, self.query)

    def line(self, code: str) -> str:
        return line_url(self.district, code) + self.query


def items_of(findings: Findings, here: Here) -> tuple[list[Item], list[Item]]:
    """What asks for a look, and what was marked right."""
    return (
        [item_of(finding, mark, here) for finding, mark in findings.shown],
        [item_of(finding, mark, here) for finding, mark in findings.marked],
    )


def item_of(finding: Finding, mark: Mark | None, here: Here) -> Item:
    dot, icon = LOOKS[finding.kind]
    return Item(finding, dot, icon, WORDS[finding.kind](finding, here), mark)


def _control_of(finding: Finding) -> Control:
    if finding.control is None:
        raise ValueError(f"{finding.item} is about no pool or line.")
    return finding.control


def _see(control: Control, finding: Finding, here: Here) -> tuple[tuple[str, str], ...]:
    if control.is_pool:
        see = here.entries(pool=finding.pool, measure="expended")
        return ("See the pool", f"#{finding.group}"), ("See what was bought", see)
    return (("Open the line", here.line(str(control.key))),)


def _subject(control: Control) -> str:
    return f"The {pool_name(control)}" if control.is_pool else control.name


def _over(finding: Finding, here: Here) -> Words:
    control = _control_of(finding)
    reason = " ".join(filter(None, (control.pace.reason, finding.cause)))
    todo = "Ask the Budget Office to move money to it, and order nothing more from it until then."
    title = f"{_subject(control)} is over by {dollars(finding.amount)}"
    return Words(title, reason, todo, _see(control, finding, here))


def _ahead(finding: Finding, here: Here) -> Words:
    control = _control_of(finding)
    todo = "See what was bought so far, then slow down or ask to move money to it."
    return Words(f"{_subject(control)} is ahead of pace", control.pace.reason, todo, _see(control, finding, here))


def _behind(finding: Finding, here: Here) -> Words:
    control = _control_of(finding)
    todo = "Plan what it is for, or ask to move what you will not need."
    return Words(f"{_subject(control)} is behind pace", control.pace.reason, todo, _see(control, finding, here))


def _payment_of(finding: Finding) -> OddPayment:
    if finding.payment is None:
        raise ValueError(f"{finding.item} is about no payment.")
    return finding.payment


def _twice(finding: Finding, here: Here) -> Words:
    paid = _payment_of(finding)
    amount = dollars_and_cents(paid.amount)
    title = f"{paid.vendor} may have been paid twice: {amount}"
    first = f"{paid.other_document} on {short_day(paid.other_on)}"
    reason = f"{amount} under {first} and again under {paid.document} on {short_day(paid.on)}, both on {paid.line}."
    see = here.entries(vendor=paid.vendor, amount=f"{paid.amount:f}", measure="expended")
    todo = "Compare the two bills. If it is one purchase, ask the Budget Office to get the money back."
    return Words(title, reason, todo, (("See both payments", see),))


def _unusual(finding: Finding, here: Here) -> Words:
    paid = _payment_of(finding)
    amount, day = dollars_and_cents(paid.amount), short_day(paid.on)
    see = here.entries(line=paid.code, document=paid.document) if paid.document else here.line(paid.code)
    actions = (("See the payment", see),)
    if paid.oddity == Oddity.ELSEWHERE:
        title = f"{amount} to {paid.vendor} may not belong on {paid.line}"
        reason = (
            f"Paid {day}. You paid {paid.vendor} {paid.payments} times before, from {paid.usual},"
            f" and never for what {paid.line} is for."
        )
        return Words(title, reason, "If it is not yours, ask the Budget Office to move the charge.", actions)
    title = f"{amount} to {paid.vendor} is unusual for {paid.line}"
    largest = "" if paid.largest is None else f" The largest of {paid.payments} before was {dollars(paid.largest)}."
    return Words(title, f"Paid {day}.{largest}", "Check that it is yours and what was ordered.", actions)


def _still(finding: Finding, here: Here) -> Words:
    order = finding.order
    if order is None:
        raise ValueError(f"{finding.item} is about no order.")
    who = f" with {order.vendor}" if order.vendor else ""
    title = f"{order.number}{who} has not moved{_since(order, here.today)}"
    reason = f"{dollars_and_cents(order.left)} of {order.line} is still promised to it."
    todo = "If it is not coming any more, ask to close the order: the money is then yours again."
    see = order_url(here.district, order.number, here.query)
    return Words(title, reason, todo, (("See the order", see),))


def _since(order: StillOrder, today: date) -> str:
    if order.moved_on is None:
        return " since it was carried in from last year"
    words = ago(order.moved_on, today)
    return f" since {short_day(order.moved_on)}" if not words.endswith("ago") else f" for {words.removesuffix(' ago')}"


def _at_risk(finding: Finding, here: Here) -> Words:
    amount = dollars(finding.amount)
    by = f" after {short_day_year(finding.until)}" if finding.until else ""
    title = f"{amount} of {finding.source} may be lost{by}"
    days = f"{(finding.until - here.today).days} days are left. " if finding.until else ""
    reason = f"{days}It pays only for its own use; what is not used in time may go back."
    todo = "Plan what it is for now, and order in time."
    return Words(title, reason, todo, (("See its lines", f"#{finding.group}"),))


def _cut_off(finding: Finding, here: Here) -> Words:
    days = (finding.until - here.today).days if finding.until else 0
    when = {0: "is today", 1: "is tomorrow"}.get(days, f"is in {days} days: {short_day(finding.until)}")
    title = f"The last day to order {when}"
    reason = f"{dollars(finding.amount)} is left to decide on. What is not ordered by then cannot be ordered this year."
    return Words(title, reason, "Order what you need, or ask to move what you do not.", (("See what is left", "#gr"),))


WORDS: dict[FindingKind, Callable[[Finding, Here], Words]] = {
    FindingKind.OVER: _over,
    FindingKind.TWICE: _twice,
    FindingKind.AT_RISK: _at_risk,
    FindingKind.UNUSUAL: _unusual,
    FindingKind.CUT_OFF: _cut_off,
    FindingKind.AHEAD: _ahead,
    FindingKind.STILL: _still,
    FindingKind.BEHIND: _behind,
}
