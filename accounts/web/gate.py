"""The first wall: from an address to a district, by membership, into its scope.

Everything about a district happens inside `inside`, the rendering of the answer included: a template that reads a
queryset after the scope has ended would show an empty page.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponseBase
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.views import View

from accounts.models import District, Membership
from accounts.permissions import Act, may
from accounts.queries.memberships import membership_in
from balance.tenancy.scope import district_scope


@contextmanager
def inside(request: HttpRequest, slug: str, act: Act) -> Iterator[Membership]:
    """Enters the district of `slug` for a signed-in person, in its time zone.

    Raises Http404 for a stranger and for a district that does not exist alike, and for an address with a NUL, which
    no text in the database can hold.
    """
    if "\0" in request.path or any("\0" in value for name in request.GET for value in request.GET.getlist(name)):
        raise Http404
    membership = membership_in(request.user, slug)  # type: ignore[arg-type]
    if membership is None or not may(membership.role, act):
        raise Http404
    with district_scope(membership.district_id), timezone.override(ZoneInfo(membership.district.time_zone)):
        yield membership


class DistrictView(View):
    """A page of one district, at `/d/<slug>/…`. Signed out: to sign-in, whatever the address."""

    act = Act.SEE_OWN_UNITS
    membership: Membership

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        with inside(request, kwargs.pop("slug"), self.act) as self.membership:
            response = super().dispatch(request, *args, **kwargs)
            if isinstance(response, TemplateResponse):
                response.render()
            # A shared computer keeps no copy of somebody's budget.
            patch_cache_control(response, private=True, no_store=True)
            return response

    @property
    def district(self) -> District:
        return self.membership.district

    @property
    def today(self) -> date:
        """The day in the district."""
        return timezone.localdate()

    def page(self, template: str, context: dict[str, Any], status: int = 200) -> TemplateResponse:
        """A page in the frame of the district: its name, the person, the way home."""
        home = reverse("district_home", args=[self.district.slug])
        frame = {
            "district": self.district,
            "home_url": home,
            "person_name": self.membership.user.name,
            "person_role": self.membership.get_role_display(),
            "nav_items": [("Budgets", home, self.request.path == home)],
            "today": self.today,
        }
        return TemplateResponse(self.request, template, frame | context, status=status)
