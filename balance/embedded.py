"""A PostgreSQL for a machine that has none: runs while somebody uses it, stopped by whoever leaves last.

A user is a process that holds a shared lock on `var/postgres.users`. The kernel lets the lock go when the process
ends in whatever way, so a killed user neither keeps the server alive nor stops it under others. Whoever can take
the lock alone is alone, and stops the server. A small watcher does so where the last user was killed.
"""

import atexit
import fcntl
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from urllib.parse import quote

import psycopg2

from balance import postgres
from balance.paths import BASE_DIR, VAR_DIR

ROLES = {"app": "balance_app", "owner": "balance_owner", "backup": "balance_backup"}
WATCH_EVERY = 1.0  # seconds
LONGEST_COMMAND = 60.0  # seconds that a command which asked to keep the server may take to end
# Written when the first migration has ended: a new database is migrated before its first command.
MIGRATED = postgres.DATA / "balance-migrated"

# This process's shared lock by the process that took it: a fork inherits the variable, not the duty.
_held: dict[int, int] = {}


def wanted() -> bool:
    """Whether the embedded server is the database: nobody set DATABASE_URL, or a process of ours passed its own on.

    BALANCE_EMBEDDED=0 forbids it, so that a server whose DATABASE_URL got lost stops instead of starting empty.
    """
    if os.environ.get("BALANCE_EMBEDDED") == "0":
        return False
    return os.environ.get("DATABASE_URL", url("app")) == url("app")


def url(role: str) -> str:
    """The address of the embedded database for a key of ROLES; libpq and Django read it alike."""
    return f"postgresql://{ROLES[role]}@/balance?host={quote(str(postgres.socket_dir()), safe='')}"


def urls() -> dict[str, str]:
    """The addresses by role, with the server running for as long as this process lives. Raises ServerFailed."""
    use()
    return {role: url(role) for role in ROLES}


def prepare(*, owner: bool = False) -> bool:
    """Make the embedded server the database of this process, before settings load; True if it is.

    `owner` also hands over the owner's address, which only commands that change the schema may have.
    """
    if not wanted():
        return False
    addresses = urls()
    os.environ["DATABASE_URL"] = addresses["app"]
    os.environ["BALANCE_EMBEDDED"] = "1"
    if owner:
        os.environ["OWNER_DATABASE_URL"] = addresses["owner"]
    else:
        os.environ.pop("OWNER_DATABASE_URL", None)
    (VAR_DIR / "broker").mkdir(exist_ok=True)
    return True


def use() -> None:
    """Become a user until this process ends, starting the server if it does not run. Raises ServerFailed."""
    if os.getpid() in _held:
        return
    try:
        VAR_DIR.mkdir(parents=True, exist_ok=True)
        with _turn():
            held = _lock("postgres.users", fcntl.LOCK_SH)
            try:
                if not postgres.answers():
                    _detach("watch")  # first: it also stops a server whose starter dies before it knows
                    postgres.start()
            except BaseException:
                os.close(held)
                raise
    except PermissionError as error:
        raise postgres.ServerFailed(
            f"{error.filename} belongs to another user. Set BALANCE_VAR to a folder of yours."
        ) from error
    _held[os.getpid()] = held
    atexit.register(leave)


def leave() -> None:
    """Stop being a user; the last one stops the server. A forked child has nothing to leave."""
    if os.getpid() in _held:
        using = _held.pop(os.getpid())
        with suppress(FileNotFoundError), _turn():  # somebody may have removed the whole folder
            os.close(using)
            _stop_if_unused()


def migrate_if_new() -> None:
    """Run the migrations of a database that never had any; two commands at once wait for one of them."""
    migrating = _lock("postgres.migrate", fcntl.LOCK_EX)
    try:
        if not MIGRATED.exists():
            print("Balance: new database, running migrations …", file=sys.stderr)
            command = [sys.executable, "manage.py", "migrate", "--verbosity=0"]
            if subprocess.run(command, cwd=BASE_DIR, check=False).returncode:
                sys.exit(1)  # it has said why
            MIGRATED.touch()
    finally:
        os.close(migrating)


def keep_running(seconds: int) -> None:
    """Leave the server running after this process, until it had no client for so long.

    For a program that asks for the address first and connects afterwards.
    """
    use()
    with _turn():
        keeping = _lock_alone("postgres.keep")
        _last_wanted(time.time() + LONGEST_COMMAND)  # the time starts when this process ends
        if keeping is not None:  # one keeper is enough
            using = _lock("postgres.users", fcntl.LOCK_SH)
            # The child inherits both locks, so there is no moment without a user.
            _detach("keep", str(seconds), locks=(keeping, using))
            os.close(keeping)
            os.close(using)
    atexit.register(_last_wanted)


def _last_wanted(moment: float | None = None) -> None:
    """Note when somebody last wanted the server, now unless told, where the keeper looks."""
    os.utime(VAR_DIR / "postgres.keep", None if moment is None else (moment, moment))


def _lock(name: str, kind: int) -> int:
    """A lock on a file in `var/`, let go when the descriptor is closed; waits until it is free."""
    descriptor = os.open(VAR_DIR / name, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(descriptor, kind)
    except BaseException:
        os.close(descriptor)
        raise
    return descriptor


def _lock_alone(name: str) -> int | None:
    """The lock for this process alone, or None if somebody has it in any way."""
    try:
        return _lock(name, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return None


@contextmanager
def _turn() -> Iterator[None]:
    """One at a time starts, joins, leaves or stops: nobody joins a server that is being stopped."""
    turn = _lock("postgres.turn", fcntl.LOCK_EX)
    try:
        yield
    finally:
        os.close(turn)


def _stop_if_unused() -> bool:
    """Stop the server if nobody uses it; the caller has the turn. True when it does not run any more."""
    alone = _lock_alone("postgres.users")
    if alone is None:
        return False
    try:
        if postgres.answers():
            postgres.stop()
        return not postgres.answers()
    finally:
        os.close(alone)


def _detach(*job: str, locks: tuple[int, ...] = ()) -> None:
    """Start `python -m balance.embedded JOB` with these locks, out of reach of Ctrl-C and of our own end."""
    log = str(VAR_DIR / "postgres.log")  # empty, unless one of them fails
    places = os.pathsep.join(filter(None, (str(BASE_DIR), os.environ.get("PYTHONPATH"))))
    for lock in locks:
        os.set_inheritable(lock, True)
    os.posix_spawn(
        sys.executable,
        [sys.executable, "-m", "balance.embedded", *job, *map(str, locks)],
        os.environ | {"PYTHONPATH": places},
        file_actions=[
            (os.POSIX_SPAWN_OPEN, stream, log, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o600) for stream in (0, 1, 2)
        ],
        setsid=True,
    )


def _watch() -> None:
    stopped = False
    while VAR_DIR.exists() and not stopped:
        time.sleep(WATCH_EVERY)
        with _turn():
            stopped = _stop_if_unused()


def _keep(seconds: int, keeping: int, using: int) -> None:
    """Use the server until nobody wanted it for so long; the locks came from the process that asked."""
    while postgres.answers():
        time.sleep(WATCH_EVERY)
        with _turn():
            if os.stat(keeping).st_mtime > time.time():
                continue  # whoever asked has not ended yet
            if _has_clients():
                _last_wanted()
            elif time.time() - os.stat(keeping).st_mtime >= seconds:
                os.close(keeping)
                os.close(using)
                _stop_if_unused()
                return


def _has_clients() -> bool:
    connection = psycopg2.connect(host=str(postgres.socket_dir()), user="postgres", dbname="postgres")
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM pg_stat_activity WHERE backend_type = 'client backend'")
            return cursor.fetchone() != (1,)  # one is this connection
    finally:
        connection.close()


def _forget() -> None:
    """Stop the server, whoever uses it, and remove all that exists only at run time.

    Removing the folder alone leaves a server without one; on its way out it takes its successor's socket along.
    """
    if postgres.answers():
        postgres.stop()
    shutil.rmtree(VAR_DIR, ignore_errors=True)


JOBS: dict[str, Callable[..., None]] = {"watch": _watch, "keep": _keep, "forget": _forget}

if __name__ == "__main__":
    JOBS[sys.argv[1]](*map(int, sys.argv[2:]))
