"""Searches of a principal and of the central office, beside the bare SQL with the same index; and how far pages go.

Ours is a page of entries with their lines, vendors and files, and what all of them add up to. The bare SQL is the
newest fifty rows of the same condition and its sum by measure. The whole page's reads are measured in milliseconds.
"""

import json
import statistics
import subprocess
import sys
from importlib import import_module

import django

from benchmarks.figures import Figure, compare, limit
from benchmarks.ledger import Ledger
from benchmarks.server import environment

ROUNDS = 25
MOST_MS = 300
# Of each search: the words of the find page, and the bare condition on a row.
SEARCHES = {
    "vendor": ("vendor=Vendor 77", "t.vendor_id = 77"),
    "order": ("order=PO {line}-11", "t.order_number <> '' and t.order_number = 'PO {line}-11'"),
    "document": ("document=INV {line}-12", "t.document <> '' and t.document = 'INV {line}-12'"),
    "amount": ("amount=123.45", "t.amount in (12345, -12345)"),
    "date": ("from={day}&to={day}", "t.posted_on = '{day}'"),
}
PEOPLE = ("principal", "office")


def search(large: Ledger) -> list[Figure]:
    """Each search by each person ÷ bare SQL, and in milliseconds; the last page of a drill ÷ its first."""
    command = [sys.executable, "-m", "benchmarks.search"]
    done = subprocess.run(command, env=environment(large), check=True, stdout=subprocess.PIPE, text=True)
    figures = []
    for name, (ours, beside) in json.loads(done.stdout).items():
        if name.startswith("drill"):
            about = "the find page's reads for the last page of all entries of a school, and for the first"
            figures.append(compare(name, ours, beside, bound=1.3, goal=1.0, unit="ms", about=about))
            continue
        if name.startswith("page"):
            about = "all reads of the find page: what the person sees, entries, sums, freshness; of at most 300 ms"
            figures.append(limit(name, statistics.median(ours), bound=MOST_MS, goal=0.3, unit="ms", about=about))
            continue
        about = "the page's entries and sums beside the newest 50 rows and the sum by bare SQL with the same index"
        figures.append(compare(f"{name} ÷ bare SQL", ours, beside, bound=3.0, goal=2.0, unit="ms", about=about))
    return figures


def main() -> None:
    """Prints the samples of every search in milliseconds, as JSON; in the process of one ledger."""
    django.setup()
    samples = import_module("benchmarks.search_reads").samples  # it imports models, which need the settings first
    json.dump(samples(SEARCHES, PEOPLE, ROUNDS), sys.stdout)


if __name__ == "__main__":
    main()
