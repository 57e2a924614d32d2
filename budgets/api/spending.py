"""What was spent in some days, for programs."""

from typing import Any

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.exceptions import ParseError
from rest_framework.request import Request
from rest_framework.response import Response

from balance.money_api import MoneySerializerField
from budgets.api.answers import FISCAL_YEAR, MONTH, NEAR_DAY, UNIT, FrameSerializer, answers
from budgets.api.base import InDistrict
from budgets.queries.days import Days, stretch
from budgets.queries.entry_filter import EntryFilter
from budgets.queries.spending import Spent, spending
from budgets.queries.typed import WrongFilter


class SpentSerializer(serializers.Serializer[Any]):
    """What was spent on one thing, in dollars, and in the time before; `find` are the words that find its entries."""

    name = serializers.CharField()
    spent = MoneySerializerField(source="now")
    before = MoneySerializerField()
    find = serializers.SerializerMethodField()

    def get_find(self, spent: Spent) -> dict[str, str]:
        return spent.entry_filter.words


class SpendingSerializer(FrameSerializer):
    """From `first_on` to `last_on`, both included. `compares` is false where no year holds the days before."""

    first_on = serializers.DateField()
    last_on = serializers.DateField()
    compares = serializers.BooleanField()
    total = SpentSerializer()
    purposes = SpentSerializer(many=True)
    sources = SpentSerializer(many=True)
    vendors = SpentSerializer(many=True)
    central_pay = SpentSerializer(allow_null=True)


PARAMETERS = [
    FISCAL_YEAR,
    UNIT,
    OpenApiParameter("month", MONTH, description="A month, `2026-10`. Left out: the last whole month before today."),
    OpenApiParameter("from", NEAR_DAY, description="First day, `2026-10-01`."),
    OpenApiParameter("to", NEAR_DAY, description="Last day."),
]


class SpendingOfDays(InDistrict):
    """What was spent in a month or any days, on the lines that the signed-in person may see."""

    @extend_schema(parameters=PARAMETERS, operation_id="spending", responses=answers(SpendingSerializer))
    def get(self, request: Request) -> Response:
        self.year = self._year()
        asked, days = self.asked()
        if "fy" not in request.query_params:
            holds = (year for year in self.years if year.row.starts_on <= days.last <= year.row.ends_on)
            self.year = next(holds, self.year)
        found = spending(self.membership, asked, days, year=self.year, years=self.years, today=self.today)
        answer = {
            "first_on": days.first,
            "last_on": days.last,
            "compares": found.compares,
            "total": found.total,
            "purposes": found.purposes,
            "sources": found.sources,
            "vendors": found.vendors,
            "central_pay": found.central,
        }
        return Response(SpendingSerializer(self.frame() | answer).data)

    def asked(self) -> tuple[EntryFilter, Days]:
        """Raises ParseError for a word that means nothing."""
        query = self.request.query_params
        try:
            asked = EntryFilter.parse({name: query.get(name, "") for name in ("unit", "from", "to")})
            year = self.year.row if "fy" in query else None
            return asked, stretch(asked, query.get("month", ""), self.today, year.ends_on if year else None)
        except WrongFilter as error:
            raise ParseError(str(error)) from error
