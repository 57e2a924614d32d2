"""From an address to a district: who gets in, where they are then, and that nothing is left open behind them."""

import pytest
import time_machine
from django.db import connection
from django.template.response import TemplateResponse
from django.test import Client, RequestFactory
from django.utils import timezone

from accounts.models import District, Membership, User
from accounts.web.gate import inside
from balance.tenancy.scope import NoDistrictScope, current_district_id, district_scope
from budgets.models import Unit
from tests.accounts.web.gate_urls import Late
from tests.isolation.addresses import masked

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.accounts.web.gate_urls")]


@pytest.fixture
def visit(cast):
    def get(user, path):
        client = Client(raise_request_exception=False)
        if user:
            client.force_login(user)
        return client.get(path)

    return get


def database_setting():
    with connection.cursor() as cursor:
        cursor.execute("select current_setting('balance.district', true)")
        return cursor.fetchone()[0]


@pytest.mark.parametrize("slug", ["juniper", "cedar", "nowhere"])
def test_signed_out_goes_to_sign_in_and_back_whatever_the_address(visit, slug):
    response = visit(None, f"/late/{slug}/?fy=2026")
    assert (response.status_code, response.headers["Location"]) == (
        302,
        f"/accounts/login/?next=/late/{slug}/%3Ffy%3D2026",
    )


def test_member_is_inside_the_district_in_its_zone_and_on_its_day(visit, cast):
    District.objects.filter(pk=cast.ours.district.pk).update(time_zone="Pacific/Honolulu")
    with time_machine.travel("2026-11-20T09:59:00Z", tick=False):
        response = visit(cast.ours.user("principal"), "/inside/juniper/")
    assert response.content.decode() == f"{cast.ours.district.pk} Pacific/Honolulu 2026-11-19"


def test_district_that_is_not_mine_is_the_same_as_none(visit, cast):
    user = cast.ours.user("officer")
    theirs, never = visit(user, "/inside/cedar/"), visit(user, "/inside/nowhere/")
    assert (theirs.status_code, masked(theirs)) == (404, masked(never))


def test_membership_that_ended_opens_nothing(visit, cast):
    Membership.objects.filter(pk=cast.ours.people["principal"].pk).update(is_active=False)
    assert visit(cast.ours.user("principal"), "/inside/juniper/").status_code == 404


def test_person_whose_sign_in_ended_is_signed_out(visit, cast):
    user = cast.ours.user("principal")
    client = Client()
    client.force_login(user)
    assert client.get("/inside/juniper/").status_code == 200
    User.objects.filter(pk=user.pk).update(is_active=False)
    assert client.get("/inside/juniper/").headers["Location"] == "/accounts/login/?next=/inside/juniper/"


def test_role_that_may_not_gets_what_a_stranger_gets(visit, cast):
    assert visit(cast.ours.user("officer"), "/office/juniper/").status_code == 200
    refused = visit(cast.ours.user("principal"), "/office/juniper/")
    assert (refused.status_code, masked(refused)) == (404, masked(visit(cast.stranger, "/office/juniper/")))


def test_person_of_two_districts_is_in_one_at_a_time(visit, cast):
    user = cast.ours.user("principal")
    Membership.objects.create(district=cast.theirs.district, user=user, role="viewer")
    found = [visit(user, f"/late/{slug}/").content.decode() for slug in ("juniper", "cedar")]
    assert found == [
        f"[Alder Creek {mark}][Ridgeline {mark}][Athletics {mark}]" for mark in ("JUNIPERMARK", "CEDARMARK")
    ]


@pytest.mark.parametrize("path", ["/inside/juniper/?x=%00", "/inside/juniper/?x=1&x=%00"])
def test_address_with_a_nul_is_not_found(visit, cast, path):
    assert visit(cast.ours.user("officer"), path).status_code == 404


def test_page_is_rendered_inside_the_district(visit, cast):
    """A template that reads a queryset later would fail, or show an empty page with status 200."""
    response = visit(cast.ours.user("viewer"), "/late/juniper/")
    assert response.content.decode() == "[Alder Creek JUNIPERMARK][Ridgeline JUNIPERMARK][Athletics JUNIPERMARK]"
    with pytest.raises(NoDistrictScope):
        list(response.context["units"].all())


def test_page_that_is_rendered_outside_is_refused_and_not_empty(cast):
    request = RequestFactory().get("/late/juniper/")
    request.user = cast.ours.user("viewer")
    view = Late()
    view.setup(request)
    with inside(request, "juniper", Late.act) as view.membership:
        response = view.get(request)
    assert isinstance(response, TemplateResponse)
    with pytest.raises(NoDistrictScope):
        response.render()


def test_nothing_is_left_open_behind_a_page(visit, cast):
    before = timezone.get_current_timezone_name()
    for path in ("/inside/juniper/", "/inside/cedar/", "/fails/juniper/"):
        visit(cast.ours.user("officer"), path)
        assert current_district_id() is None
        assert database_setting() in (None, "")
        assert timezone.get_current_timezone_name() == before


def test_page_that_fails_leaves_nothing_written(visit, cast):
    assert visit(cast.ours.user("officer"), "/fails/juniper/").status_code == 500
    with district_scope(cast.ours.district):
        assert not Unit.objects.filter(code="999").exists()


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_page_is_for_reading_only(cast, method):
    member, stranger = Client(), Client(raise_request_exception=False)
    member.force_login(cast.ours.user("officer"))
    stranger.force_login(cast.stranger)
    refused = getattr(member, method)("/d/juniper/sites/214/")
    assert (refused.status_code, refused.headers["Allow"]) == (405, "GET, HEAD, OPTIONS")
    unknown = [getattr(stranger, method)(f"/d/{slug}/sites/214/") for slug in ("juniper", "nowhere")]
    assert {response.status_code for response in unknown} == {404}
    assert masked(unknown[0]) == masked(unknown[1])


def test_options_tell_a_stranger_nothing(cast):
    stranger = Client(raise_request_exception=False)
    stranger.force_login(cast.stranger)
    found = [stranger.options(f"/d/{slug}/sites/214/") for slug in ("juniper", "nowhere")]
    assert {response.status_code for response in found} == {404}
