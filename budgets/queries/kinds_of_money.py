"""What the lines of a year add up to by kind of money: what can be decided on by fund, and each set-aside source.

Kinds of money are never added to each other, nor funds (domain 2.9a). Each sum names the words of the filter that
finds its entries.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from accounts.models import District
from balance.money import from_cents, to_cents
from budgets.choices import Pay, SourceKind, UnitKind
from budgets.queries.entry_filter import NOTHING
from budgets.queries.totals import SUMMED, Totals, add_up
from budgets.queries.unit_lines import LineRow

# Many gifts and activity funds stand under one name, each for what its giver asked: what is left of them is no one sum.
EACH_FOR_ITSELF = (SourceKind.GIFT, SourceKind.ACTIVITY)
UNITS_WORD = {UnitKind.SITE: "sites", UnitKind.DEPARTMENT: "departments"}
MOST_NAMED = 100
Key = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """A unit that a line belongs to."""

    unit: int
    kind: UnitKind
    area: str
    is_active: bool

    @property
    def key(self) -> tuple[str, str]:
        return self.kind.value, self.area


@dataclass(frozen=True, slots=True)
class Sum:
    """Lines of one kind of money. `words` finds their entries; `fund` is theirs where all are of one."""

    name: str
    words: dict[str, str]
    lines: int
    totals: Totals
    kind: str = ""
    use_by: date | None = None
    fund: str = ""
    fund_name: str = ""
    units: int = 0

    @property
    def has_left(self) -> bool:
        """Whether what is left of it is one sum."""
        return not (self.kind in EACH_FOR_ITSELF and self.units > 1)


@dataclass(frozen=True, slots=True)
class Sums:
    """`listed` are the units' decidable sums by kind, area and fund; `funds` every decidable line once, largest first.

    `sources` are restricted money and pay that is set aside; `nobodys` the lines without a unit, of which `named` are
    code and name of those with most money, at most MOST_NAMED; `ledger` every line of the year.
    """

    listed: tuple[Sum, ...] = ()
    funds: tuple[Sum, ...] = ()
    sources: tuple[Sum, ...] = ()
    central: Sum | None = None
    nobodys: Sum | None = None
    ledger: Sum | None = None
    named: tuple[tuple[str, str], ...] = ()

    def to_json(self) -> dict[str, Any]:
        return {
            **{name: [_to_json(each) for each in getattr(self, name)] for name in ("listed", "funds", "sources")},
            **{name: found and _to_json(found) for name in _SINGLE if (found := getattr(self, name)) is not None},
            "named": self.named,
        }

    @classmethod
    def from_json(cls, facts: dict[str, Any], district: District) -> "Sums":
        def sums(name: str) -> tuple[Sum, ...]:
            return tuple(_from_json(each, district) for each in facts[name])

        single = {name: _from_json(facts[name], district) for name in _SINGLE if name in facts}
        named = tuple((code, name) for code, name in facts["named"])
        return cls(sums("listed"), sums("funds"), sums("sources"), named=named, **single)


_SINGLE = ("central", "nobodys", "ledger")


def _to_json(found: Sum) -> dict[str, Any]:
    said = {name: value for name, value in asdict(found).items() if value and name != "totals"}
    if found.use_by:
        said["use_by"] = found.use_by.isoformat()
    return said | {
        "name": found.name,
        "lines": found.lines,
        "totals": [to_cents(getattr(found.totals, name)) for name in SUMMED],
    }


def _from_json(said: dict[str, Any], district: District) -> Sum:
    totals = Totals(*map(from_cents, said["totals"]), requests_reduce_left=district.requests_reduce_left)
    use_by = date.fromisoformat(said["use_by"]) if "use_by" in said else None
    return Sum(**said | {"totals": totals, "use_by": use_by, "words": said.get("words", {})})


@dataclass(slots=True)
class _Heap:
    """Lines that are being put together."""

    rows: list[LineRow] = field(default_factory=list)
    units: set[int] = field(default_factory=set)

    def sum(self, name: str, words: dict[str, str], district: District, **more: Any) -> Sum:
        totals = add_up((row.totals for row in self.rows), requests_reduce_left=district.requests_reduce_left)
        funds = {(row.fund_code, row.fund_name) for row in self.rows}
        [(fund, fund_name)] = funds if len(funds) == 1 else [("", "")]
        named: dict[str, Any] = {"fund": fund, "fund_name": fund_name, "units": len(self.units)}
        return Sum(name, words, len(self.rows), totals, **named | more)


def sums_of(lines: Iterable[tuple[LineRow, tuple[Place, ...]]], district: District) -> Sums:
    """No statement."""
    heaps: dict[Key, _Heap] = defaultdict(_Heap)
    for row, places in lines:
        for key in _keys(row, places, district):
            heaps[key].rows.append(row)
            heaps[key].units.update(place.unit for place in places if key[0] != "listed" or key[1:3] == place.key)
    of: dict[str, list[tuple[Key, _Heap]]] = defaultdict(list)
    for key, heap in sorted(heaps.items(), key=lambda item: item[0]):
        of[key[0]].append((key[1:], heap))
    nobodys = heaps["nobodys",].rows if ("nobodys",) in heaps else []
    return Sums(
        listed=tuple(_listed(key, heap, district) for key, heap in of["listed"]),
        funds=tuple(sorted((_fund(key[0], heap, district) for key, heap in of["fund"]), key=_largest)),
        sources=tuple(_source(key, heap, district) for key, heap in of["source"]),
        central=_single(of["central"], "Pay that the district manages", {"decide": "central"}, district),
        nobodys=_single(of["nobodys"], "No school or department", {"units": NOTHING}, district),
        ledger=_single(of["ledger"], "Every line of the year", {}, district),
        named=tuple((row.code, row.name) for row in sorted(nobodys, key=_most)[:MOST_NAMED]),
    )


def _keys(row: LineRow, places: tuple[Place, ...], district: District) -> Iterable[Key]:
    """Every sum that a line is in."""
    yield ("ledger",)
    if not places:
        yield ("nobodys",)
    if row.is_decidable(district):
        yield "fund", row.fund_code
        yield from (("listed", *place.key, row.fund_code) for place in places if place.is_active)
    elif row.pay == Pay.CENTRAL:
        yield ("central",)
    elif row.source is not None:
        yield "source", row.source.name, row.source.code, ""
    else:
        purpose = (row.purpose.name, row.purpose.code) if row.purpose else ("Not sorted yet", NOTHING)
        yield "source", purpose[0], "", purpose[1]


def _listed(key: Key, heap: _Heap, district: District) -> Sum:
    kind, area, fund = key
    words = {"units": UNITS_WORD[UnitKind(kind)], "area": area or NOTHING, "fund": fund or NOTHING, "decide": "1"}
    return heap.sum(area, words, district, kind=kind)


def _fund(fund: str, heap: _Heap, district: District) -> Sum:
    name = heap.rows[0].fund_name or (f"Fund {fund}" if fund else "No fund")
    return heap.sum(name, {"fund": fund or NOTHING, "decide": "1"}, district)


def _source(key: Key, heap: _Heap, district: District) -> Sum:
    name, code, purpose = key
    source = heap.rows[0].source
    if source is None:
        return heap.sum(name, {"decide": "0", "source": NOTHING, "purpose": purpose}, district, kind="pay")
    return heap.sum(name, {"decide": "0", "source": code}, district, kind=source.kind, use_by=source.use_by)


def _single(found: list[tuple[Key, _Heap]], name: str, words: dict[str, str], district: District) -> Sum | None:
    return found[0][1].sum(name, words, district) if found else None


def _largest(found: Sum) -> tuple[Decimal, str]:
    return -found.totals.revised, found.name


def _most(row: LineRow) -> tuple[Decimal, str]:
    return -row.totals.used, row.code


def by_fund(parts: Iterable[Sum]) -> list[Sum]:
    """Of the listed sums: those of each kind and fund together, over areas; sites first. Funds stay apart."""
    found: dict[tuple[str, str], list[Sum]] = defaultdict(list)
    for part in parts:
        found[part.kind, part.words["fund"]].append(part)
    return [_over_areas(found[key]) for key in sorted(found, key=lambda key: (key[0] != UnitKind.SITE, key[1]))]


def _over_areas(parts: list[Sum]) -> Sum:
    first = parts[0]
    words = first.words if len(parts) == 1 else {name: value for name, value in first.words.items() if name != "area"}
    totals = add_up((part.totals for part in parts), requests_reduce_left=first.totals.requests_reduce_left)
    return Sum(
        first.fund_name or f"Fund {first.fund}", words, sum(part.lines for part in parts), totals, first.kind,
        fund=first.fund, fund_name=first.fund_name, units=sum(part.units for part in parts),
    )  # fmt: skip
