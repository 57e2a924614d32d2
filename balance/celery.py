"""The Celery application: tasks of every app, the schedule in one place."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "balance.settings")
app = Celery("balance")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
