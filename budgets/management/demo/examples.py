"""The generated files of docs/examples: what a new office would load first, for two schools of each demo district.

They are made from a day that stays, and a test makes them again. After a change of the demo's books or layouts:

    .venv/bin/python -m budgets.management.demo.examples
"""

import json
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from budgets.management.demo.books import make_books
from budgets.management.demo.cedar_falls import CEDAR_FALLS
from budgets.management.demo.clock import Clock
from budgets.management.demo.files import EXAMPLES, write
from budgets.management.demo.juniper_bay import JUNIPER_BAY
from budgets.management.demo.ledger import Book
from budgets.management.demo.loads import Load, loads_of_year
from budgets.management.demo.school_days import calendar
from budgets.management.demo.spec import Spec
from budgets.management.demo.structure import structure

ZONE = ZoneInfo("America/Los_Angeles")
# A Monday: its file brings the days since Thursday.
MOMENT = datetime(2026, 11, 16, 9, 0, tzinfo=ZONE)
SCHOOLS = {"juniper-bay": ("214", "131"), "cedar-falls": ("214", "118")}
# The rules of every demo district name these.
DEPARTMENTS = ("ATH", "FOO")
# The first object that is no expenditure: revenue, transfers and the balance sheet are the district's as a whole.
NO_SPENDING = "7600"


def write_examples(folder: Path) -> None:
    """Writes the structure file and three ledger files of each district into a folder of its name."""
    for spec in (JUNIPER_BAY, CEDAR_FALLS):
        clock = Clock(MOMENT, ZONE)
        book = _excerpt(make_books(spec, clock)[-1], SCHOOLS[spec.slug])
        place = folder / spec.slug
        place.mkdir(parents=True, exist_ok=True)
        text = json.dumps(_structure(spec, clock, book), indent=2, ensure_ascii=False)
        (place / "structure.json").write_text(f"{text}\n", encoding="utf-8")
        for load in _three(list(loads_of_year(book, clock, 0))):
            write(load, place)


def _excerpt(book: Book, schools: Iterable[str]) -> Book:
    lines = {
        code: line
        for code, line in book.lines.items()
        if line.segments[-1] in schools or line.segments[4] >= NO_SPENDING
    }
    return replace(book, lines=lines, entries=[entry for entry in book.entries if entry.code in lines])


def _three(found: list[Load]) -> list[Load]:
    """The adopted budget, everything up to the newest night in one file, and that night."""
    adopted, *nights = [load for load in found if load.entries]
    *before, newest = nights
    return [adopted, replace(before[-1], entries=[entry for load in before for entry in load.entries]), newest]


def _structure(spec: Spec, clock: Clock, book: Book) -> dict[str, Any]:
    """The district's own structure file, without people: whoever loads it has others."""
    sites = tuple(site for site in spec.sites if site.code in SCHOOLS[spec.slug])
    departments = tuple(department for department in spec.departments if department.code in DEPARTMENTS)
    content = structure(replace(spec, sites=sites, departments=departments), clock, [book])
    for unit in content["units"]:
        del unit["analyst"], unit["supervisor"]
    return content | {"calendar": list(calendar([clock.current]))}


if __name__ == "__main__":
    write_examples(EXAMPLES)
