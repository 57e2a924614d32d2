"""`make bench [ONLY=name]`, the names being those of NAMES; BENCH_TRANSACTIONS=10000000 for the full size."""

import os
import subprocess
import sys

from benchmarks.busy import pages_while_importing
from benchmarks.drill import drill
from benchmarks.figures import Figure, keep, show
from benchmarks.forecast import forecast_error
from benchmarks.imports import imports, memory_at_five_times
from benchmarks.ledger import ledger
from benchmarks.pages import SMALL, counts, flat_and_near, near, walls
from benchmarks.peers import peers
from benchmarks.search import search
from benchmarks.server import environment
from benchmarks.visitors import visited
from benchmarks.weight import weight

DEFAULT_SIZE = 1_000_000
NAMES = ("counts", "weight", "pages", "walls", "imports", "memory", "busy", "search", "drill", "peers", "forecast")


def main() -> int:
    """Measures what is asked for; 0 only if every bound holds."""
    wanted = sys.argv[1:] or list(NAMES)
    if unknown := set(wanted) - set(NAMES):
        print(f"There is no benchmark {', '.join(sorted(unknown))}. There are: {', '.join(NAMES)}.", file=sys.stderr)
        return 2
    size = int(os.environ.get("BENCH_TRANSACTIONS", DEFAULT_SIZE))
    large, small = visited(ledger(size)), visited(ledger(SMALL))
    command = [sys.executable, "manage.py", "collectstatic", "--no-input", "--verbosity=0"]
    subprocess.run(command, check=True, env=environment(large))
    measure = {
        "counts": lambda: counts(large),
        "weight": lambda: weight(large),
        "pages": lambda: flat_and_near(large, small) + near(large),
        "walls": lambda: walls(large),
        "imports": imports,
        "memory": memory_at_five_times,
        "busy": lambda: pages_while_importing(large),
        "search": lambda: search(large),
        "drill": lambda: drill(large),
        "peers": peers,
        "forecast": lambda: forecast_error(large),
    }
    figures: list[Figure] = []
    for name in wanted:
        print(f"Measuring {name} at {size:,} transactions …", flush=True)
        figures += measure[name]()
    show(figures)
    keep(figures, size)
    return 0 if all(figure.holds for figure in figures) else 1


if __name__ == "__main__":
    sys.exit(main())
