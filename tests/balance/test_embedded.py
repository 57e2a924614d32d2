"""The embedded server by real processes: who starts it, who stops it, and what a killed one leaves behind."""

import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import psycopg2
import pytest

from balance import embedded, postgres
from balance.paths import BASE_DIR

USER = """
import sys
from balance import embedded
print(embedded.urls()["app"], flush=True)
sys.stdin.readline()
"""


class Machine:
    """A data folder of its own, and processes that use its server."""

    def __init__(self, var: Path) -> None:
        self.data = var / "postgres"
        unset = ("DATABASE_URL", "OWNER_DATABASE_URL", "BALANCE_EMBEDDED")
        self.environment = {name: value for name, value in os.environ.items() if name not in unset}
        self.environment |= {"BALANCE_VAR": str(var), "DJANGO_SETTINGS_MODULE": "balance.settings"}
        self.users: list[subprocess.Popen[str]] = []

    def manage(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "manage.py", *arguments]
        return subprocess.run(
            command, cwd=BASE_DIR, env=self.environment, capture_output=True, text=True, check=False, timeout=60
        )

    def start_user(self) -> subprocess.Popen[str]:
        pipe = subprocess.PIPE
        user = subprocess.Popen(
            [sys.executable, "-c", USER], cwd=BASE_DIR, env=self.environment, stdin=pipe, stdout=pipe, text=True
        )
        self.users.append(user)
        return user

    def user(self) -> subprocess.Popen[str]:
        user = self.start_user()
        assert user.stdout is not None
        assert user.stdout.readline().startswith("postgresql://balance_app@/balance?host=")
        return user

    def running(self) -> bool:
        return (self.data / "postmaster.pid").exists()

    def postmaster(self) -> int:
        return int((self.data / "postmaster.pid").read_text().split()[0])


@pytest.fixture(scope="module")
def places() -> Iterator[Path]:
    """Where the folders lie. Not pytest's, which another run of root's closes to the user that the server runs as."""
    with tempfile.TemporaryDirectory(prefix="balance-", ignore_cleanup_errors=True) as folder:
        yield Path(folder)


@pytest.fixture
def machine(places: Path) -> Iterator[Machine]:
    machine = Machine(places / f"{len(list(places.iterdir()))}")
    yield machine
    for user in machine.users:
        end(user)
    wait_until(lambda: not machine.running(), 60)


@pytest.fixture(scope="module")
def settled(places: Path) -> Machine:
    """A machine whose database is migrated; each test leaves its server to stop by itself."""
    machine = Machine(places / "settled")
    assert machine.manage("db_url", "--role", "app", "--keep", "0").returncode == 0
    return machine


def end(user: subprocess.Popen[str]) -> None:
    user.communicate("\n" if user.poll() is None else None)


def wait_until(condition: Callable[[], bool], seconds: float = 15) -> None:
    limit = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < limit, "it did not happen in time"
        time.sleep(0.05)


def test_the_last_user_stops_the_server(machine: Machine) -> None:
    first, second = machine.user(), machine.user()
    end(first)
    assert machine.running()
    end(second)
    assert not machine.running()


def test_forget_stops_a_server_that_is_kept_and_the_next_one_is_not_disturbed(machine: Machine) -> None:
    """Only the folder removed, the kept server takes the socket of the next one along when it stops."""
    assert machine.manage("db_url", "--role", "app", "--keep", "600").returncode == 0
    kept = machine.postmaster()
    forget = [sys.executable, "-m", "balance.embedded", "forget"]
    subprocess.run(forget, cwd=BASE_DIR, env=machine.environment, check=True, timeout=60)
    wait_until(lambda: not psutil.pid_exists(kept))
    assert not machine.data.exists()
    end(machine.user())
    assert machine.data.exists()


def test_two_first_starts_at_once_make_one_server(machine: Machine) -> None:
    users = [machine.start_user() for _ in range(3)]
    addresses = {user.stdout.readline() for user in users if user.stdout}
    assert len(addresses) == 1
    for user in users:
        end(user)
        assert user.returncode == 0
    assert not machine.running()


def test_a_killed_user_does_not_stop_the_server_under_others(machine: Machine) -> None:
    killed, other = machine.user(), machine.user()
    killed.kill()
    killed.wait()
    time.sleep(embedded.WATCH_EVERY * 2)
    assert machine.running()
    end(other)
    assert not machine.running()


def test_a_killed_last_user_does_not_keep_the_server_alive(machine: Machine) -> None:
    killed = machine.user()
    killed.kill()
    killed.wait()
    wait_until(lambda: not machine.running())


def test_a_killed_server_starts_again_though_its_process_id_is_another_process_now(machine: Machine) -> None:
    end(machine.user())
    stale = f"{os.getpid()}\n{machine.data}\n1700000000\n5432\n{machine.data}\n\n  1  1\nready   \n"
    (machine.data / "postmaster.pid").write_text(stale)
    user = machine.user()
    assert machine.postmaster() != os.getpid()
    end(user)


def test_a_server_killed_under_its_user_is_started_by_the_next(machine: Machine) -> None:
    machine.user()
    os.kill(machine.postmaster(), signal.SIGKILL)
    machine.user()


def test_a_path_too_long_for_a_socket_works(places: Path) -> None:
    machine = Machine(places / ("long" * 25))
    user = machine.user()
    end(user)
    assert not machine.running()


def test_a_new_database_is_migrated_before_its_first_command(machine: Machine) -> None:
    first, second = machine.manage("verify_balances", "--district", "nobody"), machine.manage("migrate", "--check")
    assert first.stderr.splitlines()[0] == "Balance: new database, running migrations …"
    assert first.returncode == 1  # there is no such district, which the command could only see in its tables
    assert "nobody" in first.stderr.splitlines()[-1]
    assert (second.returncode, second.stdout, second.stderr) == (0, "", "")
    assert not machine.running()


@pytest.mark.parametrize("role", ["app", "owner"])
def test_the_printed_address_works_for_another_program_and_the_server_stops_after_it(
    settled: Machine, role: str
) -> None:
    done = settled.manage("db_url", "--role", role, "--keep", "3")
    (line,) = done.stdout.splitlines()
    assert settled.running()
    psql = postgres.programs() / "psql"
    statement = "select current_user, tableowner from pg_tables where tablename = 'budgets_transaction'"
    shown = subprocess.run([psql, line, "-Atc", statement], capture_output=True, text=True, check=True).stdout
    assert shown == f"balance_{role}|balance_owner\n"
    wait_until(lambda: not settled.running())


def test_an_address_that_is_asked_for_twice_has_one_keeper(settled: Machine) -> None:
    addresses = {settled.manage("db_url", "--role", "app", "--keep", "3").stdout for _ in range(2)}
    assert len(addresses) == 1
    assert settled.running()
    wait_until(lambda: not settled.running())


def test_a_client_keeps_the_server_up(settled: Machine) -> None:
    connection = psycopg2.connect(settled.manage("db_url", "--role", "app", "--keep", "3").stdout.strip())
    time.sleep(5)  # longer than it is kept without one
    assert settled.running()
    connection.close()
    wait_until(lambda: not settled.running())


def test_other_commands_do_not_have_the_owner(settled: Machine) -> None:
    show = "from django.conf import settings; print(sorted(settings.DATABASES))"
    assert settled.manage("shell", "--no-imports", "-c", show).stdout.splitlines() == ["['default']"]


def test_a_dump_needs_the_backup_role(settled: Machine) -> None:
    settled.user()
    results = {}
    for role in ("backup", "owner", "app"):
        dump = [postgres.programs() / "pg_dump", "-h", settled.data, "-U", f"balance_{role}", "balance"]
        results[role] = subprocess.run(dump, capture_output=True, check=False).returncode
    end(settled.users.pop())
    assert results == {"backup": 0, "owner": 1, "app": 1}


def test_an_address_of_the_operator_is_printed_as_it_is(machine: Machine) -> None:
    machine.environment |= {
        "DATABASE_URL": "postgresql://balance_app:secret@db.invalid/balance",
        "SECRET_KEY": "a-key-for-this-test",
        "ALLOWED_HOSTS": "localhost",
        "EMAIL_URL": "consolemail://",
        "DEFAULT_FROM_EMAIL": "balance@example.org",
    }
    assert machine.manage("db_url", "--role", "app").stdout == f"{machine.environment['DATABASE_URL']}\n"
    done = machine.manage("db_url", "--role", "owner")
    assert (done.returncode, done.stdout) == (1, "")
    assert "OWNER_DATABASE_URL is not set" in done.stderr


def test_roles_and_database_are_as_the_walls_need_them(machine: Machine) -> None:
    machine.user()
    statement = (
        "SELECT rolname, rolsuper, rolbypassrls, rolcreatedb, rolcanlogin FROM pg_roles"
        " WHERE rolname LIKE 'balance%' ORDER BY 1"
    )
    connection = psycopg2.connect(host=str(machine.data), user="balance_app", dbname="balance")
    with connection.cursor() as cursor:
        cursor.execute(statement)
        assert cursor.fetchall() == [
            ("balance_app", False, False, False, True),
            ("balance_backup", False, True, False, True),
            ("balance_owner", False, False, True, True),
        ]
        cursor.execute("SELECT has_schema_privilege('public', 'CREATE'), has_database_privilege('balance', 'TEMP')")
        assert cursor.fetchone() == (False, True)
        cursor.execute("SELECT current_setting('synchronous_commit'), current_setting('listen_addresses')")
        assert cursor.fetchone() == ("on", "")
    connection.close()
