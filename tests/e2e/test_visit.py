"""The guided first visit in a real browser: by keyboard alone, without a script, once."""

import pytest

from tests.e2e.places import SITE

ASSISTANT = "assistant@juniper-bay.example"
TITLES = [
    "What can I decide on?",
    "Does anything need me?",
    "What is the money for?",
    "What was it spent on?",
    "Whom do I ask?",
]


def shown(page):
    """The panel's question, and whether it is in the window and has the focus."""
    panel = page.locator("#visit")
    panel.wait_for()
    box, window = panel.bounding_box(), page.viewport_size
    inside = box["y"] >= 0 and box["y"] + box["height"] <= window["height"]
    return panel.locator("h2").inner_text(), inside, page.evaluate("document.activeElement.id")


@pytest.mark.parametrize("options", [{}, {"java_script_enabled": False, "viewport": {"width": 360, "height": 740}}])
def test_visit_goes_by_keyboard_from_panel_to_panel(visit, options):
    page, _ = visit("viewer@juniper-bay.example", "/d/juniper-bay/visit/", **options)
    for step in range(1, 5):
        title, inside, focus = shown(page)
        assert (inside, focus) == (True, "visit"), title
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        page.wait_for_url(f"**visit={step + 1}**")
    assert shown(page)[1:] == (True, "visit")


def test_visit_is_offered_until_it_was_done_and_can_be_done_again(visit):
    page, _ = visit(ASSISTANT, SITE)
    page.get_by_role("link", name="Show me around").first.click()
    for title in TITLES[:-1]:
        assert shown(page)[0] == title
        page.locator("#visit a.btn--primary").click()
    assert shown(page)[0] == TITLES[-1]
    page.get_by_role("button", name="Done").click()
    page.wait_for_url(f"**{SITE}")
    assert page.locator(".visit-offer").count() == 0
    page.get_by_role("link", name="Show me around").click()
    assert shown(page)[0] == TITLES[0]
    page.get_by_role("button", name="Skip the rest").click()
    page.wait_for_url(f"**{SITE}")
    assert page.locator("#visit").count() == 0
