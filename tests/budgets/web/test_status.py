"""Status stands where budget is controlled, in words and an icon; a line of a pool has none (domain 2.11)."""

import pytest

from budgets.models import Line, Pool
from tests.budgets.web.posting import post_row

SITE, BOOKS, SUPPLIES, TRIPS = "sites/214/", "010-0000-4200-214", "010-0000-4310-214", "010-0000-5800-214"


def rows(page):
    """By code: what stands in the status cell of a line, and whether it is a badge."""
    return {
        row.one("span", "code").text: (cell.text, bool(cell.all("span", "badge")))
        for row in page.main.all("tr", "lrow")
        for cell in [row.all("td")[-1]]
    }


def test_lines_of_a_pool_have_quiet_words_and_others_a_badge(ask):
    assert rows(ask("principal", SITE)) == {
        BOOKS: ("Covered by the Materials pool, $8,258 left: nothing to do", False),
        SUPPLIES: ("In the pool", False),
        TRIPS: ("Behind pace", True),
        "010-3010-4310-214": ("Behind pace", True),
    }


def test_pool_of_the_domain_text_covers_its_negative_line(ask, ours):
    """R 8,000 all on one line; 1,500 spent on the other and 4,000 on this one: 2,500 left."""
    pool = Pool.objects.create(code="6300", name="Supplies")
    Line.objects.filter(code__in=(TRIPS, "010-3010-4310-214")).update(pool=pool, source=None)
    post_row(ours, TRIPS, "budget", "transfer", "-2000")
    post_row(ours, TRIPS, "expenditure", "payment", "1183.60")
    post_row(ours, "010-3010-4310-214", "expenditure", "payment", "4000")
    page = ask("principal", SITE)
    found = rows(page)
    assert found[TRIPS] == ("Covered by the Supplies pool, $2,500 left: nothing to do", False)
    assert found["010-3010-4310-214"] == ("In the pool", False)
    assert ask("principal", f"lines/{TRIPS}/").sentence == (
        "−$1,500.00 on this line, covered by the Supplies pool: nothing to do. Last day to order: Apr 30 (162 days)."
    )
    # The pools are judged, never the line.
    assert [title.rpartition(" is ")[0] for title, _ in page.items] == ["The Supplies pool", "The Materials pool"]


def test_pool_that_is_over_says_so_once_and_at_the_pool(ask, ours):
    post_row(ours, SUPPLIES, "expenditure", "payment", "8500")
    page = ask("principal", SITE)
    assert rows(page)[BOOKS] == rows(page)[SUPPLIES] == ("Part of the Materials pool, over by $243", False)
    assert page.items[0] == (
        "The Materials pool is over by $243",
        "Spent $10,443 and promised $300 from $10,500. What is spent is within the budget; open orders take it over.",
    )
    badges = [badge.text for badge in page.main.all("span", "badge")]
    assert badges.count("Over by $243") == 1
    purpose = Line.objects.get(code=SUPPLIES, fiscal_year__year=2027).purpose_id
    assert ("See the pool: The Materials pool is over by $243", f"#p{purpose}") in page.links


def test_worth_a_look_is_worst_first_and_names_the_line_with_its_reason(ask, ours):
    post_row(ours, TRIPS, "expenditure", "payment", "1700")
    items = ask("principal", SITE).items
    assert items[0] == ("Line JUNIPERMARK is over by $16", "Spent $2,016 and promised $0 from $2,000.")
    assert [title for title, _ in items[1:]] == [
        "Line JUNIPERMARK is behind pace",
        "The Materials pool is behind pace",
    ]


def test_at_most_six_things_ask_for_a_look(ask, ours):
    year, site = ours.years[2027], ours.units["214"]
    for number in range(8):
        code = f"010-0000-600{number}-214"
        Line.objects.create(fiscal_year=year, code=code, segments=code.split("-"), name=f"More {number}", site=site)
        post_row(ours, code, "budget", "original", 100)
        post_row(ours, code, "expenditure", "payment", 101 + number)
    items = ask("principal", SITE).items
    assert [title for title, _ in items] == [f"More {number} is over by ${1 + number}" for number in (7, 6, 5, 4, 3, 2)]


def test_nothing_to_look_at_is_said(ask, ours):
    """Forty-six percent of the time to order has gone: each pool and line is used to about that."""
    for code, amount in ((SUPPLIES, 2500), (TRIPS, 600), ("010-3010-4310-214", 2500)):
        post_row(ours, code, "encumbrance", "open", amount, order_number="PO 9")
    page = ask("principal", SITE)
    assert page.items == []
    assert "Nothing needs you. No pool or line is over its budget or off pace." in page.main.text
    assert [badge.text for badge in page.main.all("span", "badge")] == ["On pace"] * 5


def test_spending_without_a_budget_is_never_over(ask, ours):
    Line.objects.filter(code="010-0000-4310-999").update(site=ours.units["214"])
    page = ask("principal", SITE)
    assert rows(page)["010-0000-4310-999"] == ("No budget loaded", True)
    line = ask("principal", "lines/010-0000-4310-999/")
    assert line.sentence == "No budget is loaded for this line. $77.70 was used."


@pytest.mark.parametrize("path", [f"lines/{SUPPLIES}/", f"lines/{BOOKS}/"])
def test_line_of_a_pool_speaks_of_the_pool(ask, path):
    notice = ask("principal", path).main.one("div", "notice--quiet").text
    assert notice.startswith(
        "This line is part of the Materials pool, which is judged as a whole: $8,258 left of $10,500."
    )
