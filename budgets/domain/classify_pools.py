"""Pools by rule: `target`, or one for each combination of values of the segments that the rule is split by."""

from collections.abc import Mapping
from typing import Any

from django.db import connection

from budgets.choices import SegmentRole
from budgets.domain.classify_rules import RuleSet, Values
from budgets.models import Pool, Segment

# The code of a pool must fit its column and still be one of its own: a long one ends in its hash.
CODE = "case when length(code) <= 80 then code else left(code, 47) || '~' || md5(code) end"


def pool_code(rules: RuleSet, values: Values) -> str:
    """SQL over `key` and `rule`: the code of the pool, such as `supplies/214`; null where the rule says "none"."""
    targets = values.add([rule.target for rule in rules.rules])
    code = f"({targets}::text[])[rule] || {_by_rule(rules, '/', rules.value)}"
    return f"(select {CODE} from (select nullif({code}, '') as code) as whole)"


def ensure_pools(rules: RuleSet, line: str, scope: Mapping[str, Any]) -> None:
    """Adds the pools that the lines need, and names each by its rule's pool and the values it is split by.

    `line` is the common table expression of the lines. The value of a site segment is not said: a pool is shown on
    its site's page.
    """
    values = Values(dict(scope))
    targets = [rule.target for rule in rules.rules]
    names = dict(Pool.objects.filter(code__in=targets).values_list("code", "name"))
    base = values.add([names.get(target, target) for target in targets])
    # A name is that of the newest year which names the code, so that years agree on it.
    roles = dict(Segment.objects.order_by("fiscal_year__year").values_list("name", "role"))

    def said(name: str) -> str | None:
        if roles[name] == SegmentRole.SITE:
            return None
        return LATEST_NAME.replace("/*segment*/", values.add(name)).replace("/*value*/", rules.value(name))

    label = f"left(({base}::text[])[rule] || {_by_rule(rules, ' · ', said)}, 120)"
    statement = (
        STATEMENT.replace("/*line*/", line)
        .replace("/*pools*/", rules.answers("by_pool", pool_code(rules, values), values))
        .replace("/*name*/", label)
    )
    with connection.cursor() as cursor:
        cursor.execute(statement, values.named)


STATEMENT = """
with /*line*/,
/*pools*/
insert into budgets_pool as was (district_id, code, name)
select %(district)s, value, name
from (select distinct on (value) value, /*name*/ as name from by_pool where value is not null order by value, rule)
     as wanted
order by value
on conflict (district_id, code) do update set name = excluded.name where was.name <> excluded.name
"""

LATEST_NAME = """coalesce((
    select named.name
    from budgets_codename as named
    join budgets_segment as segment on segment.district_id = named.district_id and segment.id = named.segment_id
    join budgets_fiscalyear as year on year.district_id = segment.district_id and year.id = segment.fiscal_year_id
    where named.district_id = %(district)s and segment.name = /*segment*/ and named.code = /*value*/
    order by year.year desc limit 1), /*value*/)"""


def _by_rule(rules: RuleSet, lead: str, said: Any) -> str:
    """SQL for what stands after the target: for each rule the values that split it, those that `said` gives."""
    cases = []
    for number, rule in enumerate(rules.rules, 1):
        parts = [said(name) for name in rule.per if name in rules.places]
        shown = [part for part in parts if part is not None]
        if shown:
            joint = "-" if lead == "/" else lead
            cases.append(f"when {number} then '{lead}' || concat_ws('{joint}', {', '.join(shown)})")
    return f"case rule {' '.join(cases)} else '' end" if cases else "''"
