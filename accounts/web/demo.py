"""Demo mode only: sign in by one button, and read the mail that the demo sent. Not in the addresses otherwise."""

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST, require_safe

from accounts.web import demo_mailbox
from budgets.queries.demo_people import demo_user


@require_POST
def demo_sign_in(request: HttpRequest) -> HttpResponse:
    """Sign in the person of the button that was pressed, and go where they were going."""
    user = demo_user(request.POST.get("email", ""))
    if user is None:
        raise Http404
    get_adapter().login(request, user)
    target = request.POST.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(target, {request.get_host()}, request.is_secure())
    return redirect(target if is_ours else settings.LOGIN_REDIRECT_URL)


@require_safe
def demo_mail(request: HttpRequest) -> HttpResponse:
    """What the demo sent, newest first."""
    return render(request, "demo/mail.html", {"letters": demo_mailbox.letters()})


@require_safe
def demo_letter(request: HttpRequest, name: str) -> HttpResponse:
    """One message as text."""
    letter = demo_mailbox.letter(name)
    if letter is None:
        raise Http404
    return render(request, "demo/letter.html", {"letter": letter})
