"""The addresses of accounts as in demo mode, and a first page that only says who is signed in."""

from django.http import HttpRequest, HttpResponse
from django.urls import path

from accounts.web.urls import demo_only
from accounts.web.urls import urlpatterns as always


def first_page(request: HttpRequest) -> HttpResponse:
    return HttpResponse(request.user.email if request.user.is_authenticated else "nobody")


urlpatterns = [path("", first_page), *always, *demo_only]
