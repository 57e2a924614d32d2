"""The central office, as somebody who has never been here: who needs a look, whose is it, and is the figure true?"""

import re
from decimal import Decimal

from tests.e2e.places import OFFICE
from tests.e2e.test_questions import amount, spent_of_all_pages

HOME = "/d/juniper-bay/"
PHONE = {"width": 360, "height": 740}


def names(page):
    return [text.split("\n")[0] for text in page.locator(".table--sites tbody th").all_inner_texts()]


def lefts(page):
    values = page.locator(".table--sites tbody data[data-measure=left]").evaluate_all(
        "all => all.map(one => one.value)"
    )
    return [Decimal(value) for value in values]


def test_worst_stands_first_and_names_its_pool(visit):
    page, _ = visit(OFFICE, HOME)
    badges = page.locator(".table--sites tbody .badge").all_inner_texts()
    ranks = [
        ("Over", "Ahead", "Behind", "No budget", "On pace", "Paid", "All promised").index(
            next(
                word
                for word in ("Over", "Ahead", "Behind", "No budget", "On pace", "Paid", "All promised")
                if text.startswith(word)
            )
        )
        for text in badges
    ]
    assert ranks == sorted(ranks)
    assert badges[0].startswith("Over by $")
    page.locator(".table--sites tbody tr").first.locator("td .sub a").click()
    assert "Pool:" in page.locator("ul.chips").inner_text() or page.locator("#tx").count()


def test_units_of_an_area_are_chosen_sorted_and_a_figure_is_proved_to_its_rows(visit):
    page, _ = visit(OFFICE, HOME, java_script_enabled=False)
    page.get_by_role("link", name="North schools").first.click()
    page.get_by_role("columnheader", name="Left").get_by_role("link").click()
    assert "area=North" in page.url
    assert lefts(page) == sorted(lefts(page), reverse=True)
    page.get_by_label("Name or code").fill("alder")
    page.get_by_role("button", name="Show").click()
    assert names(page) == ["Alder Creek Elementary"]

    spent = page.locator(".table--sites tbody data[data-measure=expended]")
    value = Decimal(spent.get_attribute("value"))
    spent.click()
    assert Decimal(page.locator("dl.figures data[data-measure=expended]").get_attribute("value")) == value
    assert spent_of_all_pages(page) == value


def test_sum_of_money_that_nobody_looks_after_opens_to_its_rows(visit):
    page, _ = visit(OFFICE, HOME)
    figure = page.locator("[aria-labelledby=um] data[data-measure=expended]")
    value = Decimal(figure.get_attribute("value"))
    figure.click()
    assert "No school or department" in page.locator("ul.chips").inner_text()
    assert spent_of_all_pages(page) == value > 0


def test_two_units_are_ticked_and_stand_side_by_side(visit):
    page, _ = visit(OFFICE, f"{HOME}?sort=name&kind=site")
    chosen = names(page)[:2]
    for name in chosen:
        page.get_by_role("checkbox", name=name, exact=True).check()
    page.get_by_role("button", name="See the ticked ones side by side").click()
    assert page.locator(".pot h3").all_inner_texts() == chosen
    assert amount(page.locator(".pot .big").first.inner_text()) > 0


def test_phone_sorts_by_a_field(visit):
    page, _ = visit(OFFICE, HOME, viewport=PHONE)
    page.get_by_label("Sort by").select_option("-left")
    page.get_by_role("button", name="Show").click()
    assert lefts(page) == sorted(lefts(page), reverse=True)
    assert re.search(r"\d+ units", page.get_by_role("status").first.inner_text())
