"""Money for one use only: the demo's grants and gifts with their dates, and what each school may lose."""

from datetime import date
from typing import Any

from budgets.choices import SourceKind
from budgets.management.demo.clock import Year
from budgets.management.demo.ledger import Book
from budgets.management.demo.spec import Spec

TITLE_I, CAP_PCT, CAP_FROM = "3010", 15, "50000.00"


def sources(year: Year, book: Book) -> list[dict[str, Any]]:
    """Every source of the current year. Title I is an award of 15 months, with a cap on what may be carried over."""
    award = {"starts_on": _iso(year.number - 1, 7, 1), "use_by": _iso(year.number, 9, 30)}
    one_year = {"starts_on": _iso(year.number - 1, 7, 1), "use_by": _iso(year.number, 6, 30)}
    title = {"pay_by": _iso(year.number, 12, 30), "carry_over_cap_pct": CAP_PCT, "cap_from": CAP_FROM}
    grant, gift, other = SourceKind.GRANT, SourceKind.GIFT, SourceKind.OTHER
    return [
        _source("title-1", "Title I", grant, **award, **title, allocation=_dollars(_given(book, TITLE_I))),
        _source("title-3", "Title III, English learners", grant, **award, allocation=_dollars(_given(book, "4203"))),
        _source("title-4", "Title IV, student support", grant, **award, allocation=_dollars(_given(book, "4127"))),
        _source("after-school", "After-school grant", grant, **one_year),
        _source("arts-block", "Arts and music block grant", grant, use_by=_iso(year.number + 1, 6, 30)),
        _source("lottery", "Lottery", other, note="Books and materials for lessons only"),
        _source("pta-gifts", "PTA gifts", gift, note="For what each school’s PTA voted for"),
        _source("library-gift", "Library gift", gift, note="Books in Spanish and English, from the Okamoto family"),
        _source("booster-gifts", "Booster gifts", gift, note="Only what each donor named"),
        _source(
            "scoreboard-gift",
            "Scoreboard gift",
            gift,
            use_by=_iso(year.number - 1, 12, 31),
            note="The donor asks that it is used by Dec 31",
        ),
        _source("building-bond", "Building bond", SourceKind.BOND, note="Only the turf. Done by spring"),
        _source("food-service", "Food Services", SourceKind.FOOD, note="Stays in the cafeteria fund"),
    ]


def shares_at_risk(spec: Spec, book: Book) -> list[dict[str, Any]]:
    """How the office puts the money at risk on schools: what will be left above the cap, by who leaves it.

    The cap is on the district's allocation, so a school alone has none (domain 2.10).
    """
    left: dict[str, int] = {}
    for line in book.lines.values():
        if line.segments[1] == TITLE_I and line.budget and line.segments[4] < "7000":
            done = spec.finish.get(line.code, 950)
            site = line.segments[5]
            left[site] = left.get(site, 0) + line.budget * (1000 - done) // 1000
    whole = sum(left.values())
    at_risk = max(whole - _given(book, TITLE_I) * CAP_PCT // 100, 0)
    large = {site: cents for site, cents in left.items() if cents * 10 > whole}
    return [
        {"source": "title-1", "kind": "site", "unit": site, "at_risk": _dollars(at_risk * cents // sum(large.values()))}
        for site, cents in sorted(large.items())
        if at_risk
    ]


def _given(book: Book, resource: str) -> int:
    """What all spending lines of a resource were given, in cents."""
    lines = book.lines.values()
    return sum(line.budget for line in lines if line.segments[1] == resource and line.segments[4] < "7000")


def _source(code: str, name: str, kind: SourceKind, **facts: Any) -> dict[str, Any]:
    return {"code": code, "name": name, "kind": kind.value, **facts}


def _iso(year: int, month: int, day: int) -> str:
    return date(year, month, day).isoformat()


def _dollars(cents: int) -> str:
    return f"{cents // 100}.{cents % 100:02d}"
