"""WSGI entry point for granian."""

import os

from django.core.wsgi import get_wsgi_application

from balance import embedded
from balance.checks import refuse_unsafe_start

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "balance.settings")
embedded.prepare()
application = get_wsgi_application()
refuse_unsafe_start()
