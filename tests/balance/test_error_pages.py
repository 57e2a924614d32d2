"""Error pages say what happened and the next step; the 404 says nothing of who asked for what."""

import re

import pytest
from django.contrib.auth.models import AnonymousUser
from django.template.loader import render_to_string
from django.test import RequestFactory

pytestmark = pytest.mark.urls("tests.accounts.web.demo_urls")

PAGES = ["400.html", "403.html", "403_csrf.html", "404.html", "429.html", "500.html"]


def heading(html: str) -> list[str]:
    return re.findall(r"<h1>(.*?)</h1>", html)


@pytest.mark.parametrize("template", PAGES)
def test_page_needs_no_request_and_no_database(template: str) -> None:
    html = render_to_string(template)
    assert len(heading(html)) == 1
    assert "csrfmiddlewaretoken" not in html


def test_404_is_the_same_whoever_asks_for_whatever() -> None:
    pages = set()
    for path, district in (("/d/juniper/lines/1/", "Juniper"), ("/d/cedar/", "Cedar")):
        request = RequestFactory().get(path)
        request.user = AnonymousUser()
        context = {"district": district, "person_name": f"{district} Person", "request_path": path}
        pages.add(render_to_string("404.html", context, request=request))
    assert len(pages) == 1


def test_403_names_the_owner_and_how_to_ask() -> None:
    html = render_to_string(
        "403.html", {"owner_name": "Victor Morales", "owner_email": "v@juniper.example", "unit_name": "Ridgeline"}
    )
    assert heading(html) == ["This budget belongs to someone else"]
    assert "<p>Ridgeline is owned by Victor Morales. If you should see it, ask for access.</p>" in html
    assert re.findall(r'href="(mailto:[^"]*)"', html) == ["mailto:v@juniper.example?subject=Access%20to%20a%20budget"]


def test_403_without_an_owner_sends_to_the_office() -> None:
    assert heading(render_to_string("403.html", {"unit_name": "Ridgeline"})) == ["This budget is not yours to see"]
    assert heading(render_to_string("403.html")) == ["You may not see this"]
