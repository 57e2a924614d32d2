"""Money in the API: a string with two decimals, in answers and in the schema alike."""

from decimal import Decimal
from typing import Any

from drf_spectacular.extensions import OpenApiSerializerFieldExtension
from rest_framework import serializers

from balance.money import amount


class MoneySerializerField(serializers.DecimalField):
    """Dollars as text with two decimals, such as "-1184.60"."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"max_digits": 18, "decimal_places": 2, "coerce_to_string": True, **kwargs})

    def to_representation(self, value: Decimal) -> str:
        return str(amount(value))


class MoneySchema(OpenApiSerializerFieldExtension):
    target_class = "balance.money_api.MoneySerializerField"

    def map_serializer_field(self, auto_schema: Any, direction: str) -> dict[str, Any]:
        return {"type": "string", "pattern": r"^-?\d+\.\d{2}$", "example": "17931.44"}
