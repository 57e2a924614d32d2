"""Things with a code: funds, units, purposes, sources and pools. Those in the file are created or changed; those
that are not are left as they are, for lines and history hang on them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from accounts.choices import YearEndOrders
from balance.tenancy.models import OwnedModel
from budgets.choices import SourceKind, UnitKind
from budgets.domain.structure import fields
from budgets.domain.structure.fields import Entry, Read
from budgets.domain.structure.outcome import Outcome, put
from budgets.domain.structure.problems import Problems
from budgets.models import Fund, Pool, Purpose, Source, Unit

Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind: its list in the file, how its keys are read, which of them identify it and which a new one needs."""

    name: str
    one: str
    model: type[OwnedModel]
    shape: Mapping[str, Read]
    needs: tuple[str, ...] = ("name",)
    identity: tuple[str, ...] = ("code",)

    def read(self, document: Mapping[str, Any], problems: Problems) -> list[Entry]:
        """The entries of the file, without those that lack their identity; duplicates and gaps are reported."""
        if self.name not in document:
            return []
        known = self.stored()
        seen: dict[Key, str] = {}
        whole = []
        for found in fields.entries(document[self.name], self.name, self.shape, problems, always=self.identity):
            if not all(name in found.values for name in self.identity):
                continue
            key = self.key(found)
            if key in seen:
                problems.error(found.path, f"{self.one} {' '.join(key)} is already in {seen[key]}")
                continue
            seen[key] = found.path
            whole.append(found)
            if key not in known:
                self._report_gaps(found, problems)
        return whole

    def key(self, found: Entry) -> Key:
        return tuple(found.values[name] for name in self.identity)

    def stored(self) -> set[Key]:
        """The identities that the district has."""
        return set(self.model._default_manager.values_list(*self.identity))

    def write(self, found: list[Entry]) -> Outcome:
        """Creates and changes what the entries say."""
        rows = {tuple(getattr(row, name) for name in self.identity): row for row in self.model._default_manager.all()}
        wanted = ((" ".join(self.key(each)), rows.get(self.key(each)) or self.model(), each.values) for each in found)
        return put(wanted, self.model)

    def _report_gaps(self, found: Entry, problems: Problems) -> None:
        for name in self.needs:
            # A value that could not be read was reported as such.
            if name not in found.values and not any(error.path == found.at(name) for error in problems.errors):
                problems.error(found.at(name), f"is missing: {self.one} {' '.join(self.key(found))} is new")


FUNDS = Kind(
    name="funds",
    one="fund",
    model=Fund,
    shape={
        "code": fields.code(20),
        "name": fields.text(120),
        "year_end_orders": fields.choice(YearEndOrders, blank=True),
    },
)
UNITS = Kind(
    name="units",
    one="unit",
    model=Unit,
    identity=("kind", "code"),
    shape={
        "kind": fields.choice(UnitKind),
        "code": fields.code(40),
        "name": fields.text(120),
        "area": fields.text(80, blank=True),
        "phone": fields.text(40, blank=True),
        "analyst": fields.optional(fields.email),
        "supervisor": fields.optional(fields.email),
        "is_active": fields.flag,
    },
)
PURPOSES = Kind(
    name="purposes",
    one="purpose",
    model=Purpose,
    shape={
        "code": fields.code(40),
        "name": fields.text(120),
        "icon": fields.icon,
        "position": fields.whole(0, 10_000),
        "once_a_year": fields.flag,
        "ahead_pct": fields.optional(fields.whole(0, 100)),
        "behind_pct": fields.optional(fields.whole(0, 100)),
    },
)
SOURCES = Kind(
    name="sources",
    one="source",
    model=Source,
    needs=("name", "kind"),
    shape={
        "code": fields.code(40),
        "name": fields.text(120),
        "kind": fields.choice(SourceKind),
        "starts_on": fields.optional(fields.day),
        "use_by": fields.optional(fields.day),
        "pay_by": fields.optional(fields.day),
        "allocation": fields.optional(fields.dollars),
        "carry_over_cap_pct": fields.optional(fields.whole(0, 100)),
        "cap_from": fields.optional(fields.dollars),
        "note": fields.text(200, blank=True),
    },
)
POOLS = Kind(
    name="pools",
    one="pool",
    model=Pool,
    # A slash parts a pool's code from the values that split it.
    shape={"code": fields.code(40, without="/"), "name": fields.text(120)},
)
KINDS = (FUNDS, UNITS, PURPOSES, SOURCES, POOLS)
