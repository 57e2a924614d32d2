"""Why a pool or line is over: the probable cause, from the facts at hand (domain 2.11)."""

from collections.abc import Sequence
from decimal import Decimal

from balance.money import ZERO, dollars
from budgets.choices import Oddity, Pay
from budgets.queries.attention import OddPayment
from budgets.queries.controls import Control
from budgets.queries.unit_page import LineView


def cause_of(control: Control, views: Sequence[LineView], payments: Sequence[OddPayment]) -> str:
    """One sentence on what probably took it over, or nothing where the figures speak for themselves.

    `views` are the unit's lines of the control, `payments` the odd ones of the unit. In the order of how sure it is: a
    payment to look at, a line without budget, a budget that was lowered, promises on top of spending, averages of pay.
    """
    shortage = control.totals.used - control.totals.revised
    for payment in payments:
        if _is_of(payment, control) and payment.amount >= shortage:
            return _of_payment(payment)
    unbudgeted = [view for view in views if view.row.totals.unbudgeted and view.row.totals.used >= shortage]
    if control.is_pool and unbudgeted:
        row = unbudgeted[0].row
        used = dollars(row.totals.used)
        return (
            f"{row.name or row.code} has no budget and {used} on it: perhaps a wrong code, or a change not posted yet."
        )
    lowered = control.totals.original - control.totals.revised
    if lowered >= shortage:
        return f"Its budget was lowered by {dollars(lowered)} since it was adopted."
    if any(view.row.pay == Pay.UNIT for view in views):
        return "Pay is budgeted at an average and charged as it is; the Budget Office may cover the difference."
    if control.totals.expended <= control.totals.revised:
        return "What is spent is within the budget; open orders take it over."
    return ""


def arithmetic_of(control: Control, views: Sequence[LineView]) -> str:
    """Which lines of a pool are past their budget, and what the others have to cover it.

    Nothing for a line of its own, and for a pool whose lines are not all the unit's.
    """
    totals = [view.row.totals for view in views]
    if not control.is_pool or sum((each.left for each in totals), ZERO) != control.totals.left:
        return ""
    past = [view for view in views if view.row.totals.left < 0]
    spare = sum((each.left for each in totals if each.left > 0), ZERO)
    if not past or not spare:
        return ""
    short = -sum((view.row.totals.left for view in past), Decimal(0))
    who = f"{past[0].row.name or past[0].row.code} is" if len(past) == 1 else f"{len(past)} lines are"
    owner = "its line" if len(past) == 1 else "their lines"
    return f"{who} {dollars(short)} past {owner}; the other lines of the pool have only {dollars(spare)} to cover it."


def _is_of(payment: OddPayment, control: Control) -> bool:
    return payment.pool_id == control.key if control.is_pool else payment.code == control.key


def _of_payment(payment: OddPayment) -> str:
    amount = dollars(payment.amount)
    if payment.oddity == Oddity.TWICE:
        return f"{amount} to {payment.vendor} may have been paid twice; without that it would not be over."
    if payment.oddity == Oddity.ELSEWHERE:
        return f"{amount} to {payment.vendor} may belong to another line; without it this would not be over."
    return f"One payment of {amount} to {payment.vendor} takes it over."
