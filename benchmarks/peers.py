"""Every balance of a district of a million transactions, beside ledger-cli and DuckDB over the same journal.

Each peer gets the form that costs it least. ledger-cli: one posting an entry, in brackets, so that nothing has to
balance, and a flat list. DuckDB: the types of the columns, a connection that is open, as many threads as it likes.
Ours is read from the balances that every load keeps, under row-level security, on a connection that is open. The three
answers must be equal to the cent: a fast read of other figures is no read.
"""

import csv
import json
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from contextlib import closing
from os import environ
from pathlib import Path
from typing import TypeVar

import duckdb

from balance.money import to_cents
from balance.paths import VAR_DIR
from benchmarks.figures import Figure
from benchmarks.ledger import Ledger, connect, ledger
from benchmarks.server import environment

TRANSACTIONS = int(environ.get("BENCH_PEER_TRANSACTIONS", "1000000"))
OURS_RUNS, PEER_RUNS = 5, 3
FOLDER = VAR_DIR / "bench-peers"

# (year and code of a line, measure) → whole cents; what adds up to nothing is left out.
Balances = dict[tuple[str, str], int]
Answer = TypeVar("Answer")

COLUMNS = {
    "line": "varchar",
    "date": "date",
    "measure": "varchar",
    "kind": "varchar",
    "document": "varchar",
    "order": "varchar",
    "vendor": "varchar",
    "description": "varchar",
    "amount": "decimal(18, 2)",
}
JOURNAL = """
copy (
    select y.year || ' ' || l.code as line, t.posted_on as date, t.measure, t.kind, t.document,
           t.order_number as "order", coalesce(v.name, '') as vendor, t.description,
           (t.amount::numeric / 100)::numeric(18, 2) as amount
    from budgets_transaction t
    join budgets_line l on l.district_id = t.district_id and l.id = t.line_id
    join budgets_fiscalyear y on y.district_id = l.district_id and y.id = l.fiscal_year_id
    left join budgets_vendor v on v.district_id = t.district_id and v.id = t.vendor_id
    where t.district_id = 1 and t.superseded_by_import_id is null
    order by t.posted_on, t.id
) to stdout with (format csv, header)
"""


def peers() -> list[Figure]:
    """Ours ÷ ledger-cli, where it is installed, and ours ÷ DuckDB. Raises RuntimeError unless all say the same."""
    district = ledger(TRANSACTIONS)
    FOLDER.mkdir(parents=True, exist_ok=True)
    file, program = FOLDER / "journal.csv", shutil.which("ledger")
    rows = write_csv(file, district)
    ours, taken = _ours(district)
    figures = []
    if program is None:
        print("ledger-cli is not installed (apt-get install ledger): its figure is left out.", flush=True)
    else:
        journal = write_journal(FOLDER / "journal.ledger", file)
        said, beside = _timed(lambda: _ledger_cli(program, journal))
        agree(_version(program), balances_said(said), ours)
        words = f"beside `ledger bal --flat` of {_version(program)}, whole process"
        figures.append(_best("every balance ÷ ledger-cli", taken, beside, bound=0.01, about=_about(rows, ours, words)))
    with closing(duckdb.connect()) as opened:
        found, beside = _timed(lambda: duckdb_answer(opened, file))
    agree("DuckDB", balances_found(found), ours)
    words = f"beside one GROUP BY of DuckDB {duckdb.__version__} over the CSV"
    figures.append(_best("every balance ÷ DuckDB", taken, beside, bound=0.2, about=_about(rows, ours, words)))
    shutil.rmtree(FOLDER)
    return figures


def write_csv(path: Path, district: Ledger) -> int:
    """The district's live journal in order of day, amounts in dollars; returns how many rows it has."""
    with path.open("w") as file, closing(connect(district.owner)) as owner, owner.cursor() as cursor:
        cursor.execute("set balance.district = 1")
        cursor.copy_expert(JOURNAL, file)
        return int(cursor.rowcount)


def write_journal(path: Path, rows: Path) -> Path:
    """The rows of that CSV as ledger-cli reads them: each line's measures are accounts below it."""
    with rows.open(newline="") as read, path.open("w") as file:
        for row in csv.DictReader(read):
            file.write(f"{row['date']} {row['document']}\n  ({row['line']}:{row['measure']})  ${row['amount']}\n\n")
    return path


def balances_said(text: str) -> Balances:
    """What a flat `ledger bal` printed."""
    found = {}
    for said in text.partition("\n-----")[0].splitlines():
        dollars, account = said.split(maxsplit=1)
        line, measure = account.rsplit(":", 1)
        found[line, measure] = to_cents(dollars.replace("$", ""))
    return found


def duckdb_answer(opened: duckdb.DuckDBPyConnection, file: Path) -> list[tuple[str, str, object]]:
    """Line, measure and sum in dollars, from that CSV."""
    columns = ", ".join(f"'{name}': '{kind}'" for name, kind in COLUMNS.items())
    return opened.execute(
        "select line, measure, sum(amount) from read_csv("
        f"'{file}', header = true, delim = ',', quote = '\"', auto_detect = false, columns = {{{columns}}})"
        " group by line, measure"
    ).fetchall()


def balances_found(rows: list[tuple[str, str, object]]) -> Balances:
    """DuckDB's rows in cents."""
    return {(line, measure): to_cents(dollars) for line, measure, dollars in rows if dollars}


def _ours(district: Ledger) -> tuple[Balances, list[float]]:
    command = [sys.executable, "-m", "benchmarks.peers_reads", str(OURS_RUNS)]
    done = subprocess.run(command, env=environment(district), check=True, stdout=subprocess.PIPE, text=True)
    said = json.loads(done.stdout)
    return {(line, measure): cents for line, measure, cents in said["balances"]}, said["taken"]


def _ledger_cli(program: str, journal: Path) -> str:
    command = [program, "--no-pager", "-f", str(journal), "bal", "--flat"]
    return subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout


def _version(program: str) -> str:
    said = subprocess.run([program, "--version"], check=True, stdout=subprocess.PIPE, text=True).stdout
    return said.partition(",")[0]


def _timed(job: Callable[[], Answer]) -> tuple[Answer, list[float]]:
    taken = []
    for _ in range(PEER_RUNS):
        start = time.perf_counter()
        answer = job()
        taken.append((time.perf_counter() - start) * 1000)
    return answer, taken


def agree(who: str, theirs: Mapping[tuple[str, str], int], ours: Balances) -> None:
    """Raises RuntimeError with some of the places where they differ."""
    if theirs != ours:
        others = sorted(theirs.items() ^ ours.items())
        raise RuntimeError(f"{who} and Balance differ in {len(others)} places, such as {others[:4]}")


def _about(rows: int, ours: Balances, beside: str) -> str:
    lines = len({line for line, _ in ours})
    read = f"best of {OURS_RUNS} reads of {lines:,} lines × 8 measures"
    return f"{rows:,} transactions; {read}, {beside}, best of {PEER_RUNS}; equal to the cent"


def _best(name: str, ours: list[float], beside: list[float], *, bound: float, about: str) -> Figure:
    """The fastest of each: what the machine does beside it can only slow it."""
    quarters = statistics.quantiles(ours, n=4)
    spread = (quarters[2] - quarters[0]) / quarters[1]
    ratio = min(ours) / min(beside)
    return Figure(name, min(ours), min(beside), ratio, bound, bound / 2, len(ours), spread, "ms", about)
