"""`import_ledger` in a process of its own, against the database of the test: to be watched, stopped and killed."""

import itertools
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import quote

from django.conf import settings
from django.db import connection

from balance.paths import BASE_DIR

LONGEST = 60.0  # seconds; a machine may be busy
STEP = 0.002  # seconds between two looks
_names = (f"load-{number}" for number in itertools.count(1))


class Answer(NamedTuple):
    code: int
    json: dict[str, Any]  # {} without one
    errors: str


class Loading:
    """One load. Its session in the database bears a name, by which pg_stat_activity tells what it does."""

    def __init__(self, district: str, profile: Path, file: Path) -> None:
        self.name = next(_names)
        command = [sys.executable, "manage.py", "import_ledger", "--district", district, "--profile", str(profile)]
        self.process = subprocess.Popen(
            [*command, "--fiscal-year", "2027", "--json", str(file)],
            cwd=BASE_DIR, env=self._environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        )  # fmt: skip

    def _environment(self) -> dict[str, str]:
        """That of a worker: the app role alone, as the project is run."""
        ours = {name: value for name, value in os.environ.items() if name != "OWNER_DATABASE_URL"}
        return ours | {
            "DJANGO_SETTINGS_MODULE": "balance.settings",
            "DATABASE_URL": _address(),
            "IMPORT_FILES": settings.IMPORT_FILES,
            "PGAPPNAME": self.name,
        }

    def session(self) -> tuple[int, str] | None:
        """Server process, and what it does in words such as `active Lock COMMIT`; None without a session."""
        with connection.cursor() as cursor:
            cursor.execute(
                "select pid, concat_ws(' ', state, wait_event_type, query) from pg_stat_activity"
                " where application_name = %s and backend_type = 'client backend'",
                [self.name],
            )
            return cursor.fetchone()

    def wait_until_it(self, does: str) -> int:
        """Waits until the session does this (the beginning of its words). Returns its server process."""
        until, session = time.monotonic() + LONGEST, None
        while time.monotonic() < until and self.process.poll() is None:
            session = self.session()
            if session and session[1].startswith(does):
                return session[0]
            time.sleep(STEP)
        raise AssertionError((does, session, self.process.poll() is not None and self.process.communicate()))

    def signal(self, number: signal.Signals) -> None:
        self.process.send_signal(number)

    def kill_the_server_side(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute("select pg_terminate_backend(%s)", [self.session()[0]])

    def wait_until_gone(self) -> None:
        """Until the server has ended the session too: with it all its locks are gone."""
        until = time.monotonic() + LONGEST
        while self.session() is not None:
            assert time.monotonic() < until, self.session()
            time.sleep(STEP)

    def end(self) -> Answer:
        """When the process has ended, and its session."""
        answer, errors = self.process.communicate(timeout=LONGEST)
        self.wait_until_gone()
        return Answer(self.process.returncode, json.loads(answer or "{}"), errors)

    def make_an_end(self) -> None:
        """For a test that failed half-way: its tables cannot be emptied while a load holds them."""
        if self.process.poll() is None:
            self.process.kill()
            if self.session():
                self.kill_the_server_side()
        self.process.communicate()
        self.wait_until_gone()


def _address() -> str:
    given = connection.settings_dict
    user, password, host, port = (quote(str(given[name]), safe="") for name in ("USER", "PASSWORD", "HOST", "PORT"))
    who = f"{user}:{password}" if password else user
    with connection.cursor() as cursor:
        cursor.execute("select current_database()")
        (name,) = cursor.fetchone()
    if given["HOST"].startswith("/"):
        return f"postgresql://{who}@/{name}?host={host}"
    return f"postgresql://{who}@{host}{port and f':{port}'}/{name}"
