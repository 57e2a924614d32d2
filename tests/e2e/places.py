"""The pages that the browser looks at: who opens them, what they answer, and a mark that shows it is the page meant."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Place:
    """One page in one state."""

    who: str | None
    path: str
    mark: str
    status: int = 200


TODAY = date.today()
LAST_YEAR = TODAY.year + (TODAY.month >= 7) - 1
PRINCIPAL, OFFICE = "principal@juniper-bay.example", "office@juniper-bay.example"
# The demo's numbers begin with the year in which the fiscal year ends.
ORDER = f"PO%20{(LAST_YEAR + 1) % 100:02d}-0021"
ATHLETICS = "department-ATH"
SITE = "/d/juniper-bay/sites/214/"
LINE = "/d/juniper-bay/lines/010-0000-1110-1000-4310-214/"

PLACES = {
    "sign-in": Place(None, "/accounts/login/", "#people"),
    "code": Place(None, "/accounts/login/code/", "input[name=email]"),
    "password": Place(None, "/accounts/password/reset/", "input[name=email]"),
    "site": Place(PRINCIPAL, SITE, "#gr"),
    "site last year": Place(PRINCIPAL, f"{SITE}?fy={LAST_YEAR}", "#hl"),
    "question": Place(PRINCIPAL, f"{SITE}ask/", "textarea"),
    "past years": Place(PRINCIPAL, f"{SITE}history/", "svg.plot"),
    "department": Place("department@juniper-bay.example", "/d/juniper-bay/departments/ATH/", "#gr"),
    "summary": Place(PRINCIPAL, f"{SITE}summary/", ".sheet"),
    "line": Place(PRINCIPAL, LINE, "#tx"),
    "pay line": Place(PRINCIPAL, "/d/juniper-bay/lines/010-0000-1110-1000-1150-214/", "#tx"),
    "units": Place(OFFICE, "/d/juniper-bay/", "#ar"),
    "units of an area": Place(OFFICE, "/d/juniper-bay/?area=North+schools&sort=-left", "th[aria-sort=descending]"),
    "no unit that fits": Place(OFFICE, "/d/juniper-bay/?q=no+such+unit", ".empty"),
    "some units": Place("supervisor@juniper-bay.example", "/d/juniper-bay/", "#all"),
    "side by side": Place(OFFICE, f"/d/juniper-bay/compare/?unit=site-214&unit={ATHLETICS}", "#so"),
    "nothing side by side": Place(PRINCIPAL, "/d/juniper-bay/compare/", ".empty"),
    "find": Place(PRINCIPAL, "/d/juniper-bay/find/", "#q"),
    "found": Place(PRINCIPAL, "/d/juniper-bay/find/?q=brightline", "#fo"),
    "found by the office": Place(OFFICE, "/d/juniper-bay/find/?vendor=brightline&measure=expended", "#fo"),
    "nothing found": Place(PRINCIPAL, "/d/juniper-bay/find/?q=nobody+at+all", ".empty"),
    "search with a fault": Place(PRINCIPAL, "/d/juniper-bay/find/?amount=some", "#wrong"),
    "orders": Place(PRINCIPAL, "/d/juniper-bay/orders/", "#all"),
    "orders last year": Place(PRINCIPAL, f"/d/juniper-bay/orders/?fy={LAST_YEAR}", "h1"),
    "order": Place(PRINCIPAL, f"/d/juniper-bay/orders/{ORDER}/", "#st"),
    "no orders": Place("nobody@juniper-bay.example", "/d/juniper-bay/orders/", ".empty"),
    "spending": Place(PRINCIPAL, "/d/juniper-bay/spending/", "#hl"),
    "spending of the office": Place(OFFICE, "/d/juniper-bay/spending/", "#hl"),
    "nothing spent": Place("nobody@juniper-bay.example", "/d/juniper-bay/spending/", ".empty"),
    "help": Place(PRINCIPAL, "/d/juniper-bay/help/", "#order"),
    "help of a word": Place(PRINCIPAL, "/d/juniper-bay/help/?q=card", ".answer"),
    "no help": Place(OFFICE, "/d/juniper-bay/help/?q=nothing+like+it", "#fi"),
    "guide": Place(PRINCIPAL, "/d/juniper-bay/help/principals/", ".guide img"),
    "guide of the office": Place(OFFICE, "/d/juniper-bay/help/budget-office/", ".guide img"),
    "visit, the first step": Place(PRINCIPAL, f"{SITE}?visit=1", "#visit"),
    "visit, the second step": Place(PRINCIPAL, f"{SITE}?visit=2", "#visit"),
    "visit, the last step": Place(PRINCIPAL, f"{SITE}?visit=5", "#visit"),
    "visit on a line": Place(PRINCIPAL, f"{LINE}?visit=4&unit=site-214", "#visit"),
    "visit of the office": Place(OFFICE, "/d/juniper-bay/?visit=1", "#visit"),
    "somebody else's": Place(PRINCIPAL, "/d/juniper-bay/sites/171/", "a[href^='mailto:']", 403),
    "not there": Place(PRINCIPAL, "/d/juniper-bay/sites/none/", ".empty", 404),
    "stale": Place("principal@cedar-falls.example", "/d/cedar-falls/", "#stale"),
    "no unit": Place("nobody@juniper-bay.example", "/d/juniper-bay/", ".empty"),
    "no year": Place("office@new-valley.example", "/d/new-valley/", ".empty"),
    "two districts": Place("both@example.example", "/", "a[href='/d/cedar-falls/']"),
    "mail": Place(None, "/demo/mail/", "h1"),
}
