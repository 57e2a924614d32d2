"""Open orders and the story of one, for programs."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.exceptions import NotFound, ParseError
from rest_framework.request import Request
from rest_framework.response import Response

from balance.money_api import MoneySerializerField
from budgets.api.answers import FISCAL_YEAR, UNIT, FrameSerializer, answers
from budgets.api.base import InDistrict
from budgets.api.entries import EntrySerializer
from budgets.queries.entry_filter import EntryFilter
from budgets.queries.order_story import order_story
from budgets.queries.orders import Order
from budgets.queries.orders_page import orders_page
from budgets.queries.typed import WrongFilter


class OrderSerializer(serializers.Serializer[Any]):
    """An order over its lines of one pot of money, in dollars. Without a number: money promised by no order we know."""

    order = serializers.CharField(source="number")
    vendor = serializers.CharField()
    description = serializers.CharField(source="text")
    lines = serializers.SerializerMethodField()
    set_aside = serializers.SerializerMethodField()
    set_aside_source = serializers.CharField(source="pot.source")
    ordered = MoneySerializerField()
    billed = MoneySerializerField()
    paid = MoneySerializerField()
    open_orders = MoneySerializerField(source="promised")
    first_on = serializers.DateField(allow_null=True)
    last_on = serializers.DateField(allow_null=True)
    carried_from = serializers.IntegerField(allow_null=True)
    is_blanket = serializers.BooleanField()

    def get_lines(self, order: Order) -> list[str]:
        return [line.line_code for line in order.lines]

    def get_set_aside(self, order: Order) -> bool:
        return order.pot.decide != "1"


class OrdersSerializer(FrameSerializer):
    """All open orders, longest without movement first."""

    results = OrderSerializer(many=True)


class StorySerializer(FrameSerializer):
    """One order: its parts by pot of money, and its entries, oldest first."""

    order = serializers.CharField()
    requests = serializers.ListField(child=serializers.CharField())
    parts = OrderSerializer(many=True)
    entries = EntrySerializer(many=True)


class OrderList(InDistrict):
    """Open orders of a fiscal year on the lines that the signed-in person may see."""

    @extend_schema(parameters=[FISCAL_YEAR, UNIT], operation_id="orders", responses=answers(OrdersSerializer))
    def get(self, request: Request) -> Response:
        self.year = self._year()
        try:
            asked = EntryFilter.parse({"unit": request.query_params.get("unit", "")})
        except WrongFilter as error:
            raise ParseError(str(error)) from error
        page = orders_page(self.membership, asked, self.year, self.today)
        if page.units:
            raise ParseError("There are too many open orders: ask for one unit.")
        return Response(OrdersSerializer(self.frame() | {"results": page.orders}).data)


class OrderStory(InDistrict):
    """One order of a fiscal year, over the lines that the signed-in person may see."""

    @extend_schema(parameters=[FISCAL_YEAR], operation_id="order", responses=answers(StorySerializer))
    def get(self, request: Request, number: str) -> Response:
        self.year = self._year()
        story = order_story(self.membership, number, self.year, self.today)
        if story is None:
            raise NotFound("There is no such order.")
        answer = {"order": story.number, "requests": story.requests, "parts": story.parts, "entries": story.steps}
        return Response(StorySerializer(self.frame() | answer).data)
