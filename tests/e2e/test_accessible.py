"""Every page in a real browser: no rule of accessibility broken, in light and dark, wide and on a phone."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.e2e.places import PLACES

LEVELS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
ALL_RULES = {"type": "tag", "values": LEVELS}
# What can differ between light and dark.
RULES_OF_COLOR = {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}
OPEN_ALL = "document.querySelectorAll('details').forEach((one) => { one.open = true; })"
WIDE, PHONE = {"width": 1280, "height": 800}, {"width": 360, "height": 740}


def broken(page, rules=ALL_RULES):
    """Rule and place of whatever axe finds."""
    found = Axe().run(page, options={"resultTypes": ["violations"], "runOnly": rules}).response["violations"]
    return [(rule["id"], node["target"]) for rule in found for node in rule["nodes"]]


def sideways(page):
    """How many pixels a page is wider than its window."""
    return page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")


@pytest.mark.parametrize("name", PLACES)
def test_page_breaks_no_rule_of_accessibility(visit, name):
    place = PLACES[name]
    # Colors that are still on their way from light to dark are not judged.
    page, response = visit(place.who, place.path, reduced_motion="reduce")
    assert (response.status, page.locator(place.mark).count() > 0) == (place.status, True)
    page.evaluate(OPEN_ALL)
    found = []
    for size in (WIDE, PHONE):
        page.set_viewport_size(size)
        for scheme, rules in (("light", ALL_RULES), ("dark", RULES_OF_COLOR)):
            page.emulate_media(color_scheme=scheme)
            found += [(size["width"], scheme, *each) for each in broken(page, rules)]
    assert found == []


@pytest.mark.parametrize("name", PLACES)
def test_page_fits_a_window_of_320_pixels(visit, name):
    place = PLACES[name]
    page, _ = visit(place.who, place.path, viewport={"width": 320, "height": 640})
    page.evaluate(OPEN_ALL)
    assert sideways(page) == 0


def test_menu_on_a_phone_breaks_no_rule_when_it_is_open(visit):
    place = PLACES["site"]
    page, _ = visit(place.who, place.path, viewport=PHONE)
    page.get_by_role("button", name="Menu").click()
    page.get_by_role("button", name="Sign out").wait_for()
    assert (broken(page), sideways(page)) == ([], 0)


def test_form_with_errors_breaks_no_rule(visit):
    page, _ = visit(None, "/accounts/login/")
    page.get_by_label("Work email").fill("nobody@juniper-bay.example")
    page.get_by_label("Password", exact=True).fill("wrong")
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.get_by_role("alert").wait_for()
    assert page.title() == "Error: Sign in"
    assert broken(page) == []
