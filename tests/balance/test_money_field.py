"""Money in the database: bigint cents, Decimal dollars, and no arithmetic in which the two could mix."""

import json
from decimal import Decimal

import pytest
from django import forms
from django.core import serializers as fixtures
from django.core.exceptions import FieldError, ValidationError
from django.db import connection, transaction
from django.db.models import Avg, Case, Count, F, IntegerField, Max, Min, OuterRef, Subquery, Sum, Value, When
from django.db.models.functions import Abs, Coalesce, Greatest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rest_framework import serializers

from accounts.models import District
from balance.money import MAX_CENTS, NotWholeCents, from_cents
from balance.money_api import MoneySchema, MoneySerializerField
from balance.money_field import MoneyField, MoneyFormField
from balance.tenancy.scope import district_scope
from budgets.models import Source

TEN = Decimal("10.00")


@pytest.fixture(autouse=True)
def inside(db):
    with district_scope(District.objects.create(slug="juniper", name="Juniper")):
        yield


def source(code="A", allocation="1.25", cap_from="10.00"):
    return Source.objects.create(
        code=code,
        name=code,
        kind="grant",
        allocation=None if allocation is None else Decimal(allocation),
        cap_from=Decimal(cap_from),
        carry_over_cap_pct=15,
    )


def money(value):
    return Value(Decimal(value), MoneyField())


def update(allocation):
    """In a savepoint of its own: a refused update ends the transaction that it is in."""
    with transaction.atomic():
        Source.objects.update(allocation=allocation)


def stored():
    with connection.cursor() as cursor:
        cursor.execute("select allocation from budgets_source order by code")
        return [cents for (cents,) in cursor.fetchall()]


def test_database_holds_cents_and_python_dollars():
    one = source()
    assert stored() == [125]
    one.refresh_from_db()
    assert str(one.allocation) == "1.25"
    assert Source._meta.get_field("allocation").db_type(connection) == "bigint"


def test_nothing_stays_nothing():
    source(allocation=None)
    assert stored() == [None]
    assert Source.objects.get().allocation is None


def test_every_way_to_write_stores_cents():
    one = source()
    Source.objects.bulk_create([Source(code="B", name="B", kind="gift", allocation="2.50")])
    Source.objects.filter(code="B").update(cap_from=Decimal("3.75"))
    one.allocation = 7
    Source.objects.bulk_update([one], ["allocation"])
    Source.objects.update_or_create(code="C", defaults={"name": "C", "kind": "gift", "allocation": Decimal("-0.01")})
    assert stored() == [700, 250, -1]
    assert Source.objects.get(code="B").cap_from == Decimal("3.75")


@pytest.mark.parametrize("value", ["0.001", "NaN", float("inf"), "1e400", True, "92233720368547758.08"])
def test_amount_that_is_not_whole_cents_never_reaches_the_database(value):
    source()
    with pytest.raises(NotWholeCents):
        update(value)
    with pytest.raises(NotWholeCents):
        Source.objects.filter(allocation=value).exists()
    with pytest.raises(ValidationError):
        Source._meta.get_field("allocation").to_python(value)
    assert stored() == [125]


def test_largest_amount_of_a_bigint_comes_back():
    source(allocation=str(from_cents(MAX_CENTS)), cap_from=str(from_cents(-MAX_CENTS)))
    one = Source.objects.get()
    assert (one.allocation, one.cap_from) == (from_cents(MAX_CENTS), from_cents(-MAX_CENTS))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)
@given(st.integers(-MAX_CENTS, MAX_CENTS))
def test_any_amount_comes_back_as_it_was(cents):
    pk = Source.objects.get_or_create(code="H", defaults={"name": "H", "kind": "gift"})[0].pk
    Source.objects.filter(pk=pk).update(allocation=from_cents(cents))
    assert Source.objects.values_list("allocation", flat=True).get(pk=pk, allocation=from_cents(cents)) == from_cents(
        cents
    )


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        (F("allocation") + F("cap_from"), "11.25"),
        (F("allocation") - F("cap_from"), "-8.75"),
        (F("allocation") + money("5"), "6.25"),
        (money("5") - F("allocation"), "3.75"),
        (F("allocation") * F("carry_over_cap_pct"), "18.75"),
        (F("allocation") * 2, "2.50"),
        (2 * F("allocation"), "2.50"),
        (-1 * F("allocation"), "-1.25"),
        (Greatest("allocation", "cap_from"), "10.00"),
        (Coalesce("allocation", money("0")), "1.25"),
        (Abs(money("-3.5"), output_field=MoneyField()), "3.50"),
        (Case(When(code="A", then=money("5")), default=F("allocation")), "5.00"),
    ],
    ids=str,
)
def test_money_with_money_is_money(expression, expected):
    source()
    assert str(Source.objects.annotate(result=expression).get().result) == expected
    Source.objects.update(allocation=expression)
    assert str(Source.objects.get().allocation) == expected
    assert Source.objects.filter(allocation=money(expected)).count() == 1


MIXED = {
    "F + int": lambda: F("allocation") + 5,
    "int + F": lambda: 5 + F("allocation"),
    "F - Decimal": lambda: F("allocation") - TEN,
    "F + float": lambda: F("allocation") + 0.5,
    "F + count": lambda: F("allocation") + F("carry_over_cap_pct"),
    "F × F": lambda: F("allocation") * F("cap_from"),
    "F × Decimal": lambda: F("allocation") * TEN,
    "F ÷ int": lambda: F("allocation") / 2,
    "F % int": lambda: F("allocation") % 2,
    "Coalesce(F, 0)": lambda: Coalesce("allocation", 0),
    "Coalesce(F, Value(Decimal))": lambda: Coalesce("allocation", Value(TEN)),
    "Case": lambda: Case(When(code="A", then=Value(5)), default=F("allocation")),
    "F + Sum": lambda: F("allocation") + Sum("carry_over_cap_pct"),
}


@pytest.mark.parametrize("mixed", MIXED)
def test_money_with_anything_else_is_refused_in_a_query(mixed):
    source()
    with pytest.raises(FieldError):
        list(Source.objects.annotate(result=MIXED[mixed]()))
    with pytest.raises(FieldError):
        list(Source.objects.filter(allocation__gt=MIXED[mixed]()))
    with pytest.raises(FieldError):
        update(MIXED[mixed]())
    assert stored() == [125]


@pytest.mark.parametrize(
    "other", [F("carry_over_cap_pct"), Value(5), Value(TEN), Count("shares"), Value(5, IntegerField())], ids=str
)
def test_comparing_or_setting_money_to_another_type_is_refused(other):
    source()
    for lookup in ("exact", "gt", "gte", "lt", "lte"):
        with pytest.raises(FieldError):
            list(Source.objects.filter(**{f"allocation__{lookup}": other}))
    for lookup in ("in", "range"):
        with pytest.raises(FieldError):
            list(Source.objects.filter(**{f"allocation__{lookup}": [money("1"), other]}))
    with pytest.raises(FieldError):
        update(other)


def test_comparing_money_with_dollars_or_money_finds_it():
    source()
    source("B", "20.00")
    codes = Source.objects.order_by("code").values_list("code", flat=True)
    assert list(codes.filter(allocation=Decimal("1.25"))) == ["A"]
    assert list(codes.filter(allocation=20)) == ["B"]
    assert list(codes.filter(allocation__gt=F("cap_from"))) == ["B"]
    assert list(codes.filter(allocation__range=(Decimal(1), Decimal(2)))) == ["A"]
    assert list(codes.filter(allocation__in=[Decimal("1.25"), Decimal("20")])) == ["A", "B"]
    assert list(codes.exclude(allocation__lte=money("1.25"))) == ["B"]
    assert list(codes.filter(allocation__isnull=True)) == []
    newest = Source.objects.filter(code=OuterRef("code")).values("allocation")[:1]
    assert list(codes.filter(allocation=Subquery(newest))) == ["A", "B"]
    assert list(codes.filter(allocation__in=Source.objects.filter(code="B").values("allocation"))) == ["B"]


def test_aggregates_are_money_and_the_average_rounds_half_up():
    for code, allocation in (("A", "0.01"), ("B", "0.02"), ("C", "0.04"), ("D", None)):
        source(code, allocation)
    found = Source.objects.filter(code__in="ABD").aggregate(
        Sum("allocation"), Avg("allocation"), Min("allocation"), Max("allocation")
    )
    assert {name: str(value) for name, value in found.items()} == {
        "allocation__sum": "0.03",
        "allocation__avg": "0.02",  # 1.5 cents
        "allocation__min": "0.01",
        "allocation__max": "0.02",
    }
    assert str(Source.objects.aggregate(whole=Sum(F("allocation") + F("cap_from")))["whole"]) == "30.07"
    none = Source.objects.filter(code="X")
    assert none.aggregate(Sum("allocation")) == {"allocation__sum": None}
    assert none.aggregate(whole=Coalesce(Sum("allocation"), money("0"))) == {"whole": Decimal("0.00")}
    with pytest.raises(FieldError):
        none.aggregate(whole=Coalesce(Sum("allocation"), 0))


def test_sum_beyond_a_bigint_stays_exact():
    source("A", str(from_cents(MAX_CENTS)))
    source("B", str(from_cents(MAX_CENTS)))
    assert Source.objects.aggregate(Sum("allocation")) == {"allocation__sum": from_cents(2 * MAX_CENTS)}


class SourceForm(forms.ModelForm):
    class Meta:
        model = Source
        fields = ["code", "name", "kind", "allocation"]


def test_form_takes_dollars_with_two_decimals_at_most():
    base = {"code": "F", "name": "F", "kind": "gift"}
    assert type(SourceForm().fields["allocation"]) is MoneyFormField
    form = SourceForm(base | {"allocation": "1184.6"})
    assert str(form.save().allocation) == "1184.60"
    for wrong in ("1.255", "NaN", "1e400", "twelve", "99999999999999999.00"):
        form = SourceForm(base | {"code": "G", "allocation": wrong})
        assert list(form.errors) == ["allocation"], wrong
    assert SourceForm(instance=Source.objects.get(code="F"))["allocation"].value() == Decimal("1184.60")


def test_api_writes_and_reads_text_with_two_decimals():
    class Reply(serializers.Serializer):
        amount = MoneySerializerField()

    for value, text in ((Decimal("1.25"), "1.25"), (Decimal("-1184.6"), "-1184.60"), (Decimal("-0.00"), "0.00")):
        assert Reply({"amount": value}).data == {"amount": text}
    with pytest.raises(NotWholeCents):
        _ = Reply({"amount": Decimal("0.005")}).data
    read = Reply(data={"amount": "17931.44"})
    assert read.is_valid()
    assert read.validated_data == {"amount": Decimal("17931.44")}
    assert not Reply(data={"amount": "1.255"}).is_valid()


def test_api_schema_says_text_with_two_decimals():
    schema = MoneySchema(MoneySerializerField()).map_serializer_field(None, "response")
    assert schema == {"type": "string", "pattern": r"^-?\d+\.\d{2}$", "example": "17931.44"}


def test_fixture_holds_dollars_and_reads_back():
    one = source(allocation="-1184.60")
    text = fixtures.serialize("json", [one])
    assert json.loads(text)[0]["fields"]["allocation"] == "-1184.60"
    assert next(fixtures.deserialize("json", text)).object.allocation == Decimal("-1184.60")
