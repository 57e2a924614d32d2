"""Sign-in forms in plain words. allauth checks them; what is kept after sign-in is decided in accounts.web.sign_in."""

from typing import Any

from allauth.account.forms import LoginForm, RequestLoginCodeForm
from django import forms

EMAIL_LABEL = "Work email"
TYPE_EMAIL = "Type your work email."


def keep_me() -> forms.BooleanField:
    """The box that decides whether this browser stays signed in when it is closed."""
    return forms.BooleanField(
        label="Keep me signed in on this phone",
        help_text="For 90 days, to look, to check and to ask. Leave it empty on a computer that others use.",
        required=False,
    )


class PasswordSignInForm(LoginForm):
    """E-mail and password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].label = EMAIL_LABEL
        # "username" is the name by which password managers know the field beside a password.
        self.fields["login"].widget.attrs["autocomplete"] = "username"
        self.fields["login"].error_messages["required"] = TYPE_EMAIL
        self.fields["password"].help_text = ""
        self.fields["password"].error_messages["required"] = "Type your password."
        self.fields["remember"] = keep_me()


class RequestCodeForm(RequestLoginCodeForm):
    """E-mail alone: a code is sent to it."""

    remember = keep_me()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].label = EMAIL_LABEL
        self.fields["email"].error_messages["required"] = TYPE_EMAIL
