"""Imports beside bare limits, in one run: COPY of the same rows into a table with the same columns, indexes and keys;
`csv.reader` over the file with COPY into a heap. Each process is a real `import_ledger`, start-up included."""

import csv
import json
import os
import shutil
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg2
from psycopg2.extensions import connection as Connection

from balance import embedded, postgres
from balance.paths import VAR_DIR
from benchmarks.figures import Figure, compare, limit
from benchmarks.import_files import YEAR, changes_of, write_changed, write_ledger, write_profile, write_same
from benchmarks.ledger import Ledger, connect
from benchmarks.server import environment

ROWS = int(os.environ.get("BENCH_IMPORT_ROWS", "1000000"))
RUNS = int(os.environ.get("BENCH_IMPORT_RUNS", "3"))
FOLDER = VAR_DIR / "bench"
BASE, NAME = "bench_import_base", "bench_import"
MEMORY_LIMIT_MB = 300
COLUMNS = (
    "district_id, id, line_id, measure, kind, amount, posted_on, period, order_number, document, vendor_id,"
    " description, origin_year, import_id, superseded_by_import_id, row"
)


@dataclass(frozen=True)
class Done:
    """One run of `import_ledger`: wall-clock seconds, the most memory it held, and what it said."""

    seconds: float
    megabytes: float
    said: dict[str, object]


def imports() -> list[Figure]:
    """First load, the same bytes, 1 % changed, the rows of that in other bytes; and the memory of each."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    profile = write_profile(FOLDER)
    files = {
        "first": write_ledger(FOLDER / "ledger.csv", ROWS),
        "changed": write_changed(FOLDER / "changed.csv", ROWS),
        "same": write_same(FOLDER / "same.csv", ROWS),
    }
    taken: dict[str, list[float]] = defaultdict(list)
    memory = 0.0
    with _base() as urls:
        for _ in range(RUNS):
            with _copy_of_base(urls) as ledger:
                for job, file in [("first", "first"), ("again", "first"), ("changed", "changed"), ("same", "same")]:
                    _settle()
                    done = run_import(ledger, profile, files[file])
                    _expect(job, done)
                    taken[job].append(done.seconds)
                    memory = max(memory, done.megabytes)
                    if job == "first":
                        taken["copy"].append(_bare_copy(ledger))
                taken["reader and heap"].append(_reader_and_heap(ledger, files["changed"]))
    shutil.rmtree(FOLDER)
    size = f"{ROWS:,} rows"
    return [
        compare(
            "import, first load ÷ bare COPY", taken["first"], taken["copy"], bound=2.0, goal=1.3, unit="s",
            about=f"{size}, whole process; COPY in file order, table with the same columns, indexes, foreign keys",
        ),
        compare(
            "import, same rows ÷ bare COPY", taken["same"], taken["copy"], bound=0.7, goal=0.7, unit="s",
            about=f"{size} in other bytes, no row written; beside the same COPY",
        ),
        compare(
            "import, 1% changed ÷ reader + heap", taken["changed"], taken["reader and heap"], bound=2.0, goal=2.0,
            unit="s",
            about=f"{size}, changed, new and gone ones all over the file: 1% posted, 1% superseded; beside csv.reader"
            " over the file and COPY into a table without indexes",
        ),
        limit(
            "import, same bytes again", taken["again"][0], bound=2.0, goal=1.0, unit="s",
            about="whole process: the file is hashed and known",
        ),
        limit(
            "import, peak memory", memory, bound=MEMORY_LIMIT_MB, goal=1.0, unit="MB",
            about=f"{size} of CSV; the importing process",
        ),
    ]  # fmt: skip


def memory_at_five_times() -> list[Figure]:
    """The most memory of a load of five times as many rows beside that of one, each rolled back."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    profile = write_profile(FOLDER)
    held = []
    with _base() as urls:
        for rows in (ROWS, 5 * ROWS):
            with _copy_of_base(urls) as ledger:
                done = run_import(ledger, profile, write_ledger(FOLDER / "ledger.csv", rows), "--dry-run")
                held.append(done.megabytes)
    shutil.rmtree(FOLDER)
    about = f"the importing process, {5 * ROWS:,} rows beside {ROWS:,}"
    return [compare("import, memory at 5× the rows", [held[1]], [held[0]], bound=1.1, goal=1.0, unit="MB", about=about)]


def run_import(ledger: Ledger, profile: Path, file: Path, *options: str) -> Done:
    """One whole process. Raises RuntimeError for any exit code but 0."""
    command = [sys.executable, "manage.py", "import_ledger", "--district", "bench", "--fiscal-year", str(YEAR)]
    start = time.perf_counter()
    process = subprocess.Popen(
        [*command, "--profile", str(profile), "--json", *options, str(file)],
        env=environment(ledger) | {"DJANGO_SETTINGS_MODULE": "balance.settings"},
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    said = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - start
    if status:
        raise RuntimeError(f"import_ledger ended with {os.waitstatus_to_exitcode(status)}: {said[:2000]}")
    return Done(seconds, usage.ru_maxrss / 1024, json.loads(said))


def _expect(job: str, done: Done) -> None:
    """A fast import of the wrong rows is no import."""
    new, gone = changes_of(ROWS)
    wanted = {
        "first": (ROWS, 0, 0),
        "again": (0, ROWS, 0),
        "changed": (new, ROWS - gone, gone),
        "same": (0, ROWS - gone + new, 0),
    }[job]
    found = (done.said["posted"], done.said["unchanged"], done.said["superseded"])
    if found != wanted:
        raise RuntimeError(f"{job}: posted, unchanged, superseded are {found}, not {wanted}")
    if (done.said["compared_with"] is not None) != (job == "changed"):
        raise RuntimeError(f"{job}: compared with load {done.said['compared_with']}")


def _bare_copy(ledger: Ledger) -> float:
    """COPY of the journal's rows, in the order of the file, into a table with the same columns, indexes and keys."""
    rows = FOLDER / "rows.txt"
    with closing(connect(ledger.owner)) as owner, owner.cursor() as cursor:
        cursor.execute("set balance.district = 1")
        with rows.open("w") as file:
            cursor.copy_expert(
                f"copy (select {COLUMNS} from budgets_transaction order by import_id, row, id) to stdout", file
            )
        cursor.execute("create table bench_copy (like budgets_transaction including all)")
        for definition in _foreign_keys(owner):
            cursor.execute(f"alter table bench_copy add {definition}")
        _settle()
        # Keys are checked against these tables as their owner, which row-level security binds too.
        start = time.perf_counter()
        with rows.open() as file:
            cursor.copy_expert(f"copy bench_copy ({COLUMNS}) from stdin", file)
        taken = time.perf_counter() - start
        cursor.execute("drop table bench_copy")
    return taken


def _foreign_keys(owner: Connection) -> list[str]:
    with owner.cursor() as cursor:
        cursor.execute(
            "select pg_get_constraintdef(oid) from pg_constraint"
            " where contype = 'f' and conrelid = 'budgets_transaction'::regclass"
        )
        return [definition for (definition,) in cursor.fetchall()]


def _reader_and_heap(ledger: Ledger, file: Path) -> float:
    """csv.reader over the file, and COPY of as many rows of the journal into a table without any index."""
    rows = FOLDER / "rows.txt"
    with closing(connect(ledger.owner)) as owner, owner.cursor() as cursor:
        cursor.execute("create table bench_heap (like budgets_transaction)")
        _settle()
        start = time.perf_counter()
        with file.open(newline="") as read:
            for _ in csv.reader(read):
                pass
        with rows.open() as read:
            cursor.copy_expert(f"copy bench_heap ({COLUMNS}) from stdin", read)
        taken = time.perf_counter() - start
        cursor.execute("drop table bench_heap")
    return taken


@contextmanager
def _base() -> Iterator[dict[str, str]]:
    """A database with an empty district, from which each run begins."""
    urls = embedded.urls()
    with closing(connect(urls["owner"])) as owner, owner.cursor() as cursor:
        for name in (NAME, BASE):
            cursor.execute(f'drop database if exists "{name}" with (force)')
        cursor.execute(f'create database "{BASE}" template template0')
    base = _ledger(urls, BASE)
    app = environment(base) | {"DJANGO_SETTINGS_MODULE": "balance.settings"}
    manage = [sys.executable, "-m", "django"]
    subprocess.run([*manage, "migrate", "--verbosity=0"], check=True, env=app | {"OWNER_DATABASE_URL": base.owner})
    create = [*manage, "create_district", "bench", "Bench Unified"]
    subprocess.run(create, check=True, env=app, stdout=subprocess.DEVNULL)
    try:
        yield urls
    finally:
        with closing(connect(urls["owner"])) as owner, owner.cursor() as cursor:
            cursor.execute(f'drop database if exists "{BASE}" with (force)')


@contextmanager
def _copy_of_base(urls: dict[str, str]) -> Iterator[Ledger]:
    with closing(connect(urls["owner"])) as owner, owner.cursor() as cursor:
        cursor.execute(f'create database "{NAME}" template "{BASE}"')
    try:
        yield _ledger(urls, NAME)
    finally:
        with closing(connect(urls["owner"])) as owner, owner.cursor() as cursor:
            cursor.execute(f'drop database if exists "{NAME}" with (force)')


def _settle() -> None:
    """Writes out what the piece before has left behind: none pays for the pages of another."""
    with closing(psycopg2.connect(host=str(postgres.socket_dir()), user="postgres", dbname="postgres")) as server:
        server.autocommit = True
        with server.cursor() as cursor:
            cursor.execute("checkpoint")


def _ledger(urls: dict[str, str], name: str) -> Ledger:
    return Ledger(0, *(urls[role].replace("/balance?", f"/{name}?") for role in ("app", "owner")))
