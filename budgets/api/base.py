"""The API's gate: the same walls as the pages, for the same signed-in person."""

from datetime import date
from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.cache import patch_cache_control
from rest_framework.exceptions import NotFound, ParseError
from rest_framework.generics import ListAPIView
from rest_framework.pagination import CursorPagination
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.models import Membership
from accounts.permissions import Act
from accounts.web.gate import inside
from budgets.queries.years import Year, all_years, current


class ByCode(CursorPagination):
    """Pages in order of code: page N costs what page 1 costs, and no exact total is counted."""

    ordering = "code"
    page_size = 200
    page_size_query_param = "limit"
    max_page_size = 1000

    def get_paginated_response_schema(self, schema: dict[str, Any]) -> dict[str, Any]:
        """The page of rows, and what they are rows of: `DistrictListView.list` says it on each page."""
        answer: dict[str, Any] = super().get_paginated_response_schema(schema)
        answer["properties"] = {
            "district": {"type": "string", "example": "juniper-bay"},
            "fiscal_year": {"type": "integer", "example": 2027},
            "posted_through": {"type": "string", "format": "date", "nullable": True},
            "loaded_at": {"type": "string", "format": "date-time", "nullable": True},
        } | answer["properties"]
        return answer


class InDistrict(APIView):
    """One district for a member of it. The answer is rendered inside the district's scope."""

    act = Act.SEE_OWN_UNITS
    membership: Membership
    year: Year
    years: list[Year]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.is_authenticated:
            # Refused by the permission class, before anything is asked about the district.
            return super().dispatch(request, *args, **kwargs)
        with inside(request, kwargs.pop("slug"), self.act) as self.membership:
            response = super().dispatch(request, *args, **kwargs)
            if isinstance(response, Response):
                response.render()
            patch_cache_control(response, private=True, no_store=True)
            return response

    @property
    def today(self) -> date:
        return timezone.localdate()

    def frame(self) -> dict[str, Any]:
        """What the rows of an answer are rows of, and how fresh they are."""
        load = self.year.load
        return {
            "district": self.membership.district.slug,
            "fiscal_year": self.year.number,
            "posted_through": load.posted_through if load else None,
            "loaded_at": load.loaded_at if load else None,
        }

    def _year(self) -> Year:
        """The year that `?fy=` names, else the one that today falls in."""
        self.years = years = all_years()
        wanted = self.request.query_params.get("fy")
        if wanted is not None and not (wanted.isascii() and wanted.isdigit()):
            raise ParseError("fy is a year, such as 2027.")
        found = current(years, self.today) if wanted is None else None
        found = found or next((year for year in years if str(year.number) == wanted), None)
        if found is None:
            raise NotFound("There is no such fiscal year.")
        return found


class DistrictListView(InDistrict, ListAPIView):
    """A list of one district and fiscal year, in pages."""

    pagination_class = ByCode

    def list(self, request: Any, *args: Any, **kwargs: Any) -> Response:
        self.year = self._year()
        response = super().list(request, *args, **kwargs)
        response.data = self.frame() | response.data
        return response
