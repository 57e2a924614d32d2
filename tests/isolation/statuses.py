"""Who asks, and the status that a policy promises them."""

from collections.abc import Callable

ANONYMOUS, STRANGER, FORMER = "anonymous", "stranger", "former"
MEMBERS = ("officer", "principal", "sibling", "head", "viewer", "assistant", "supervisor", "report_admin")
PEOPLE = (ANONYMOUS, *MEMBERS, STRANGER, FORMER)

# What each member may open; the cast assigns it.
SEES = {
    "officer": {"site 214", "site 215", "department ATH", "no unit"},
    "principal": {"site 214"},
    "viewer": {"site 214"},
    "assistant": {"site 214"},
    "sibling": {"site 215"},
    "supervisor": {"site 215"},
    "head": {"department ATH"},
    "report_admin": set(),
}
# The units of each line: whoever sees one of them sees the line.
UNITS_OF = {
    "010-0000-4310-214": {"site 214"},
    "010-0000-5800-214": {"site 214", "department ATH"},
    "010-0000-4310-215": {"site 215"},
    "010-0000-4310-999": {"no unit"},
}


def for_all(status: int) -> Callable[[str], int]:
    return lambda person: status


def signed_in(anonymous: int, others: int) -> Callable[[str], int]:
    return lambda person: anonymous if person == ANONYMOUS else others


def is_member(person: str) -> bool:
    return person in MEMBERS


def page(units: set[str]) -> Callable[[str], int]:
    """A page behind sign-in: 404 for who is no member, 403 for a member who may see none of the units."""

    def status(person: str) -> int:
        if person == ANONYMOUS:
            return 302
        if not is_member(person):
            return 404
        return 200 if SEES[person] & units else 403

    return status


# Who looks after a unit; the cast assigns it. Others of its viewers only see it.
LOOKS_AFTER = {"site 214": {"principal", "assistant"}, "site 215": {"sibling"}, "department ATH": {"head"}}


def asks(unit: str) -> Callable[[str], int]:
    """A page of who looks after the unit: refused to every other member."""

    def status(person: str) -> int:
        if person == ANONYMOUS:
            return 302
        if not is_member(person):
            return 404
        return 200 if person in LOOKS_AFTER[unit] else 403

    return status


def nothing(person: str) -> int:
    """What is not there: to sign-in, or 404, for the office as for everybody."""
    return 302 if person == ANONYMOUS else 404


def home(person: str) -> int:
    if person == ANONYMOUS or (is_member(person) and len(SEES[person]) == 1):
        return 302  # to sign-in; to one's only unit
    return 200 if is_member(person) else 404


def lists(person: str) -> int:
    """A page of whatever one may see: empty for who sees nothing."""
    if person == ANONYMOUS:
        return 302
    return 200 if is_member(person) else 404


def api(person: str) -> int:
    if person == ANONYMOUS:
        return 403
    return 200 if is_member(person) else 404


def api_of(unit: str) -> Callable[[str], int]:
    """Of one unit: not found alike where it is somebody else's and where there is none."""

    def status(person: str) -> int:
        if person == ANONYMOUS:
            return 403
        return 200 if is_member(person) and unit in SEES[person] else 404

    return status


def api_nothing(person: str) -> int:
    return 403 if person == ANONYMOUS else 404


def beside(person: str) -> int:
    """Budgets side by side: not there unless all of them may be seen, which of these people only the office may."""
    if person == ANONYMOUS:
        return 302
    return 200 if person == "officer" else 404
