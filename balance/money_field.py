"""Money in a model: bigint cents in the database, Decimal dollars in Python."""

from decimal import Decimal
from functools import cache
from typing import Any

from django import forms
from django.core.exceptions import FieldError, ValidationError
from django.db import models
from django.db.models.expressions import Combinable, register_combinable_fields

from balance.money import NotWholeCents, amount, from_cents, to_cents


class MoneyField(models.Field):
    """An amount of money: `bigint` cents in PostgreSQL, `Decimal` dollars with two places in Python.

    Extends Field and not BigIntegerField: with the latter, `F("amount") + 5` would add five cents, and Django REST
    framework would show 1.25 as 1. Money adds to money only; anything else raises FieldError, also in `update` and
    `filter`, where Django itself does not look at the types. A constant is `Value(Decimal("1"), MoneyField())`.
    """

    description = "Money"
    empty_strings_allowed = False

    def db_type(self, connection: Any) -> str:
        return "bigint"

    def get_internal_type(self) -> str:
        return "MoneyField"

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Decimal | None:
        # A sum of bigint is numeric in PostgreSQL, an average has a fraction: both come as Decimal.
        return None if value is None else from_cents(value)

    def to_python(self, value: Any) -> Decimal | None:
        if value is None or value == "":
            return None
        try:
            return amount(value)
        except NotWholeCents as error:
            raise ValidationError(str(error), code="invalid") from error

    def get_prep_value(self, value: Any) -> Any:
        value = super().get_prep_value(value)
        return value if value is None or hasattr(value, "resolve_expression") else to_cents(value)

    def get_placeholder(self, value: Any, compiler: Any, connection: Any) -> str:
        require_money(value)
        return "%s"

    def get_lookup(self, lookup_name: str) -> Any:
        lookup = super().get_lookup(lookup_name)
        return None if lookup is None else _checked(lookup)  # type: ignore[arg-type]

    def formfield(self, **kwargs: Any) -> Any:
        return super().formfield(**{"form_class": MoneyFormField, **kwargs})

    def value_to_string(self, obj: Any) -> str:
        value = self.value_from_object(obj)
        return "" if value is None else str(value)


class MoneyFormField(forms.DecimalField):
    """A form's amount: dollars with at most two decimals."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"max_digits": 18, "decimal_places": 2, **kwargs})


def require_money(value: Any) -> None:
    """Raises FieldError when `value` is a SQL expression whose result is not money."""
    if hasattr(value, "resolve_expression") and not isinstance(value.output_field, MoneyField):
        raise FieldError(f"{value!r} is not money: dollars and cents would mix.")


@cache
def _checked(lookup: type) -> type:
    """The lookup, refusing a right side that is an expression of another type."""

    def get_prep_lookup(self: Any) -> Any:
        for side in self.rhs if isinstance(self.rhs, list | tuple) else [self.rhs]:
            if not hasattr(side, "get_compiler") and not isinstance(side, models.Model):
                require_money(side)
        return lookup.get_prep_lookup(self)  # type: ignore[attr-defined]

    return type(lookup.__name__, (lookup,), {"get_prep_lookup": get_prep_lookup})


for _connector in (Combinable.ADD, Combinable.SUB):
    register_combinable_fields(MoneyField, _connector, MoneyField, MoneyField)
register_combinable_fields(MoneyField, Combinable.MUL, models.IntegerField, MoneyField)
register_combinable_fields(models.IntegerField, Combinable.MUL, MoneyField, MoneyField)
