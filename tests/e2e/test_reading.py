"""A principal reads: without a script, with the keyboard alone, from the sentence down to a payment and back."""

import re

import pytest

from tests.e2e.places import LINE, PLACES, PRINCIPAL, SITE

MONEY = re.compile(r"\$[\d,]+")


@pytest.mark.parametrize(
    "name",
    [
        "sign-in",
        "site",
        "line",
        "units",
        "somebody else's",
        "not there",
        "stale",
        "found",
        "orders",
        "order",
        "spending",
    ],
)
def test_page_reads_the_same_without_a_script(visit, name):
    place = PLACES[name]
    texts = []
    for javascript in (True, False):
        page, _ = visit(place.who, place.path, java_script_enabled=javascript)
        texts.append(page.locator("main").inner_text())
    assert texts[0] == texts[1]
    assert len(texts[0]) > 50


def test_purpose_opens_and_line_opens_without_a_script(visit):
    page, _ = visit(PRINCIPAL, SITE, java_script_enabled=False)
    group = page.locator("details.group").first
    was_open = group.get_attribute("open") is not None
    group.locator("summary").first.click()
    assert (group.get_attribute("open") is not None) is not was_open
    if was_open:
        group.locator("summary").first.click()
    group.locator("tbody a").first.click()
    assert page.locator("#tx").is_visible()


def focused(page):
    return page.evaluate(
        "(() => { const at = document.activeElement; return [at.tagName.toLowerCase(), at.textContent.trim()]; })()"
    )


def tab_to(page, found, limit=120):
    """Presses Tab until the element that has the focus is the one; what it says."""
    for _ in range(limit):
        page.keyboard.press("Tab")
        tag, text = focused(page)
        if found(tag, text):
            return text
    raise AssertionError(f"not reached in {limit} presses")


def test_keyboard_alone_reaches_a_payment_and_comes_back(visit):
    page, _ = visit(PRINCIPAL, SITE)
    page.keyboard.press("Tab")
    assert focused(page) == ["a", "Skip to main content"]
    assert page.get_by_text("Skip to main content").is_visible()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"

    tab_to(page, lambda tag, text: tag == "summary" and text != "Download")
    group = page.locator("details.group").first
    was_open = group.get_attribute("open") is not None
    for key in ("Enter", "Space"):
        page.keyboard.press(key)
        was_open = not was_open
        assert (group.get_attribute("open") is not None) is was_open
    if not was_open:
        page.keyboard.press("Enter")

    line = tab_to(page, lambda tag, text: tag == "a")
    page.keyboard.press("Enter")
    page.wait_for_url("**/lines/**")
    assert page.locator("h1").inner_text() == line
    assert page.locator("table tbody tr").count() > 1

    tab_to(page, lambda tag, text: text == "Alder Creek Elementary")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{SITE}")


def test_focus_is_visible_wherever_it_goes(visit):
    """A ring of 3 pixels, on screen, under nothing."""
    page, _ = visit(PRINCIPAL, LINE)
    seen = []
    for _ in range(25):
        page.keyboard.press("Tab")
        width, inside = page.evaluate(
            """(() => { const at = document.activeElement, box = at.getBoundingClientRect();
                 return [getComputedStyle(at).outlineWidth, box.bottom > 0 && box.top < innerHeight]; })()"""
        )
        seen.append((width, inside))
    assert set(seen) == {("3px", True)}


def test_sentence_is_seen_without_scrolling(visit):
    page, _ = visit(PRINCIPAL, SITE, viewport={"width": 1280, "height": 800})
    box = page.locator("#hl").bounding_box()
    assert box["y"] + box["height"] < 800
    assert MONEY.search(page.locator("#hl").inner_text())


def test_targets_on_a_phone_are_large_enough_for_a_thumb(visit):
    page, _ = visit(PRINCIPAL, SITE, viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True)
    boxes = page.locator("main .btn, main summary").evaluate_all(
        "all => all.map(one => Math.round(one.getBoundingClientRect().height)).filter(height => height)"
    )
    assert boxes
    assert [height for height in boxes if height < 44] == []


def test_appearance_is_kept_on_the_next_page(visit):
    page, _ = visit(PRINCIPAL, SITE, color_scheme="light")
    light = page.evaluate("getComputedStyle(document.body).color")
    with page.expect_response("**/appearance/"):
        page.get_by_text("Dark", exact=True).click()
    page.goto(LINE)
    assert page.locator("html").get_attribute("data-theme") == "dark"
    assert page.evaluate("getComputedStyle(document.body).color") != light


def test_figures_of_a_page_open_to_what_makes_them(visit):
    """Clicks to the proof: one to a line, and the entries are there."""
    page, _ = visit(PRINCIPAL, SITE)
    page.locator("details.group").first.evaluate("one => { one.open = true; }")
    row = page.locator("tr.lrow").first
    left = row.locator("data[data-measure=left]").get_attribute("value")
    row.locator("a").first.click()
    assert page.locator("dl.figures data[data-measure=left]").get_attribute("value") == left
    assert page.locator("tfoot").inner_text().strip().endswith(page.locator("dl.receipt dd").last.inner_text())


def test_what_the_policy_blocks_is_noticed(browser, demo):
    """Else the silence of all other tests here would prove nothing."""
    with browser.new_context(base_url=demo.address) as context:
        page = context.new_page()
        page.goto("/accounts/login/")
        with page.expect_console_message() as said:
            page.evaluate("document.body.append(Object.assign(document.createElement('style'), {textContent: 'p {}'}))")
    assert "Content Security Policy" in said.value.text
    assert said.value.type == "error"
