"""Account lines and their balances, of what the person may see."""

from typing import Any

from django.db.models import QuerySet
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_view
from rest_framework import serializers

from balance.money_api import MoneySerializerField
from budgets.api.answers import FISCAL_YEAR, answers
from budgets.api.base import DistrictListView
from budgets.choices import AccountType, Pay
from budgets.queries.access import lines_visible_to
from budgets.queries.api_lines import of_units, with_balance, with_names
from budgets.queries.totals import MEASURES, totals_of

PARAMETERS = [
    FISCAL_YEAR,
    OpenApiParameter("site", str, description="Code of a site: its lines only."),
    OpenApiParameter("department", str, description="Code of a department: its lines only."),
]


class LineSerializer(serializers.Serializer[Any]):
    """An account line and where the district's rules put it. Null: nowhere."""

    code = serializers.CharField()
    name = serializers.CharField()
    fund = serializers.CharField(source="fund_code")
    account_type = serializers.ChoiceField(AccountType.choices)
    pay = serializers.ChoiceField(Pay.choices, allow_blank=True)
    site = serializers.CharField(source="site.code", default=None, allow_null=True)
    department = serializers.CharField(source="department.code", default=None, allow_null=True)
    purpose = serializers.CharField(source="purpose.code", default=None, allow_null=True)
    pool = serializers.CharField(source="pool.code", default=None, allow_null=True)

    def get_fields(self) -> dict[str, Any]:
        # Not an attribute: `source` is one of the serializer itself.
        restricted = serializers.CharField(source="source.code", default=None, allow_null=True)
        fields = super().get_fields()
        return fields | {"source": restricted, "pool": fields.pop("pool")}


class BalanceSerializer(serializers.Serializer[Any]):
    """A line's measures in dollars, named as in `ledger_totals`."""

    code = serializers.CharField()
    transactions = serializers.IntegerField()
    original = MoneySerializerField()
    revised = MoneySerializerField()
    requested = MoneySerializerField()
    encumbered_carried_in = MoneySerializerField()
    encumbered_activity = MoneySerializerField()
    encumbered = MoneySerializerField()
    open_orders = MoneySerializerField()
    relief_without_order = MoneySerializerField()
    expended = MoneySerializerField()
    available = MoneySerializerField()
    left = MoneySerializerField()

    def to_representation(self, line: Any) -> dict[str, Any]:
        balance = getattr(line, "balance", None)
        totals = totals_of(balance, requests_reduce_left=self.context["view"].membership.district.requests_reduce_left)
        figures = {name: getattr(totals, name) for name in MEASURES}
        row = {"code": line.code, "transactions": balance.transactions if balance else 0, **figures}
        return super().to_representation(row)


class _Lines(DistrictListView):
    def get_queryset(self) -> QuerySet[Any]:
        lines = lines_visible_to(self.membership, self.today)
        query = self.request.query_params
        return of_units(lines, self.year.row, site=query.get("site"), department=query.get("department"))


@extend_schema_view(
    get=extend_schema(parameters=PARAMETERS, operation_id="lines", responses=answers(LineSerializer(many=True)))
)
class LineList(_Lines):
    """Account lines of a fiscal year that the signed-in person may see, in order of code."""

    serializer_class = LineSerializer

    def get_queryset(self) -> QuerySet[Any]:
        return with_names(super().get_queryset())


@extend_schema_view(
    get=extend_schema(parameters=PARAMETERS, operation_id="balances", responses=answers(BalanceSerializer(many=True)))
)
class BalanceList(_Lines):
    """What each of those lines adds up to. Revenue and balance-sheet lines are among them: see `account_type`."""

    serializer_class = BalanceSerializer

    def get_queryset(self) -> QuerySet[Any]:
        return with_balance(super().get_queryset())
