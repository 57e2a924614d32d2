"""Search, orders, an order, spending and history taken away: what is on screen, with the same figures and rights."""

from datetime import date
from decimal import Decimal

import pytest
from django.test import Client

from accounts.models import District
from budgets.choices import Pay
from budgets.models import Line
from budgets.web import find, found_tables
from tests.budgets.reports.files import of_csv, of_xlsx, pdf_pages
from tests.budgets.web.posting import post_row
from tests.budgets.web.reading import Page, rows

SUPPLIES = "010-0000-4310-214"
ORDER = "orders/PO 27-0112/"
READERS = {"csv": of_csv, "xlsx": of_xlsx}
PATHS = ("find/?q=brightline", "orders/", "orders/PO%2027-0112/", "spending/?month=2026-10", "sites/214/history/")


@pytest.fixture
def get(cast):
    def get(person, path, wanted, **query):
        client = Client(raise_request_exception=False)
        client.force_login(cast.ours.user(person))
        return client.get(f"/d/juniper/{path}", {"format": wanted} | query)

    return get


@pytest.fixture
def take(get):
    def take(person, path, wanted="csv", **query):
        response = get(person, path, wanted, **query)
        assert (response.status_code, "Content-Disposition" in response.headers) == (200, True)
        return READERS[wanted](response.content)

    return take


def cents(value):
    return None if value in ("", None) else Decimal(str(value)).quantize(Decimal("0.01"))


def column(read, name, table_rows=None):
    at = read.names.index(name)
    return [cents(row[at]) for row in (read.rows if table_rows is None else table_rows)]


@pytest.mark.parametrize("wanted", READERS)
@pytest.mark.parametrize(
    "query", [{"q": "brightline"}, {"unit": "site-214"}, {"measure": "expended"}, {"amount": ">=500"}]
)
def test_found_entries_are_those_of_the_page_and_add_up(ask, take, wanted, query):
    page, read = ask("principal", "find/", **query), take("principal", "find/", wanted, **query)
    *entries, total = read.rows
    assert len(entries) == len(rows(page)) > 0
    sums = dict(page.main.one("dl", "figures").figures)
    for name, measure in (("Spent", "expended"), ("Budgeted", "revised"), ("Promised", "encumbered")):
        added = sum(amount or 0 for amount in column(read, name, entries))
        assert added == (column(read, name, [total])[0] or 0) == Decimal(sums.get(measure, 0))
    assert total[2] == "All entries together"


def test_found_entries_say_where_they_came_from_with_numbers_as_text(take, ours):
    post_row(ours, SUPPLIES, "expenditure", "payment", 5, document="0007", row=4711)
    read = take("principal", "find/", document="0007")
    entry = dict(zip(read.names, read.rows[0], strict=True))
    assert (entry["Document"], entry["Account code"], entry["Row of the file"], entry["Load"]) == (
        "0007", SUPPLIES, "4711", "2",
    )  # fmt: skip
    assert read.heading[2] == "Only: Document: 0007."


def test_file_of_a_search_holds_all_pages_up_to_a_cap_that_it_states(take, ours, monkeypatch):
    whole = take("officer", "find/", q="junipermark")
    monkeypatch.setattr(find, "MOST", 3)
    monkeypatch.setattr(found_tables, "MOST", 3)
    cut = take("officer", "find/", q="junipermark")
    assert cut.rows[:3] == whole.rows[:3]
    assert cut.rows[3:] == whole.rows[-1:]
    assert cut.heading[2].endswith(" These are the newest 3 entries; the sum is that of all.")
    assert "newest" not in whole.heading[2]


def test_search_for_nothing_is_an_empty_file_and_one_that_means_nothing_is_none(take, get):
    assert take("principal", "find/").rows == []
    assert get("principal", "find/", "csv", amount="some").status_code == 404
    assert get("principal", "spending/", "csv", month="2026-13").status_code == 404


@pytest.mark.parametrize("wanted", READERS)
def test_open_orders_are_those_of_the_page_by_pot(ask, take, ours, wanted):
    post_row(ours, SUPPLIES, "request", "open", 90, order_number="RQ 27-1")
    post_row(ours, "010-3010-4310-214", "encumbrance", "open", 40, order_number="PO 27-5")
    read = take("principal", "orders/", wanted)
    orders = [row for row in read.rows if row[1] and cents(row[read.names.index("Promised left")])]
    shown = ask("principal", "orders/").main.one("table", "table--orders")
    assert sorted(column(read, "Promised left", orders)) == sorted(Decimal(value) for _, value in shown.figures)
    sums = {row[0]: column(read, "Promised left", [row])[0] for row in read.rows if row[0].endswith(": sum")}
    assert sums == {"Money that can be decided on: sum": 300, "Title I: sum": 40}
    [request] = [row for row in read.rows if row[0] == "Requested, not ordered yet"]
    assert (request[1], column(read, "Requested", [request])) == ("RQ 27-1", [90])


def test_open_orders_keep_the_tab(take, ours):
    post_row(ours, SUPPLIES, "encumbrance", "open", 40, order_number="PO 27-5", posted_on=date(2026, 8, 3))
    read = take("principal", "orders/", show="still")
    assert [row[1] for row in read.rows if row[1]] == ["PO 27-5"]
    assert read.heading[2].startswith("Only: 60 days still. ")
    assert read.rows[0][read.names.index("Status")] == "Still"


def test_story_of_an_order_has_each_step_and_what_is_left(ask, take):
    page, read = ask("principal", ORDER), take("principal", ORDER)
    *steps, left = read.rows
    assert len(steps) == len(page.main.one("ol", "changes").all("li"))
    assert read.heading[2].startswith(page.sentence)
    assert (left[2], column(read, "Promised", [left])) == ("Promised left", [300])


@pytest.mark.parametrize("wanted", READERS)
def test_spending_has_the_figures_of_the_page(ask, take, ours, wanted):
    query = {"from": "2026-10-01", "to": "2026-11-30"}
    page, read = ask("principal", "spending/", **query), take("principal", "spending/", wanted, **query)
    [total] = [row for row in read.rows if row[0] == "All together"]
    assert str(column(read, "Spent", [total])[0]) == dict(page.figures)["expended"]
    for part in (("Purpose", "Set-aside money"), ("Vendor",)):
        members = [row for row in read.rows if row[0] in part]
        assert sum(column(read, "Spent", members)) == column(read, "Spent", [total])[0]


@pytest.mark.parametrize("wanted", READERS)
def test_history_has_the_figures_of_the_page(ask, take, ours, wanted):
    post_row(ours, SUPPLIES, "expenditure", "payment", 400, year=2026, posted_on=date(2025, 11, 1))
    page, read = ask("principal", "sites/214/history/"), take("principal", "sites/214/history/", wanted)
    assert read.names[4:] == ["2026–27 so far", "2025–26 by this date", "2025–26 in all"]
    told = [[str(cents(value)) for value in row[4:]] for row in read.rows]
    shown = [[data.attrs["value"] for data in row.all("data")] for row in page.main.all("tr") if row.all("data")]
    assert sorted(told) == sorted(shown)


@pytest.mark.parametrize("path", PATHS)
def test_page_offers_its_files_and_each_is_one(cast, path):
    client = Client()
    client.force_login(cast.ours.user("principal"))
    links = dict(Page(client.get(f"/d/juniper/{path}")).links)
    for words, start in (("Excel file", b"PK"), ("CSV file", b"\xef\xbb\xbf"), ("PDF", b"%PDF")):
        assert client.get(links[words]).content.startswith(start)


def test_pay_lines_tell_no_name_in_a_file(take, ours):
    Line.objects.filter(code=SUPPLIES).update(pay=Pay.UNIT)
    District.objects.filter(pk=ours.district.pk).update(pay_is_set_aside=False)
    read = take("principal", "find/", line=SUPPLIES)
    assert {*read.column("Vendor"), *read.column("Document"), *read.column("Description")} == {""}


def test_pdf_of_a_search_is_a_table(get):
    pages = pdf_pages(get("principal", "find/", "pdf", q="brightline").content)
    assert "All entries together" in pages[-1]
