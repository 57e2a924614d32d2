"""The find page: what was found and what it adds up to, its filters as links, its states; and few statements."""

import pytest

from balance.money import amount
from tests.budgets.web.posting import post_row
from tests.budgets.web.reading import added_up, rows
from tests.budgets.web.test_statements import MOST, statements


def test_search_says_how_many_it_found_and_what_they_add_up_to(ask):
    page = ask("principal", "find/", q="brightline")
    assert page.heading == "4 entries for “brightline”"
    assert page.figures == [("expended", "2258.90"), ("encumbered", "300.00")]
    assert [row.all("time")[0].attrs["datetime"] for row in rows(page)] == [
        "2026-11-18",
        "2026-11-02",
        "2026-10-05",
        "2026-09-01",
    ]


@pytest.mark.parametrize(
    "query", [{"q": "brightline"}, {"unit": "site-214", "decide": "1", "measure": "left"}, {"amount": ">=1"}]
)
def test_every_sum_opens_to_rows_that_add_up_to_it(ask, follow, query):
    page = ask("principal", "find/", **query)
    opened = page.main.one("dl", "figures").all("a")
    assert opened
    for link in opened:
        [(measure, value)] = link.figures
        target = follow("principal", link.attrs["href"])
        assert (target.figures[0], added_up(target, measure)) == ((measure, value), amount(value))


def test_entry_opens_at_its_place_on_its_line(ask, follow):
    page = ask("principal", "find/", document="DOC 8")
    [row] = rows(page)
    link = row.one("th").all("a")[0]
    line = follow("principal", link.attrs["href"])
    assert line.heading == "Line JUNIPERMARK"
    assert "DOC 8 · pays PO 27-0112" in line.main.all("tbody")[0].all("tr")[1].text
    assert "load 1, ledger.csv, row 8" in row.text


def test_each_word_of_the_filter_is_a_link_that_takes_it_away(ask, follow):
    page = ask(
        "principal",
        "find/",
        unit="site-214",
        purpose="books",
        vendor="Brightline JUNIPERMARK",
        **{"from": "2026-10-01"},
    )
    chips = [(link.text, link.attrs["href"]) for link in page.main.one("ul", "chips").all("a")]
    assert [words for words, _ in chips] == [
        "×Without Alder Creek JUNIPERMARK",
        "×Without Purpose: Books and supplies JUNIPERMARK",
        "×Without Vendor: Brightline JUNIPERMARK",
        "×Without From Oct 1, 2026",
    ]
    assert follow("principal", chips[1][1]).main.one("ul", "chips").text.count("Without") == 3


def test_tabs_show_one_kind_of_entry(ask):
    page = ask("principal", "find/", q="brightline", measure="expended")
    assert [link.text for link in page.main.one("ul", "tabs").all("a", aria_current="true")] == ["Spent"]
    assert page.figures == [("expended", "2258.90")]


def test_what_is_left_of_several_sources_is_no_figure(ask):
    assert "left" not in dict(ask("principal", "find/", unit="site-214", measure="left").figures)
    assert dict(ask("principal", "find/", unit="site-214", measure="left", source="3010").figures)["left"] == "8000.00"


def test_nothing_found_repeats_the_words_and_offers_a_way_on(ask):
    page = ask("principal", "find/", q="nobody <b>")
    assert page.main.one("div", "empty").one("h2").text == "Nothing found for “nobody <b>”"
    assert ("Clear the search", "/d/juniper/find/") in page.links


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ({"amount": "abc"}, "“abc” is not an amount. Write 500, >=500, <=20 or 100..200."),
        ({"from": "soon"}, "“soon” is not a day. Write it like 2026-10-31."),
        ({"unit": "214"}, "“214” is not a unit. Write site-214 or department-ATH."),
    ],
)
def test_word_that_means_nothing_is_an_error_beside_the_form(ask, query, words):
    page = ask("principal", "find/", **query)
    assert page.status == 200
    assert page.root.one("title").inside[0].startswith("Error: ")
    assert page.main.one("p", id="wrong").text == words


def test_page_without_a_word_is_the_search_alone(ask):
    page = ask("principal", "find/")
    assert (page.heading, page.figures, rows(page)) == ("Find a payment, an order or a change", [], [])


def test_older_entries_follow_on_the_next_page(ours, ask, follow):
    for number in range(60):
        post_row(ours, "010-0000-4310-214", "expenditure", "payment", number + 1, document=f"D{number}", row=number + 1)
    page = ask("principal", "find/", unit="site-214")
    [older] = [url for words, url in page.links if words == "Older entries"]
    second = follow("principal", older)
    assert (len(rows(page)), len(rows(second))) == (50, 18)
    assert "Newest entries" in dict(second.links)


def test_other_year_is_searched_by_a_link(ask, follow):
    page = ask("principal", "find/", q="brightline")
    [url] = [url for words, url in page.links if words == "Search 2025–26"]
    assert follow("principal", url).heading == "0 entries for “brightline”"


@pytest.mark.parametrize("before", ["x", "1", "2026-11-18.1.1.1"])
def test_place_that_is_none_is_not_there(ask, before):
    assert ask("principal", "find/", q="x", before=before).status == 404


def test_find_page_takes_the_same_few_statements_for_1_entry_and_for_3(ours):
    one = statements(ours, "principal", "find/?document=DOC+8")
    assert statements(ours, "principal", "find/?amount=300..800") == one
    assert one <= MOST
    full = statements(ours, "principal", "find/?q=DOC&unit=site-214&purpose=books&vendor=brightline&amount=>=1")
    assert full <= MOST
