"""Pages that say what the gate gave them: the day, the zone, the district, and a queryset that is read late."""

from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.urls import path
from django.utils import timezone

from accounts.permissions import Act
from accounts.web.gate import DistrictView
from balance.tenancy.scope import current_district_id
from balance.urls import handler404
from balance.urls import urlpatterns as always
from budgets.models import Unit

LATE = engines["django"].from_string("{% for unit in units %}[{{ unit.name }}]{% endfor %}")


class Late(DistrictView):
    """Hands over a queryset that nobody has read yet."""

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.page(LATE, {"units": Unit.objects.order_by("code")})


class Inside(DistrictView):
    """Says where it is."""

    def get(self, request: HttpRequest) -> HttpResponse:
        return HttpResponse(f"{current_district_id()} {timezone.get_current_timezone_name()} {self.today}")


class ForTheOffice(Inside):
    act = Act.SEE_ALL_UNITS


class Fails(DistrictView):
    """Writes, and then fails."""

    def get(self, request: HttpRequest) -> HttpResponse:
        Unit.objects.create(kind="site", code="999", name="Never")
        raise RuntimeError("after a write")


urlpatterns = [
    path("late/<slug:slug>/", Late.as_view()),
    path("inside/<slug:slug>/", Inside.as_view()),
    path("office/<slug:slug>/", ForTheOffice.as_view()),
    path("fails/<slug:slug>/", Fails.as_view()),
    *always,
]

__all__ = ["handler404", "urlpatterns"]
