"""The demo's rules over segments: what decides a line's unit, purpose, source, pool, pay and type."""

from typing import Any

from budgets.choices import AccountType, Pay
from budgets.management.demo.leftovers import UNMAPPED_SITE
from budgets.management.demo.spec import Spec

Rule = dict[str, Any]
SPORTS = {
    "5210": ("travel", "Travel and officials", "bus"),
    "4370": ("uniforms", "Uniforms and equipment", "shirt"),
    "5640": ("fields", "Fields and gyms", "land-plot"),
    "5320": ("fees", "Fees, dues and insurance", "ticket"),
    "4385": ("safety", "Training and safety", "heart-pulse"),
    "5890": ("game-day", "Game-day staff", "users"),
}
# What schools do that is no department's work.
SCHOOL_GOALS = ("0000", "1110", "3800", "4760")
SCHOOL_FUNCTIONS = ("1000", "2140", "2420", "2495", "2700", "3110", "8100", "8300")
MATERIALS = ["4100", "4200", "4310", "4320", "4325", "4330", "4335"]
COPYING = ["5715", "5910"]
GRANTS = {"3010": "title-1", "6300": "lottery", "2600": "after-school", "6762": "arts-block"}
FEDERAL = {"4127": "title-4", "4203": "title-3"}
GIFTS = {"9010": "pta-gifts", "9020": "library-gift", "9040": "booster-gifts", "9050": "scoreboard-gift"}


def rule(target: str, *conditions: Rule, per: tuple[str, ...] = ()) -> Rule:
    """One rule: all conditions must hold."""
    return {"target": target, "conditions": list(conditions), **({"per": list(per)} if per else {})}


def equals(segment: str, value: str) -> Rule:
    return {"segment": segment, "op": "equals", "value": value}


def one_of(segment: str, *values: str) -> Rule:
    return {"segment": segment, "op": "in", "value": list(values)}


def between(segment: str, low: str, high: str) -> Rule:
    return {"segment": segment, "op": "between", "value": [low, high]}


def starts(segment: str, value: str) -> Rule:
    return {"segment": segment, "op": "starts", "value": value}


def rules(spec: Spec) -> dict[str, list[Rule]]:
    """All rules, by dimension; the first that fits decides."""
    return {
        "site": _sites(spec),
        "department": _departments(spec),
        "purpose": _purposes(),
        "source": _sources(),
        "pool": _pools(),
        "pay": _pay(),
        "account_type": _types(),
    }


def _sites(spec: Spec) -> list[Rule]:
    sites = [rule(site.code, one_of("site", *(site.codes or (site.code,)))) for site in spec.sites]
    return [*sites, rule("", equals("site", "000"))]


def _departments(spec: Spec) -> list[Rule]:
    found = [rule("FOO", equals("fund", "130")), rule("ATH", equals("goal", "1800"))]
    for department in spec.departments:
        if department.goal != "0000":
            found.append(rule(department.code, equals("goal", department.goal)))
        elif department.code not in ("FOO", "ATH"):
            found.append(rule(department.code, equals("function", department.function), equals("goal", "0000")))
    athletics = rule("ATH", equals("function", "4000"), equals("goal", "0000"))
    schools = [code for site in spec.sites for code in (site.codes or (site.code,))]
    no_office = one_of("goal", *SCHOOL_GOALS), one_of("function", *SCHOOL_FUNCTIONS)
    return [*found, athletics, rule("", one_of("site", *schools, UNMAPPED_SITE), *no_office)]


def _purposes() -> list[Rule]:
    return [
        rule("cafeteria", equals("fund", "130")),
        rule("bond", equals("fund", "210")),
        rule("gifts", starts("resource", "9")),
        rule("title-1", equals("resource", "3010")),
        rule("grants", one_of("resource", *GRANTS, *FEDERAL)),
        rule("hours", one_of("object", "1150", "1160", "2460")),
        rule("salaries", between("object", "1000", "3999")),
        *(rule(code, equals("goal", "1800"), equals("object", object_)) for object_, (code, _, _) in SPORTS.items()),
        rule("vehicles", equals("function", "3600"), one_of("object", "4361", "4362", "5635")),
        rule("materials", one_of("function", "1000", "2420", "3110"), one_of("object", *MATERIALS, "4315", "4345")),
        rule("copying", one_of("object", *COPYING, "5930", "5940")),
        rule("technology", equals("object", "4440")),
        rule("software", equals("object", "5840")),
        rule("learning", one_of("object", "5220", "5230")),
        rule("trips", one_of("object", "5830", "4391")),
        rule("services", one_of("object", "5800", "5810", "5820", "5860", "5895")),
        rule("running", between("object", "4000", "4999")),
        rule("running", one_of("object", "5310", "5620", "5630", "5635", "6400")),
    ]


def _sources() -> list[Rule]:
    by_resource = {**GRANTS, **FEDERAL, **GIFTS, "9500": "building-bond"}
    found = [rule(code, equals("resource", resource)) for resource, code in by_resource.items()]
    return [*found, rule("food-service", equals("fund", "130")), rule("", equals("resource", "0000"))]


def _pools() -> list[Rule]:
    general = equals("fund", "010"), equals("resource", "0000")
    lessons = equals("goal", "1110"), one_of("function", "1000", "2420"), one_of("object", *MATERIALS)
    office = equals("goal", "0000"), equals("function", "2700"), one_of("object", *COPYING)
    sports = one_of("fund", "010", "019"), equals("resource", "0000"), equals("goal", "1800")
    return [
        rule("materials", *general, *lessons, per=("site",)),
        rule("copying", *general, *office, per=("site",)),
        rule("athletics", *sports, one_of("object", *SPORTS), per=("object",)),
    ]


def _pay() -> list[Rule]:
    return [
        rule(Pay.UNIT.value, equals("resource", "0000"), one_of("object", "1150", "1160", "2460")),
        rule(Pay.CENTRAL.value, one_of("resource", "0000", "5310"), between("object", "1000", "3999")),
    ]


def _types() -> list[Rule]:
    return [
        rule(AccountType.EXPENDITURE.value, between("object", "1000", "7599")),
        rule(AccountType.TRANSFER_OUT.value, between("object", "7600", "7999")),
        rule(AccountType.REVENUE.value, between("object", "8000", "8899")),
        rule(AccountType.TRANSFER_IN.value, between("object", "8900", "8999")),
        rule(AccountType.ASSET.value, between("object", "9000", "9499")),
        rule(AccountType.LIABILITY.value, between("object", "9500", "9699")),
        rule(AccountType.FUND_BALANCE.value, between("object", "9700", "9999")),
    ]
