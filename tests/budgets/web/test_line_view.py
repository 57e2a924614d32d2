"""A line's page: its sentence, its entries by month, and how "left" is made."""

from datetime import date

import pytest

from budgets.choices import AccountType, Pay, YearState
from budgets.domain.vendors import ensure_vendors
from budgets.models import FiscalYear, Line
from tests.budgets.web.posting import post_row

SUPPLIES, BOOKS, TRIPS = "010-0000-4310-214", "010-0000-4200-214", "010-0000-5800-214"
LAST_DAY = " Last day to order: Apr 30 (162 days)."


def entries(page):
    """The rows of the table of entries: heading of a month, or date, who, and what moved."""
    table = page.main.one("table", "table--stack")
    return [
        row.one("th").text
        if row.attrs.get("class") == "month"
        else tuple(cell.text for cell in row.inside if getattr(cell, "tag", "") in ("td", "th"))
        for body in table.all("tbody")
        for row in body.all("tr")
    ]


def receipt(page):
    return [(row.one("dt").text, row.one("dd").text) for row in page.main.all("dl", "receipt")[0].all("div")]


@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        (SUPPLIES, "$8,500.00 is left of $10,000." + LAST_DAY),
        (BOOKS, "−$242.50 on this line, covered by the Materials pool: nothing to do." + LAST_DAY),
        (TRIPS, "$1,683.60 is left of $2,000." + LAST_DAY),
    ],
)
def test_sentence_says_what_is_left_of_the_line(ask, code, sentence):
    assert ask("principal", f"lines/{code}/").sentence == sentence


def test_line_that_is_over_says_by_how_much(ask, ours):
    post_row(ours, TRIPS, "expenditure", "payment", "1700.00")
    page = ask("principal", f"lines/{TRIPS}/")
    assert page.sentence == "Over by $16.40 of $2,000." + LAST_DAY
    assert page.main.one(id="hl").attrs["class"] == "headline headline--md headline--bad"


def test_line_of_a_year_that_has_ended_says_what_was_left(ask, ours):
    FiscalYear.objects.filter(year=2027).update(state=YearState.CLOSED)
    assert ask("principal", f"lines/{TRIPS}/").sentence == "$1,683.60 was left of $2,000."


def test_line_without_an_amount_says_so(ask):
    page = ask("principal", f"lines/{SUPPLIES}/", fy="2026")
    assert page.main.one("h2").text == "Nothing on this line yet"
    assert ("Back to Alder Creek JUNIPERMARK", "/d/juniper/sites/214/?fy=2026") in page.links


@pytest.mark.parametrize("account_type", [AccountType.REVENUE, AccountType.LIABILITY])
def test_line_that_is_no_money_to_spend_says_so(ask, ours, account_type):
    Line.objects.update(account_type=account_type)
    page = ask("principal", f"lines/{SUPPLIES}/")
    assert page.main.one("h2").text == "This is not a line to spend from"
    assert f"It is a {account_type.label.lower()} account. It counts in no budget." in page.main.text


def test_entries_are_by_month_newest_first_and_end_in_the_total(ask):
    page = ask("principal", f"lines/{SUPPLIES}/")
    paid = "Brightline JUNIPERMARK Payment · DOC 8 · pays PO 27-0112 JUNIPERMARK row 8"
    ordered = "Brightline JUNIPERMARK Order placed · DOC 7 JUNIPERMARK row 7"
    assert entries(page) == [
        "October 2026 · $1,200.00 spent",
        ("Oct 5", paid, "", "$1,200.00", "−$1,200.00", "$8,500.00"),
        "September 2026",
        ("Sep 1", ordered, "", "", "$1,500.00", "$8,500.00"),
        "July 2026",
        ("Jul 1", "Adopted budget DOC 1 JUNIPERMARK row 1", "+$10,000.00", "", "", "$10,000.00"),
    ]
    total = page.main.one("tfoot").text
    assert total == "Total of the line $10,000.00 $1,200.00 $300.00 $8,500.00"


def test_receipt_ends_in_what_is_left(ask, ours):
    post_row(ours, SUPPLIES, "budget", "transfer", "-250.50")
    post_row(ours, SUPPLIES, "expenditure", "refund", "-60")
    assert receipt(ask("principal", f"lines/{SUPPLIES}/")) == [
        ("Adopted budget", "$10,000.00"),
        ("1 budget change", "−$250.50"),
        ("Budgeted now", "$9,749.50"),
        ("1 payment", "$1,200.00"),
        ("1 refund", "−$60.00"),
        ("Spent billed and posted", "$1,140.00"),
        ("Promised 1 open order, not yet billed", "$300.00"),
        ("Left budgeted less spent less promised", "$8,309.50"),
    ]


def test_receipt_says_when_requests_are_taken_off(ask, ours):
    type(ours.district).objects.filter(pk=ours.district.pk).update(requests_reduce_left=True)
    post_row(ours, SUPPLIES, "request", "open", 500)
    assert receipt(ask("principal", f"lines/{SUPPLIES}/"))[-1] == (
        "Left budgeted less spent less promised less requests",
        "$8,000.00",
    )


def test_relief_without_an_order_stands_apart(ask, ours):
    post_row(ours, TRIPS, "encumbrance", "relief", "-95.13", order_number="PO X")
    page = ask("principal", f"lines/{TRIPS}/")
    assert page.main.one("div", "apart").text == (
        "Apart from these figures Billed beyond the orders we know for the Budget Office; nothing is promised by it"
        " −$95.13"
    )
    assert dict(page.figures)["open_orders"] == "0.00"
    assert dict(page.figures)["left"] == "1683.60"


def test_carried_in_orders_stand_apart_below_the_years_own(ask, ours):
    post_row(ours, TRIPS, "encumbrance", "opening", 700, posted_on=date(2026, 7, 1), order_number="PO 881")
    assert entries(ask("principal", f"lines/{TRIPS}/"))[-2:] == [
        "Carried in from last year, apart",
        ("Jul 1", "Carried in from last year PO 881", "", "", "$700.00", "$1,300.00"),
    ]


def test_rows_without_a_date_are_under_their_own_heading(ask, ours):
    post_row(ours, TRIPS, "expenditure", "journal", 5, posted_on=None)
    assert entries(ask("principal", f"lines/{TRIPS}/"))[-2:] == [
        "Without a date",
        ("", "Journal entry", "", "$5.00", "", "−$5.00"),
    ]


def test_line_with_many_entries_has_pages_that_make_the_whole(ask, ours):
    for number in range(108):
        post_row(ours, TRIPS, "expenditure", "payment", number + 1, document=f"N{number}")
    path = f"/d/juniper/lines/{TRIPS}/"
    seen, url, pages = [], path, 0
    while url:
        page = ask("principal", url.removeprefix("/d/juniper/").partition("?")[0], **_query(url))
        seen += [row for row in entries(page) if isinstance(row, tuple)]
        assert ("Newest entries", path) in page.links if pages else True
        url = dict(page.links).get("Older entries")
        pages += 1
    assert (pages, len(seen), len(set(seen))) == (3, 110, 110)
    assert seen[0][-1] == "−$4,202.40"  # 2,000 less 316.40 and the sum of 1 to 108


def _query(url):
    query = url.partition("?")[2]
    return dict(part.split("=") for part in query.split("&")) if query else {}


def test_pages_of_entries_stay_in_the_year(ask, ours):
    for number in range(51):
        post_row(ours, TRIPS, "expenditure", "payment", number + 1, year=2026, posted_on=date(2025, 9, 1))
    links = dict(ask("principal", f"lines/{TRIPS}/", fy="2026").links)
    assert links["Older entries"].startswith(f"/d/juniper/lines/{TRIPS}/?fy=2026&before=2025-09-01.")


@pytest.fixture
def payroll(ours):
    Line.objects.filter(code=TRIPS).update(pay=Pay.UNIT)
    payees = ensure_vendors([("E1", "Dana Whitfield"), ("E2", "Sam Okafor")])
    for payee, amount in zip(payees.values(), (100, 40), strict=True):
        post_row(
            ours, TRIPS, "expenditure", "payroll", amount, vendor_id=payee, description="sick leave", document="STUB 9"
        )
    return ours


def test_pay_line_shows_one_sum_for_each_date_and_nobody(ask, payroll):
    page = ask("principal", f"lines/{TRIPS}/")
    assert entries(page)[:2] == [
        "November 2026 · $456.40 spent",
        ("Nov 18", "Pay Payment", "", "$456.40", "", "$1,543.60"),
    ]
    for secret in ("Dana", "Okafor", "sick", "STUB", "Brightline", "DOC 10", "row 10"):
        assert secret not in page.html
    assert "Who was paid" not in page.main.text
    assert ("2 pay entries", "$140.00") in receipt(page)
    assert page.main.one(id="tx").text == "Every pay date and change"


def test_vendors_are_listed_with_what_they_were_paid(ask):
    assert ask("principal", f"lines/{BOOKS}/").main.one("ul", "changes").text == "Brightline JUNIPERMARK $742.50"


def test_line_of_a_source_names_its_use_and_end(ask):
    page = ask("principal", "lines/010-3010-4310-214/")
    assert "Title I money pays only for its own use, until Sep 30, 2027." in page.main.text


def test_way_back_is_the_units_page(ask):
    crumbs = [link for link in ask("principal", f"lines/{SUPPLIES}/").links if link[1].startswith("/d/juniper/")][:2]
    assert crumbs == [("Budgets", "/d/juniper/"), ("Alder Creek JUNIPERMARK", "/d/juniper/sites/214/")]
