"""Balance's addresses and the bare page."""

from django.http import HttpRequest, HttpResponse
from django.urls import include, path

from accounts.web.gate import DistrictView


class BarePage(DistrictView):
    """Signed in, inside the district, in the same frame; nothing of the ledger."""

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.page("base.html", {})


urlpatterns = [path("d/<slug:slug>/bare/", BarePage.as_view()), path("", include("balance.urls"))]
