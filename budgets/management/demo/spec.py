"""What a demo district is made of: its units, its people, its areas."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from accounts.choices import PreferredWay, Role
from budgets.choices import UnitKind


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who may sign in. `key` is the part of the address before the @."""

    key: str
    name: str
    role: Role = Role.OWNER
    title: str = ""
    phone: str = ""
    way: PreferredWay = PreferredWay.EMAIL
    note: str = ""


@dataclass(frozen=True, slots=True)
class Site:
    """A school (level E, M or H) or an office (O). `dollars` is what it may decide on; `title` its Title I money, in
    per mille of Alder Creek's. Other site codes that mean the same place are in `codes`."""

    code: str
    name: str
    level: str
    dollars: int
    area: str
    owner: str = ""
    title: int = 0
    codes: tuple[str, ...] = ()

    @property
    def kind(self) -> UnitKind:
        return UnitKind.SITE


@dataclass(frozen=True, slots=True)
class Department:
    """A department, found by the function in its codes (or by goal or fund). `word` is what it does."""

    code: str
    name: str
    function: str
    dollars: int
    area: str
    owner: str = ""
    word: str = "Program"

    @property
    def kind(self) -> UnitKind:
        return UnitKind.DEPARTMENT

    @property
    def goal(self) -> str:
        """Departments whose work is a subject are found by the goal in the code, the others by the function."""
        return self.function if self.function.startswith("1") else "0000"


Unit = Site | Department


@dataclass(frozen=True, slots=True)
class Area:
    """A group of units with a supervisor and an analyst, by their keys."""

    name: str
    supervisor: str
    analyst: str


@dataclass(frozen=True, slots=True)
class Team:
    """The six schools' sports of one department: which site has which share, in per mille."""

    department: str
    shares: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Words:
    """What the office says: of purposes and of acts by code; and heading, question and answer."""

    purposes: Mapping[str, str]
    acts: Mapping[str, str]
    questions: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class Spec:
    """One demo district. `late` files are missing today; the newcomer came in October after the one before left."""

    slug: str
    name: str
    phone: str
    areas: tuple[Area, ...]
    sites: tuple[Site, ...]
    departments: tuple[Department, ...]
    people: tuple[Person, ...]
    words: Words
    team: Team | None = None
    newcomer: str = ""
    predecessor: str = ""
    late: int = 0
    finish: dict[str, int] = field(default_factory=dict)

    @property
    def units(self) -> tuple[Unit, ...]:
        """Sites, then departments."""
        return *self.sites, *self.departments

    def email(self, key: str) -> str:
        return f"{key}@{self.slug}.example"
