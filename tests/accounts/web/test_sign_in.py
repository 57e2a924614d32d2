"""Signing in by password and by code; how long it lasts; what a stranger learns, which is nothing."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.urls import NoReverseMatch, reverse

from accounts.models import User

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.accounts.web.demo_urls")]

EMAIL, PASSWORD = "dana@juniper.example", "correct horse battery"
NINETY_DAYS = int(timedelta(days=90).total_seconds())


@pytest.fixture(autouse=True)
def no_earlier_tries() -> None:
    """The limits of tries are counted in the cache, which outlives a test."""
    cache.clear()


@pytest.fixture
def dana() -> User:
    return User.objects.create_user(EMAIL, "Dana Whitfield", PASSWORD)


def sign_in(client: Client, **fields: str) -> object:
    return client.post("/accounts/login/", {"login": EMAIL, "password": PASSWORD} | fields)


def ask_for_code(client: Client, email: str = EMAIL, **fields: str) -> object:
    return client.post("/accounts/login/code/", {"email": email} | fields, follow=True)


def code_in_mail() -> str:
    return re.search(r"^\d{6}$", mail.outbox[-1].body, re.MULTILINE)[0]


def signed_in(client: Client) -> str:
    return client.get("/").content.decode()


def lasts(client: Client) -> tuple[bool, int]:
    """Whether the sign-in ends with the browser, and the seconds it may last."""
    return client.session.get_expire_at_browser_close(), client.session.get_expiry_age()


def test_password_signs_in_until_the_browser_closes(client: Client, dana: User) -> None:
    response = sign_in(client)
    assert (response.status_code, response.headers["Location"]) == (302, "/")
    assert signed_in(client) == EMAIL
    assert lasts(client) == (True, NINETY_DAYS)


def test_password_with_keep_me_lasts_ninety_days(client: Client, dana: User) -> None:
    sign_in(client, remember="on")
    assert lasts(client) == (False, NINETY_DAYS)


def test_email_is_found_in_any_case(client: Client, dana: User) -> None:
    sign_in(client, login="Dana@Juniper.Example")
    assert signed_in(client) == EMAIL


def test_wrong_password_and_unknown_email_read_the_same(client: Client, dana: User) -> None:
    words = "That email and password do not go together. Check both, or ask for a code."
    for wrong in ({"password": "wrong"}, {"login": "nobody@juniper.example"}):
        page = sign_in(client, **wrong).content.decode()
        assert re.findall(r'<ul class="plainlist">(.*?)</ul>', page) == [f"<li>{words}</li>"]
        assert "<title>Error: Sign in</title>" in page
    assert signed_in(client) == "nobody"


def test_code_signs_in_until_the_browser_closes(client: Client, dana: User) -> None:
    ask_for_code(client)
    assert [message.to for message in mail.outbox] == [[EMAIL]]
    assert mail.outbox[0].subject == "Your sign-in code"
    client.post("/accounts/login/code/confirm/", {"code": code_in_mail()})
    assert signed_in(client) == EMAIL
    assert lasts(client) == (True, NINETY_DAYS)


def test_keep_me_survives_until_the_code_is_typed(client: Client, dana: User) -> None:
    ask_for_code(client, remember="on")
    client.post("/accounts/login/code/confirm/", {"code": code_in_mail()})
    assert lasts(client) == (False, NINETY_DAYS)


def test_second_request_without_keep_me_takes_the_first_back(client: Client, dana: User) -> None:
    ask_for_code(client, remember="on")
    client.post("/accounts/logout/")
    ask_for_code(client)
    client.post("/accounts/login/code/confirm/", {"code": code_in_mail()})
    assert lasts(client) == (True, NINETY_DAYS)


def test_wrong_code_is_said_at_the_field(client: Client, dana: User) -> None:
    ask_for_code(client)
    page = client.post("/accounts/login/code/confirm/", {"code": "x"}).content.decode()
    assert "That is not the code we sent. Check the newest email, or ask for a new code." in page
    assert signed_in(client) == "nobody"


def test_code_page_does_not_tell_who_is_known(client: Client, dana: User) -> None:
    known, unknown = (
        ask_for_code(Client(), email).content.decode().replace(email, "…") for email in (EMAIL, "x@juniper.example")
    )
    hide_tokens = re.compile(r'name="csrfmiddlewaretoken" value="\w+"')
    assert hide_tokens.sub("", known) == hide_tokens.sub("", unknown)
    assert mail.outbox[-1].subject == "Nobody with this address can sign in"


def test_password_can_be_chosen_anew_by_a_link(client: Client, dana: User) -> None:
    client.post("/accounts/password/reset/", {"email": EMAIL})
    link = re.search(r"http://testserver(\S+)", mail.outbox[0].body)[1]
    form = client.get(link, follow=True)
    new = {"password1": "battery staple horse", "password2": "battery staple horse"}
    done = client.post(form.redirect_chain[-1][0], new, follow=True)
    assert "Your new password is saved" in done.content.decode()
    sign_in(client, password="battery staple horse")
    assert signed_in(client) == EMAIL


def test_used_link_says_so(client: Client) -> None:
    page = client.get("/accounts/password/reset/key/1-xyz/").content.decode()
    assert "<h1>This link does not work any more</h1>" in page


def test_nobody_signs_up(client: Client) -> None:
    page = client.post("/accounts/signup/", {"email": "x@juniper.example", "password1": PASSWORD}).content.decode()
    assert "<h1>Sign-in is by invitation</h1>" in page
    assert User.objects.count() == 0


@pytest.mark.parametrize("name", ["account_email", "account_confirm_email", "account_email_verification_sent"])
def test_nobody_manages_addresses(name: str) -> None:
    with pytest.raises(NoReverseMatch):
        reverse(name)


@pytest.mark.parametrize(
    ("path", "heading"),
    [
        ("/accounts/login/", "Sign in"),
        ("/accounts/login/code/", "Sign in with a code"),
        ("/accounts/password/reset/", "Get a new password"),
        ("/accounts/password/reset/done/", "Look in your email"),
        ("/accounts/password/reset/key/done/", "Your new password is saved"),
        ("/accounts/inactive/", "This sign-in has ended"),
        ("/accounts/signup/", "Sign-in is by invitation"),
    ],
)
def test_every_page_before_sign_in_is_in_our_words(client: Client, path: str, heading: str) -> None:
    assert re.findall(r"<h1>(.*?)</h1>", client.get(path).content.decode()) == [heading]


@pytest.mark.parametrize(
    ("path", "heading"),
    [
        ("/accounts/logout/", "Sign out?"),
        ("/accounts/password/change/", "Change your password"),
        ("/accounts/reauthenticate/", "Is it you?"),
    ],
)
def test_every_page_after_sign_in_is_in_our_words(client: Client, dana: User, path: str, heading: str) -> None:
    sign_in(client)
    assert re.findall(r"<h1>(.*?)</h1>", client.get(path).content.decode()) == [heading]


def test_person_without_password_may_choose_one(client: Client) -> None:
    client.force_login(User.objects.create_user(EMAIL, "Dana Whitfield"))
    page = client.get("/accounts/password/change/", follow=True).content.decode()
    assert re.findall(r"<h1>(.*?)</h1>", page) == ["Choose a password"]


def test_ended_sign_in_gets_no_code_and_no_way_in(client: Client, dana: User) -> None:
    User.objects.filter(pk=dana.pk).update(is_active=False)
    sign_in(client)
    ask_for_code(client)
    assert signed_in(client) == "nobody"
    assert [message.subject for message in mail.outbox] == ["Nobody with this address can sign in"]


def test_too_many_tries_are_told_to_wait(client: Client, dana: User) -> None:
    pages = [sign_in(client, password="wrong").content.decode() for _ in range(11)]
    assert "Too many tries. Wait a few minutes, then try again." in pages[-1]
