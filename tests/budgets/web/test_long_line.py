"""A line of 5,000 entries is taken away whole, in a memory that does not grow with it."""

import tracemalloc
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.test import Client

from budgets.choices import ImportOrigin, Kind, Measure
from budgets.domain.publish import Row, post
from budgets.models import Line
from tests.budgets.reports.files import of_csv, of_xlsx, pdf_pages
from tests.cast import POSTED_THROUGH

COUNT = 5_000
LINE = "lines/010-0000-4310-214/"


@pytest.fixture
def line(ours):
    """The cast's line with 5,000 payments more, of words enough to fill a memory."""
    found = Line.objects.get(fiscal_year=ours.years[2027], code="010-0000-4310-214")
    rows = [
        Row(
            found.pk,
            Measure.EXPENDITURE,
            Kind.PAYMENT,
            Decimal(number) / 100,
            posted_on=date(2026, 7, 1) + timedelta(days=number % 140),
            document=f"{number:07}",
            description=f"{number} {'word ' * 48}",
            row=number,
        )
        for number in range(1, COUNT + 1)
    ]
    post(by=None, fiscal_year=ours.years[2027], origin=ImportOrigin.FILE, rows=rows, posted_through=POSTED_THROUGH)
    return found


@pytest.fixture
def taken(ours, line):
    client = Client()
    client.force_login(ours.user("principal"))

    def taken(wanted):
        response = client.get(f"/d/juniper/{LINE}", {"format": wanted})
        return response.getvalue() if response.streaming else response.content

    return taken


@pytest.mark.parametrize(("wanted", "read"), [("csv", of_csv), ("xlsx", of_xlsx)])
def test_every_entry_is_in_the_file_with_its_code_and_they_add_up(taken, wanted, read):
    found = read(taken(wanted))
    documents = found.column("Document")
    assert {f"{number:07}" for number in range(1, COUNT + 1)} <= set(documents)
    assert len(documents) == COUNT + 3 + 1
    *spent, total = (Decimal(str(value or 0)) for value in found.column("Spent"))
    assert sum(spent) == total == Decimal("1200.00") + Decimal(COUNT * (COUNT + 1)) / 200


@pytest.mark.parametrize("wanted", ["csv", "xlsx"])
def test_memory_stays_below_the_size_of_the_rows(ours, line, wanted):
    """The entries alone are more than twice that: 5,000 of 250 letters and their objects."""
    client = Client()
    client.force_login(ours.user("principal"))
    most = 0
    for _ in range(2):  # what a first request loads is not of this file
        tracemalloc.start()
        response = client.get(f"/d/juniper/{LINE}", {"format": wanted})
        _, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        b"".join(response)  # its end closes the file on the disk
    assert (response.status_code, response.streaming) == (200, wanted == "csv")
    assert most < 6_000_000


def test_pdf_ends_after_some_pages_and_says_so(taken, monkeypatch):
    monkeypatch.setattr("budgets.reports.pdf_file.MOST_ROWS", 20)
    first, *_ = pdf_pages(taken("pdf"))
    assert "These are the first 20 rows. The spreadsheet and the CSV file have all of them." in first
