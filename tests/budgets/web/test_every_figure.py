"""Whatever was posted and whoever looks: every figure of every page is what the entries that it opens add up to."""

import re
from collections import Counter
from decimal import Decimal
from urllib.parse import parse_qsl, urlencode, urlsplit

import pytest
from django.db import transaction
from django.test import Client
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from balance.money import ZERO, amount
from tests.budgets.queries.random_ledger import ANY_LEDGER, FILES, build, load
from tests.budgets.web.reading import Page, rows

PAGES = (
    "",
    "compare/?unit=site-214&unit=site-215&unit=department-ATH",
    "sites/214/",
    "sites/214/history/",
    "departments/ATH/",
    "departments/ATH/history/",
    "sites/215/",
    *(f"lines/010-{number}/" for number in range(7)),
    "orders/",
    "spending/?from=2026-07-01&to=2026-11-30",
    "find/?decide=own",
    "find/?q=brightline",
)
# What no entry makes: a forecast is a guess about entries to come.
NO_ENTRIES = {"forecast"}
# Where the find page tells what an entry did to a figure, and which way it counts there.
COLUMNS = {
    "left": (("Budgeted", 1), ("Spent", -1), ("Promised", -1), ("Requested", -1)),
    "revised": (("Budgeted", 1),),
    "original": (("Budgeted", 1),),
    "expended": (("Spent", 1),),
    "requested": (("Requested", 1),),
}
PROMISED = (("Promised", 1),)


class Reader:
    """One person's browser: pages by address, each read once."""

    def __init__(self, user):
        self.client = Client()
        self.client.force_login(user)
        self.pages = {}

    def page(self, url):
        if url not in self.pages:
            self.pages[url] = Page(self.client.get(url))
        return self.pages[url]

    def entries(self, url):
        """The entries that an address opens, over all pages of them."""
        found = []
        while url:
            page = self.page(url)
            assert page.status == 200, url
            found += rows(page)
            url = next((href for text, href in page.links if text == "Older entries"), None)
        return found

    def figure(self, url):
        """What the API says of the same question."""
        answer = self.client.get(url.replace("/d/", "/api/v1/d/", 1).replace("/find/", "/entries/"))
        assert answer.status_code == 200, url
        return answer.json()["figure"]


def moved(entry, column):
    [cell] = entry.all("td", data_label=column)
    return amount(re.sub(r"[$,+]", "", cell.text).replace("−", "-")) if cell.text else ZERO


def opened(node, above=()):
    """Each figure under an element, with what opens it: the link that it is in, else the line of its row."""
    for child in node.inside:
        if isinstance(child, str):
            continue
        if child.tag == "data":
            yield child.attrs["data-measure"], child.attrs["value"], _address(above)
        yield from opened(child, (*above, child))


def _address(above):
    for element in reversed(above):
        if element.tag == "a":
            return element.attrs["href"]
        if "lrow" in (element.attrs.get("class") or "").split():
            return element.one("th").one("a").attrs["href"]
    return ""


def as_search(url, measure):
    """The address of a line as a search for the entries of one of its figures; any other address as it is."""
    parts = urlsplit(url)
    if "/lines/" not in parts.path:
        return url
    district, _, code = parts.path.rstrip("/").partition("/lines/")
    return f"{district}/find/?{urlencode([('line', code), ('measure', measure), *parse_qsl(parts.query)])}"


def proved(reader, page, *, held, seen):
    """Every figure of a page, followed to its entries."""
    for measure, value, url in opened(page.main):
        if measure in NO_ENTRIES:
            continue
        is_own = not url and urlsplit(page.response.request["PATH_INFO"]).path.endswith("/find/")
        address = page.response.request["PATH_INFO"] + "?" + page.response.request["QUERY_STRING"] if is_own else url
        assert address, f"{measure} {value} of {page.response.request['PATH_INFO']} opens nothing"
        search = as_search(address, measure)
        asked = dict(parse_qsl(urlsplit(search).query))
        assert asked.get("measure", measure) == measure, search
        columns = COLUMNS.get(measure, PROMISED)
        columns = columns if held or measure != "left" else columns[:3]
        entries = reader.entries(search)
        total = sum((sign * moved(entry, column) for entry in entries for column, sign in columns), ZERO)
        assert total == Decimal(value), f"{search} opens {len(entries)} entries"
        if asked.get("measure"):
            assert Decimal(reader.figure(search)) == Decimal(value), search
        seen[measure] += bool(entries)


@pytest.fixture
def world(books):
    return build(books)


# A ledger is followed in a second or two, over hundreds of pages: few of them, and none made smaller when it fails.
@settings(ANY_LEDGER, max_examples=5, phases=[Phase.generate])
@given(files=FILES, held=st.booleans(), aside=st.booleans())
def test_every_figure_of_every_page_is_the_sum_of_the_entries_that_it_opens(books, world, files, held, aside):
    with transaction.atomic():
        world.district.requests_reduce_left, world.district.pay_is_set_aside = held, aside
        world.district.save()
        load(books, world, files)
        seen = Counter()
        for member in (world.officer, world.owner):
            reader = Reader(member.user)
            for path in PAGES:
                page = reader.page(f"/d/juniper/{path}")
                # A person of one unit is led to it, and another's is not there for them.
                assert page.status == 200 or (member is world.owner and page.status in (302, 403, 404)), path
                if page.status == 200:
                    proved(reader, page, held=held, seen=seen)
        assert seen.keys() > {"revised", "expended", "left"}
        transaction.set_rollback(True)
