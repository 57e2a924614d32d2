"""What every answer of the read API has in common, for its schema."""

from datetime import UTC
from typing import Any

from drf_spectacular.utils import OpenApiParameter, OpenApiResponse
from rest_framework import serializers

FISCAL_YEAR = OpenApiParameter(
    "fy", {"type": "integer", "minimum": 0}, description="Fiscal year, named after the year in which it ends."
)
A_UNIT = {"type": "string", "pattern": r"^(site|department)-[A-Za-z0-9-]{1,40}$"}
UNIT = OpenApiParameter("unit", A_UNIT, description="A budget: `site-214` or `department-ATH`.")
ONE_UNIT = OpenApiParameter("unit", A_UNIT, required=True, description="A budget: `site-214` or `department-ATH`.")
DAY = {"type": "string", "format": "date"}
# Of days that are compared with those before and after them.
NEAR_DAY = {"type": "string", "pattern": r"^20[0-9]{2}-(0[1-9]|1[0-2])-(0[1-9]|1[0-9]|2[0-8])$"}
MONTH = {"type": "string", "pattern": r"^20[0-9]{2}-(0[1-9]|1[0-2])$"}


class ProblemSerializer(serializers.Serializer[Any]):
    """What is wrong, in words."""

    detail = serializers.CharField()


class FrameSerializer(serializers.Serializer[Any]):
    """What an answer is about, and how fresh it is."""

    district = serializers.CharField()
    fiscal_year = serializers.IntegerField()
    posted_through = serializers.DateField(allow_null=True)
    loaded_at = serializers.DateTimeField(allow_null=True, default_timezone=UTC)


def answers(good: type[serializers.Serializer[Any]] | serializers.Serializer[Any]) -> dict[Any, Any]:
    """What may come back: what was asked for, or why not. A stranger's 404 is the website's own page."""
    return {
        200: good,
        400: OpenApiResponse(ProblemSerializer, "A parameter means nothing; `detail` says which."),
        403: OpenApiResponse(ProblemSerializer, "Nobody is signed in."),
        (404, "application/json"): OpenApiResponse(
            ProblemSerializer, "No such fiscal year, no such place in the list, or nothing of that name."
        ),
        (404, "text/html"): OpenApiResponse(str, "No district of this person."),
    }
