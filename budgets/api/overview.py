"""All units that the person may see, for programs: how each stands, as on the page."""

from typing import Any

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.exceptions import ParseError
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.permissions import Act, may
from balance.money_api import MoneySerializerField
from budgets.api.answers import FISCAL_YEAR, FrameSerializer, answers
from budgets.api.base import InDistrict
from budgets.choices import UnitKind
from budgets.domain.standings import standings_up_to_date
from budgets.queries.entry_filter import LONGEST
from budgets.queries.kinds_of_money import Sum, Sums, by_fund
from budgets.queries.overview import UnitRow, overview_of
from budgets.queries.overview_filter import SHOWS, SORTS, ListFilter
from budgets.queries.pace import Verdict
from budgets.queries.typed import WrongFilter

TEXT = {"type": "string", "maxLength": LONGEST}
ORDERS = [f"{sign}{name}" for name in SORTS for sign in ("", "-")]
PARAMETERS = [
    FISCAL_YEAR,
    OpenApiParameter(
        "kind", {"type": "string", "enum": list(UnitKind.values)}, description="Sites or departments only."
    ),
    OpenApiParameter("area", TEXT, description="Name of an area; `none` for units without one."),
    OpenApiParameter(
        "show",
        {"type": "string", "enum": [show for show in SHOWS if show]},
        description="Those that `need` a look, of one verdict, `calm`; without an owner, or a look this month.",
    ),
    OpenApiParameter("q", TEXT, description="Words of a name or a code."),
    OpenApiParameter(
        "sort", {"type": "string", "enum": ORDERS}, description="Smallest first, with `-` largest; `need`: worst first."
    ),
]


class FiguresSerializer(serializers.Serializer[Any]):
    """Dollars, named as in `ledger_totals`."""

    revised = MoneySerializerField()
    expended = MoneySerializerField()
    open_orders = MoneySerializerField()
    requested = MoneySerializerField()
    left = MoneySerializerField()


class UnitSerializer(serializers.Serializer[Any]):
    """A unit with the money that it can decide on. `verdict` is that of the pool or line which needs a look most:
    `worst` is its name, `pool` or `line` its code, `worst_left` what is left of it."""

    unit = serializers.SerializerMethodField()
    name = serializers.CharField(source="unit.name")
    area = serializers.CharField(source="unit.area")
    owners = serializers.SerializerMethodField()
    lines = serializers.IntegerField()
    figures = FiguresSerializer(source="totals")
    verdict = serializers.ChoiceField([verdict.value for verdict in Verdict])
    worst = serializers.CharField()
    worst_left = MoneySerializerField()
    reason = serializers.CharField()
    pool = serializers.CharField()
    line = serializers.CharField()
    looked_on = serializers.DateField(allow_null=True)

    def get_unit(self, row: UnitRow) -> str:
        return f"{row.unit.kind}-{row.unit.code}"

    def get_owners(self, row: UnitRow) -> list[str]:
        return [owner.name for owner in row.owners]


class KindOfMoneySerializer(serializers.Serializer[Any]):
    """One kind of money. `find` are the words that find its entries; `left` is null where it is no one sum."""

    name = serializers.CharField()
    lines = serializers.IntegerField()
    fund = serializers.CharField()
    use_by = serializers.DateField(allow_null=True)
    revised = MoneySerializerField(source="totals.revised")
    expended = MoneySerializerField(source="totals.expended")
    open_orders = MoneySerializerField(source="totals.open_orders")
    left = serializers.SerializerMethodField()
    find = serializers.SerializerMethodField()

    def get_left(self, found: Sum) -> str | None:
        return str(found.totals.left) if found.has_left else None

    def get_find(self, found: Sum) -> dict[str, str]:
        return found.words


class KindsOfMoneySerializer(serializers.Serializer[Any]):
    """The district by kind of money, none added to another: units by kind and fund, every decidable line by fund, each
    set-aside source, pay that the district manages, lines of no unit, and the whole ledger."""

    units = KindOfMoneySerializer(many=True)
    funds = KindOfMoneySerializer(many=True)
    set_aside = KindOfMoneySerializer(many=True)
    central_pay = KindOfMoneySerializer(allow_null=True)
    no_unit = KindOfMoneySerializer(allow_null=True)
    ledger = KindOfMoneySerializer(allow_null=True)


class UnitsSerializer(FrameSerializer):
    """All units that fit. `sums` are of the whole district, and null for who does not see all of it."""

    sums = KindsOfMoneySerializer(allow_null=True)
    results = UnitSerializer(many=True)


class UnitList(InDistrict):
    """The units that the signed-in person may see, all at once, worst first unless `sort` says otherwise."""

    @extend_schema(parameters=PARAMETERS, operation_id="units", responses=answers(UnitsSerializer))
    def get(self, request: Request) -> Response:
        self.year = self._year()
        asked = self.asked()
        stand = standings_up_to_date(for_=self.membership, year=self.year, today=self.today)
        found = overview_of(self.membership, asked, self.year, self.today, units=stand.units, every=True)
        sees_all = may(self.membership.role, Act.SEE_UNMAPPED_MONEY)
        answer = {"sums": _sums(stand.sums) if sees_all else None, "results": found.rows}
        return Response(UnitsSerializer(self.frame() | answer).data)

    def asked(self) -> ListFilter:
        """Raises ParseError for a word that means nothing."""
        query = self.request.query_params
        try:
            return ListFilter.parse({name: query.get(name, "") for name in ("kind", "area", "show", "q", "sort")})
        except WrongFilter as error:
            raise ParseError(str(error)) from error


def _sums(sums: Sums) -> dict[str, Any]:
    return {
        "units": by_fund(sums.listed),
        "funds": sums.funds,
        "set_aside": sums.sources,
        "central_pay": sums.central,
        "no_unit": sums.nobodys,
        "ledger": sums.ledger,
    }
