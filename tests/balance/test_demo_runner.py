"""The demo's processes and its mail: started, watched, stopped, and never left behind."""

import os
import signal
import smtplib
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator
from email.message import EmailMessage
from pathlib import Path

import psutil
import pytest

from balance.demo import banner, children, people
from balance.demo.children import Child, stop_all
from balance.paths import BASE_DIR

SLEEP = ("-c", "import time; print('here', flush=True); time.sleep(600)")
DEAF = ("-c", "import signal, time; signal.signal(15, signal.SIG_IGN); print('here', flush=True); time.sleep(600)")
PARENT = """
import os, sys, time
from balance.demo.children import Child
child = Child("orphan", ("-c", "import time; time.sleep(600)"), os.environ, quiet=True)
print(child.process.pid, flush=True)
time.sleep(600)
"""


def wait_until(condition: Callable[[], object], seconds: float = 15) -> None:
    limit = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < limit, "it did not happen in time"
        time.sleep(0.02)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def answers(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


@pytest.fixture
def start(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., Child]]:
    monkeypatch.setattr(children, "LOGS", tmp_path)
    started: list[Child] = []

    def start(name: str, *arguments: str) -> Child:
        started.append(Child(name, arguments, os.environ, quiet=True))
        return started[-1]

    yield start
    stop_all(started)


def test_all_children_stop_together(start: Callable[..., Child]) -> None:
    both = [start("one", *SLEEP), start("two", *SLEEP)]
    stop_all(both)
    assert [child.process.returncode for child in both] == [-signal.SIGTERM] * 2


def test_a_child_that_ignores_the_request_is_killed(
    start: Callable[..., Child], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(children, "PATIENCE", 0.3)
    child = start("deaf", *DEAF)
    wait_until(lambda: child.last_words() == "here")
    stop_all([child])
    assert child.process.returncode == -signal.SIGKILL


def test_the_log_says_why_a_child_ended(start: Callable[..., Child]) -> None:
    child = start("broken", "-c", "raise SystemExit('no such thing')")
    wait_until(lambda: child.ended)
    assert child.process.returncode == 1
    assert child.last_words() == "no such thing"


def test_children_end_when_their_parent_is_killed(tmp_path: Path) -> None:
    """By the kernel, so on Linux only; the product runs on Linux."""
    environment = os.environ | {"BALANCE_VAR": str(tmp_path)}
    parent = subprocess.Popen(
        [sys.executable, "-c", PARENT], cwd=BASE_DIR, env=environment, stdout=subprocess.PIPE, text=True
    )
    assert parent.stdout is not None
    orphan = int(parent.stdout.readline())
    parent.kill()
    parent.communicate()
    wait_until(lambda: not Path(f"/proc/{orphan}/cmdline").exists() or not Path(f"/proc/{orphan}/cmdline").read_bytes())


def demo(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "balance.demo", *arguments]
    return subprocess.run(command, cwd=BASE_DIR, capture_output=True, text=True, check=False)


def test_a_port_in_use_is_one_clear_line() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = demo("--port", str(port))
    assert done.returncode == 1
    assert done.stdout == ""
    assert done.stderr.strip().startswith(f"Port {port} is in use. Try another: make demo PORT=")


def test_a_port_that_is_none_is_refused() -> None:
    done = demo("--port", "70000")
    assert done.returncode == 2
    assert "'70000' is not a port" in done.stderr


def test_the_banner_names_everybody_and_the_password() -> None:
    text = banner.text(8123)
    everybody = [people.address(part, district) for district in people.DISTRICTS for part, _ in people.PEOPLE]
    assert [address for address in everybody if address not in text] == []
    assert people.PASSWORD in text
    assert "http://localhost:8123/demo/mail/" in text


@pytest.fixture
def post_office(tmp_path: Path) -> Iterator[int]:
    port = free_port()
    server = subprocess.Popen(
        [sys.executable, "-m", "balance.demo.mail", str(port)],
        cwd=BASE_DIR,
        env=os.environ | {"BALANCE_VAR": str(tmp_path)},
    )
    wait_until(lambda: answers(port))
    yield port
    server.terminate()
    server.wait()


def test_mail_is_kept_as_it_came(post_office: int, tmp_path: Path) -> None:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "a@demo.example", "b@demo.example", "Überblick"
    message.set_content("First line\n.dot\n")
    with smtplib.SMTP("127.0.0.1", post_office) as client:
        client.send_message(message)
    files = list((tmp_path / "mail").iterdir())
    assert [file.suffix for file in files] == [".eml"]
    assert files[0].read_bytes().replace(b"\r\n", b"\n") == bytes(message)


def test_a_blind_copy_still_says_to_whom(post_office: int, tmp_path: Path) -> None:
    with smtplib.SMTP("127.0.0.1", post_office) as client:
        client.sendmail("a@demo.example", ["b@demo.example"], "Subject: Hello\n\nText\n")
    (file,) = (tmp_path / "mail").glob("*.eml")
    assert file.read_bytes().startswith(b"To: b@demo.example\r\nSubject: Hello\r\n")


class Demo:
    """The whole demo, as `make demo` runs it, with a folder and a port of its own."""

    def __init__(self, var: Path) -> None:
        self.var, self.port = var, free_port()
        unset = ("DATABASE_URL", "OWNER_DATABASE_URL", "BALANCE_EMBEDDED", "DJANGO_SETTINGS_MODULE")
        environment = {name: value for name, value in os.environ.items() if name not in unset}
        self.process = subprocess.Popen(
            [sys.executable, "-m", "balance.demo", "--port", str(self.port)],
            cwd=BASE_DIR, env=environment | {"BALANCE_VAR": str(var)},
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, start_new_session=True,
        )  # fmt: skip
        assert self.process.stdout is not None
        self.said = ""
        for line in self.process.stdout:
            self.said += line
            if "Ctrl-C stops everything" in line:
                return
        raise AssertionError(self.said)

    def get(self, path: str) -> str:
        with urllib.request.urlopen(f"http://127.0.0.1:{self.port}{path}") as answer:
            return answer.read().decode()

    def end(self) -> int:
        self.said += self.process.communicate(timeout=60)[0]
        return self.process.returncode

    def left_behind(self) -> list[str]:
        """Command lines of the processes that still run from this folder."""
        found = psutil.process_iter(["cmdline", "environ"])
        mine = [process for process in found if (process.info["environ"] or {}).get("BALANCE_VAR") == str(self.var)]
        return [" ".join(process.info["cmdline"] or ["(ending)"]) for process in mine]


@pytest.fixture
def var() -> Iterator[Path]:
    """A folder outside pytest's, which another run of root's closes to the user that the server runs as."""
    with tempfile.TemporaryDirectory(prefix="balance-", ignore_cleanup_errors=True) as folder:
        yield Path(folder)


def test_the_demo_runs_goes_on_with_its_data_and_leaves_nothing_behind(var: Path) -> None:
    first = Demo(var)
    assert first.get("/readyz") == '{"status": "ok", "database": "ok", "migrations": "ok"}'
    assert "principal@juniper-bay.example" in first.get("/accounts/login/")
    assert "No mail yet" in first.get("/demo/mail/")
    first.process.send_signal(signal.SIGINT)
    assert first.end() == 0
    wait_until(lambda: first.left_behind() == [])
    assert not (var / "postgres" / "postmaster.pid").exists()

    second = Demo(var)
    assert "The demo districts are there already." in second.said
    worker = next(process for process in psutil.Process(second.process.pid).children() if "worker" in process.cmdline())
    worker.kill()
    assert second.end() == 1
    assert f"worker ended (status -9). {var}/log/worker.log ends:" in second.said
    wait_until(lambda: second.left_behind() == [])
