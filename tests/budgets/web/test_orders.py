"""The pages of orders: the stuck ones first, every promise opens to its rows, and the story answers in one sentence."""

import pytest

from budgets.models import Import
from budgets.web import orders_view
from tests.budgets.web.posting import post_row
from tests.budgets.web.reading import added_up
from tests.budgets.web.test_statements import MOST, statements

SUPPLIES, TITLE = "010-0000-4310-214", "010-3010-4310-214"
ORDER = "orders/PO 27-0112/"


def place(ours, number, amount, code=SUPPLIES, **fields):
    facts = {"order_number": number, "posted_on": "2026-08-03", "description": "Kiln", **fields}
    post_row(ours, code, "encumbrance", "open", amount, **facts)


def test_promise_of_the_page_is_that_of_the_budget(ours, ask):
    place(ours, "PO 1", 75)
    page = ask("principal", "orders/")
    assert page.figures[0] == ("open_orders", "375.00")
    assert ("open_orders", "375.00") in ask("principal", "sites/214/").figures


def test_every_promise_opens_to_rows_that_add_up_to_it(ours, ask, follow):
    place(ours, "PO 1", 75)
    place(ours, "PO 2", 30, TITLE)
    page = ask("principal", "orders/")
    links = [link for link in page.main.all("a") if link.figures]
    assert len(links) == 5
    for link in links:
        [(measure, value)] = link.figures
        target = follow("principal", link.attrs["href"])
        assert target.figures[0] == (measure, value)
        assert str(added_up(target, measure)) == value


def test_stuck_orders_come_first_with_their_sum_and_a_way_to_their_story(ours, ask):
    place(ours, "PO 1", 75)
    page = ask("principal", "orders/")
    assert page.sentence == "$75 sits in 1 order that has not moved for 60 days."
    assert page.items == [("PO 1: $75.00 promised", "PO 1, Kiln. Nothing moved for 107 days. Nothing was paid yet.")]
    assert ("See its story: PO 1", "/d/juniper/orders/PO%201/") in page.links


def test_sums_of_several_pots_are_never_one(ours, ask):
    place(ours, "PO 1", 75)
    place(ours, "PO 2", 30, TITLE)
    page = ask("principal", "orders/")
    assert page.sentence == "2 orders have not moved for 60 days."
    assert [pot.text.split("$")[0].strip() for pot in page.main.one("ul", "pots").all("li")] == [
        "Money that can be decided on",
        "Title I",
    ]


def test_tabs_show_some_of_the_orders(ours, ask):
    place(ours, "PO 1", 75, description="Blanket: repairs")
    place(ours, "PO 2", 30)
    shown = {
        show: len(ask("principal", "orders/", show=show).main.all("tr")) for show in ("", "still", "blanket", "carried")
    }
    assert shown == {"": 5, "still": 3, "blanket": 3, "carried": 0}


def test_long_list_has_pages(ours, ask, monkeypatch):
    monkeypatch.setattr(orders_view, "PAGE", 2)
    for number in range(3):
        place(ours, f"PO {number}", 10)
    assert [words for words, _ in ask("principal", "orders/").links if words.endswith("orders")][-1] == "More orders"
    second = ask("principal", "orders/", page="2")
    assert [row.one("th").all("a")[0].text for row in second.main.all("tr") if row.all("td", "wide")] == [
        "PO 2",
        "Brightline JUNIPERMARK",
    ]


@pytest.mark.parametrize("query", [{"show": "x"}, {"page": "0"}, {"page": "x"}, {"page": "٢"}, {"unit": "214"}])
def test_what_the_page_does_not_have_is_not_there(ask, query):
    assert ask("principal", "orders/", **query).status == 404


def test_nothing_open_is_said_with_a_way_on(ask):
    page = ask("sibling", "orders/")
    assert page.main.one("div", "empty").one("h2").text == "No open orders in 2026–27"


@pytest.mark.parametrize(
    ("posted", "sentence"),
    [
        ([], "Open: $1,200.00 is paid, $300.00 is still promised."),
        ([("encumbrance", "cancel", -300)], "Closed: $1,200.00 was paid, and nothing is promised any more."),
    ],
)
def test_story_answers_whether_it_is_paid_and_open(ours, ask, posted, sentence):
    for measure, kind, amount in posted:
        post_row(ours, SUPPLIES, measure, kind, amount, order_number="PO 27-0112")
    assert ask("principal", ORDER).sentence == sentence


@pytest.mark.parametrize(
    ("posted", "sentence"),
    [
        ([("encumbrance", "open", 10)], "Open: nothing is paid yet, $10.00 is still promised."),
        ([("encumbrance", "open", 10), ("encumbrance", "cancel", -10)], "Nothing is promised under this number."),
        ([("request", "open", 10)], "Requested, and not ordered yet."),
        ([("encumbrance", "relief", -10)], "Closed: nothing was paid, and nothing is promised any more."),
    ],
)
def test_story_of_any_order_is_told(ours, ask, posted, sentence):
    for measure, kind, amount in posted:
        post_row(ours, SUPPLIES, measure, kind, amount, order_number="X")
    assert ask("principal", "orders/X/").sentence == sentence


def test_steps_are_told_oldest_first_with_file_and_row(ask):
    steps = ask("principal", ORDER).main.one("ol", "changes").all("li")
    assert [step.one("a").text for step in steps] == ["Order placed", "Billed and paid"]
    assert "load 1, ledger.csv, row 8" in steps[1].text


def test_figures_of_a_story_open_to_their_rows(ask, follow):
    page = ask("principal", ORDER)
    assert page.figures == [("expended", "1200.00"), ("open_orders", "300.00")]
    for link in (link for link in page.main.all("a") if link.figures):
        assert follow("principal", link.attrs["href"]).figures[0] == link.figures[0]


def test_order_of_another_budget_and_one_that_never_was_are_the_same(ask):
    assert ask("sibling", ORDER).status == ask("principal", "orders/PO 9/").status == 404


def test_pages_of_orders_take_the_same_few_statements_for_1_order_and_for_3(ours):
    lists, stories = statements(ours, "principal", "orders/"), statements(ours, "principal", ORDER)
    for number in range(2):
        place(ours, f"PO {number}", 10)
        post_row(ours, SUPPLIES, "expenditure", "payment", 5, order_number="PO 27-0112", row=number + 1)
    assert (statements(ours, "principal", "orders/"), statements(ours, "principal", ORDER)) == (lists, stories)
    assert max(lists, stories) <= MOST
    assert Import.objects.count() == 5
