"""The demo's buttons: the listed people and nobody else, and only where the demo runs."""

import pytest
from django.test import Client
from django.urls import NoReverseMatch, reverse

from accounts.choices import Role
from accounts.models import District, Membership, User
from accounts.web import sign_in
from balance.tenancy.scope import district_scope
from budgets.choices import AssignmentRole, UnitKind
from budgets.models import Assignment, Unit
from budgets.queries.demo_people import DemoDistrict, DemoPerson, demo_districts, demo_user

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.accounts.web.demo_urls")]


@pytest.fixture
def juniper() -> District:
    """The demo's first district with its office and its principal, and a person whom the demo does not list."""
    district = District.objects.create(slug="juniper-bay", name="Juniper Bay Unified")
    for part, role in (("principal", Role.OWNER), ("office", Role.OFFICE), ("secret", Role.OFFICE)):
        user = User.objects.create_user(f"{part}@juniper-bay.example", f"{part.title()} Person")
        Membership.objects.create(district=district, user=user, role=role)
    with district_scope(district):
        principal = Membership.objects.get(role=Role.OWNER)
        for code, name in (("214", "Alder Creek"), ("215", "Ridgeline")):
            unit = Unit.objects.create(kind=UnitKind.SITE, code=code, name=name)
            Assignment.objects.create(unit=unit, membership=principal, role=AssignmentRole.OWNER)
    return district


def test_list_holds_the_demo_people_with_what_they_look_after(juniper: District) -> None:
    assert demo_districts() == [
        DemoDistrict(
            "juniper-bay",
            "Juniper Bay Unified",
            (
                DemoPerson("office@juniper-bay.example", "Office Person", "the Budget Office", ""),
                DemoPerson(
                    "principal@juniper-bay.example", "Principal Person", "a principal", "Alder Creek and 1 more"
                ),
            ),
        )
    ]


def test_list_is_empty_before_the_demo_is_loaded() -> None:
    assert demo_districts() == []


def test_button_signs_in_its_person(client: Client, juniper: District) -> None:
    response = client.post("/demo/sign-in/", {"email": "principal@juniper-bay.example"})
    assert (response.status_code, response.headers["Location"]) == (302, "/")
    assert client.get("/").content.decode() == "principal@juniper-bay.example"
    assert client.session.get_expire_at_browser_close()


@pytest.mark.parametrize(
    ("target", "goes_to"), [("/d/juniper-bay/", "/d/juniper-bay/"), ("https://elsewhere.example/", "/")]
)
def test_button_goes_on_to_our_page_only(client: Client, juniper: District, target: str, goes_to: str) -> None:
    response = client.post("/demo/sign-in/", {"email": "office@juniper-bay.example", "next": target})
    assert response.headers["Location"] == goes_to


@pytest.mark.parametrize("email", ["secret@juniper-bay.example", "office@cedar-falls.example", ""])
def test_nobody_else_is_signed_in(client: Client, juniper: District, email: str) -> None:
    assert client.post("/demo/sign-in/", {"email": email}).status_code == 404
    assert client.get("/").content.decode() == "nobody"


def test_ended_demo_person_is_not_signed_in(juniper: District) -> None:
    User.objects.update(is_active=False)
    assert demo_user("office@juniper-bay.example") is None


def test_link_signs_nobody_in(client: Client, juniper: District) -> None:
    assert client.get("/demo/sign-in/?email=office@juniper-bay.example").status_code == 405


def test_sign_in_page_offers_the_buttons_in_demo_mode_only(
    client: Client, juniper: District, monkeypatch: pytest.MonkeyPatch
) -> None:
    button = 'name="email" value="principal@juniper-bay.example"'
    assert button not in client.get("/accounts/login/").content.decode()
    monkeypatch.setattr(sign_in, "DEMO", True)
    page = client.get("/accounts/login/").content.decode()
    assert page.count(button) == 1
    assert "<small>A principal, Alder Creek and 1 more</small>" in page


@pytest.mark.parametrize(("name", "args"), [("demo_sign_in", []), ("demo_mail", []), ("demo_letter", ["a.eml"])])
def test_without_demo_mode_there_is_no_such_address(name: str, args: list[str]) -> None:
    with pytest.raises(NoReverseMatch):
        reverse(name, urlconf="accounts.web.urls", args=args)
