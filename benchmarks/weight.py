"""What a visit weighs: pages, styles, script and font as they are sent, brotli-compressed."""

import re
import subprocess
import sys

import brotli

from balance.paths import BASE_DIR
from benchmarks.figures import Figure, limit
from benchmarks.ledger import Ledger
from benchmarks.pages import LINE_PAGE, SITE_PAGE
from benchmarks.server import environment

FETCH = """
import sys, django; django.setup()
from django.test import Client
from accounts.models import User
client = Client(SERVER_NAME="localhost")
client.force_login(User.objects.get(pk=1))
sys.stdout.buffer.write(client.get({path!r}).content)
"""


def weight(ledger: Ledger) -> list[Figure]:
    """A first visit to the site page with everything it loads; each page alone; all styles."""
    pages = {path: _fetch(ledger, path) for path in (SITE_PAGE, LINE_PAGE, "/d/bench/")}
    loaded = re.findall(r'(?:href|src)="/static/([^"]+)"', pages[SITE_PAGE].decode())
    files = {name: (BASE_DIR / "static" / re.sub(r"\.[0-9a-f]{12}\.", ".", name)).read_bytes() for name in set(loaded)}
    files |= (
        {name: (BASE_DIR / "static" / "fonts" / name).read_bytes() for name in ("public-sans-latin.woff2",)}
        if not any("woff2" in name for name in files)
        else {}
    )
    sizes = {name: len(data) if name.endswith("woff2") else _kb(data) for name, data in files.items()}
    styles = sum(size for name, size in sizes.items() if name.endswith(".css")) / 1024
    heaviest = max(_kb(page) for page in pages.values()) / 1024
    first = (sum(sizes.values()) + _kb(pages[SITE_PAGE])) / 1024
    return [
        limit("first visit", first, bound=100, goal=0.6, unit="KB", about="site page with all it loads, brotli"),
        limit("heaviest page", heaviest, bound=15, goal=1.0, unit="KB", about="site, line and list pages, brotli"),
        limit("styles", styles, bound=12, goal=1.0, unit="KB", about="all style sheets of a page, brotli"),
    ]


def _kb(data: bytes) -> int:
    return len(brotli.compress(data, quality=11))


def _fetch(ledger: Ledger, path: str) -> bytes:
    program = FETCH.format(path=path)
    done = subprocess.run([sys.executable, "-c", program], env=environment(ledger), check=True, stdout=subprocess.PIPE)
    return done.stdout
