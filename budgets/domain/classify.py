"""Placing lines: the district's rules decide each line's site, department, purpose, source, pool, pay and type.

Set-wise: a dimension's rules are evaluated once for each combination of the segment values that they look at, of
which there are few, and not once for each line.
"""

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.models import QuerySet

from balance.tenancy.scope import require_district_id
from budgets.choices import AccountType, Dimension, Pay, SegmentRole, UnitKind
from budgets.domain.classify_pools import ensure_pools, pool_code
from budgets.domain.classify_rules import RuleSet, Values, by_dimension
from budgets.domain.locks import lock_ledger
from budgets.models import FiscalYear, LineRule, Purpose, Segment, Source, Unit

IDS: dict[Dimension, tuple[str, QuerySet[Any]]] = {
    Dimension.SITE: ("site_id", Unit.objects.filter(kind=UnitKind.SITE)),
    Dimension.DEPARTMENT: ("department_id", Unit.objects.filter(kind=UnitKind.DEPARTMENT)),
    Dimension.PURPOSE: ("purpose_id", Purpose.objects.all()),
    Dimension.SOURCE: ("source_id", Source.objects.all()),
}


@dataclass(frozen=True, slots=True)
class Classification:
    """What the rules made of a year's lines. Lines are counted by dimension: `unmapped` fit no rule, `ambiguous` fit
    rules with different answers, of which the first counted. Only dimensions with rules are in there."""

    lines: int
    changed: int
    unmapped: dict[str, int]
    ambiguous: dict[str, int]


def classify(*, fiscal_year: FiscalYear, lines: Collection[int] | None = None) -> Classification:
    """Decides every line of the year again (or only `lines`, by id) and writes the ones whose answer changed.

    A dimension without rules gives no line anything, but what a file said stays then: its account type, its pool (a
    control group) and that it is pay. A rule with an empty target decides "none". Waits for another writer of this
    district's rules or lines.
    """
    district_id = require_district_id()
    lock_ledger()
    segments = list(Segment.objects.filter(fiscal_year=fiscal_year))
    places = {segment.name: segment.position for segment in segments}
    rules = by_dimension(LineRule.objects.order_by("dimension", "position"), places)
    funds = [segment.position for segment in segments if segment.role == SegmentRole.FUND]
    scope = {"district": district_id, "year": fiscal_year.pk, "lines": None if lines is None else list(lines)}
    with planned_for_many_lines():
        if Dimension.POOL in rules:
            ensure_pools(rules[Dimension.POOL], LINE, scope)
        return _decide(rules, funds, Values(scope))


@contextmanager
def planned_for_many_lines() -> Iterator[None]:
    """The planner takes a year that was just loaded for empty, and would join line by line: hours instead of seconds.

    Compiling thousands of conditions for few values costs more than it saves.
    """
    with connection.cursor() as cursor:
        cursor.execute("set local enable_nestloop = off; set local jit = off")
        yield
        cursor.execute("set local enable_nestloop to default; set local jit to default")


def _decide(rules: dict[str, RuleSet], funds: list[int], values: Values) -> Classification:
    answers = [found.answers(f"by_{name}", _value(name, found, values), values) for name, found in rules.items()]
    joins = [f"join by_{name} on by_{name}.key = {found.key('line.segments')}" for name, found in rules.items()]
    # In the order of the rules; a count of lines without a rule and one of lines with a choice, for each of them.
    counts = [
        count
        for name in rules
        for count in (f"count(*) filter (where {name}_rule is null)", f"count(*) filter (where {name}_differs)")
    ]
    statement = (
        STATEMENT.replace("/*answers*/", ",\n".join([LINE, *answers]))
        .replace("/*columns*/", ",\n    ".join(_columns(rules, funds)))
        .replace("/*joins*/", "\n    ".join([*joins, POOL_JOIN if Dimension.POOL in rules else ""]))
        .replace("/*counts*/", "".join(f", {count}" for count in counts))
    )
    with connection.cursor() as cursor:
        cursor.execute(statement, values.named)
        lines, changed, *found = cursor.fetchone()
    unmapped, ambiguous = (dict(zip(rules, found[start::2], strict=True)) for start in (0, 1))
    return Classification(lines, changed, unmapped, ambiguous)


def _value(dimension: str, rules: RuleSet, values: Values) -> str:
    """SQL over `key` and `rule` for what the dimension's column gets: an id, a pool's code, or a value of a list."""
    if dimension == Dimension.POOL:
        return pool_code(rules, values)
    targets = [rule.target for rule in rules.rules]
    if dimension in (Dimension.PAY, Dimension.ACCOUNT_TYPE):
        return f"({values.add(targets)}::text[])[rule]"
    rows = IDS[Dimension(dimension)][1]
    ids = dict(rows.filter(code__in=set(targets)).values_list("code", "pk"))
    return f"({values.add([ids.get(target) for target in targets])}::bigint[])[rule]"


def _columns(rules: dict[str, RuleSet], funds: list[int]) -> list[str]:
    columns = [f"coalesce(line.segments[{funds[0]}], '') as fund_code" if funds else "'' as fund_code"]
    columns += [f"by_{name}.rule as {name}_rule, by_{name}.differs as {name}_differs" for name in rules]
    columns += [
        f"by_{name}.value as {column}" if name in rules else f"null::bigint as {column}"
        for name, (column, _) in IDS.items()
    ]
    columns.append("pool.id as pool_id" if Dimension.POOL in rules else "line.pool_id")
    columns.append(f"coalesce(by_pay.value, '{Pay.NONE}') as pay" if Dimension.PAY in rules else "line.pay")
    columns.append(
        f"coalesce(by_account_type.value, '{AccountType.EXPENDITURE}') as account_type"
        if Dimension.ACCOUNT_TYPE in rules
        else "line.account_type"
    )
    return columns


LINE = """line as materialized (
    select id, segments, account_type, pay, pool_id from budgets_line
    where district_id = %(district)s and fiscal_year_id = %(year)s
      and (%(lines)s::bigint[] is null or id = any(%(lines)s::bigint[]))
)"""

POOL_JOIN = "left join budgets_pool as pool on pool.district_id = %(district)s and pool.code = by_pool.value"

STATEMENT = """
with /*answers*/,
decided as materialized (
    select line.id, /*columns*/
    from line
    /*joins*/
),
written as (
    update budgets_line as was
    set fund_code = now.fund_code, site_id = now.site_id, department_id = now.department_id,
        purpose_id = now.purpose_id, source_id = now.source_id, pool_id = now.pool_id,
        pay = now.pay, account_type = now.account_type
    from decided as now
    where was.district_id = %(district)s and was.fiscal_year_id = %(year)s and was.id = now.id
      and (was.fund_code, was.site_id, was.department_id, was.purpose_id, was.source_id, was.pool_id,
           was.pay, was.account_type)
          is distinct from
          (now.fund_code, now.site_id, now.department_id, now.purpose_id, now.source_id, now.pool_id,
           now.pay, now.account_type)
    returning 1
)
select count(*), (select count(*) from written)/*counts*/ from decided
"""
