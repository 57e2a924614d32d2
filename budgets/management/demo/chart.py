"""Account lines: which ones each school and department has, and what it was given for each."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from budgets.management.demo import kinds
from budgets.management.demo.kinds import LineKind
from budgets.management.demo.ledger import Book, Line, Segments
from budgets.management.demo.spec import Department, Site, Spec

# Budgets of the two years before, in per mille of the current one's.
GROWTH = {2: 936, 1: 968, 0: 1000}
NO_SITE = "000"


@dataclass(frozen=True, slots=True)
class Planned:
    """A line and its kind; `unit` is the code of the site or department whose money it is."""

    line: Line
    kind: LineKind
    unit: str


def plan_lines(spec: Spec, book: Book, years_ago: int) -> list[Planned]:
    """Every expenditure line of a year that has a budget, added to the book."""
    planned = [
        *(item for site in spec.sites for item in _site(book, site)),
        *(item for department in spec.departments for item in _department(book, department)),
        *_team(spec, book),
    ]
    grown = [_grown(item, GROWTH[years_ago]) for item in planned]
    for item in grown:
        book.add_line(item.line)
    return grown


def _site(book: Book, site: Site) -> Iterator[Planned]:
    if site.level == "O":
        yield from _scaled(book, kinds.SCHOOL[9:12], site.code, site.code, site.dollars)
        return
    own = kinds.SCHOOL if site.level == "E" else kinds.SCHOOL + kinds.SECONDARY
    yield from _scaled(book, own, site.code, site.code, site.dollars)
    pupils = site.dollars * _whole(kinds.SCHOOL) // _whole(own)
    yield from _scaled(book, kinds.SET_ASIDE, site.code, site.code, _share(kinds.SET_ASIDE, pupils))
    yield from _scaled(book, kinds.HOURS, site.code, site.code, _share(kinds.HOURS, pupils))
    yield from _scaled(book, kinds.SCHOOL_PAY, site.code, site.code, _share(kinds.SCHOOL_PAY, pupils))
    if site.title:
        yield from _scaled(book, kinds.TITLE_I, site.code, site.code, _whole(kinds.TITLE_I) * site.title // 1000)


def _department(book: Book, department: Department) -> Iterator[Planned]:
    code = department.code
    if code == "ATH":
        pay = [_placed(kind, department) for kind in kinds.DEPARTMENT_PAY]
        yield from _scaled(book, pay, NO_SITE, code, _whole(pay))
        return
    if code == "FOO":
        yield from _scaled(
            book, kinds.FOOD_SERVICE, NO_SITE, code, _whole(kinds.FOOD_SERVICE) * book_size(book) // 1000
        )
        return
    own = [_placed(kind, department) for kind in (*kinds.SPECIAL.get(code, ()), *kinds.DEPARTMENT)]
    yield from _scaled(book, own, NO_SITE, code, department.dollars)
    pay = [_placed(kind, department) for kind in (kinds.DEPARTMENT_HOURS, *kinds.DEPARTMENT_PAY)]
    yield from _scaled(book, pay, NO_SITE, code, _whole(pay) * (600 + department.dollars // 700) // 1000)


def book_size(book: Book) -> int:
    """How big the district is, in per mille of Juniper Bay."""
    return 1000 if book.slug == "juniper-bay" else 310


def _team(spec: Spec, book: Book) -> Iterator[Planned]:
    """The sports of several schools, their gate money, the boosters' gifts and the building bond."""
    if not spec.team:
        return
    size = book_size(book)
    for kind in kinds.ATHLETICS:
        for site, share in spec.team.shares:
            yield from _scaled(book, [kind], site, spec.team.department, kind.dollars * share * size // 1_000_000)
    gates = [replace(kind, fund="019", name=f"{kind.name}, gate receipts") for kind in kinds.ATHLETICS[:2]]
    for site, share in spec.team.shares[:4]:
        whole = _whole(gates) * share * size // 6_000_000
        yield from _scaled(book, gates, site, spec.team.department, whole)
    for site, _ in spec.team.shares[:3]:
        yield from _scaled(book, [kinds.BOOSTERS], site, spec.team.department, kinds.BOOSTERS.dollars * size // 3000)
    board_site = spec.team.shares[0][0]
    yield from _scaled(book, [kinds.BOARD], board_site, spec.team.department, kinds.BOARD.dollars * size // 1000)
    bond_site = "187" if book.slug == "juniper-bay" else "181"
    yield from _scaled(book, [kinds.BOND], bond_site, spec.team.department, kinds.BOND.dollars * size // 1000)


def _scaled(book: Book, group: Iterable[LineKind], site: str, unit: str, dollars: int) -> Iterator[Planned]:
    """Lines of these kinds whose budgets add up to about `dollars`; figures as uneven as real ones are."""
    group = list(group)
    whole = _whole(group)
    for kind in group:
        cents = kind.dollars * 100 * dollars // whole
        line = Line(kind.segments(site), kind.name, cents if dollars == whole else _uneven(book, kind, site, cents))
        yield Planned(line, kind, unit)


def _uneven(book: Book, kind: LineKind, site: str, cents: int) -> int:
    """Some budgets are a round sum, some come from a rate per pupil and end in odd cents."""
    dice = book.dice(f"budget/{unit_key(kind.segments(site))}", every_year=True)
    cents = cents * dice.randint(940, 1060) // 1000
    step = dice.choice((10_000, 10_000, 5_000, 1_000, 100, 1))
    return max(cents // step * step, 5_000)


def unit_key(segments: Segments) -> str:
    return "-".join(segments)


def _grown(item: Planned, permille: int) -> Planned:
    budget = item.line.budget * permille // 1000
    if permille != 1000 and budget % 100:
        budget -= budget % 50
    return replace(item, line=replace(item.line, budget=budget))


def _placed(kind: LineKind, department: Department) -> LineKind:
    function = "1000" if department.goal != "0000" else department.function
    return replace(kind, goal=department.goal, function=function, name=kind.name.format(department.word))


def _whole(group: Iterable[LineKind]) -> int:
    return sum(kind.dollars for kind in group)


def _share(group: Iterable[LineKind], dollars: int) -> int:
    return _whole(group) * dollars // _whole(kinds.SCHOOL)
