"""The site page while an import of the same district runs: how much slower the slowest pages are, and who waits."""

import shutil
import statistics
import threading
import time
from contextlib import closing

from benchmarks.figures import Figure, compare, limit
from benchmarks.import_files import write_ledger, write_profile
from benchmarks.imports import FOLDER, ROWS, run_import
from benchmarks.ledger import Ledger, connect
from benchmarks.pages import SITE_PAGE
from benchmarks.server import Server

IDLE_PAGES = 1_500
WAIT_LIMIT_MS = 50
# A reader comes every so often, as people do; a loop without pauses would only share the processors with the import.
PAUSE = 0.01

WAITING = """
select coalesce(max(extract(epoch from clock_timestamp() - a.state_change) * 1000), 0)
from pg_stat_activity a
where a.datname = current_database() and a.wait_event_type = 'Lock' and a.pid <> pg_backend_pid()
"""


def pages_while_importing(ledger: Ledger) -> list[Figure]:
    """p99 of the site page during a load of a million rows into its district, beside the same page on an idle machine.

    The load is a dry run: the whole publish, rolled back.
    """
    FOLDER.mkdir(parents=True, exist_ok=True)
    profile, file = write_profile(FOLDER), write_ledger(FOLDER / "ledger.csv", ROWS)
    with Server(ledger) as server, closing(connect(ledger.owner)) as owner:
        server.warm(SITE_PAGE)
        idle = [_visit(server) for _ in range(IDLE_PAGES)]
        busy: list[float] = []
        waits: list[float] = [0.0]
        load = threading.Thread(target=run_import, args=(ledger, profile, file, "--dry-run", "--accept-hold"))
        load.start()
        with owner.cursor() as cursor:
            while load.is_alive():
                busy.append(_visit(server))
                cursor.execute(WAITING)
                waits.append(float(cursor.fetchone()[0]))
        load.join()
        owner.cursor().execute("vacuum budgets_transaction")
    shutil.rmtree(FOLDER)
    return [
        compare(
            "site page p99, import ÷ idle", [_p99(busy)], [_p99(idle)], bound=3.0, goal=1.5, unit="ms",
            about=f"{len(busy)} pages during a load of {ROWS:,} rows into the same district; {IDLE_PAGES} pages idle",
        ),
        limit(
            "longest lock wait during import", max(waits), bound=WAIT_LIMIT_MS, goal=0.0, unit="ms",
            about="of any session, looked at between pages",
        ),
    ]  # fmt: skip


def _visit(server: Server) -> float:
    time.sleep(PAUSE)
    return server.get(SITE_PAGE)


def _p99(samples: list[float]) -> float:
    return statistics.quantiles(samples, n=100)[98]
