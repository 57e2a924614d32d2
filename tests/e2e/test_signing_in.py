"""Signing in by password, by code and by a demo button; for how long; and out again."""

import re
import time
from datetime import timedelta

import pytest

from balance.demo.people import PASSWORD
from tests.e2e.places import PRINCIPAL, SITE

NINETY_DAYS = timedelta(days=90).total_seconds()
HOME = re.compile(re.escape(SITE) + "$")


def session(page):
    [cookie] = [cookie for cookie in page.context.cookies() if cookie["name"] == "sessionid"]
    return cookie


def by_password(page, keep):
    page.get_by_label("Work email").fill(PRINCIPAL)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    if keep:
        page.get_by_label("Keep me signed in on this phone").check()
    page.get_by_role("button", name="Sign in", exact=True).click()


def by_code(page, keep):
    page.get_by_role("link", name="Email me a code").click()
    page.get_by_label("Work email").fill(PRINCIPAL)
    if keep:
        page.get_by_label("Keep me signed in on this phone").check()
    page.get_by_role("button", name="Email me a code").click()
    page.get_by_label("Code from the email").fill(newest_code(page))
    page.get_by_role("button", name="Sign in with the code").click()


def newest_code(page):
    """Read on another tab, as a person reads their mail."""
    mail = page.context.new_page()
    for _ in range(50):
        mail.goto("/demo/mail/")
        if mail.get_by_role("link", name="Your sign-in code").count():
            break
        time.sleep(0.1)
    mail.get_by_role("link", name="Your sign-in code").first.click()
    code = re.search(r"^\d{6}$", mail.locator("main").inner_text(), re.MULTILINE)[0]
    mail.close()
    return code


@pytest.mark.parametrize("way", [by_password, by_code])
@pytest.mark.parametrize("keep", [True, False])
def test_signing_in_leads_to_ones_own_budget_and_lasts_as_long_as_was_asked(visit, way, keep):
    page, _ = visit(None, "/accounts/login/")
    way(page, keep)
    page.wait_for_url(HOME)
    assert page.locator("h1").inner_text() == "Alder Creek Elementary"
    cookie = session(page)
    assert (cookie["httpOnly"], cookie["sameSite"]) == (True, "Lax")
    if keep:
        assert cookie["expires"] == pytest.approx(time.time() + NINETY_DAYS, abs=120)
    else:
        assert cookie["expires"] == -1


def test_sign_in_goes_on_to_where_one_was_going(visit):
    page, _ = visit(None, f"{SITE}?fy=2000")
    assert page.url.endswith("/accounts/login/?next=/d/juniper-bay/sites/214/%3Ffy%3D2000")
    by_password(page, keep=False)
    page.wait_for_url("**/sites/214/?fy=2000")


def test_demo_button_signs_in_its_person(visit):
    page, _ = visit(None, "/")
    page.get_by_role("button", name=re.compile("Dana Whitfield")).click()
    page.wait_for_url(HOME)
    assert page.locator("#hl").inner_text().startswith(("You ", "Your ", "No budget", "There is"))


def test_signing_out_ends_it(visit):
    page, _ = visit(None, "/accounts/login/")
    by_password(page, keep=True)
    page.wait_for_url(HOME)
    page.get_by_role("button", name="Sign out").click()
    page.goto(SITE)
    assert "/accounts/login/" in page.url
