"""A web server over one ledger, as in production: granian, one worker, one thread; and a client that keeps its line."""

import http.client
import os
import socket
import subprocess
import sys
import time
from types import TracebackType

from benchmarks.ledger import PRINCIPAL, Ledger

WARM_UP = 30


class Server:
    """Runs for as long as the `with` block, for one signed-in person."""

    def __init__(self, ledger: Ledger, person: int = PRINCIPAL) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = int(free.getsockname()[1])
        self.environment = environment(ledger)
        self.person = person
        self.cookie = ""
        self.line: http.client.HTTPConnection

    def __enter__(self) -> "Server":
        program = ["-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(self.port)]
        self.process = subprocess.Popen(
            [
                sys.executable,
                *program,
                "--workers",
                "1",
                "--blocking-threads",
                "1",
                "--no-ws",
                "balance.wsgi:application",
            ],
            env=self.environment,
            stdout=subprocess.DEVNULL,
        )
        self.cookie = _sign_in(self.environment, self.person)
        self._wait()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.process.terminate()
        self.process.wait(timeout=20)

    def get(self, path: str) -> float:
        """One request, whole, in milliseconds. Raises RuntimeError for any answer but 200."""
        start = time.perf_counter()
        self.read(path)
        return (time.perf_counter() - start) * 1000

    def read(self, path: str) -> bytes:
        """The page. Raises RuntimeError for any answer but 200."""
        self.line.request("GET", path, headers={"Cookie": self.cookie})
        answer = self.line.getresponse()
        page = answer.read()
        if answer.status != 200:
            raise RuntimeError(f"{path} answered {answer.status}")
        return page

    def warm(self, *paths: str) -> None:
        """Until caches are full and templates are compiled."""
        for path in paths * WARM_UP:
            self.get(path)

    def _wait(self) -> None:
        self.line = http.client.HTTPConnection("127.0.0.1", self.port)
        for _ in range(200):
            try:
                self.line.request("GET", "/healthz")
                self.line.getresponse().read()
                return
            except OSError:
                self.line.close()
                time.sleep(0.1)
        raise RuntimeError("The server did not start.")


def environment(ledger: Ledger) -> dict[str, str]:
    """What the server's process gets: the app role of that ledger, local settings."""
    kept = {key: value for key, value in os.environ.items() if key != "OWNER_DATABASE_URL"}
    return kept | {
        "DATABASE_URL": ledger.app,
        "BALANCE_EMBEDDED": "1",
        "DJANGO_SETTINGS_MODULE": "benchmarks.settings",
    }


SIGN_IN = """
import django; django.setup()
from django.contrib.auth import HASH_SESSION_KEY, SESSION_KEY, BACKEND_SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.conf import settings
from accounts.models import User
user = User.objects.get(pk={person})
session = SessionStore()
session[SESSION_KEY], session[BACKEND_SESSION_KEY] = str(user.pk), settings.AUTHENTICATION_BACKENDS[0]
session[HASH_SESSION_KEY] = user.get_session_auth_hash()
session.create()
print(settings.SESSION_COOKIE_NAME + "=" + session.session_key)
"""


def _sign_in(env: dict[str, str], person: int) -> str:
    program = SIGN_IN.format(person=person)
    done = subprocess.run([sys.executable, "-c", program], env=env, check=True, stdout=subprocess.PIPE, text=True)
    return done.stdout.strip()
