"""The door: to one's district, or a choice, or a word to those who have none."""

from django.test import Client

from accounts.models import Membership, User
from tests.budgets.web.reading import Page


def door(user):
    client = Client()
    if user:
        client.force_login(user)
    return client.get("/")


def test_signed_out_goes_to_sign_in(cast):
    assert door(None).headers["Location"] == "/accounts/login/"


def test_person_of_one_district_goes_to_it(cast):
    assert door(cast.ours.user("principal")).headers["Location"] == "/d/juniper/"


def test_person_of_two_districts_chooses_by_name(cast):
    user = cast.ours.user("principal")
    Membership.objects.create(district=cast.theirs.district, user=user, role="viewer")
    page = Page(door(user))
    assert page.heading == "Choose a district"
    assert page.links == [("Cedar Unified", "/d/cedar/"), ("Juniper Unified", "/d/juniper/")]


def test_district_that_a_person_has_left_is_no_choice(cast):
    user = cast.ours.user("principal")
    Membership.objects.create(district=cast.theirs.district, user=user, role="viewer", is_active=False)
    assert door(user).headers["Location"] == "/d/juniper/"


def test_person_of_no_district_is_told_so(cast):
    page = Page(door(User.objects.create_user("new@juniper.example", "New Person", "x")))
    assert page.heading == "You are not in a district yet"
