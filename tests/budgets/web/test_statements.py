"""What a page asks the database: a few statements, the same few however much there is to show."""

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from budgets.models import Unit
from tests.budgets.web.posting import post_row

# Of twelve: the one that enters the district is not among those that a test sees.
MOST = 11
SITE, LINE, HISTORY = "sites/214/", "lines/010-0000-4310-214/", "sites/214/history/"


def statements(side, person, path):
    """How many a request sends to the database, without transaction control."""
    client = Client()
    client.force_login(side.user(person))
    with CaptureQueriesContext(connection) as found:
        assert client.get(f"/d/juniper/{path}").status_code == 200
    control = ("SAVEPOINT", "RELEASE SAVEPOINT", "BEGIN", "COMMIT")
    return sum(not query["sql"].startswith(control) for query in found)


def test_site_page_takes_the_same_few_statements_for_1_line_and_for_3(ours):
    one, three = statements(ours, "sibling", "sites/215/"), statements(ours, "principal", SITE)
    assert one == three
    assert one <= MOST


def test_site_page_of_the_second_day_takes_no_more(ours):
    """With what came since the last look; items, marks and odd payments cost nothing more."""
    with time_machine.travel("2026-11-16T20:00:00Z", tick=False):
        statements(ours, "principal", SITE)
        statements(ours, "sibling", "sites/215/")
    for code, amount in (("010-0000-4310-214", 9000), ("010-0000-5800-214", 2000), ("010-0000-4200-214", 1)):
        post_row(ours, code, "expenditure", "payment", amount)
    one, three = statements(ours, "sibling", "sites/215/"), statements(ours, "principal", SITE)
    assert one == three
    assert one <= MOST


def test_history_takes_the_same_few_statements_for_1_line_and_for_3(ours):
    one, three = statements(ours, "sibling", "sites/215/history/"), statements(ours, "principal", HISTORY)
    assert one == three
    assert one <= MOST


def test_line_page_takes_the_same_few_statements_for_1_entry_and_for_3(ours):
    one, three = statements(ours, "sibling", "lines/010-0000-4310-215/"), statements(ours, "principal", LINE)
    assert one == three
    assert one <= MOST


@pytest.mark.parametrize("wanted", ["csv", "xlsx", "pdf"])
def test_file_takes_the_same_few_statements_for_1_row_and_for_3(ours, wanted):
    for one, three in (
        (("sibling", "sites/215/"), ("principal", SITE)),
        (("sibling", "lines/010-0000-4310-215/"), ("principal", LINE)),
    ):
        few = statements(ours, one[0], f"{one[1]}?format={wanted}")
        assert statements(ours, three[0], f"{three[1]}?format={wanted}") == few
        assert few <= MOST


@pytest.mark.parametrize("path", ["find/?q=mark&", "orders/?", "spending/?month=2026-10&", "sites/{}/history/?"])
def test_file_of_a_list_takes_the_same_few_statements_for_1_line_and_for_3(ours, path):
    few = statements(ours, "sibling", f"{path.format(215)}format=csv")
    assert statements(ours, "principal", f"{path.format(214)}format=csv") == few
    assert few <= MOST


def test_summary_takes_no_more_than_the_page(ours):
    assert statements(ours, "principal", f"{SITE}summary/") <= statements(ours, "principal", SITE)


def test_list_takes_the_same_few_statements_for_3_units_and_for_9(ours):
    few = statements(ours, "officer", "")
    kept = statements(ours, "officer", "")
    for number in range(6):
        Unit.objects.create(kind="site", code=f"30{number}", name=f"More {number}")
    assert statements(ours, "officer", "") == few
    assert statements(ours, "officer", "?sort=-left&page=all") == kept
    assert kept + 4 == few <= MOST


def test_file_of_all_units_takes_no_more_than_the_page(ours):
    assert statements(ours, "officer", "?format=csv") <= MOST
    assert statements(ours, "officer", "?format=xlsx") <= 8
