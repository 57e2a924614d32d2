"""Rules in a structure file: what is refused, and what is only warned of."""

import pytest

from balance.tenancy.scope import district_scope
from budgets.models import LineRule
from tests.budgets.domain.structure_district import district, errors, load, look_alike, year


@pytest.fixture(autouse=True)
def juniper(db):
    """A district with a chart that changed in 2027, and two sites."""
    look_alike()
    juniper = district()
    with district_scope(juniper):
        load(
            {
                "fiscal_years": [
                    year(2026, "fund", "site"),
                    year(segments=[{"name": "fund", "length": 3}, {"name": "loc", "length": 3}, {"name": "local"}]),
                ],
                "units": [{"kind": "site", "code": code, "name": code} for code in ("214", "215")],
            }
        )
        yield juniper


def condition(op="equals", value="214", segment="loc"):
    return {"segment": segment, "op": op, "value": value}


def rule(*conditions, target="214", **facts):
    return {"target": target, "conditions": list(conditions)} | facts


def refused(*rules, dimension="site"):
    return errors({"rules": {dimension: list(rules)}})


def warned(*rules, dimension="site"):
    return [(each.path, each.reason) for each in load({"rules": {dimension: list(rules)}}).warnings]


@pytest.mark.parametrize(
    ("wrong", "path", "reason"),
    [
        (condition("resembles"), "op", "'resembles' is not one of equals, starts, between, in, matches"),
        (condition(value=214), "value", "must be text in quotes, not a number"),
        (condition("starts", ""), "value", "is empty"),
        (condition("in", "214"), "value", "must be a list of codes"),
        (condition("in", []), "value", "must be a list of codes"),
        (condition("in", [214]), "value", "must be text in quotes, not a number"),
        (condition("between", ["214"]), "value", "must be two codes, the first and the last"),
        (condition("between", ["21", "215"]), "value", "must be two codes of one length: codes are compared as text"),
        (condition("between", ["215", "214"]), "value", "'215' comes after '214'"),
        (condition("matches", "2["), "value", "is not a pattern that PostgreSQL takes: brackets [] not balanced"),
        (condition("matches", r"(a*)\1"), "value", "must not refer back to what it matched"),
        (condition("matches", "x" * 201), "value", "has 201 characters; 200 fit"),
        (condition("matches", "a "), "value", "has blanks around it"),
        (condition(segment="place"), "segment", 'no segment named "place" in fiscal years 2026, 2027'),
        ({"segment": "loc", "op": "equals"}, "value", "is missing"),
        ({"segment": "loc", "value": "1"}, "op", "is missing"),
        ({"op": "equals", "value": "1"}, "segment", "is missing"),
        (condition() | {"not": True}, "not", "is not known here; known are segment, op, value"),
    ],
)
def test_a_wrong_condition_is_told_with_its_place(wrong, path, reason):
    assert refused(rule(condition()), rule(condition("starts", "2"), wrong)) == [
        (f"rules.site[1].conditions[1].{path}", reason)
    ]


@pytest.mark.parametrize(
    ("dimension", "wrong", "path", "reason"),
    [
        ("site", rule(target="999"), "target", "there is no site '999'"),
        ("department", rule(), "target", "there is no department '214'"),
        ("purpose", rule(target="books"), "target", "there is no purpose 'books'"),
        ("source", rule(target="title-1"), "target", "there is no source 'title-1'"),
        ("pay", rule(target="office"), "target", "there is no pay 'office'"),
        ("account_type", rule(target="cost"), "target", "there is no account type 'cost'"),
        ("account_type", rule(target=""), "target", "every line has an account type"),
        ("site", rule(target=None), "target", 'must be text in quotes; "" decides that there is none'),
        ("site", {"conditions": []}, "target", "is missing"),
        ("site", rule(per=["loc"]), "per", "is for pools only"),
        ("pool", rule(per="loc"), "per", "must be a list of segment names"),
        ("pool", rule(per=["loc", "loc"]), "per", "names a segment twice"),
        ("pool", rule(target="", per=["loc"]), "per", "splits no pool: the target is empty"),
        ("pool", rule(per=["loc", "place"]), "per[1]", 'no segment named "place" in fiscal years 2026, 2027'),
        ("pool", rule(target="a/b"), "target", "a pool's code has at most 40 characters and no slash"),
    ],
)
def test_a_wrong_rule_is_told_with_its_place(dimension, wrong, path, reason):
    assert refused(wrong, dimension=dimension) == [(f"rules.{dimension}[0].{path}", reason)]


def test_an_unknown_dimension_is_refused():
    assert errors({"rules": {"color": []}}) == [
        ("rules.color", "is not known here; known are site, department, purpose, source, pool, pay, account_type")
    ]


def test_a_pattern_that_takes_too_long_is_refused(monkeypatch):
    monkeypatch.setattr("budgets.domain.structure.conditions.SAMPLE", "pg_sleep(3)::text")
    assert refused(rule(condition("matches", "^2"))) == [
        ("rules.site[0].conditions[0].value", "takes too long to match")
    ]


def test_two_rules_that_split_a_pool_in_different_ways_are_refused():
    assert refused(rule(per=["loc"]), rule(condition(), per=["fund"]), dimension="pool") == [
        ("rules.pool[1].per", "splits pool '214' another way than rules.pool[0]")
    ]


def test_a_rule_over_a_segment_that_only_some_years_have_is_warned_of():
    assert warned(rule(condition())) == [
        (
            "rules.site[0].conditions[0].segment",
            'no segment named "loc" in fiscal year 2026: the rule fits no line there',
        )
    ]
    assert LineRule.objects.get().conditions == [condition()]


def test_a_rule_that_is_never_reached_is_warned_of():
    first = rule(condition(segment="fund"))
    assert warned(first, rule(condition(segment="fund"), target="215"), rule(), rule(target="215")) == [
        ("rules.site[1]", "is never reached: rules.site[0] fits all of its lines first"),
        ("rules.site[3]", "is never reached: rules.site[2] fits all of its lines first"),
    ]


def test_a_code_that_no_line_can_have_is_warned_of():
    found = warned(rule(condition("in", ["214", "14"])), rule(condition(segment="local", value="x")))
    assert found[1] == (
        "rules.site[0].conditions[0].value",
        "'14' fits no line: codes of this segment have 3 characters",
    )


def test_a_stored_rule_whose_segment_went_away_is_warned_of():
    load({"rules": {"site": [rule(), rule(condition(segment="site"))]}})
    loaded = load({"fiscal_years": [year(2026, "fund", "place")]})
    assert [(each.path, each.reason) for each in loaded.warnings] == [
        ("rules.site[1]", 'as it is stored, names a segment "site" that no fiscal year has any more')
    ]
