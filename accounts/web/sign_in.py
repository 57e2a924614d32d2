"""Signing in: allauth's views, with what Balance adds."""

from typing import Any

from allauth.account.forms import RequestLoginCodeForm
from allauth.account.views import LoginView, RequestLoginCodeView
from django.http import HttpResponse

from accounts.web.adapter import KEEP_SIGNED_IN
from balance.env import DEMO
from budgets.queries.demo_people import demo_districts


class SignInView(LoginView):
    """E-mail and password; in demo mode also one button per person."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        if DEMO:
            context["demo_districts"] = demo_districts()
        return context


class RequestCodeView(RequestLoginCodeView):
    """Sends a code. "Keep me signed in" waits in the session until the code is typed."""

    def form_valid(self, form: RequestLoginCodeForm) -> HttpResponse:
        self.request.session[KEEP_SIGNED_IN] = form.cleaned_data["remember"]
        return super().form_valid(form)
