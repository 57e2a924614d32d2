"""How Balance uses allauth: people are invited by their district, so nobody signs up."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class InvitedOnlyAdapter(DefaultAccountAdapter):
    """No sign-up, plain words."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "account_inactive": "This sign-in has ended. The Budget Office can open it again.",
        "email_password_mismatch": "That email and password do not go together. Check both, or ask for a code.",
        "incorrect_code": "That is not the code we sent. Check the newest email, or ask for a new code.",
        "incorrect_password": "That is not your password.",
        "enter_current_password": "That is not your current password.",
        "too_many_login_attempts": "Too many tries. Wait a few minutes, then try again.",
        "rate_limited": "Too many tries. Wait a few minutes, then try again.",
        "invalid_password_reset": "This link has been used or is too old. Ask for a new one.",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False
