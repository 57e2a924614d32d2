"""The demo's structure file: what `load_structure` takes, made from a district's spec and its books."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from budgets.choices import SegmentRole, YearState
from budgets.management.demo import kinds, leftovers
from budgets.management.demo.clock import Clock
from budgets.management.demo.ledger import Book
from budgets.management.demo.rules import SPORTS, rules
from budgets.management.demo.school_days import calendar
from budgets.management.demo.sources import shares_at_risk, sources
from budgets.management.demo.spec import Spec

SEGMENTS = (
    ("fund", SegmentRole.FUND, 3),
    ("resource", SegmentRole.PROJECT, 4),
    ("goal", SegmentRole.PROGRAM, 4),
    ("function", SegmentRole.FUNCTION, 4),
    ("object", SegmentRole.OBJECT, 4),
    ("site", SegmentRole.SITE, 3),
)
FUNDS = {
    "010": "General fund",
    "019": "Gate receipts",
    "130": "Cafeteria fund",
    "210": "Building bond fund",
    "730": "Booster gifts",
}
RESOURCES = {
    "0000": "Unrestricted",
    "2600": "After-school learning",
    "3010": "Title I",
    "4127": "Title IV, student support",
    "4203": "Title III, English learners",
    "5310": "Child nutrition",
    "6300": "Lottery, instructional materials",
    "6762": "Arts and music block grant",
    "9010": "PTA gifts",
    "9020": "Library gift",
    "9040": "Booster gifts",
    "9050": "Scoreboard gift",
    "9500": "Building bond",
}
GOALS = {
    "0000": "All goals",
    "1110": "Regular education",
    "1800": "Athletics",
    "1810": "Physical education",
    "1930": "Music",
    "1940": "Arts",
    "3800": "Career education",
    "4760": "English learners",
}
FUNCTIONS = {
    "0000": "None",
    "1000": "Instruction",
    "2140": "Training of staff",
    "2420": "Library",
    "2495": "Families",
    "2700": "School administration",
    "3110": "Counseling",
    "4000": "Sports",
    "8100": "Maintenance",
    "8300": "Safety",
    "8500": "Building",
    "9300": "Transfers",
}
PURPOSES = (
    ("materials", "Classroom and learning materials", "book-open"),
    ("copying", "Copying, mail and phones", "printer"),
    ("technology", "Technology", "laptop"),
    ("software", "Software subscriptions", "layers"),
    ("running", "Running the school or office", "building-2"),
    ("learning", "Learning for staff", "graduation-cap"),
    ("trips", "Trips and events", "ticket"),
    ("services", "Services from others", "hand"),
    ("vehicles", "Vehicles and fuel", "bus"),
    *SPORTS.values(),
    ("title-1", "Title I", "school"),
    ("grants", "Other grants", "tag"),
    ("gifts", "Gifts", "gift"),
    ("hours", "Substitutes and extra hours", "user-check"),
    ("salaries", "Salaries and benefits", "id-card"),
    ("cafeteria", "Food services", "package"),
    ("bond", "Building bond", "hammer"),
)
# Licenses are bought once a year: paid early is no alarm.
ONCE_A_YEAR = {"software"}
# Last days to order, by fund; every fund without one of its own comes first.
LAST_DAYS = (("", 4, 30), ("130", 5, 15), ("210", 3, 31))


def closing(books: list[Book]) -> dict[str, Any]:
    """What is left to say when everything is in: which years are closed, and which still settle."""
    return {"fiscal_years": [{"year": book.year.number, "state": book.year.state.value} for book in books]}


def structure(spec: Spec, clock: Clock, books: list[Book]) -> dict[str, Any]:
    """The whole file. Every year is open in it, for nothing may be posted into a closed one."""
    return {
        "settings": {
            "time_zone": clock.zone.key,
            "office_email": spec.email("office"),
            "office_phone": spec.phone,
            "year_end_orders": "carry-with-budget",
        },
        "fiscal_years": [_year(spec, book) for book in books],
        "funds": [{"code": code, "name": name} for code, name in FUNDS.items()],
        "units": list(_units(spec)),
        "purposes": list(_purposes()),
        "sources": sources(clock.current, books[-1]),
        "source_shares": shares_at_risk(spec, books[-1]),
        "pools": [
            {"code": "materials", "name": "Materials pool"},
            {"code": "copying", "name": "Copying and mail pool"},
            {"code": "athletics", "name": "Athletics"},
        ],
        "rules": rules(spec),
        "calendar": list(calendar(clock.years)),
        "how_we_do_it": [
            *({"purpose": code, "text": text} for code, text in spec.words.purposes.items()),
            *({"act": act, "text": text} for act, text in spec.words.acts.items()),
        ],
        "common_questions": [
            {"heading": heading, "question": question, "answer": answer}
            for heading, question, answer in spec.words.questions
        ],
    }


def _year(spec: Spec, book: Book) -> dict[str, Any]:
    year = book.year
    names = {
        "fund": FUNDS,
        "resource": RESOURCES,
        "goal": GOALS,
        "function": FUNCTIONS | {office.function: office.name for office in spec.departments if office.goal == "0000"},
        "object": _objects(),
        "site": {code: site.name for site in spec.sites for code in (site.codes or (site.code,))},
    }
    return {
        "year": year.number,
        "starts_on": year.starts_on.isoformat(),
        "ends_on": year.ends_on.isoformat(),
        "state": YearState.OPEN.value,
        "segments": [
            {"name": name, "role": role.value, "length": length, "names": names[name]}
            for name, role, length in SEGMENTS
        ],
        "cut_offs": [
            ({"fund": fund} if fund else {}) | {"last_order_on": date(year.number, month, day).isoformat()}
            for fund, month, day in LAST_DAYS
        ],
    }


def _objects() -> dict[str, str]:
    """Names of the object codes: what a school calls the line, else what a department does."""
    groups = (kinds.SCHOOL, kinds.SECONDARY, kinds.HOURS, kinds.SCHOOL_PAY, kinds.ATHLETICS, kinds.FOOD_SERVICE)
    offices = (kinds.DEPARTMENT, (kinds.DEPARTMENT_HOURS, kinds.BOND), kinds.DEPARTMENT_PAY, *kinds.SPECIAL.values())
    names: dict[str, str] = {}
    for group in (*groups, *offices):
        for kind in group:
            names.setdefault(kind.object, kind.name.replace("{} services", "Services"))
    for segments, name, _, _ in leftovers.NOT_SPENDING:
        names.setdefault(segments[4], name)
    return names | {
        leftovers.UNBUDGETED[0]: leftovers.UNBUDGETED[1],
        "8677": "Print shop income",
        "4390": "Family nights",
    }


def _units(spec: Spec) -> Iterable[dict[str, Any]]:
    areas = {area.name: area for area in spec.areas}
    phones = {person.key: person.phone for person in spec.people}
    for unit in spec.units:
        area = areas[unit.area]
        yield {
            "kind": unit.kind.value,
            "code": unit.code,
            "name": unit.name,
            "area": unit.area,
            "phone": phones.get(unit.owner, ""),
            "analyst": spec.email(area.analyst),
            "supervisor": spec.email(area.supervisor),
        }


def _purposes() -> Iterable[dict[str, Any]]:
    for position, (code, name, icon) in enumerate(PURPOSES, start=1):
        yield {"code": code, "name": name, "icon": icon, "position": position, "once_a_year": code in ONCE_A_YEAR}
