"""What a visit weighs as it is sent: pages, styles, script, font. Limits in bytes, of the design."""

import urllib.request
from urllib.parse import urlsplit

import brotli
import pytest

from tests.e2e.places import PLACES

KB = 1024


def sent(url, cookies=""):
    """The bytes of an answer to a browser that takes brotli; what is not compressed by us a proxy compresses."""
    request = urllib.request.Request(url, headers={"Accept-Encoding": "br", "Cookie": cookies})
    with urllib.request.urlopen(request) as answer:
        body = answer.read()
        kind = answer.headers["Content-Type"]
        if answer.headers.get("Content-Encoding") == "br" or kind.startswith("font/"):
            return len(body)
    return len(brotli.compress(body, quality=5))


@pytest.fixture
def weigh(visit, demo):
    """Opens a page with an empty cache, and weighs each thing that it loaded, by its path."""

    def weigh(who, path):
        page, _ = visit(who, "about:blank")
        loaded = []
        page.on("response", lambda response: loaded.append(response.url))
        page.goto(path, wait_until="networkidle")
        cookies = "; ".join(f"{each['name']}={each['value']}" for each in page.context.cookies())
        return {urlsplit(url).path: sent(url, cookies) for url in loaded}

    return weigh


@pytest.mark.parametrize(
    "name",
    [
        "sign-in",
        "site",
        "department",
        "line",
        "units",
        "some units",
        "side by side",
        "stale",
        "found by the office",
        "orders",
        "spending of the office",
    ],
)
def test_page_weighs_at_most_15_kb(weigh, name):
    place = PLACES[name]
    weights = weigh(place.who, place.path)
    pages = {path: weight for path, weight in weights.items() if not path.startswith("/static/")}
    assert max(pages.values()) <= 15 * KB, pages


def test_first_visit_weighs_at_most_100_kb_and_styles_12(weigh):
    weights = weigh(PLACES["site"].who, PLACES["site"].path)
    assert sum(weights.values()) <= 60 * KB, weights
    assert sum(weight for path, weight in weights.items() if path.endswith(".css")) <= 12 * KB
    assert sum(weight for path, weight in weights.items() if path.endswith(".js")) <= 5 * KB
    assert len([path for path in weights if path.endswith(".woff2")]) == 1


def test_nothing_is_loaded_from_elsewhere(visit, demo):
    page, _ = visit(PLACES["site"].who, "about:blank")
    hosts = set()
    page.on("request", lambda request: hosts.add(urlsplit(request.url).netloc))
    page.goto(PLACES["site"].path, wait_until="networkidle")
    assert hosts == {urlsplit(demo.address).netloc}


def test_second_page_loads_nothing_but_itself(visit):
    page, _ = visit(PLACES["site"].who, PLACES["site"].path)
    page.goto(PLACES["line"].path, wait_until="networkidle")
    loaded = page.evaluate(
        "performance.getEntriesByType('resource').filter(one => one.transferSize > 0).map(one => one.name)"
    )
    # The browser asks for the icon of a tab by rules of its own.
    assert [url for url in loaded if not url.endswith(".svg")] == []
