"""Sign-ins that a phone keeps for 90 days: they may look, check and ask. For anything else one signs in again.

A phone lies about, and is handed on. What a kept sign-in may do is decided here and nowhere else: it reads, and it
writes only at the addresses of `MAY_WRITE`.
"""

import time
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.models import AnonymousUser
from django.contrib.auth.views import redirect_to_login
from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpRequest, HttpResponse

from accounts.web.appearance import page_before

# Marks in a session: kept on a phone; until when it may do everything, after a sign-in of today; and since when its
# person has been on the way to one. The last two in seconds since 1970.
KEPT = "kept_on_phone"
FULL_UNTIL = "full_until"
ON_THE_WAY = "signing_in_again"
FULL_FOR = 30 * 60
ON_THE_WAY_FOR = 15 * 60

READS = frozenset({"GET", "HEAD", "OPTIONS"})
SIGN_IN = frozenset({"account_login", "account_request_login_code", "account_confirm_login_code"})
MAY_WRITE = SIGN_IN | {
    "site_check",
    "department_check",
    "site_ask",
    "department_ask",
    # About nothing but what one's own pages offer, how they look, and leaving.
    "visit",
    "appearance",
    "account_logout",
    # Proved by a letter to the person, not by the session.
    "account_reset_password",
    "account_reset_password_from_key",
}
# Not even to be read: what they show leads to a change of the sign-in itself.
MAY_NOT_READ = frozenset({"account_change_password", "account_set_password", "account_reauthenticate"})
WORDS = "This phone stays signed in to look, to check and to ask. For anything else, sign in again."


def is_kept(session: SessionBase) -> bool:
    """Whether it is held to looking, checking and asking now."""
    return bool(session.get(KEPT)) and session.get(FULL_UNTIL, 0) < time.time()


def mark_sign_in(session: SessionBase, *, keep: bool, again: bool) -> None:
    """What a sign-in makes of a session. After one of a kept session it may do everything for half an hour."""
    for mark in (KEPT, FULL_UNTIL, ON_THE_WAY):
        session.pop(mark, None)
    if keep:
        session[KEPT] = True
        if again:
            session[FULL_UNTIL] = int(time.time()) + FULL_FOR


def signs_in_again(session: SessionBase) -> bool:
    """Whether its person was sent to sign in again a short while ago."""
    return bool(session.get(KEPT)) and session.get(ON_THE_WAY, 0) > time.time() - ON_THE_WAY_FOR


class KeptSignInMiddleware:
    """Sends a kept sign-in to the sign-in page when it wants more than it may."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Any, args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        name = request.resolver_match.url_name if request.resolver_match else None
        if name in SIGN_IN:
            if signs_in_again(request.session):
                # They are who they are, but must show it: the sign-in pages turn everybody else away.
                request.user = AnonymousUser()
            return None
        if name in MAY_WRITE or (request.method in READS and name not in MAY_NOT_READ):
            return None
        if not is_kept(request.session) or not request.user.is_authenticated:
            return None
        request.session[ON_THE_WAY] = int(time.time())
        messages.info(request, WORDS)
        return redirect_to_login(request.get_full_path() if request.method in READS else page_before(request))
