"""Addresses of units and lines, which people keep and mails hold."""

import pytest

from accounts.models import District
from budgets.models import Unit
from budgets.web.links import line_url, unit_url

JUNIPER, CEDAR = District(slug="juniper"), District(slug="cedar")


@pytest.mark.parametrize(
    ("kind", "code", "url"),
    [
        ("site", "214", "/d/juniper/sites/214/"),
        ("department", "ATH", "/d/juniper/departments/ATH/"),
        ("site", "2 14%", "/d/juniper/sites/2%2014%25/"),
    ],
)
def test_unit_has_the_address_of_its_kind_and_code(kind, code, url):
    assert unit_url(JUNIPER, Unit(kind=kind, code=code)) == url


@pytest.mark.parametrize(
    ("code", "url"),
    [
        ("010-0000-4310-214", "/d/juniper/lines/010-0000-4310-214/"),
        ("010/A B%?#é", "/d/juniper/lines/010%2FA%20B%25%3F%23%C3%A9/"),
    ],
)
def test_line_has_the_address_of_its_code_percent_encoded(code, url):
    assert line_url(JUNIPER, code) == url


def test_line_has_the_address_of_its_own_district():
    assert [line_url(district, "1") for district in (JUNIPER, CEDAR, JUNIPER)] == [
        "/d/juniper/lines/1/",
        "/d/cedar/lines/1/",
        "/d/juniper/lines/1/",
    ]
