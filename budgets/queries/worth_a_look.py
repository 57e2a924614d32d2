"""Does anything need me? What of a unit's page is worth a look, and where its year will end."""

from collections.abc import Iterator
from dataclasses import replace

from accounts.models import District
from balance.money import ZERO, round_to_cents
from budgets.choices import Oddity
from budgets.queries.attention import Attention, OddPayment, StillOrder, attention_of
from budgets.queries.causes import arithmetic_of, cause_of
from budgets.queries.controls import Control
from budgets.queries.findings import ANY_AMOUNT, Finding, FindingKind, Findings, sort_out
from budgets.queries.outlook import Outlook, outlook
from budgets.queries.pace import Verdict, Window
from budgets.queries.unit_page import Group, LineView, UnitPage

# The last day to order is worth a look from here on, and so is money that must be used by a day.
CUT_OFF_DAYS = 30
USE_BY_DAYS = 60


def worth_a_look(page: UnitPage, district: District) -> Findings:
    """One statement."""
    known_on = page.year.known_on(page.window.today)
    seen = attention_of(page.unit, page.year, district, known_on)
    found = [*_of_controls(page, district, seen), *_of_entries(seen)]
    if page.year.is_open:
        found += [*_of_sources(page), *_of_cut_off(page)]
    return sort_out(found, seen.marks)


def outlook_of(page: UnitPage) -> Outlook | None:
    """Of the money that can be decided on, while the year is open. No statement."""
    if not page.year.is_open:
        return None
    views = [view for group in page.groups for view in group.lines]
    return outlook([view.row for view in views], {view.control.key: view.control for view in views})


def _of_controls(page: UnitPage, district: District, seen: Attention) -> Iterator[Finding]:
    """Pools and lines that are over, ahead or behind, each once, where its first line stands."""
    of_control: dict[int | str, list[tuple[Group, LineView]]] = {}
    for group in (*page.groups, *page.set_aside_groups):
        for view in group.lines:
            if view.control.pace.asks:
                of_control.setdefault(view.control.key, []).append((group, view))
    for members in of_control.values():
        group, views = members[0][0], [view for _, view in members]
        control, pool = views[0].control, views[0].row.pool_code
        if control.pace.verdict == Verdict.OVER:
            found = _of_over(control, views, seen)
        else:
            found = _of_pace(control, page.window, district)
        what = f"pool:{pool}" if control.is_pool else f"line:{control.key}"
        yield replace(found, item=f"{found.kind}:{what}", group=group.key, pool=pool if control.is_pool else "")


def _of_over(control: Control, views: list[LineView], seen: Attention) -> Finding:
    cause = " ".join(filter(None, (arithmetic_of(control, views), cause_of(control, views, seen.payments))))
    shortage = control.totals.used - control.totals.revised
    return Finding(FindingKind.OVER, "", shortage, control=control, cause=cause)


def _of_pace(control: Control, window: Window, district: District) -> Finding:
    """Without history, the year is carried on as evenly as the time to order goes: for the order of the list alone."""
    end = control.pace.forecast
    if end is None:
        gone = window.share_of_window
        end = round_to_cents(control.totals.used / gone) if gone else control.totals.used
    beyond = end - control.totals.revised
    is_ahead = control.pace.verdict == Verdict.AHEAD
    kind = FindingKind.AHEAD if is_ahead else FindingKind.BEHIND
    amount = max(beyond if is_ahead else -beyond, ZERO)
    slack = district.ahead_amount if is_ahead else district.behind_amount
    return Finding(kind, "", amount, slack=slack, control=control)


def _of_entries(seen: Attention) -> Iterator[Finding]:
    yield from map(_of_payment, seen.payments)
    yield from map(_of_order, seen.orders)


def _of_payment(payment: OddPayment) -> Finding:
    kind = FindingKind.TWICE if payment.oddity == Oddity.TWICE else FindingKind.UNUSUAL
    return Finding(kind, payment.identity, payment.amount, payment=payment)


def _of_order(order: StillOrder) -> Finding:
    since = order.moved_on.isoformat() if order.moved_on else "carried in"
    return Finding(FindingKind.STILL, f"still:{order.code}:{order.number}", order.left, facts=since, order=order)


def _of_sources(page: UnitPage) -> Iterator[Finding]:
    """Money for one use that may be lost: the unit's share as the office set it, else what is left shortly before."""
    for group in page.set_aside_groups:
        source = group.lines[0].row.source
        if source is None:
            continue
        days = (source.use_by - page.window.today).days if source.use_by else None
        soon = days is not None and 0 <= days <= USE_BY_DAYS
        amount = source.at_risk or (group.totals.left if soon else ZERO)
        if amount > ZERO and (days is None or days >= 0):
            facts = source.use_by.isoformat() if source.use_by else ""
            yield Finding(
                FindingKind.AT_RISK, f"at_risk:{source.code}", amount, facts=facts, group=group.key,
                source=source.name, until=source.use_by,
            )  # fmt: skip


def _of_cut_off(page: UnitPage) -> Iterator[Finding]:
    """Money that can be decided on for a few days more."""
    last = page.window.last_order_on
    if 0 <= (last - page.window.today).days <= CUT_OFF_DAYS and page.decide.left > ZERO:
        item = f"cut_off:{last.isoformat()}"
        yield Finding(FindingKind.CUT_OFF, item, page.decide.left, slack=ANY_AMOUNT, until=last)
