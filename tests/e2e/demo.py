"""The whole demo, run as `make demo` runs it, in a folder and on a port of its own; and a few people more."""

import os
import signal
import socket
import subprocess
import sys
from pathlib import Path

from balance.demo.people import PASSWORD
from balance.paths import BASE_DIR

# People whom the demo does not have: of a district without a year, of no unit, and of two districts.
NEW_DISTRICT = ("create_district", "new-valley", "New Valley Unified")
MORE_PEOPLE = (
    ("new-valley", "office@new-valley.example", "Noor Valley", "office"),
    ("juniper-bay", "nobody@juniper-bay.example", "Uma Nobody", "viewer"),
    ("juniper-bay", "both@example.example", "Bo Both", "viewer"),
    ("cedar-falls", "both@example.example", "Bo Both", "viewer"),
)


class Demo:
    """A running demo. `address` is where the web answers."""

    def __init__(self, var: Path) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        self.address = f"http://localhost:{port}"
        unset = ("DATABASE_URL", "OWNER_DATABASE_URL", "BALANCE_EMBEDDED", "DJANGO_SETTINGS_MODULE", "MAKELEVEL")
        environment = {name: value for name, value in os.environ.items() if name not in unset}
        self.environment = environment | {"BALANCE_VAR": str(var)}
        self.process = subprocess.Popen(
            [sys.executable, "-m", "balance.demo", "--port", str(port)],
            cwd=BASE_DIR, env=self.environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
            start_new_session=True,
        )  # fmt: skip
        assert self.process.stdout is not None
        self.said = ""
        for line in self.process.stdout:
            self.said += line
            if "Ctrl-C stops everything" in line:
                return
        raise AssertionError(self.said)

    def add_people(self) -> None:
        """By the commands that a district's office has. Two of one person come one after the other."""
        self._manage(*NEW_DISTRICT)
        for district, email, name, role in MORE_PEOPLE:
            who = ("--email", email, "--name", name, "--role", role)
            self._manage("add_person", "--district", district, *who, "--password-stdin", text=PASSWORD)

    def _manage(self, *arguments: str, text: str = "") -> None:
        command = [sys.executable, "manage.py", *arguments]
        subprocess.run(
            command, cwd=BASE_DIR, env=self.environment, input=text, text=True, check=True, capture_output=True
        )

    def stop(self) -> None:
        self.process.send_signal(signal.SIGINT)
        self.process.communicate(timeout=60)
