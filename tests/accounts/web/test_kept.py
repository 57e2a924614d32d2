"""A sign-in that a phone keeps: it looks, checks and asks; for anything else one signs in again."""

import re
from urllib.parse import quote

import pytest
import time_machine
from django.core import mail
from django.core.cache import cache
from django.test import Client

from accounts.web.kept import MAY_NOT_READ, MAY_WRITE
from balance.tenancy.scope import district_scope
from budgets.models import Check, MarkedRight, Question
from tests.cast import PASSWORD
from tests.isolation.addresses import names

EMAIL, SITE = "principal@juniper.example", "/d/juniper/sites/214/"
LOGIN, CODE, CONFIRM = "/accounts/login/", "/accounts/login/code/", "/accounts/login/code/confirm/"
WORDS = "This phone stays signed in to look, to check and to ask. For anything else, sign in again."


@pytest.fixture(autouse=True)
def november():
    cache.clear()  # the limits of tries outlive a test
    with time_machine.travel("2026-11-19T20:00:00Z", tick=False) as clock:
        yield clock


def by_password(client, **fields):
    return client.post(LOGIN, {"login": EMAIL, "password": PASSWORD} | fields)


def by_code(client, **fields):
    client.post(CODE, {"email": EMAIL} | fields)
    code = re.search(r"^\d{6}$", mail.outbox[-1].body, re.MULTILINE)[0]
    return client.post(CONFIRM, {"code": code, "next": fields.get("next", "")})


@pytest.fixture(params=[by_password, by_code])
def sign_in(request, cast):
    return request.param


@pytest.fixture
def phone(sign_in):
    client = Client()
    sign_in(client, remember="on")
    return client


def count(cast, model):
    with district_scope(cast.ours.district):
        return model.objects.count()


def is_sent_to_sign_in(response, back):
    return (response.status_code, response.headers["Location"]) == (302, f"{LOGIN}?next={quote(back)}")


@pytest.mark.parametrize("path", ["", "summary/", "history/", "?format=csv", "ask/"])
def test_kept_sign_in_looks(phone, path):
    assert phone.get(f"{SITE}{path}").status_code == 200


def test_kept_sign_in_checks_and_asks(phone, cast):
    assert phone.post(f"{SITE}check/", {"seen": 1}).headers["Location"] == SITE
    assert phone.post(f"{SITE}ask/", {"about": "all", "text": "Why?"}).headers["Location"] == SITE
    assert (count(cast, Check), count(cast, Question)) == (2, 1)


@pytest.mark.parametrize("path", [f"{SITE}right/", "/accounts/password/change/", "/accounts/password/set/"])
def test_anything_else_signs_in_again(phone, cast, path):
    response = phone.post(path, {"item": "x"}, headers={"Referer": f"http://testserver{SITE}"})
    assert is_sent_to_sign_in(response, SITE)
    assert WORDS in phone.get(response.headers["Location"]).content.decode()
    assert count(cast, MarkedRight) == 0


@pytest.mark.parametrize("path", ["/accounts/password/change/", "/accounts/password/set/", "/accounts/reauthenticate/"])
def test_what_leads_to_a_change_of_the_sign_in_is_not_even_shown(phone, path):
    assert is_sent_to_sign_in(phone.get(path), path)


def test_refusal_leaves_the_phone_as_it_was(phone):
    phone.post(f"{SITE}right/", {"item": "x"})
    assert phone.get(SITE).status_code == 200
    assert phone.post(f"{SITE}check/", {"seen": 1}).status_code == 302


def test_form_of_the_other_site_leads_back_to_none_of_its_pages(phone):
    response = phone.post(f"{SITE}right/", {"item": "x"}, headers={"Referer": "https://evil.example/x"})
    assert is_sent_to_sign_in(response, "/")


def test_signed_in_again_it_may_do_everything_for_half_an_hour(phone, sign_in, november):
    phone.post(f"{SITE}right/", {"item": "x"})
    for page in (LOGIN, CODE):
        assert re.search(r'name="remember"[^>]* checked', phone.get(page).content.decode())
    sign_in(phone, remember="on")
    assert phone.post(f"{SITE}right/", {"item": "x"}).headers["Location"] == f"{SITE}#at"
    november.shift(29 * 60)
    assert phone.post(f"{SITE}right/", {"item": "x"}).headers["Location"] == f"{SITE}#at"
    november.shift(2 * 60)
    assert phone.post(f"{SITE}right/", {"item": "x"}).headers["Location"].startswith(LOGIN)
    assert phone.get(SITE).status_code == 200


def test_signed_in_again_without_the_box_it_is_a_sign_in_like_any(phone, sign_in, november):
    phone.post(f"{SITE}right/", {"item": "x"})
    sign_in(phone)
    november.shift(60 * 60)
    assert phone.post(f"{SITE}right/", {"item": "x"}).headers["Location"] == f"{SITE}#at"
    assert phone.session.get_expire_at_browser_close()


def test_wrong_password_gives_no_more_than_before(phone):
    phone.post(f"{SITE}right/", {"item": "x"})
    assert by_password(phone, password="wrong", remember="on").status_code == 200
    assert phone.post(f"{SITE}right/", {"item": "x"}).headers["Location"].startswith(LOGIN)


def test_nobody_is_asked_again_who_was_not_sent(phone, november):
    assert phone.get(f"{CODE}?email={EMAIL}&next={SITE}").headers["Location"] == SITE
    phone.post(f"{SITE}right/", {"item": "x"})
    november.shift(16 * 60)
    assert phone.get(f"{LOGIN}?next={SITE}").headers["Location"] == SITE


def test_sign_in_that_is_not_kept_is_held_to_nothing(sign_in):
    client = Client()
    sign_in(client)
    assert client.post(f"{SITE}right/", {"item": "x"}).headers["Location"] == f"{SITE}#at"
    assert client.get("/accounts/password/change/").status_code == 200


def test_kept_sign_in_signs_out_and_changes_how_pages_look(phone):
    assert phone.post("/appearance/", {"theme": "dark"}).headers["Location"] == "/"
    assert phone.post("/d/juniper/visit/").headers["Location"] == "/d/juniper/"
    assert phone.post("/accounts/logout/").status_code == 302
    assert phone.get(SITE).headers["Location"].startswith(LOGIN)


def test_every_name_of_the_tables_is_an_address():
    assert (MAY_WRITE | MAY_NOT_READ) - names() == set()


def test_link_of_a_mail_leads_to_its_page_in_one_step(cast):
    client = Client()
    page = client.get(f"{CODE}?email={quote(EMAIL)}&next={quote(SITE)}").content.decode()
    assert f'value="{EMAIL}"' in page
    [target] = set(re.findall(r'name="next" value="([^"]*)"', page))
    assert target == SITE
    sent = client.post(CODE, {"email": EMAIL, "next": target}, follow=True)
    assert f'name="next" value="{SITE}"' in sent.content.decode()
    code = re.search(r"^\d{6}$", mail.outbox[-1].body, re.MULTILINE)[0]
    assert client.post(CONFIRM, {"code": code, "next": target}).headers["Location"] == SITE
    assert client.get(f"{CODE}?email=x@example.org&next={quote(SITE)}").headers["Location"] == SITE


def test_link_of_a_mail_signs_nobody_in_and_sends_nothing(cast):
    client = Client()
    client.get(f"{CODE}?email={quote(EMAIL)}&next={quote(SITE)}")
    assert mail.outbox == []
    assert client.get(SITE).headers["Location"].startswith(LOGIN)


@pytest.mark.parametrize(
    "email", ["x", "a@b\r\nc", f"{'x' * 300}@example.org", '"><script>alert(1)</script>@x', "a@b\u202e"]
)
def test_address_that_is_none_fills_nothing_in_and_markup_stays_text(cast, email):
    page = Client().get(CODE, {"email": email}).content.decode()
    assert "<script>alert" not in page
    assert not re.search(r'name="email"[^>]* value="(x|a@b|xxx)', page)


@pytest.mark.parametrize(
    "target", ["https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:alert(1)"]
)
def test_nobody_is_led_to_another_site(cast, sign_in, target):
    client = Client()
    assert sign_in(client, next=target).headers["Location"] == "/"
    assert client.get(CODE, {"email": EMAIL, "next": target}).headers["Location"] == "/"
    assert client.get(LOGIN, {"next": target}).headers["Location"] == "/"
