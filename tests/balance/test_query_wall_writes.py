"""The ORM's wall alone, for writes: whatever a statement tries, the other district's rows stay as they were."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.db.models import F, OuterRef, Q, Subquery, Value, sql
from django.db.models.functions import Concat
from django.forms import modelform_factory

from balance.tenancy.scope import ForeignDistrict, NoDistrictScope, district_scope
from budgets.models import Assignment, FiscalYear, Line, Purpose, Unit


def content(district):
    """Every row of a district in the tables that these tests write."""
    with connection.cursor() as cursor:
        for table in ("unit", "line", "purpose", "assignment", "fiscalyear", "pool"):
            cursor.execute(f"select * from budgets_{table} where district_id = %s order by 1", [district.pk])
            yield table, cursor.fetchall()


def new_unit(code="300", **fields):
    return Unit(**{"kind": "site", "code": code, "name": "New", **fields})


# Each would reach the other district too if its statement did not name the district. (write, rows it may touch)
WRITES = {
    "update": (lambda: Unit.objects.update(name="x"), 3),
    "update of some": (lambda: Unit.objects.filter(Q(code="214") | Q(code="215")).update(name="x"), 2),
    "update by expression": (lambda: Unit.objects.update(name=Concat("name", Value("!"))), 3),
    "update over a relation": (lambda: Unit.objects.filter(assignments__role="owner").update(name="x"), 3),
    "update by subquery": (
        lambda: Line.objects.update(name=Subquery(Purpose.objects.filter(pk=OuterRef("purpose")).values("name"))),
        12,
    ),
    "update of a base manager": (lambda: Unit._base_manager.update(area="x"), 3),
    "update with an annotation": (lambda: Unit.objects.annotate(old=F("name")).update(name=F("old")), 3),
    "update of rows that are ordered": (lambda: Unit.objects.order_by("code").update(phone="1"), 3),
    "bulk_update": (lambda: bulk_update(Unit.objects.all()), 3),
    "delete": (lambda: Assignment.objects.all().delete()[0], 6),
    "delete of some": (lambda: Assignment.objects.filter(role="owner").delete()[0], 3),
    "delete over a relation": (lambda: Assignment.objects.filter(unit__code="214").delete()[0], 3),
    "raw delete": (lambda: Assignment.objects.all()._raw_delete("default"), 6),
}


def bulk_update(units):
    for unit in units:
        unit.name = "y"
    return Unit.objects.bulk_update(units, ["name"])


@pytest.mark.parametrize("way", WRITES)
def test_write_touches_own_rows_only(bare_cast, way):
    write, rows = WRITES[way]
    theirs = dict(content(bare_cast.theirs.district))
    with district_scope(bare_cast.ours.district):
        assert write() == rows
    assert dict(content(bare_cast.theirs.district)) == theirs


def test_write_outside_a_scope_raises_and_changes_nothing(bare_cast):
    before = [dict(content(side.district)) for side in (bare_cast.ours, bare_cast.theirs)]
    unit = bare_cast.ours.units["214"]
    assignment = Assignment(unit=unit, membership=bare_cast.ours.people["officer"], role="viewer")
    more = {
        "save": unit.save,
        "save of a new row": lambda: new_unit().save(),
        "delete of an instance": lambda: Assignment(pk=1).delete(),
        "create": lambda: Unit.objects.create(kind="site", code="300"),
        "bulk_create": lambda: Unit.objects.bulk_create([new_unit()]),
        "get_or_create": lambda: Unit.objects.get_or_create(kind="site", code="300"),
        "update_or_create": lambda: Unit.objects.update_or_create(kind="site", code="214", defaults={"name": "x"}),
        "bulk_update of instances": lambda: Unit.objects.bulk_update([unit], ["name"]),
        "create by a reverse manager": lambda: unit.site_lines.create(code="x"),
        "save with a district": lambda: new_unit(district=bare_cast.ours.district).save(),
        "save of a reference": assignment.save,
    }
    for way, write in (more | {way: write for way, (write, _) in WRITES.items()}).items():
        with pytest.raises(NoDistrictScope), transaction.atomic():
            write()
        assert [dict(content(side.district)) for side in (bare_cast.ours, bare_cast.theirs)] == before, way


def test_statement_without_the_wall_would_touch_both(bare_cast):
    """What the tests above stand on: policies lifted, a plain statement is not held back by anything."""
    with district_scope(bare_cast.ours.district):
        rows = Assignment.objects.all()
        rows.query = sql.Query(Assignment)
        assert rows.query.chain(sql.DeleteQuery).get_compiler("default").execute_sql("row count") == 12


def test_write_to_an_empty_list_of_rows_does_nothing(bare_cast):
    with district_scope(bare_cast.ours.district):
        none = Assignment.objects.filter(pk__in=[])
        assert (none.delete(), none.update(role="viewer"), none._raw_delete("default")) == ((0, {}), 0, 0)
        assert Assignment.objects.none().delete() == (0, {})
        assert Assignment.objects.count() == 6


def test_new_rows_get_the_district_of_the_scope(bare_cast):
    with district_scope(bare_cast.ours.district) as ours:
        saved = new_unit("300")
        saved.save()
        made = [
            saved,
            Unit.objects.create(kind="site", code="301", name="n"),
            *Unit.objects.bulk_create([new_unit("302"), new_unit("303")]),
            Unit.objects.get_or_create(kind="site", code="304", defaults={"name": "n"})[0],
            Unit.objects.update_or_create(kind="site", code="305", defaults={"name": "n"})[0],
        ]
        assert [unit.district_id for unit in made] == [ours] * 6
        assert Unit.objects.count() == 9


def test_get_or_create_and_upsert_meet_own_row_although_the_other_has_the_same_code(bare_cast):
    theirs = dict(content(bare_cast.theirs.district))
    with district_scope(bare_cast.ours.district):
        mine = bare_cast.ours.units["214"]
        assert Unit.objects.get_or_create(kind="site", code="214") == (mine, False)
        assert Unit.objects.update_or_create(kind="site", code="214", defaults={"name": "x"}) == (mine, False)
        Unit.objects.bulk_create(
            [new_unit("214", name="y")],
            update_conflicts=True,
            unique_fields=["district", "kind", "code"],
            update_fields=["name"],
        )
        Unit.objects.bulk_create([new_unit("214", name="z")], ignore_conflicts=True)
        mine.refresh_from_db()
        assert mine.name == "y"
    assert dict(content(bare_cast.theirs.district)) == theirs


def test_object_of_another_district_is_never_written(bare_cast):
    theirs = bare_cast.theirs.units["214"]
    before = dict(content(bare_cast.theirs.district))
    with district_scope(bare_cast.ours.district):
        for write in (
            theirs.save,
            lambda: theirs.save(update_fields=["name"]),
            theirs.delete,
            theirs.full_clean,
            lambda: Unit.objects.bulk_create([new_unit(district=bare_cast.theirs.district)]),
            lambda: Unit.objects.create(kind="site", code="9", name="n", district_id=bare_cast.theirs.district.pk),
        ):
            theirs.name = "taken"
            with pytest.raises(ForeignDistrict), transaction.atomic():
                write()
        assert Unit.objects.bulk_update([theirs], ["name"]) == 0
    assert dict(content(bare_cast.theirs.district)) == before


def test_own_object_is_not_moved_to_another_district(bare_cast):
    with district_scope(bare_cast.ours.district):
        mine = bare_cast.ours.units["214"]
        mine.district = bare_cast.theirs.district
        with pytest.raises(ForeignDistrict):
            mine.save()


def test_new_object_with_the_key_of_anothers_row_is_refused(bare_cast):
    before = dict(content(bare_cast.theirs.district))
    with district_scope(bare_cast.ours.district), pytest.raises(IntegrityError), transaction.atomic():
        new_unit(pk=bare_cast.theirs.units["214"].pk).save()
    assert dict(content(bare_cast.theirs.district)) == before


def test_reference_to_anothers_row_is_refused(bare_cast):
    line, theirs = bare_cast.ours.lines["010-0000-4310-214"], bare_cast.theirs.units["214"]
    with district_scope(bare_cast.ours.district):
        line.site = theirs
        for write in (
            line.save,
            lambda: Line.objects.update(site=theirs),
            lambda: Line.objects.bulk_update([line], ["site"]),
            lambda: theirs.site_lines.create(fiscal_year=bare_cast.ours.years[2027], code="x", segments=[], name="n"),
        ):
            with pytest.raises(IntegrityError), transaction.atomic():
                write()
        assert theirs.site_lines.update(name="taken") == 0


def test_form_over_an_owned_model_checks_what_is_unique_in_the_district(bare_cast):
    form_class = modelform_factory(Unit, fields=["kind", "code", "name"])
    data = {"kind": "site", "code": "214", "name": "Again"}
    with district_scope(bare_cast.ours.district) as ours:
        again = form_class(data)
        assert again.errors == {"__all__": ["Unit with this District, Kind and Code already exists."]}
        fresh = form_class(data | {"code": "216"})
        assert fresh.save().district_id == ours
        same = form_class(data, instance=bare_cast.ours.units["214"])
        assert same.save().name == "Again"


def test_form_over_an_owned_model_does_not_meet_the_other_districts_row(bare_cast):
    with district_scope(bare_cast.theirs.district):
        new_unit("777").save()
    form_class = modelform_factory(Unit, fields=["kind", "code", "name"])
    with district_scope(bare_cast.ours.district) as ours:
        assert form_class({"kind": "site", "code": "777", "name": "Ours"}).save().district_id == ours


def test_form_offers_only_own_rows_of_a_reference(bare_cast):
    form_class = modelform_factory(Line, fields=["site"])
    for side in (bare_cast.ours, bare_cast.theirs):
        with district_scope(side.district):
            field = form_class().fields["site"]
            assert {unit.pk for unit in field.queryset} == {unit.pk for unit in side.units.values()}
    with district_scope(bare_cast.ours.district):
        theirs = bare_cast.theirs.units["214"]
        form = form_class({"site": theirs.pk}, instance=bare_cast.ours.lines["010-0000-4310-214"])
        assert list(form.errors) == ["site"]


def test_cleaning_outside_a_scope_is_refused(bare_cast):
    with pytest.raises(ValidationError):
        new_unit().full_clean()
    with pytest.raises(NoDistrictScope):
        bare_cast.ours.units["214"].full_clean()


def test_year_of_a_form_is_unique_per_district_only(bare_cast):
    with district_scope(bare_cast.ours.district):
        year = FiscalYear(year=2027, starts_on="2026-07-01", ends_on="2027-06-30", state="open")
        with pytest.raises(ValidationError, match="with this District and Year already exists"):
            year.full_clean()
