"""The ORM's wall alone: with the policies lifted, every statement of a scope still reads its own district only.

`bare_cast` lifts row-level security, so a statement that forgot the district would see both, which the first test
shows. Outside of a scope the same statements raise when they run, and may be built.
"""

import pickle

import pytest
from django.db.models import Count, Exists, F, FilteredRelation, OuterRef, Prefetch, Q, Subquery, Sum, Window, sql
from django.db.models.functions import RowNumber

from accounts.models import Membership
from balance.tenancy.scope import NoDistrictScope, district_scope
from budgets.models import Assignment, FiscalYear, Line, LineBalance, Unit

AT_IMPORT = Unit.objects.filter(kind="site") | Unit.objects.filter(kind="department")


def keys(units):
    return {unit.pk for unit in units}


def revived(rows):
    copy = Unit.objects.all()
    copy.query = pickle.loads(pickle.dumps(rows.query))
    return copy


# Each reads units of the current district by another road; all must end at the same three.
READS = {
    "all": lambda: keys(Unit.objects.all()),
    "base manager": lambda: keys(Unit._base_manager.all()),
    "default manager": lambda: keys(Unit._default_manager.db_manager("default").all()),
    "made at import": lambda: keys(AT_IMPORT.all()),
    "pickled": lambda: keys(revived(AT_IMPORT)),
    "iterator": lambda: keys(Unit.objects.iterator(chunk_size=1)),
    "values": lambda: {row["pk"] for row in Unit.objects.values("pk", "name")},
    "values_list": lambda: set(Unit.objects.values_list("pk", flat=True)),
    "only": lambda: keys(Unit.objects.only("code")),
    "defer": lambda: keys(Unit.objects.defer("name")),
    "distinct": lambda: keys(Unit.objects.distinct()),
    "slice": lambda: keys(Unit.objects.order_by("code")[:50]),
    "reverse": lambda: keys(Unit.objects.order_by("name").reverse()),
    "get": lambda: {Unit.objects.get(code=code).pk for code in ("214", "215", "ATH")},
    "first and last": lambda: (
        {Unit.objects.order_by("code").first().pk, Unit.objects.order_by("code").last().pk}
        | keys(Unit.objects.order_by("code")[1:2])
    ),
    "in_bulk": lambda: set(Unit.objects.in_bulk()),
    "in_bulk of keys": lambda: set(Unit.objects.in_bulk(list(Unit.objects.values_list("pk", flat=True)))),
    "or": lambda: keys(Unit.objects.filter(Q(code="214") | Q(code="215") | Q(kind="department"))),
    "exclude": lambda: keys(Unit.objects.exclude(code="none")),
    "exclude over a relation": lambda: keys(Unit.objects.exclude(site_lines__code="none")),
    "exclude over two relations": lambda: keys(Unit.objects.exclude(site_lines__balance__original=1)),
    "filter over a relation": lambda: keys(Unit.objects.filter(assignments__role="owner").distinct()),
    "union": lambda: keys(Unit.objects.filter(kind="site").union(Unit.objects.filter(kind="department"))),
    "union of values": lambda: {
        pk
        for (pk,) in Unit.objects.values_list("pk").union(Line.objects.filter(site=None).values_list("department"))
        if pk
    },
    "intersection": lambda: keys(Unit.objects.all().intersection(Unit.objects.all())),
    "difference": lambda: keys(Unit.objects.all().difference(Unit.objects.filter(code="none"))),
    "subquery": lambda: keys(Unit.objects.filter(pk__in=Assignment.objects.values("unit"))),
    "exists": lambda: keys(Unit.objects.filter(Exists(Assignment.objects.filter(unit=OuterRef("pk"))))),
    "combined querysets": lambda: keys(Unit.objects.filter(kind="site") | Unit.objects.filter(kind="department")),
    "filtered relation": lambda: keys(
        Unit.objects.annotate(owners=FilteredRelation("assignments", condition=Q(assignments__role="owner")))
        .filter(owners__isnull=False)
        .distinct()
    ),
    "window": lambda: keys(Unit.objects.annotate(number=Window(RowNumber(), order_by="code")).filter(number__lte=3)),
    "select_for_update": lambda: keys(Unit.objects.select_for_update()),
    "extra": lambda: keys(Unit.objects.extra(where=["code <> 'none' or true"])),
    "select_related": lambda: {row.unit.pk for row in Assignment.objects.select_related("unit", "membership__user")},
    "lazy reference": lambda: {row.unit.pk for row in Assignment.objects.all()},
    "reverse manager": lambda: {row.unit_id for member in Membership.objects.all() for row in member.assignments.all()},
    "prefetch": lambda: {
        row.unit.pk
        for member in Membership.objects.prefetch_related("assignments__unit")
        for row in member.assignments.all()
    },
    "prefetch with a queryset": lambda: {
        row.unit_id
        for member in Membership.objects.prefetch_related(
            Prefetch("assignments", Assignment.objects.exclude(role="none"), to_attr="found")
        )
        for row in member.found
    },
}


# Each counts something of which both districts have as much.
FIGURES = {
    "count": (Unit.objects.count, 3),
    "count of a slice": (Unit.objects.all()[:50].count, 3),
    "count of a union": (lambda: Unit.objects.all().union(Unit.objects.filter(code="none")).count(), 3),
    "count distinct": (lambda: Unit.objects.values("kind").distinct().count(), 2),
    "exists": (Unit.objects.exists, True),
    "contains": (lambda: Unit.objects.contains(Unit.objects.get(code="214")), True),
    "aggregate": (lambda: Unit.objects.aggregate(n=Count("pk")), {"n": 3}),
    "aggregate over a relation": (lambda: FiscalYear.objects.aggregate(n=Count("lines")), {"n": 12}),
    "aggregate of an annotation": (
        lambda: Unit.objects.annotate(n=Count("site_lines")).aggregate(Sum("n")),
        {"n__sum": 10},
    ),
    "group by": (
        lambda: list(Unit.objects.values_list("kind").annotate(n=Count("pk")).order_by("kind")),
        [("department", 1), ("site", 2)],
    ),
    "subquery in a column": (
        lambda: set(
            Unit.objects.annotate(
                n=Subquery(Line.objects.order_by().values("fiscal_year__district").annotate(n=Count("pk")).values("n"))
            ).values_list("n", flat=True)
        ),
        {12},
    ),
    "dates": (lambda: len(FiscalYear.objects.dates("starts_on", "year")), 2),
    "one to one": (lambda: LineBalance.objects.filter(transactions__gt=0).count(), 6),
    "composite key": (lambda: FiscalYear.objects.get(year=2027).imports.get().number, 1),
    "join to a balance": (lambda: Line.objects.filter(balance__isnull=False).count(), 6),
    "explain": (lambda: "district_id = " in Unit.objects.explain(), True),
}


def plain(model):
    """A queryset whose statements do not name the district."""
    rows = model.objects.all()
    rows.query = sql.Query(model)
    return rows


def test_policies_are_lifted_here_so_only_the_orm_can_hold(bare_cast):
    with district_scope(bare_cast.ours.district):
        assert keys(plain(Unit)) == keys([*bare_cast.ours.units.values(), *bare_cast.theirs.units.values()])


def test_read_by_any_road_finds_only_own_rows(bare_cast):
    for side in (bare_cast.ours, bare_cast.theirs):
        with district_scope(side.district):
            for road, read in READS.items():
                assert read() == keys(side.units.values()), road


def test_figure_counts_only_own_rows(bare_cast):
    for side in (bare_cast.ours, bare_cast.theirs):
        with district_scope(side.district):
            for name, (figure, expected) in FIGURES.items():
                assert figure() == expected, name


def test_read_by_any_road_outside_a_scope_raises(bare_cast):
    raised = dict.fromkeys((*READS, *FIGURES), False)
    for road, read in (READS | {name: figure for name, (figure, _) in FIGURES.items()}).items():
        try:
            read()
        except NoDistrictScope:
            raised[road] = True
    assert raised == dict.fromkeys((*READS, *FIGURES), True)


def test_foreign_key_finds_nothing(bare_cast):
    theirs = bare_cast.theirs.units["214"]
    with district_scope(bare_cast.ours.district):
        assert not Unit.objects.filter(pk=theirs.pk).exists()
        assert Unit.objects.in_bulk([theirs.pk]) == {}
        with pytest.raises(Unit.DoesNotExist):
            Unit.objects.get(pk=theirs.pk)
        with pytest.raises(Unit.DoesNotExist):
            theirs.refresh_from_db()


def test_queryset_may_be_built_outside_a_scope_and_follows_the_scope_it_runs_in(bare_cast):
    rows = Unit.objects.filter(code="214").annotate(n=Count("site_lines")).order_by(F("name").desc())[:1]
    names = []
    for side in (bare_cast.ours, bare_cast.theirs):
        with district_scope(side.district):
            names += [unit.name for unit in rows.all()]
    assert names == ["Alder Creek JUNIPERMARK", "Alder Creek CEDARMARK"]
    with pytest.raises(NoDistrictScope):
        list(rows)
