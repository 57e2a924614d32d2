"""Light, dark or automatic: stored for this browser, without a script, and never leading away from here."""

import pytest
from django.test import Client

pytestmark = pytest.mark.urls("tests.accounts.web.demo_urls")


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_choice_is_kept_for_this_browser_and_set_on_every_page(client: Client, db: None, theme: str) -> None:
    client.post("/appearance/", {"theme": theme})
    assert client.cookies["theme"].value == theme
    assert f'<html lang="en" data-theme="{theme}">' in client.get("/accounts/login/").content.decode()


def test_automatic_forgets_the_choice(client: Client, db: None) -> None:
    client.post("/appearance/", {"theme": "dark"})
    client.post("/appearance/", {"theme": "auto"})
    assert client.cookies["theme"].value == ""
    assert '<html lang="en">' in client.get("/accounts/login/").content.decode()


def test_other_words_are_no_theme(client: Client, db: None) -> None:
    client.post("/appearance/", {"theme": '"><script>'})
    assert client.cookies["theme"].value == ""


def test_forged_cookie_sets_nothing(client: Client, db: None) -> None:
    client.cookies["theme"] = "x"
    assert '<html lang="en">' in client.get("/accounts/login/").content.decode()


@pytest.mark.parametrize(
    ("came_from", "goes_to"),
    [
        ("http://testserver/d/juniper/sites/214/?fy=2027", "/d/juniper/sites/214/?fy=2027"),
        ("http://testserver//elsewhere.example/", "/"),
        ("http://elsewhere.example/d/", "/"),
        ("", "/"),
    ],
)
def test_it_goes_back_to_our_page_and_nowhere_else(client: Client, came_from: str, goes_to: str) -> None:
    response = client.post("/appearance/", {"theme": "dark"}, headers={"referer": came_from})
    assert (response.status_code, response.headers["Location"]) == (302, goes_to)


def test_link_cannot_change_it(client: Client) -> None:
    assert client.get("/appearance/?theme=dark").status_code == 405


def test_other_site_cannot_change_it() -> None:
    assert Client(enforce_csrf_checks=True).post("/appearance/", {"theme": "dark"}).status_code == 403
