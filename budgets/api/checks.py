"""Who said “I looked” at a unit, as the person who asks may see it."""

from datetime import UTC
from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from budgets.api.answers import FISCAL_YEAR, ONE_UNIT, FrameSerializer, answers
from budgets.api.units import OfUnit
from budgets.choices import LOOKING_ROLES, CheckAnswer
from budgets.queries.looks import checks_of


class CheckSerializer(serializers.Serializer[Any]):
    """One “I looked”: who, what they were then, when, and through which day the figures that they saw reached."""

    at = serializers.DateTimeField(default_timezone=UTC)
    on = serializers.DateField()
    by = serializers.CharField()
    role = serializers.ChoiceField(LOOKING_ROLES)
    posted_through = serializers.DateField(allow_null=True)
    answer = serializers.ChoiceField(CheckAnswer.values)


class ChecksSerializer(FrameSerializer):
    """The checks of one unit in one fiscal year, newest first."""

    results = CheckSerializer(many=True)


class Checks(OfUnit):
    """Who said of a unit that they looked, in one fiscal year."""

    @extend_schema(parameters=[FISCAL_YEAR, ONE_UNIT], operation_id="checks", responses=answers(ChecksSerializer))
    def get(self, request: Request) -> Response:
        unit = self.unit()
        row = self.year.row
        found = checks_of(unit, row.starts_on, row.ends_on)
        results = [
            {
                "at": said.at,
                "on": said.on,
                "by": said.by,
                "role": said.role,
                "posted_through": said.posted_through,
                "answer": said.answer,
            }
            for said in found
        ]
        return Response(ChecksSerializer(self.frame() | {"results": results}).data)
