"""From a mail's button to “I looked”: in few clicks, on a phone that stays signed in, and with a question."""

import re
import time
from urllib.parse import quote

from tests.e2e.places import PRINCIPAL, SITE
from tests.e2e.test_accessible import PHONE, broken, sideways
from tests.e2e.test_signing_in import newest_code

HEAD, ATHLETICS = "department@juniper-bay.example", "/d/juniper-bay/departments/ATH/"
ASSISTANT = "assistant@juniper-bay.example"


def button_of_a_mail(email, path):
    """What the one button of a reminder opens."""
    return f"/accounts/login/code/?email={quote(email)}&next={quote(path)}"


class Clicks:
    """Counts them; to open the mail's link is the first."""

    def __init__(self):
        self.made = 1

    def __call__(self, found):
        self.made += 1
        found.click()


def test_from_the_mails_button_to_the_confirmed_check_are_at_most_three_clicks(visit):
    page, _ = visit(HEAD, button_of_a_mail(HEAD, ATHLETICS))
    assert page.url.endswith(ATHLETICS)
    click = Clicks()
    click(page.get_by_role("button", name="Nothing to ask"))
    page.get_by_role("status").get_by_text("Noted, thank you.").wait_for()
    assert click.made <= 3
    assert page.locator("#ck").inner_text().strip().startswith("You looked on ")
    assert page.get_by_role("button", name="Nothing to ask").count() == 0
    assert broken(page) == []
    page.set_viewport_size(PHONE)
    assert (broken(page), sideways(page)) == ([], 0)


def test_question_is_sent_with_three_clicks_and_reaches_the_analyst(visit):
    page, _ = visit(ASSISTANT, button_of_a_mail(ASSISTANT, SITE))
    click = Clicks()
    click(page.get_by_role("link", name="I have a question"))
    assert broken(page) == []
    page.get_by_label("Your question").fill("Was Brightline paid twice?")
    click(page.get_by_role("button", name="Send the question"))
    page.get_by_role("status").get_by_text("Your question goes to Priya Raman.").wait_for()
    assert click.made <= 3
    subject = "Question about Alder Creek Elementary: Left to decide on"
    for _ in range(50):
        page.goto("/demo/mail/")
        if page.get_by_role("link", name=subject).count():
            break
        time.sleep(0.1)
    page.get_by_role("link", name=subject).first.click()
    letter = page.locator("main").inner_text()
    assert "Was Brightline paid twice?" in letter
    assert re.search(r"Left to decide on: \$[\d,]+\.\d\d, with everything posted through", letter)


def test_question_without_words_is_asked_for_them(visit):
    page, _ = visit(PRINCIPAL, f"{SITE}ask/")
    page.get_by_label("Your question").evaluate("(one) => { one.required = false; }")
    page.get_by_role("button", name="Send the question").click()
    page.get_by_role("alert").get_by_text("Write what you want to know.").wait_for()
    assert page.title().startswith("Error: ")
    assert broken(page) == []


def test_on_a_phone_the_bar_stays_at_the_foot_and_hides_nothing_that_has_the_focus(visit):
    page, _ = visit(PRINCIPAL, SITE, viewport=PHONE)
    bar = page.locator(".look")
    for _ in range(2):
        box = bar.bounding_box()
        assert (box["x"], round(box["y"] + box["height"]), box["width"]) == (0, PHONE["height"], PHONE["width"])
        assert box["height"] <= PHONE["height"] / 5
        page.evaluate("window.scrollTo(0, document.body.scrollHeight)")
    last = page.locator("footer")
    assert last.bounding_box()["y"] + last.bounding_box()["height"] <= bar.bounding_box()["y"]


def test_signed_out_the_mails_button_leads_there_in_one_step_and_the_phone_is_kept_for_looking(visit):
    page, _ = visit(None, button_of_a_mail(PRINCIPAL, SITE))
    assert page.get_by_label("Work email").input_value() == PRINCIPAL
    page.get_by_label("Keep me signed in on this phone").check()
    page.get_by_role("button", name="Email me a code").click()
    page.get_by_label("Code from the email").fill(newest_code(page))
    page.get_by_role("button", name="Sign in with the code").click()
    page.wait_for_url(f"**{SITE}")
    page.get_by_role("button", name="This is right").first.click()
    page.wait_for_url("**/accounts/login/**")
    assert page.get_by_text("This phone stays signed in to look, to check and to ask.").count() == 1
    assert broken(page) == []
    page.goto(SITE)
    assert page.get_by_role("button", name="Nothing to ask").count() == 1
