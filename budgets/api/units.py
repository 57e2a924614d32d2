"""What a unit's page says beyond its lines: what is worth a look, and this year beside closed years."""

from datetime import UTC
from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.exceptions import NotFound, ParseError
from rest_framework.request import Request
from rest_framework.response import Response

from balance.money_api import MoneySerializerField
from budgets.api.answers import FISCAL_YEAR, ONE_UNIT, FrameSerializer, answers
from budgets.api.base import InDistrict
from budgets.models import Unit
from budgets.queries.access import unit_access
from budgets.queries.attention import Mark
from budgets.queries.findings import Finding, FindingKind
from budgets.queries.history import Row, history_of
from budgets.queries.unit_page import unit_page
from budgets.queries.worth_a_look import outlook_of, worth_a_look


class MarkSerializer(serializers.Serializer[Any]):
    """Who said that an item is right, and when."""

    by = serializers.CharField()
    at = serializers.DateTimeField(default_timezone=UTC)


class FindingSerializer(serializers.Serializer[Any]):
    """One thing worth a look. `marked_right` tells who said so; those are after the others and ask for nothing."""

    item = serializers.CharField()
    kind = serializers.ChoiceField([kind.value for kind in FindingKind])
    amount = MoneySerializerField()
    pool = serializers.CharField()
    line = serializers.CharField()
    document = serializers.CharField()
    order = serializers.CharField()
    vendor = serializers.CharField()
    until = serializers.DateField(allow_null=True)
    reason = serializers.CharField()
    marked_right = MarkSerializer(allow_null=True)

    def get_fields(self) -> dict[str, Any]:
        # Not an attribute: `source` is one of the serializer itself.
        return super().get_fields() | {"source": serializers.CharField()}


class PastSerializer(serializers.Serializer[Any]):
    """One year's spending: by the same day of the year, and in full."""

    fiscal_year = serializers.IntegerField()
    by_date = MoneySerializerField()
    in_full = MoneySerializerField()
    budgeted = MoneySerializerField()


class HistoryRowSerializer(serializers.Serializer[Any]):
    """A line, or a total: of a purpose, of a source, or of all that can be decided on (no purpose and no source)."""

    line = serializers.CharField()
    purpose = serializers.CharField()
    name = serializers.CharField()
    years = PastSerializer(many=True)

    def get_fields(self) -> dict[str, Any]:
        return super().get_fields() | {"source": serializers.CharField()}


class NeedsSerializer(FrameSerializer):
    """What is worth a look in one unit, worst first. `forecast` is what will be spent of the money to decide on by the
    year's end; null without a closed year. `not_shown` counts what was left off."""

    forecast = MoneySerializerField(allow_null=True)
    not_shown = serializers.IntegerField()
    results = FindingSerializer(many=True)


class HistorySerializer(FrameSerializer):
    """One unit beside its closed years, on the day of the year that `on` names."""

    on = serializers.DateField()
    results = HistoryRowSerializer(many=True)


PARAMETERS = [FISCAL_YEAR, ONE_UNIT]


class OfUnit(InDistrict):
    """Something about one unit and year: all of it at once, for it is short."""

    def unit(self) -> Unit:
        """The one that is asked about. Raises ParseError, and NotFound alike for none and for somebody else's."""
        self.year = self._year()
        asked = self.request.query_params.get("unit")
        if asked is None:
            raise ParseError("Name a unit, such as unit=site-214.")
        kind, _, code = asked.partition("-")
        access = unit_access(self.membership, kind, code, self.today)
        if access is None or not access.may_see:
            raise NotFound("There is no such unit of yours.")
        return access.unit


class Needs(OfUnit):
    """What a unit's page calls worth a look, with the same facts."""

    @extend_schema(parameters=PARAMETERS, operation_id="needs", responses=answers(NeedsSerializer))
    def get(self, request: Request) -> Response:
        unit, district = self.unit(), self.membership.district
        page = unit_page(unit, self.year, district, self.today)
        findings = worth_a_look(page, district)
        outlook = outlook_of(page)
        answer = {
            "forecast": outlook.expected if outlook else None,
            "not_shown": findings.more,
            "results": [
                *(_finding(finding, None) for finding, _ in findings.shown),
                *(_finding(finding, mark) for finding, mark in findings.marked),
            ],
        }
        return Response(NeedsSerializer(self.frame() | answer).data)


class UnitHistory(OfUnit):
    """What a unit spent by the same day of up to three closed years, and in full."""

    @extend_schema(parameters=PARAMETERS, operation_id="history", responses=answers(HistorySerializer))
    def get(self, request: Request) -> Response:
        history = history_of(self.unit(), self.year, self.membership.district, self.today)
        rows = [_history_row(history.decide, history.years)]
        for group in (*history.groups, *history.set_aside):
            word = "source" if group.is_source else "purpose"
            rows.append(_history_row(group.total, history.years, **{word: group.total.code or "none"}))
            rows += [_history_row(line, history.years, line=line.code) for line in group.lines]
        return Response(HistorySerializer(self.frame() | {"on": history.on, "results": rows}).data)


def _finding(finding: Finding, mark: Mark | None) -> dict[str, Any]:
    control, payment, order = finding.control, finding.payment, finding.order
    line = str(control.key) if control and not control.is_pool else ""
    return {
        "item": finding.item,
        "kind": finding.kind.value,
        "amount": finding.amount,
        "pool": finding.pool,
        "line": line or (payment.code if payment else order.code if order else ""),
        "document": payment.document if payment else "",
        "order": order.number if order else "",
        "vendor": payment.vendor if payment else order.vendor if order else "",
        "source": finding.source,
        "until": finding.until,
        "reason": " ".join(filter(None, (control.pace.reason if control else "", finding.cause))),
        "marked_right": {"by": mark.by, "at": mark.at} if mark else None,
    }


def _history_row(row: Row, years: tuple[int, ...], *, line: str = "", **words: str) -> dict[str, Any]:
    return {
        "line": line,
        "purpose": words.get("purpose", ""),
        "source": words.get("source", ""),
        "name": row.name,
        "years": [
            {"fiscal_year": year, "by_date": spent.by_date, "in_full": spent.in_full, "budgeted": spent.budgeted}
            for year, spent in ((year, row.of(year)) for year in years)
        ],
    }
