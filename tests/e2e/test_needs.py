"""A principal asks: does anything need me? On a first visit, with the demo's ledger."""

import re

from playwright.sync_api import expect

from tests.e2e.places import PRINCIPAL, SITE


def test_does_anything_need_me(visit):
    """The answer is beside the sentence: what is wrong, why, and what to do about it."""
    page, _ = visit(PRINCIPAL, SITE, viewport={"width": 1280, "height": 800})
    items = page.locator("ul.todo > li")
    assert 1 <= items.count() <= 6
    assert page.locator("#at").bounding_box()["y"] < 800
    for item in items.all():
        said = [words.inner_text() for words in item.locator("p").all()]
        assert item.locator("h3").inner_text()
        assert len(said) >= 2
        assert 1 <= item.locator("a.btn").count() <= 2
    over = items.first
    assert "over by $" in over.locator("h3").inner_text()
    over.get_by_role("link", name=re.compile("See the pool")).click()
    assert page.locator("details.group[open] .badge--bad").first.is_visible()


def test_this_is_right_keeps_an_item_away_until_it_is_taken_back_with_the_keyboard_alone(visit):
    page, _ = visit(PRINCIPAL, SITE)
    button = page.get_by_role("button", name=re.compile("^This is right")).last
    title = button.inner_text().removeprefix("This is right: ")
    button.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("Marked right. It stays away until its figures change.")).to_be_visible()
    assert title not in page.locator("ul.todo").inner_text()
    marked = page.locator("details", has=page.get_by_text("marked right"))
    marked.locator("summary").focus()
    page.keyboard.press("Enter")
    assert "Marked right by Dana Whitfield" in marked.inner_text()
    marked.get_by_role("button", name=re.compile("^Take it back")).first.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("It is worth a look again.")).to_be_visible()
    assert page.locator("details", has=page.get_by_text("marked right")).count() == 0


def test_where_the_year_will_end_leads_to_the_chart_and_its_table(visit):
    page, _ = visit(PRINCIPAL, SITE, java_script_enabled=False)
    page.get_by_role("link", name="See past years and the chart").click()
    assert "Line chart." in page.locator("svg.plot").get_attribute("aria-label")
    page.get_by_text("See these figures as a table").click()
    assert page.locator("figure table tbody tr").count() == 12
