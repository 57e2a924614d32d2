"""Where in the demo to find what it must show: names of codes and documents, for tests, guides and tours.

The years depend on the day on which the demo was made; `landmarks` knows them.
"""

from dataclasses import dataclass

from budgets.management.demo import alder_creek, leftovers, stories
from budgets.management.demo.clock import Clock
from budgets.management.demo.rules import MATERIALS

DISTRICT, LOOK_ALIKE = "juniper-bay", "cedar-falls"
SITE, DEPARTMENT = alder_creek.SITE, "ATH"
DEPARTMENT_SITES = ("169", "176", "181", "183", "187", "905")
NOBODYS_UNITS = (("site", "260"), ("department", "STU"), ("department", "ADU"), ("department", "RIS"))
NEWCOMER, PREDECESSOR, NEWCOMERS_SITE = "victor.morales", "janet.brandvold", "171"
UNMAPPED_SITE = leftovers.UNMAPPED_SITE
AHEAD = ("010-0000-0000-2700-4391-214", "010-0000-0000-3600-4361-000")
BEHIND = ("010-0000-1110-2140-5220-214", "010-0000-3800-1000-4345-192")
TITLE_I, TITLE_I_SITE = "title-1", "142"
GIFTS = ("pta-gifts", "library-gift", "booster-gifts", "scoreboard-gift")


@dataclass(frozen=True, slots=True)
class Spot:
    """One thing in the ledger: its year, its line, and the order or document that names it."""

    year: int
    code: str
    document: str = ""
    other: str = ""


@dataclass(frozen=True, slots=True)
class Landmarks:
    """What the main demo district shows, and where."""

    negative_in_pool: Spot
    positive_pool: str
    overspent: Spot
    overspent_pool: str
    also_overspent_pool: str
    paid_twice: Spot
    charge_of_another_site: Spot
    stale_order: Spot
    blanket_order: Spot
    quiet_blanket_order: Spot
    carried_in_order: Spot
    open_requests: tuple[Spot, Spot]
    transfer: Spot
    journal: Spot
    no_budget: Spot
    unmapped: Spot
    leaver: Spot


def landmarks(clock: Clock) -> Landmarks:
    """The spots of Juniper Bay as they lie on the clock's day."""
    year, before = clock.current.number, clock.years[-2].number
    now, then = f"{year % 100:02d}", f"{before % 100:02d}"
    recent = [stories.day_for_recent(clock, days)[0].number for days in (20, 12)]
    moved = year if clock.posted_through >= clock.current.day(10, 9) else before
    corrected = year if clock.posted_through >= clock.current.day(3, 25) else before
    supplies, repairs = alder_creek.SUPPLIES, alder_creek.REPAIRS
    charged, right = stories.WRONG_SCHOOL
    return Landmarks(
        negative_in_pool=Spot(year, alder_creek.LIBRARY, f"PO {now}-0011"),
        positive_pool=f"materials/{SITE}",
        overspent=Spot(year, alder_creek.COPYING, f"PO {now}-0016"),
        overspent_pool=f"copying/{SITE}",
        also_overspent_pool="materials/171",
        paid_twice=Spot(recent[0], supplies, stories.TWICE[2], stories.TWICE[3]),
        charge_of_another_site=Spot(recent[1], supplies, "", stories.ELSEWHERE[2]),
        stale_order=Spot(year, repairs, f"PO {then}-0918"),
        blanket_order=Spot(year, alder_creek.COPYING, f"PO {now}-0016"),
        quiet_blanket_order=Spot(year, repairs, f"PO {now}-0021"),
        carried_in_order=Spot(year, supplies, f"PO {then}-0954"),
        open_requests=(Spot(year, supplies, f"RQ {now}-0588"), Spot(year, supplies, f"RQ {now}-0591")),
        transfer=Spot(moved, supplies, "BT-0093", alder_creek.OFFICE),
        journal=Spot(corrected, charged, "", right),
        no_budget=Spot(year, f"010-0000-1110-1000-{leftovers.UNBUDGETED[0]}-{SITE}"),
        unmapped=Spot(year, f"010-0000-1110-1000-{MATERIALS[2]}-{UNMAPPED_SITE}"),
        leaver=Spot(year, "010-0000-1110-1000-1100-112"),
    )
