"""Placing lines by rules."""

import re
from contextlib import contextmanager
from datetime import date

import pytest
from django.db import transaction
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.models import District
from balance.tenancy.scope import NoDistrictScope, district_scope
from budgets.domain.classify import Classification, classify
from budgets.models import CodeName, FiscalYear, Line, LineRule, Pool, Purpose, Segment, Source, Unit

SEGMENTS = (("fund", "fund"), ("object", "object"), ("loc", "site"))


def make_year(year=2027, segments=SEGMENTS):
    fiscal_year = FiscalYear.objects.create(year=year, starts_on=date(year - 1, 7, 1), ends_on=date(year, 6, 30))
    for position, (name, role) in enumerate(segments, 1):
        Segment.objects.create(fiscal_year=fiscal_year, position=position, name=name, role=role)
    return fiscal_year


def make_line(fiscal_year, code, **fields):
    return Line.objects.create(fiscal_year=fiscal_year, code=code, segments=code.split("-"), **fields)


def rule(dimension, target, *conditions, per=()):
    position = LineRule.objects.filter(dimension=dimension).count() + 1
    tests = [{"segment": segment, "op": op, "value": value} for segment, op, value in conditions]
    LineRule.objects.create(dimension=dimension, position=position, conditions=tests, target=target, per=list(per))


@pytest.fixture
def year(db):
    """A year of a district with two sites, inside its scope; the other district has the same codes."""
    other = District.objects.create(slug="cedar-falls", name="Cedar Falls")
    with district_scope(other):
        Unit.objects.create(kind="site", code="214", name="Theirs")
        make_line(make_year(), "010-4310-214")
        rule("site", "214")
    with district_scope(District.objects.create(slug="juniper-bay", name="Juniper Bay")):
        for kind, code in (("site", "214"), ("site", "215"), ("department", "214")):
            Unit.objects.create(kind=kind, code=code, name=f"{kind} {code}")
        yield make_year()


def placed(*columns):
    return list(Line.objects.order_by("code").values_list(*columns))


def test_classify_decides_every_dimension_by_its_first_rule_that_fits(year):
    Purpose.objects.create(code="books", name="Books")
    Source.objects.create(code="title1", name="Title I", kind="grant")
    Pool.objects.create(code="supplies", name="Supplies")
    make_line(year, "010-1100-214")
    make_line(year, "060-4310-214")
    make_line(year, "060-8010-999")
    rule("site", "214", ("loc", "equals", "214"))
    rule("department", "214", ("fund", "in", ["060", "070"]))
    rule("purpose", "books", ("object", "between", ["4000", "4999"]))
    rule("source", "title1", ("fund", "matches", "^06"))
    rule("pool", "supplies", ("object", "starts", "4"), per=["loc", "fund"])
    rule("pay", "central", ("object", "starts", "1"))
    rule("account_type", "revenue", ("object", "starts", "8"))
    assert classify(fiscal_year=year) == Classification(
        lines=3,
        changed=3,
        unmapped={
            "account_type": 2,
            "department": 1,
            "pay": 2,
            "pool": 2,
            "purpose": 2,
            "site": 1,
            "source": 1,
        },
        ambiguous=dict.fromkeys(("account_type", "department", "pay", "pool", "purpose", "site", "source"), 0),
    )
    assert placed("fund_code", "site__name", "department__name", "purpose__code", "source__code") == [
        ("010", "site 214", None, None, None),
        ("060", "site 214", "department 214", "books", "title1"),
        ("060", None, "department 214", None, "title1"),
    ]
    assert placed("pool__code", "pool__name", "pay", "account_type") == [
        (None, None, "central", "expenditure"),
        ("supplies/214-060", "Supplies · 060", "", "expenditure"),
        (None, None, "", "revenue"),
    ]


def test_classify_again_writes_nothing(year, django_assert_num_queries):
    make_line(year, "010-4310-214")
    rule("site", "214", ("loc", "equals", "214"))
    rule("pool", "Copying", per=["loc"])
    assert classify(fiscal_year=year).changed == 1
    before = Line.objects.extra(select={"version": "xmin::text"}).values_list("version", flat=True).get()
    assert classify(fiscal_year=year).changed == 0
    assert Line.objects.extra(select={"version": "xmin::text"}).values_list("version", flat=True).get() == before


def test_classify_leaves_the_other_district_and_the_other_year_alone(year):
    make_line(year, "010-4310-214")
    make_line(make_year(2026), "010-4310-214")
    rule("site", "214")
    assert classify(fiscal_year=year).lines == 1
    assert sorted(Line.objects.values_list("fiscal_year__year", "site__name")) == [(2026, None), (2027, "site 214")]


def test_classify_of_some_lines_leaves_the_rest(year):
    line = make_line(year, "010-4310-214")
    make_line(year, "010-4310-215")
    rule("site", "214")
    assert classify(fiscal_year=year, lines=[line.pk]).lines == 1
    assert placed("code", "site__code") == [("010-4310-214", "214"), ("010-4310-215", None)]


def test_classify_takes_the_first_rule_and_counts_lines_with_a_choice(year):
    make_line(year, "010-4310-214")
    make_line(year, "010-4310-215")
    rule("site", "215", ("loc", "equals", "215"))
    rule("site", "215", ("loc", "starts", "215"))
    rule("site", "214", ("loc", "matches", "4$"))
    rule("site", "215")
    found = classify(fiscal_year=year)
    assert (found.unmapped, found.ambiguous) == ({"site": 0}, {"site": 1})
    assert placed("code", "site__code") == [("010-4310-214", "214"), ("010-4310-215", "215")]


def test_classify_after_rules_went_away_takes_back_what_no_file_can_say(year):
    make_line(year, "010-4310-214")
    rule("site", "214")
    rule("pool", "Copying")
    rule("pay", "central")
    classify(fiscal_year=year)
    LineRule.objects.all().delete()
    rule("pay", "")
    assert classify(fiscal_year=year) == Classification(1, 1, {"pay": 0}, {"pay": 0})
    assert placed("site_id", "pool__code", "pay") == [(None, "Copying", "")]


def test_classify_leaves_what_a_file_said_where_no_rule_decides(year):
    make_line(year, "010-1150-214", pool=Pool.objects.create(code="G1"), pay="unit", account_type="asset")
    classify(fiscal_year=year)
    assert placed("pool__code", "pay", "account_type") == [("G1", "unit", "asset")]


def test_classify_with_an_empty_target_decides_none(year):
    make_line(year, "010-4310-214")
    rule("site", "", ("fund", "equals", "010"))
    rule("site", "214")
    found = classify(fiscal_year=year)
    assert (found.unmapped, found.ambiguous) == ({"site": 0}, {"site": 1})
    assert placed("site_id") == [(None,)]


def test_classify_keeps_the_type_that_a_file_gave_until_rules_decide_it(year):
    make_line(year, "010-8010-000", account_type="revenue")
    make_line(year, "010-9110-000", account_type="asset")
    classify(fiscal_year=year)
    assert placed("account_type") == [("revenue",), ("asset",)]
    rule("account_type", "liability", ("object", "starts", "9"))
    classify(fiscal_year=year)
    assert placed("account_type") == [("expenditure",), ("liability",)]


def test_classify_never_fits_a_rule_that_names_a_segment_of_another_year(year):
    old = make_year(2026, (("fund", "fund"), ("site", "site")))
    make_line(old, "010-214")
    make_line(year, "010-4310-214")
    rule("site", "214", ("loc", "equals", "214"))
    rule("pool", "Copying", per=["loc"])
    assert classify(fiscal_year=old).unmapped == {"pool": 1, "site": 1}
    assert classify(fiscal_year=year).unmapped == {"pool": 0, "site": 0}
    assert placed("site__code", "pool__code") == [(None, None), ("214", "Copying/214")]


def test_classify_names_pools_alike_in_every_year(year):
    old = make_year(2026)
    Pool.objects.create(code="supplies", name="Supplies")
    for fiscal_year, name in ((old, "Restricted"), (year, "Categorical")):
        segment = Segment.objects.get(fiscal_year=fiscal_year, name="fund")
        CodeName.objects.create(segment=segment, code="060", name=name)
        make_line(fiscal_year, "060-4310-214")
    rule("pool", "supplies", per=["loc", "fund"])
    for fiscal_year in (old, year, old):
        classify(fiscal_year=fiscal_year)
        assert Pool.objects.get(code="supplies/214-060").name == "Supplies · Categorical"
    Pool.objects.filter(code="supplies").update(name="Materials")
    classify(fiscal_year=year)
    assert Pool.objects.get(code="supplies/214-060").name == "Materials · Categorical"


def test_classify_of_a_year_without_lines_or_segments(year):
    bare = make_year(2026, ())
    rule("site", "214")
    rule("pool", "Copying", per=["loc"])
    assert classify(fiscal_year=bare) == Classification(0, 0, {"pool": 0, "site": 0}, {"pool": 0, "site": 0})


def test_classify_gives_long_pool_codes_an_end_of_their_own(year):
    for tail in "12":
        make_line(year, f"010-4310-{'x' * 39}{tail}")
    rule("pool", "p" * 40, per=["loc"])
    classify(fiscal_year=year)
    codes = [code for (code,) in placed("pool__code")]
    assert ([len(code) for code in codes], len(set(codes))) == ([80, 80], 2)


def test_classify_takes_as_many_statements_for_three_lines_as_for_one(year, django_assert_num_queries):
    rule("site", "214", ("loc", "equals", "214"))
    rule("pool", "Copying", per=["loc"])
    make_line(year, "010-4310-214")
    with CaptureQueriesContext(transaction.get_connection()) as first:
        classify(fiscal_year=year)
    for code in ("010-4310-215", "010-4310-216"):
        make_line(year, code)
    with django_assert_num_queries(len(first)):
        classify(fiscal_year=year)


def test_classify_with_a_condition_of_an_unknown_kind_is_refused(year):
    rule("site", "214", ("loc", "resembles", "214"))
    with pytest.raises(ValueError, match="'resembles'"):
        classify(fiscal_year=year)


def test_classify_outside_of_a_district_is_refused(db):
    with pytest.raises(NoDistrictScope):
        classify(fiscal_year=FiscalYear(pk=1))


def fits(condition, values):
    """What one condition means, in plain Python."""
    text, value = values[condition["segment"]], condition["value"]
    match condition["op"]:
        case "equals":
            return text == value
        case "starts":
            return text.startswith(value)
        case "between":
            return len(text) == len(value[0]) and value[0] <= text <= value[1]
        case "in":
            return text in value
        case "matches":
            return re.search(value, text) is not None


def answer(rules, values):
    return next((target for target, tests in rules if all(fits(test, values) for test in tests)), None)


codes = st.text("012Ab'%\\é", min_size=1, max_size=3)
tests = st.one_of(
    st.tuples(st.just("equals"), codes),
    st.tuples(st.just("starts"), codes),
    st.tuples(st.just("in"), st.lists(codes, max_size=3)),
    st.tuples(
        st.just("between"),
        st.integers(1, 3).flatmap(
            lambda size: st.lists(st.text("012Abé", min_size=size, max_size=size), min_size=2, max_size=2).map(sorted)
        ),
    ),
    st.tuples(st.just("matches"), st.sampled_from(["^0", "1$", "[01]", "^..$", "A|b", "^[^é]*$", "'", "%"])),
).flatmap(
    lambda test: st.sampled_from(["fund", "object", "loc"]).map(
        lambda name: {"segment": name, "op": test[0], "value": test[1]}
    )
)
rule_lists = st.lists(st.tuples(st.sampled_from(["a", "b", "c"]), st.lists(tests, max_size=3)), max_size=5)
line_sets = st.lists(st.tuples(codes, codes, codes), min_size=1, max_size=6, unique=True)


@contextmanager
def undone():
    """What an example wrote is gone before the next."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rules=rule_lists, lines=line_sets)
def test_classify_in_sql_equals_the_rules_in_plain_python(year, rules, lines):
    with undone():
        for code in "abc":
            Purpose.objects.create(code=code, name=code)
        for position, (target, conditions) in enumerate(rules, 1):
            LineRule.objects.create(dimension="purpose", position=position, conditions=conditions, target=target)
        for number, segments in enumerate(lines):
            Line.objects.create(fiscal_year=year, code=str(number), segments=list(segments))
        found = classify(fiscal_year=year)
        expected = [answer(rules, dict(zip(("fund", "object", "loc"), line, strict=True))) for line in lines]
        stored = list(Line.objects.order_by("pk").values_list("purpose__code", flat=True))
        assert stored == expected
        assert found.unmapped == ({"purpose": expected.count(None)} if rules else {})
