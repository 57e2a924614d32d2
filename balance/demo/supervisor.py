"""Starts everything in order, says so, watches over it, and stops everything that it started."""

import errno
import http.client
import os
import signal
import socket
import sys
import time
from types import FrameType

from balance import embedded
from balance.demo import banner
from balance.demo.children import Child, stop_all
from balance.paths import VAR_DIR
from balance.postgres import ServerFailed

HOST = "127.0.0.1"  # the demo hands out sign-ins: it answers on this machine only
START_LIMIT = 90.0  # seconds until the web must be ready
TICK = 0.1


class DemoFailed(Exception):
    """The demo cannot go on; the message says why."""


class Stopped(Exception):
    """Somebody asked the demo to stop."""


class Supervisor:
    def __init__(self, port: int) -> None:
        self.port = port
        self.children: list[Child] = []
        self.asked_to_stop = False
        # Under make, a make that is killed takes the demo with it.
        self.parent = os.getppid() if "MAKELEVEL" in os.environ else None
        self.started_at = time.monotonic()

    def run(self) -> int:
        """Run until a signal (0) or until something fails (1)."""
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self._ask_to_stop)
        try:
            self._check_port()
            self._prepare()
            self._start()
            self._say(banner.text(self.port))
            while True:
                self._tick()
        except Stopped:
            self._say("\nStopping …")
            return 0
        except (DemoFailed, ServerFailed) as error:
            print(f"\n{error}", file=sys.stderr, flush=True)
            return 1
        finally:
            stop_all(self.children)
            embedded.leave()

    def _prepare(self) -> None:
        self._progress("Starting PostgreSQL")
        for name in ("DATABASE_URL", "OWNER_DATABASE_URL", "BALANCE_EMBEDDED"):
            os.environ.pop(name, None)  # the demo never touches a database that somebody else set up
        embedded.prepare()
        self._progress("Bringing the database up to date")
        self._step("migrate", "--verbosity=0")
        embedded.MIGRATED.touch()
        self._progress("Loading the demo districts")
        self._step("load_demo")
        self._progress("Collecting static files")
        self._step("collectstatic", "--no-input", "--verbosity=0")

    def _start(self) -> None:
        self._progress("Starting web, worker, schedule and mail")
        mail_port = _free_port()
        environment = self._environment(mail_port)
        celery = ("-m", "celery", "-A", "balance.celery")
        calm = ("--without-gossip", "--without-mingle", "--without-heartbeat")
        web = ("--interface", "wsgi", "--host", HOST, "--port", str(self.port), "--workers", "2")
        programs = {
            "mail": ("-m", "balance.demo.mail", str(mail_port)),
            "web": ("-m", "granian", *web, "--blocking-threads", "1", "--no-ws", "balance.wsgi:application"),
            "worker": (*celery, "worker", "--pool", "solo", "--loglevel", "INFO", *calm),
            "beat": (*celery, "beat", "--loglevel", "INFO", "--pidfile="),
        }
        for name, arguments in programs.items():
            self.children.append(Child(name, arguments, environment, quiet=True))
        limit = time.monotonic() + START_LIMIT
        while not self._ready():
            self._tick()
            if time.monotonic() > limit:
                raise DemoFailed(f"The web did not get ready in {START_LIMIT:.0f} seconds. See {VAR_DIR / 'log'}.")

    def _environment(self, mail_port: int | None = None) -> dict[str, str]:
        """What the processes get: the app role, this machine, our own mail; nothing of a server's settings."""
        environment = os.environ | {
            "BALANCE_DEMO": "1",
            "ALLOWED_HOSTS": "localhost,127.0.0.1,[::1]",
            "REDIS_URL": "",
            "EMAIL_URL": f"smtp://{HOST}:{mail_port}" if mail_port else "consolemail://",
            "DEFAULT_FROM_EMAIL": "Balance demo <balance@demo.example>",
            "PYTHONUNBUFFERED": "1",
        }
        environment.pop("OWNER_DATABASE_URL", None)
        return environment

    def _step(self, command: str, *arguments: str) -> None:
        """Run one command of manage.py to its end. Raises DemoFailed."""
        step = Child(command, ("manage.py", command, *arguments), self._environment(), quiet=False)
        self.children.append(step)
        while not step.ended:
            self._heed()
            time.sleep(TICK)
        self.children.remove(step)
        if step.process.returncode:
            raise DemoFailed(f"`manage.py {command}` failed; its message is above.")

    def _tick(self) -> None:
        """A moment of watching. Raises Stopped, or DemoFailed with the last words of a child that ended."""
        self._heed()
        for child in self.children:
            if child.ended:
                status = child.process.returncode
                raise DemoFailed(f"{child.name} ended (status {status}). {child.log} ends:\n{child.last_words()}")
        time.sleep(TICK)

    def _heed(self) -> None:
        if self.asked_to_stop or (self.parent is not None and os.getppid() != self.parent):
            raise Stopped

    def _ask_to_stop(self, number: int, frame: FrameType | None) -> None:
        self.asked_to_stop = True  # a flag, not an exception: nothing is cut off between a start and its record

    def _check_port(self) -> None:
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((HOST, self.port))
            except OSError as error:
                why = "is in use" if error.errno == errno.EADDRINUSE else f"cannot be used ({error.strerror})"
                other = self.port + 10 if 1024 <= self.port < 65500 else 8010
                raise DemoFailed(f"Port {self.port} {why}. Try another: make demo PORT={other}") from error

    def _ready(self) -> bool:
        web = http.client.HTTPConnection(HOST, self.port, timeout=10)
        try:
            web.request("GET", "/readyz")
            return web.getresponse().status == http.HTTPStatus.OK
        except OSError:
            return False
        finally:
            web.close()

    def _progress(self, words: str) -> None:
        self._heed()
        self._say(f"[{time.monotonic() - self.started_at:5.1f} s] {words} …")

    @staticmethod
    def _say(words: str) -> None:
        print(words, flush=True)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])
