"""The Celery application: tasks of every app, the schedule in one place."""

import os
from typing import Any

from celery import Celery
from celery.schedules import crontab
from celery.signals import worker_init

from balance import embedded
from balance.checks import refuse_unsafe_start

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "balance.settings")
# Imported by web, commands and tests too: leaves them the owner that they were started with.
embedded.prepare(owner="OWNER_DATABASE_URL" in os.environ)
app = Celery("balance")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
# What comes round, in one place. Times are UTC; a tick that is missed is made up by the next one.
app.conf.beat_schedule = {
    "proof of balances": {"task": "budgets.tasks.prove_every_district", "schedule": crontab(hour="9", minute="20")},
    "list of all units": {"task": "budgets.tasks.keep_all_standings", "schedule": crontab(minute="*/5")},
    "mail of questions": {"task": "budgets.tasks.mail_every_question", "schedule": crontab(minute="*/10")},
}


@worker_init.connect
def refuse_unsafe_worker(**kwargs: Any) -> None:
    """A worker that could pass the districts' wall ends before it takes a task."""
    try:
        refuse_unsafe_start()
    except Exception as error:
        # Celery logs what a signal's receiver raises and goes on; only an exit stops it.
        raise SystemExit(f"The worker does not start: {error}") from error
