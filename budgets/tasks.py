"""Background work of the ledger. Each task enters its district itself; none counts on the broker keeping a message."""

from celery import shared_task

from accounts.models import District
from accounts.queries.days import today
from balance.tenancy.everywhere import all_districts
from balance.tenancy.scope import district_scope
from budgets.domain.proof import prove_balances, prove_standings
from budgets.domain.questions import mail_question
from budgets.domain.standings import keep_standings
from budgets.queries.questions import waiting_questions


@shared_task
def prove_district(district_id: int) -> None:
    """Proves one district's balances, and what is kept of how its units stand."""
    with district_scope(district_id):
        prove_balances()
        district = District.objects.get(pk=district_id)
        prove_standings(district, today(district))


@shared_task
def prove_every_district() -> None:
    """Nightly: one task per district, so that one's incident delays no other."""
    for district_id in all_districts(reason="nightly proof of balances"):
        prove_district.delay(district_id)


@shared_task
def keep_standings_of(district_id: int) -> None:
    """Makes how every unit of one district stands, if what is kept does not hold."""
    with district_scope(district_id):
        district = District.objects.get(pk=district_id)
        keep_standings(district, today(district))


@shared_task
def keep_all_standings() -> None:
    """Every few minutes: after a load nobody waits for the list of all units to be made."""
    for district_id in all_districts(reason="list of all units after a load"):
        keep_standings_of.delay(district_id)


@shared_task
def mail_one_question(district_id: int, question_id: int) -> None:
    """Mails a question that was just asked. A queue that forgets it is made up for by `mail_every_question`."""
    with district_scope(district_id):
        mail_question(question_id)


@shared_task
def mail_questions(district_id: int) -> None:
    """Mails one district's questions whose mail was not taken when they were asked."""
    with district_scope(district_id):
        for pk in waiting_questions():
            mail_question(pk)


@shared_task
def mail_every_question() -> None:
    """One task per district, so that one's relay delays no other."""
    for district_id in all_districts(reason="questions whose mail was not taken"):
        mail_questions.delay(district_id)
