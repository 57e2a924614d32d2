"""Pages near a bare page, in few statements; those of a site and a line also flat in the size, and with walls or not.

The site page is that of its owner, who looked at it some days ago: it says what changed since.
"""

import subprocess
import sys
from collections.abc import Callable
from contextlib import closing

from benchmarks.figures import Figure, compare, limit
from benchmarks.ledger import LINE, SITE, Ledger, connect
from benchmarks.server import Server, environment

SITE_PAGE, LINE_PAGE, BARE = f"/d/bench/sites/{SITE}/", f"/d/bench/lines/{LINE}/", "/d/bench/bare/"
PAGES = {"site page": SITE_PAGE, "line page": LINE_PAGE}
OTHER_PAGES = {
    "find page": "/d/bench/find/?vendor=Vendor+77",
    "orders page": "/d/bench/orders/",
    "order page": "/d/bench/orders/PO%203-11/",  # the first line's, in the year that runs
    "spending page": "/d/bench/spending/",
    "history page": f"{SITE_PAGE}history/",
    "summary page": f"{SITE_PAGE}summary/",
}
NEAR_ABOUT = "whole request beside a signed-in page in the same frame without a ledger query"
ROUNDS = 150
SMALL = 100_000


def flat_and_near(large: Ledger, small: Ledger) -> list[Figure]:
    """Time at the large size ÷ at 100 thousand, and ÷ a bare page of the same server."""
    figures = []
    with Server(large) as big, Server(small) as little:
        for server in (big, little):
            server.warm(SITE_PAGE, LINE_PAGE, BARE)
        for name, path in PAGES.items():
            ours, other, bare = _in_turns(
                lambda path=path: big.get(path), lambda path=path: little.get(path), lambda: big.get(BARE)
            )
            size = f"{large.transactions // 1000}k"
            figures += [
                compare(
                    f"{name}, {size} ÷ 100k", ours, other, bound=1.15, goal=1.0, unit="ms",
                    about="whole request, warm, one client; same number of lines and entries on the page",
                ),
                compare(f"{name} ÷ bare page", ours, bare, bound=3.0, goal=2.0, unit="ms", about=NEAR_ABOUT),
            ]  # fmt: skip
    return figures


def near(large: Ledger) -> list[Figure]:
    """The other pages of a principal ÷ a bare page of the same server."""
    figures = []
    with Server(large) as server:
        for name, path in OTHER_PAGES.items():
            server.warm(path, BARE)
            ours, bare = _in_turns(lambda path=path: server.get(path), lambda: server.get(BARE))
            figures.append(compare(f"{name} ÷ bare page", ours, bare, bound=3.0, goal=2.0, unit="ms", about=NEAR_ABOUT))
    return figures


def walls(large: Ledger) -> list[Figure]:
    """The same pages with row-level security on and off, in turns of whole rounds."""
    on: dict[str, list[float]] = {name: [] for name in PAGES}
    off: dict[str, list[float]] = {name: [] for name in PAGES}
    with Server(large) as server, closing(connect(large.owner)) as owner:
        cursor = owner.cursor()
        cursor.execute("select relname from pg_class where relrowsecurity and relkind = 'r'")
        tables = [name for (name,) in cursor.fetchall()]
        server.warm(SITE_PAGE, LINE_PAGE)
        try:
            for _ in range(6):
                for samples, word in ((on, "enable"), (off, "disable")):
                    for table in tables:
                        cursor.execute(f'alter table "{table}" {word} row level security')
                    for name, path in PAGES.items():
                        for _ in range(5):
                            server.get(path)
                        samples[name] += [server.get(path) for _ in range(ROUNDS // 6)]
        finally:
            for table in tables:
                cursor.execute(f'alter table "{table}" enable row level security')
    return [
        compare(
            f"{name}, walls on ÷ off", on[name], off[name], bound=1.15, goal=1.08, unit="ms",
            about="row-level security of every table enabled and disabled by the owner between rounds",
        )
        for name in PAGES
    ]  # fmt: skip


COUNT = """
import django; django.setup()
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from accounts.models import User
client = Client(SERVER_NAME="localhost")
client.force_login(User.objects.get(pk=1))
for path in {paths!r}:
    client.get(path)
    with CaptureQueriesContext(connection) as seen:
        assert client.get(path).status_code == 200
    words = ("BEGIN", "COMMIT", "ROLLBACK", "SAVEPOINT", "RELEASE")
    print(sum(not query["sql"].startswith(words) for query in seen.captured_queries))
"""
# The ORM's filter taken off on purpose: what the database alone lets through.
FOREIGN = """
import django; django.setup()
from django.apps import apps
from django.db import models
from balance.tenancy.models import OwnedModel
from balance.tenancy.scope import district_scope
rows = 0
with district_scope(2):
    for model in apps.get_models():
        if issubclass(model, OwnedModel):
            rows += models.QuerySet(model).exclude(district=2).count()
print(rows)
"""


def counts(large: Ledger) -> list[Figure]:
    """SQL statements of each page, and the rows of another district that a forgotten filter would show."""
    pages = PAGES | OTHER_PAGES
    statements = _run(large, COUNT.format(paths=list(pages.values())))
    figures = [
        limit(f"{name}, SQL statements", int(n), bound=12, goal=1.0, unit="", about="transaction control not counted")
        for name, n in zip(pages, statements, strict=True)
    ]
    [foreign] = _run(large, FOREIGN)
    about = "every owned table read inside the other district with the ORM's district filter removed"
    return [*figures, limit("foreign rows, filter removed", int(foreign), bound=0, goal=0, unit="", about=about)]


def _run(ledger: Ledger, program: str) -> list[str]:
    done = subprocess.run(
        [sys.executable, "-c", program], env=environment(ledger), check=True, stdout=subprocess.PIPE, text=True
    )
    return done.stdout.split()


def _in_turns(*jobs: Callable[[], float]) -> list[list[float]]:
    samples: list[list[float]] = [[] for _ in jobs]
    for _ in range(ROUNDS):
        for kept, job in zip(samples, jobs, strict=True):
            kept.append(job())
    return samples
