"""WSGI entry point for granian."""

import os
from importlib import import_module

from django.core.wsgi import get_wsgi_application

from balance import embedded
from balance.checks import refuse_unsafe_start

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "balance.settings")
embedded.prepare()
application = get_wsgi_application()
import_module("balance.celery")  # what a page queues goes to the broker of the settings
refuse_unsafe_start()
