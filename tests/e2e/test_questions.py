"""The questions that fill a budget office's phone, answered by somebody who has never been here before."""

import re
from datetime import timedelta
from decimal import Decimal

from tests.e2e.places import LAST_YEAR, PRINCIPAL, SITE, TODAY


def amount(text):
    return Decimal(re.sub(r"[$,]", "", text).replace("−", "-"))


def nav(page, words):
    page.get_by_role("navigation", name="Main").get_by_role("link", name=words).click()


def spent_of_all_pages(page):
    """What the entries add up to, over every page of them."""
    total = Decimal(0)
    while True:
        total += sum(map(amount, page.locator("td[data-label=Spent]:not(.is-nil)").all_inner_texts()))
        older = page.get_by_role("link", name="Older entries")
        if not older.count():
            return total
        older.click()


def test_was_the_vendor_paid_and_is_the_order_open(visit):
    page, _ = visit(PRINCIPAL, SITE)
    nav(page, "Find")
    page.get_by_label("Search payments, orders and changes").fill("brightline")
    page.get_by_role("button", name="Search").click()
    assert re.fullmatch(r"\d+ entr(y|ies) for “brightline”", page.locator("h1").inner_text())
    paid = amount(page.locator("dl.figures data[data-measure=expended]").inner_text())
    assert paid == spent_of_all_pages(page) > 0
    assert "Payment" in page.locator("tbody").inner_text()

    page.locator("tbody a[href*='/orders/PO']").first.click()
    answer = page.locator("#hl").inner_text()
    assert answer.startswith(("Open: ", "Closed: "))
    promised = amount(page.locator("data[data-measure=open_orders]").inner_text())
    assert answer.startswith("Open: ") is (promised > 0)
    assert page.locator("ol.changes li").first.inner_text().startswith(("Request", "Order placed", "Carried in"))
    assert re.search(r"load \d+, \S+, row \d+", page.locator("ol.changes").inner_text())


def test_spent_of_a_purpose_is_proved_by_its_entries(visit):
    """From the budget's figure to every row that makes it."""
    page, _ = visit(PRINCIPAL, SITE)
    group = page.locator("details.group").first
    name = group.locator(".group__name").inner_text().strip()
    shown = group.locator("summary .num").nth(1).inner_text()
    nav(page, "Spending")
    page.get_by_label("From", exact=True).fill(f"{LAST_YEAR}-07-01")
    page.get_by_label("Through", exact=True).fill(TODAY.isoformat())
    page.get_by_role("button", name="Show these days").click()
    figure = (
        page.locator("tr", has=page.get_by_role("rowheader", name=name)).locator("data[data-measure=expended]").first
    )
    value = Decimal(figure.get_attribute("value"))
    figure.click()
    assert Decimal(page.locator("dl.figures data[data-measure=expended]").get_attribute("value")) == value
    assert spent_of_all_pages(page) == value
    # The budget shows it in whole dollars.
    assert shown.split()[-1] == f"${value.quantize(Decimal(1), rounding='ROUND_HALF_UP'):,}"


def test_what_was_spent_last_month_and_on_what(visit):
    page, _ = visit(PRINCIPAL, SITE)
    nav(page, "Spending")
    last = TODAY.replace(day=1) - timedelta(days=1)
    assert page.locator("h1").inner_text() == f"Spent in {last:%B %Y}"
    total = Decimal(page.locator("#hl data[data-measure=expended]").get_attribute("value"))
    parts = [
        Decimal(value)
        for key in ("pu", "so")
        for value in page.locator(f"table[aria-labelledby={key}] data").evaluate_all("all => all.map(one => one.value)")
    ]
    assert sum(parts) == total
    vendors = page.locator("table[aria-labelledby=ve] tbody data").evaluate_all("all => all.map(one => one.value)")
    assert sum(map(Decimal, vendors)) == total
