"""Signing in: allauth's views, with what Balance adds."""

from typing import Any

from allauth.account.forms import LoginForm, RequestLoginCodeForm
from allauth.account.views import LoginView, RequestLoginCodeView
from django.http import HttpRequest, HttpResponse

from accounts.web.adapter import KEEP_SIGNED_IN
from accounts.web.kept import KEPT
from balance.env import DEMO
from budgets.queries.demo_people import demo_districts

LONGEST = 254


def filled_in(request: HttpRequest) -> dict[str, Any]:
    """What the form begins with: the address that a mail's link names, and the box of a phone that is kept already."""
    email = request.GET.get("email", "")
    is_address = "@" in email and len(email) <= LONGEST and email.isprintable()
    return ({"email": email, "login": email} if is_address else {}) | {"remember": KEPT in request.session}


class SignInView(LoginView):
    """E-mail and password; in demo mode also one button per person."""

    def get_initial(self) -> dict[str, Any]:
        return super().get_initial() | filled_in(self.request)

    def form_valid(self, form: LoginForm) -> HttpResponse:
        self.request.session[KEEP_SIGNED_IN] = form.cleaned_data["remember"]
        return super().form_valid(form)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        if DEMO:
            context["demo_districts"] = demo_districts()
        return context


class RequestCodeView(RequestLoginCodeView):
    """Sends a code. "Keep me signed in" waits in the session until the code is typed.

    `?email=…&next=…` is how a mail leads to a page in one step: the address is filled in, and whoever is signed in
    goes on at once. The link itself signs nobody in.
    """

    def get_initial(self) -> dict[str, Any]:
        return super().get_initial() | filled_in(self.request)

    def form_valid(self, form: RequestLoginCodeForm) -> HttpResponse:
        self.request.session[KEEP_SIGNED_IN] = form.cleaned_data["remember"]
        return super().form_valid(form)
