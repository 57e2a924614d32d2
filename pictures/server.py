"""`python -m pictures.server PORT`: the demo in one process, on a day that stays."""

import os
import sys
from datetime import datetime
from zoneinfo import ZoneInfo

import django
import time_machine
from django.core.management import call_command
from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler
from django.core.wsgi import get_wsgi_application

from balance import embedded

MOMENT = datetime(2026, 11, 19, 9, 30, tzinfo=ZoneInfo("America/Los_Angeles"))
READY = "ready"


class Quiet(WSGIRequestHandler):
    """Says nothing of each request."""

    def log_message(self, format: str, *args: object) -> None:
        """Nothing."""


def main(port: int) -> None:
    embedded.prepare()
    os.environ |= {
        "BALANCE_DEMO": "1",
        "ALLOWED_HOSTS": "localhost",
        "EMAIL_URL": "consolemail://",
        "DEFAULT_FROM_EMAIL": "Balance demo <balance@demo.example>",
        "DJANGO_SETTINGS_MODULE": "balance.settings",
    }
    # The clock goes on from there: what waits for it would wait forever.
    with time_machine.travel(MOMENT, tick=True):
        django.setup()
        call_command("load_demo")
        call_command("collectstatic", "--no-input", "--verbosity=0")
        server = ThreadedWSGIServer(("localhost", port), Quiet)
        server.set_app(get_wsgi_application())
        print(READY, flush=True)
        server.serve_forever()


if __name__ == "__main__":
    main(int(sys.argv[1]))
