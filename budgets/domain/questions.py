"""Asking about a figure: the question is kept with the check, and mailed to whoever looks after the unit."""

import logging
from collections.abc import Callable
from datetime import date
from smtplib import SMTPException

from django.core.mail import EmailMessage, get_connection
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone

from accounts.models import Membership
from balance.money import dollars_and_cents
from budgets.choices import AssignmentRole, CheckAnswer
from budgets.domain.checks import check
from budgets.models import Question, Unit
from budgets.queries.questions import Figure, Recipient, recipient_of
from budgets.queries.years import Year

log = logging.getLogger(__name__)
PATIENCE = 10  # seconds for the relay: other work waits behind it


@transaction.atomic
def ask(
    *,
    by: Membership,
    unit: Unit,
    role: AssignmentRole,
    on: date,
    year: Year,
    seen: int,
    text: str,
    figure: Figure,
    page: str,
    then: Callable[[int, int], object],
) -> Recipient:
    """`by` looked at the figures of batch number `seen`, and asks about one of them. Returns whom it goes to.

    `then` gets the keys of district and question when all of this is committed, to have it mailed by `mail_question`
    while nobody waits for the page. `page` is the address of the unit's page, for the mail. Who may is decided by the
    caller.
    """
    made = check(by=by, unit=unit, role=role, on=on, year=year, seen=seen, answer=CheckAnswer.QUESTION)
    assert made is not None  # no question is the same as one before
    to = recipient_of(unit)
    question = Question.objects.create(
        asked_in_id=made,
        unit=unit,
        at=timezone.now(),
        text=text,
        figure=figure.name,
        amount=figure.amount,
        words=figure.words,
        page=page,
        sent_to=to.email,
    )
    district, pk = by.district_id, question.pk
    # What goes wrong then is logged: the question is kept, and its mail comes round again.
    transaction.on_commit(lambda: then(district, pk), robust=True)
    return to


@transaction.atomic
def mail_question(pk: int) -> bool:
    """Hands over the mail of a question that has not gone yet. False: nothing to send, or the relay did not take it.

    The row is locked meanwhile, and skipped where somebody else has it: two senders make one mail.
    """
    waiting = Question.objects.select_for_update(skip_locked=True, of=("self",)).filter(pk=pk, sent_at=None)
    question = waiting.exclude(sent_to="").select_related("unit", "asked_in__membership__user").first()
    if question is None:
        return False
    try:
        _message(question).send()
    except (OSError, SMTPException) as error:
        log.warning("The mail of question %s was not taken: %s", pk, error)
        return False
    Question.objects.filter(pk=pk).update(sent_at=timezone.now())
    return True


def _message(question: Question) -> EmailMessage:
    """Text alone. An answer goes to who asked."""
    person = question.asked_in.membership.user
    context = {
        "question": question,
        "check": question.asked_in,
        "person": person,
        "amount": dollars_and_cents(question.amount),
        "role": question.asked_in.get_role_display().lower(),
    }
    # A header is one line, whatever a name holds.
    subject = " ".join(render_to_string("emails/question/subject.txt", context).split())
    body = render_to_string("emails/question/body.txt", context)
    return EmailMessage(
        subject, body, to=[question.sent_to], reply_to=[person.email], connection=get_connection(timeout=PATIENCE)
    )
