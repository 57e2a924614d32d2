"""Light, dark or as the system says: a choice of this browser, kept in a cookie so that it outlives a sign-out."""

from datetime import timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

COOKIE = "theme"
THEMES = ("light", "dark")
KEPT_FOR = timedelta(days=365)


@require_POST
def appearance(request: HttpRequest) -> HttpResponse:
    """Store the choice and go back to the page it was made on. Anything but light or dark means automatic."""
    response = redirect(page_before(request))
    theme = request.POST.get("theme")
    if theme in THEMES:
        response.set_cookie(
            COOKIE, theme, max_age=KEPT_FOR, secure=settings.SESSION_COOKIE_SECURE, httponly=True, samesite="Lax"
        )
    else:
        response.delete_cookie(COOKIE, samesite="Lax")
    return response


def page_before(request: HttpRequest) -> str:
    """The path of the page that sent this form, if it is one of ours; else the first page."""
    came_from = request.META.get("HTTP_REFERER", "")
    hosts = {request.get_host()}
    if not url_has_allowed_host_and_scheme(came_from, allowed_hosts=hosts, require_https=request.is_secure()):
        return "/"
    parts = urlsplit(came_from)
    path = f"{parts.path}?{parts.query}" if parts.query else parts.path
    # A path of its own that starts with two slashes would name another host.
    return path if url_has_allowed_host_and_scheme(path, allowed_hosts=None) else "/"
