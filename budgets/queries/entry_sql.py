"""The conditions of a filter as SQL over a transaction `t` and its line `l`: constants; every value is a parameter."""

from dataclasses import dataclass
from typing import Any

from accounts.models import District
from balance.reading import read, read_planned
from budgets.choices import Pay
from budgets.queries.entry_filter import NOTHING, EntryFilter
from budgets.queries.seen import Seen
from budgets.queries.typed import Amounts, amounts_in, numbers_in

# An order's rows are promised while more than nothing is left of it, on this line.
_OF_ORDER = """exists (
    select 1 from budgets_orderbalance o
    where o.district_id = t.district_id and o.line_id = t.line_id and o.order_number = t.order_number
      and o.residue {})"""
OPEN, BEYOND = _OF_ORDER.format("> 0"), _OF_ORDER.format("< 0")
_HELD = "t.measure in ('budget', 'encumbrance', 'expenditure', 'request')"
_NOT_HELD = "t.measure in ('budget', 'encumbrance', 'expenditure')"

# Which rows make a figure. What is left is made of three or four measures, with the orders that are still open.
FIGURES = {
    "original": "t.measure = 'budget' and t.kind = 'original'",
    "revised": "t.measure = 'budget'",
    "requested": "t.measure = 'request'",
    "encumbered_carried_in": "t.measure = 'encumbrance' and t.kind = 'opening'",
    "encumbered_activity": "t.measure = 'encumbrance' and t.kind <> 'opening'",
    "encumbered": "t.measure = 'encumbrance'",
    "open_orders": f"t.measure = 'encumbrance' and {OPEN}",
    "relief_without_order": f"t.measure = 'encumbrance' and {BEYOND}",
    "expended": "t.measure = 'expenditure'",
    "available": _NOT_HELD,
    "left": f"{_NOT_HELD} and (t.measure <> 'encumbrance' or {OPEN})",
}
FIGURES_LESS_REQUESTS = {
    "available": _HELD,
    "left": f"{_HELD} and (t.measure <> 'encumbrance' or {OPEN})",
}

_UNIT = """l.{0}_id = (select u.id from budgets_unit u
    where u.district_id = %(district)s and u.kind = '{0}' and u.code = %(unit)s)"""
OF_NO_UNIT = "l.site_id is null and l.department_id is null"
UNITS = {kind: _UNIT.format(kind) for kind in ("site", "department")}
# Those that the list of all units holds: a unit that was closed is in no area.
_AREA = "and (x.area = %(area)s or (%(area)s = 'none' and x.area = ''))"
_ANY = """l.{0}_id in (select x.id from budgets_unit x
    where x.district_id = %(district)s and x.is_active and x.kind = '{0}' {1})"""
_SITES, _DEPARTMENTS = (_ANY.format(kind, "") for kind in UNITS)
_AREA_SITES, _AREA_DEPARTMENTS = (_ANY.format(kind, _AREA) for kind in UNITS)
OF_ANY = {"": "true", "sites": _SITES, "departments": _DEPARTMENTS, NOTHING: OF_NO_UNIT}
OF_AREA = {
    "": f"({_AREA_SITES} or {_AREA_DEPARTMENTS})",
    "sites": _AREA_SITES,
    "departments": _AREA_DEPARTMENTS,
    NOTHING: OF_NO_UNIT,
}
OF_FUND = "l.fund_code = case when %(fund)s = 'none' then '' else %(fund)s end"
_NAMED = "l.{0}_id = (select x.id from budgets_{0} x where x.district_id = %(district)s and x.code = %({0})s)"
NAMED = {name: _NAMED.format(name) for name in ("purpose", "source", "pool")}
UNNAMED = {name: f"l.{name}_id is null" for name in NAMED}
MAY_DECIDE = "l.source_id is null and l.pay = any(%(decidable)s)"
DECIDE = {
    "1": MAY_DECIDE,
    "0": f"not ({MAY_DECIDE}) and l.pay <> 'central'",
    "own": "l.pay <> 'central'",
    "pay": "l.pay = 'unit'",
    "central": "l.pay = 'central'",
}

OF_KIND = "t.kind = any(%(kinds)s)"
# By the loads, which are few: the index of a line's rows holds the load of each.
AFTER_LOAD = """t.import_id = any(array(select i.id from budgets_import i
    where i.district_id = %(district)s and i.fiscal_year_id = %(year)s and i.number > %(after_load)s))"""

ONE_AMOUNT = "t.amount = any(%(amounts)s)"
SOME_AMOUNTS = """(t.amount between %(low)s::bigint and %(high)s::bigint
    or t.amount between -%(high)s::bigint and -%(low)s::bigint)"""
# A partial index is used where the text says what it leaves out.
BY_ORDER = "(t.order_number <> '' and t.order_number = any(%(orders)s))"
NO_ORDER = "(t.order_number = '' or l.pay <> '')"  # of pay lines no number is told
BY_DOCUMENT = "(t.document <> '' and t.document = any(%(documents)s))"
BY_VENDOR = "t.vendor_id = any(%(vendors)s)"
NO_VENDOR = "t.vendor_id is null"
BY_NAME_OR_NUMBER = """t.vendor_id = any(%(named)s) or (t.order_number <> '' and t.order_number = any(%(numbers)s))
    or (t.document <> '' and t.document = any(%(numbers)s))"""
# No index can serve a word in the middle of a text under row-level security: only where few rows are looked at.
BY_WORDS = """concat_ws(' ',
    (select v.name from budgets_vendor v where v.district_id = t.district_id and v.id = t.vendor_id),
    t.document, t.order_number, t.description) ilike all(%(words)s)"""

# Of a line `l`: its site's name, else its department's. Behind row-level security no index is used for a key that a
# function makes, such as coalesce; and a join would be planned over all units.
UNIT_NAME = """coalesce(
    (select u.name from budgets_unit u where u.district_id = %(district)s and u.id = l.site_id),
    (select u.name from budgets_unit u where u.district_id = %(district)s and u.id = l.department_id), '')"""

# An entry by its place, newest last; on pay lines one for each measure and day.
KEY = """coalesce(t.posted_on, date '0001-01-01') as d, case when l.pay <> '' then 0 else t.import_id end as batch,
    case when l.pay <> '' then ascii(t.measure) else t.row end as row,
    case when l.pay <> '' or t.row > 0 then 0 else t.id end as part, t.line_id"""
HITS = f"""
select {KEY}, t.id, t.measure, t.amount
from budgets_transaction t join budgets_line l on l.district_id = t.district_id and l.id = t.line_id
where t.district_id = %(district)s and t.superseded_by_import_id is null
  and l.district_id = %(district)s and l.fiscal_year_id = %(year)s
  and {{lines}} and {{rows}}
"""


@dataclass(frozen=True, slots=True)
class Conditions:
    """`lines` picks lines of a year, `rows` picks rows of them; both hold. `values` are of both."""

    lines: str
    rows: str
    values: dict[str, Any]


def read_where(
    sql: str, *, lines: str, rows: str = "true", prepare: bool = False, **values: Any
) -> list[tuple[Any, ...]]:
    """Reads a text with its conditions on lines and rows put in their places: those of this module, and no others.

    `prepare` where the same plan serves every value: an index leads to the few rows that are meant.
    """
    text = sql.replace("{lines}", lines).replace("{rows}", rows)
    return read(text, **values) if prepare else read_planned(text, **values)


def lines_of(entry_filter: EntryFilter, seen: Seen, district: District) -> tuple[str, dict[str, Any]]:
    """The condition on a line, and its values."""
    parts = [seen.lines]
    if entry_filter.line:
        parts.append("l.code = %(code)s")
    else:
        parts.append("l.account_type = 'expenditure'")
    if entry_filter.unit:
        parts.append(UNITS[entry_filter.unit_kind])
    if entry_filter.units or entry_filter.area:
        parts.append((OF_AREA if entry_filter.area else OF_ANY)[entry_filter.units])
    if entry_filter.fund:
        parts.append(OF_FUND)
    for name, condition in NAMED.items():
        code = getattr(entry_filter, name)
        parts += [UNNAMED[name] if code == NOTHING else condition] if code else []
    if entry_filter.decide:
        parts.append(DECIDE[entry_filter.decide])
    if entry_filter.by_detail:
        parts.append("l.pay = ''")  # of pay lines one sum is told for each day, and nothing else
    pay = [Pay.NONE.value] if district.pay_is_set_aside else [Pay.NONE.value, Pay.UNIT.value]
    values = {name: getattr(entry_filter, name) for name in ("unit", "area", "fund", *NAMED)}
    return " and ".join(parts), values | {"mine": seen.mine, "code": entry_filter.line, "decidable": pay}


def conditions_of(
    entry_filter: EntryFilter, seen: Seen, district: District, *, vendors: list[int], named: list[int], few: bool
) -> Conditions:
    """Of one filter. `vendors` are those of its word `vendor`, `named` those that `q` may mean; `few`: whether so few
    rows are looked at that their texts may be read."""
    lines, values = lines_of(entry_filter, seen, district)
    values |= {"vendors": vendors, "named": named, "since": entry_filter.since, "until": entry_filter.until}
    parts = [figure_rows(entry_filter.measure, district)] if entry_filter.measure else []
    if entry_filter.vendor:
        parts.append(NO_VENDOR if entry_filter.vendor == NOTHING else BY_VENDOR)
    for name, text in (("order", BY_ORDER), ("document", BY_DOCUMENT)):
        number = getattr(entry_filter, name)
        if number == NOTHING and name == "order":
            parts.append(NO_ORDER)
        elif number:
            parts.append(text)
            values[f"{name}s"] = [number, number.upper()]
    if entry_filter.kinds:
        parts.append(OF_KIND)
        values["kinds"] = list(entry_filter.kinds)
    if entry_filter.after_load is not None:
        parts.append(AFTER_LOAD)
        values["after_load"] = entry_filter.after_load
    if entry_filter.since:
        parts.append("t.posted_on >= %(since)s")
    if entry_filter.until:
        parts.append("t.posted_on <= %(until)s")
    if entry_filter.amounts:
        parts.append(_amounts(entry_filter.amounts, values))
    if entry_filter.q:
        parts.append(_words(entry_filter, values, few))
    return Conditions(lines, " and ".join(parts) or "true", values)


def figure_rows(measure: str, district: District) -> str:
    """The rows that make a figure of `ledger_totals`."""
    figures = FIGURES | (FIGURES_LESS_REQUESTS if district.requests_reduce_left else {})
    return figures[measure]


def _amounts(amounts: Amounts, values: dict[str, Any]) -> str:
    low, high = amounts.cents
    if amounts.is_one:
        values["amounts"] = [low, -low]
        return ONE_AMOUNT
    values |= {"low": low, "high": high}
    return SOME_AMOUNTS


def _words(entry_filter: EntryFilter, values: dict[str, Any], few: bool) -> str:
    """A vendor, a number or an amount; words of the text too where few rows are looked at."""
    parts = []
    if few:
        values["words"] = [f"%{escaped(word)}%" for word in entry_filter.q.split()]
        parts.append(BY_WORDS)
    else:
        values["numbers"] = numbers_in(entry_filter.q)
        parts.append(BY_NAME_OR_NUMBER)
    if (meant := amounts_in(entry_filter.q)) and not entry_filter.amounts:
        parts.append(_amounts(meant, values))
    return f"({' or '.join(parts)})"


def escaped(word: str) -> str:
    """A word as `like` takes it to the letter."""
    return word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
