"""The Celery application: tasks of every app, the schedule in one place."""

import os
from typing import Any

from celery import Celery
from celery.signals import worker_init

from balance import embedded
from balance.checks import refuse_unsafe_start

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "balance.settings")
# Imported by web, commands and tests too: leaves them the owner that they were started with.
embedded.prepare(owner="OWNER_DATABASE_URL" in os.environ)
app = Celery("balance")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


@worker_init.connect
def refuse_unsafe_worker(**kwargs: Any) -> None:
    """A worker that could pass the districts' wall ends before it takes a task."""
    try:
        refuse_unsafe_start()
    except Exception as error:
        # Celery logs what a signal's receiver raises and goes on; only an exit stops it.
        raise SystemExit(f"The worker does not start: {error}") from error
