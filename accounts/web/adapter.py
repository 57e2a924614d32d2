"""How Balance uses allauth: people are invited by their district, so nobody signs up."""

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.internal.cryptokit import generate_user_code
from django.conf import settings
from django.http import HttpRequest

from accounts.models import User
from accounts.web.kept import mark_sign_in, signs_in_again

# Where a form leaves its "keep me signed in" until the password has been found right, or the code is typed.
KEEP_SIGNED_IN = "keep_signed_in"
UNTIL_THE_BROWSER_CLOSES = 0


class InvitedOnlyAdapter(DefaultAccountAdapter):
    """No sign-up, short codes, plain words."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "account_inactive": "This sign-in has ended. The Budget Office can open it again.",
        "email_password_mismatch": "That email and password do not go together. Check both, or ask for a code.",
        "incorrect_code": "That is not the code we sent. Check the newest email, or ask for a new code.",
        "incorrect_password": "That is not your password.",
        "enter_current_password": "That is not your password now.",
        "too_many_login_attempts": "Too many tries. Wait a few minutes, then try again.",
        "rate_limited": "Too many tries. Wait a few minutes, then try again.",
        "invalid_password_reset": "This link has been used, or it is too old. Ask for a new one.",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def generate_login_code(self) -> str:
        """Six digits: five tries and ten minutes leave a guesser one chance in 200,000."""
        return generate_user_code(length=6, numeric=True, dashed=False)

    def login(self, request: HttpRequest, user: User) -> None:
        """Sign in until the browser closes, or for the time of SESSION_COOKIE_AGE where the person asked for it.

        The password form sets the same again after this; every other way in ends here.
        """
        keep = request.session.get(KEEP_SIGNED_IN, False)
        again = signs_in_again(request.session)
        super().login(request, user)
        request.session.pop(KEEP_SIGNED_IN, None)
        mark_sign_in(request.session, keep=keep, again=again)
        request.session.set_expiry(settings.SESSION_COOKIE_AGE if keep else UNTIL_THE_BROWSER_CLOSES)

    def format_email_subject(self, subject: str) -> str:
        return subject

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return settings.LOGIN_REDIRECT_URL
