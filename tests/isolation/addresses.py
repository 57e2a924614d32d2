"""Every address of the URLconf, who asks, and what the declared policy says they get.

The patterns come from the resolver; each name must have a policy here, so that a new address cannot be forgotten.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.http import HttpResponse
from django.urls import URLPattern, URLResolver, get_resolver

from accounts.models import Membership, User
from balance.tenancy.scope import district_scope
from budgets.models import Line, Unit
from tests.cast import PASSWORD, Cast
from tests.isolation.statuses import (
    ANONYMOUS,
    FORMER,
    MEMBERS,
    SEES,
    STRANGER,
    UNITS_OF,
    api,
    api_nothing,
    api_of,
    asks,
    beside,
    for_all,
    home,
    is_member,
    lists,
    nothing,
    page,
    signed_in,
)  # fmt: skip

# Searches that find something in either district, had they no walls.
FOUND = (
    "q=brightline",
    "vendor=Brightline",
    "order=PO%2027-0112",
    "document=DOC%208",
    "amount=1200",
    "amount=>=1",
    "from=2026-07-01&to=2026-12-31",
    "unit=site-214&decide=1&measure=left",
    "unit=site-777",
    "purpose=books",
)
MALFORMED = ("%00", "%20", "..", "%27%20or%201=1", "%F0%9F%8E%93", "214%00", "x" * 500, "%C3%28", "-1")


@dataclass(frozen=True)
class Door:
    """One address, what stands behind it, and the status that each person gets."""

    path: str
    behind: str
    status: Callable[[str], int]


def names() -> set[str]:
    """The name of every pattern that the resolver knows."""
    return {str(pattern.name) for pattern in _patterns(get_resolver().url_patterns)}


def _patterns(found: list[URLPattern | URLResolver]) -> Iterator[URLPattern]:
    for item in found:
        if isinstance(item, URLResolver):
            yield from _patterns(item.url_patterns)
        else:
            yield item


def _district(path: str, status: Callable[[str], int], missing: Callable[[str], int]) -> list[Door]:
    return [
        Door(path.format("juniper"), "own", status),
        Door(
            path.format("cedar"), "other", lambda person: status("principal") if person == STRANGER else missing(person)
        ),
        Door(path.format("nowhere"), "never", missing),
        Door(path.format("x" * 300), "never", missing),
        Door(path.format("juniper%00"), "unrouted", for_all(404)),
        Door(path.format("juniper%20"), "unrouted", for_all(404)),
    ]


def _units(place: str, kind: str, codes: dict[str, str], theirs: str, end: str = "") -> list[Door]:
    return [
        *(
            Door(f"/d/juniper/{place}/{code}/{end}", relation, page({f"{kind} {code}"}))
            for code, relation in codes.items()
        ),
        # The code exists in both districts, in theirs alone, and in neither.
        *(Door(f"/d/cedar/{place}/{code}/{end}", "other", _stranger_sees(kind, code)) for code in codes),
        Door(f"/d/juniper/{place}/{theirs}/{end}", "other", nothing),
        Door(f"/d/juniper/{place}/999/{end}", "never", nothing),
        *(Door(f"/d/juniper/{place}/{code}/{end}", "never", nothing) for code in MALFORMED),
        Door(f"/d/juniper/{place}/a%2Fb/{end}", "unrouted", for_all(404)),
    ]


def _posted(place: str, code: str, act: str) -> list[Door]:
    """Where something is said by POST: there is nothing to read, whatever the code."""

    def ours(person: str) -> int:
        return 302 if person == ANONYMOUS else 405 if is_member(person) else 404

    return [
        Door(f"/d/juniper/{place}/{code}/{act}/", "own", ours),
        Door(f"/d/juniper/{place}/777/{act}/", "own", ours),
        Door(f"/d/cedar/{place}/{code}/{act}/", "other", lambda person: 405 if person == STRANGER else nothing(person)),
        Door(f"/d/nowhere/{place}/{code}/{act}/", "never", nothing),
    ]


def _asked(place: str, unit: str, code: str) -> list[Door]:
    """Where an owner or an assistant asks; whoever else may see the unit has no question of their own in it."""
    allowed = asks(unit)

    def theirs(person: str) -> int:
        return allowed("principal") if person == STRANGER else nothing(person)

    return [
        Door(f"/d/juniper/{place}/{code}/ask/", "own", allowed),
        Door(f"/d/cedar/{place}/{code}/ask/", "other", theirs),
        *(Door(f"/d/juniper/{place}/{other}/ask/", "never", nothing) for other in ("777", "999", *MALFORMED)),
        Door(f"/d/nowhere/{place}/{code}/ask/", "never", nothing),
    ]


def _stranger_sees(kind: str, code: str) -> Callable[[str], int]:
    """The stranger is the principal of 214 over there."""
    return lambda person: page({f"{kind} {code}"})("principal") if person == STRANGER else nothing(person)


def _lines() -> list[Door]:
    return [
        *(
            Door(f"/d/juniper/lines/{code}/", "own" if "site 214" in units else "sibling", page(units))
            for code, units in UNITS_OF.items()
        ),
        Door(
            "/d/cedar/lines/010-0000-4310-214/",
            "other",
            lambda person: 200 if person == STRANGER else nothing(person),
        ),
        Door("/d/juniper/lines/010-0000-4310-777/", "other", nothing),
        Door("/d/juniper/lines/010-0000-4310-000/", "never", nothing),
        *(Door(f"/d/juniper/lines/{code}/", "never", nothing) for code in (*MALFORMED, "a/b", "a%2Fb")),
    ]


def _orders(path: str, anonymous: Callable[[str], int], absent: str) -> list[Door]:
    """An order is there for who sees a line that it is on, and for nobody else. `absent`: what else is behind one of
    our own district, for the API says in its own words that there is no such order."""

    def sees(person: str) -> int:
        return 200 if is_member(person) and SEES[person] & {"site 214"} else anonymous(person)

    return [
        Door(path.format("juniper", "PO%2027-0112"), "own", sees),
        Door(path.format("cedar", "PO%2027-0112"), "other", lambda who: 200 if who == STRANGER else anonymous(who)),
        *(Door(path.format("juniper", number), absent, anonymous) for number in ("PO%2027-9999", *MALFORMED)),
        Door(path.format("nowhere", "PO%2027-0112"), "never", anonymous),
    ]


# Every address by the name of its pattern. Who may open what is said here and nowhere else in the tests.
POLICIES: dict[str, list[Door]] = {
    "healthz": [Door("/healthz", "public", for_all(200))],
    "readyz": [Door("/readyz", "public", for_all(200))],
    "start": [Door("/", "own", lambda person: 200 if person == FORMER else 302)],
    "appearance": [Door("/appearance/", "public", for_all(405))],
    "district_home": _district("/d/{}/", home, nothing),
    "site": _units("sites", "site", {"214": "own", "215": "sibling"}, "777"),
    "department": _units("departments", "department", {"ATH": "own"}, "777"),
    "site_summary": _units("sites", "site", {"214": "own", "215": "sibling"}, "777", "summary/"),
    "department_summary": _units("departments", "department", {"ATH": "own"}, "777", "summary/"),
    "line": _lines(),
    "find": [
        *_district("/d/{}/find/", lists, nothing),
        *(Door(f"/d/juniper/find/?{query}", "own", lists) for query in FOUND),
    ],
    "compare": [
        *_district("/d/{}/compare/", lists, nothing),
        *(
            Door(f"/d/juniper/compare/?unit=site-214&unit={code}", "sibling", beside)
            for code in ("site-215", "department-ATH")
        ),
        *(
            Door(f"/d/juniper/compare/?unit=site-{code}&unit=site-214", "never", nothing)
            for code in ("777", *MALFORMED)
        ),
    ],
    "orders": _district("/d/{}/orders/", lists, nothing),
    "order": _orders("/d/{}/orders/{}/", nothing, "never"),
    "spending": _district("/d/{}/spending/", lists, nothing),
    "help": [
        *_district("/d/{}/help/", lists, nothing),
        Door("/d/juniper/help/?q=purchasing", "own", lists),
    ],
    "help_guide": [
        *_district("/d/{}/help/principals/", lists, nothing),
        *(Door(f"/d/juniper/help/{name}/", "never", nothing) for name in ("nobody", "README", "principals-md")),
    ],
    "visit": _district(
        "/d/{}/visit/", lambda person: 302 if person == ANONYMOUS or is_member(person) else 404, nothing
    ),
    "api_schema": [Door("/api/v1/schema/", "public", for_all(200))],
    "api_lines": _district("/api/v1/d/{}/lines/", api, api_nothing),
    "api_balances": _district("/api/v1/d/{}/balances/", api, api_nothing),
    "api_units": _district("/api/v1/d/{}/units/", api, api_nothing),
    "api_entries": _district("/api/v1/d/{}/entries/", api, api_nothing),
    "api_orders": _district("/api/v1/d/{}/orders/", api, api_nothing),
    "api_order": _orders("/api/v1/d/{}/orders/{}/", api_nothing, "own"),
    "api_spending": _district("/api/v1/d/{}/spending/", api, api_nothing),
    "site_history": _units("sites", "site", {"214": "own"}, "777", "history/"),
    "department_history": _units("departments", "department", {"ATH": "own"}, "777", "history/"),
    "site_right": _posted("sites", "214", "right"),
    "department_right": _posted("departments", "ATH", "right"),
    "site_check": _posted("sites", "214", "check"),
    "department_check": _posted("departments", "ATH", "check"),
    "site_ask": _asked("sites", "site 214", "214"),
    "department_ask": _asked("departments", "department ATH", "ATH"),
    "api_help": _district("/api/v1/d/{}/help/", api, api_nothing),
    "api_needs": _district("/api/v1/d/{}/needs/?unit=site-214", api_of("site 214"), api_nothing),
    "api_checks": _district("/api/v1/d/{}/checks/?unit=site-214", api_of("site 214"), api_nothing),
    "api_history": _district("/api/v1/d/{}/history/?unit=site-214", api_of("site 214"), api_nothing),
    "account_login": [Door("/accounts/login/", "public", signed_in(200, 302))],
    "account_request_login_code": [Door("/accounts/login/code/", "public", signed_in(200, 302))],
    "account_confirm_login_code": [Door("/accounts/login/code/confirm/", "public", for_all(302))],
    "account_logout": [Door("/accounts/logout/", "public", signed_in(302, 200))],
    "account_inactive": [Door("/accounts/inactive/", "public", for_all(200))],
    "account_signup": [Door("/accounts/signup/", "public", signed_in(200, 302))],
    "account_reauthenticate": [Door("/accounts/reauthenticate/", "public", signed_in(302, 200))],
    "account_change_password": [Door("/accounts/password/change/", "public", signed_in(302, 200))],
    "account_set_password": [Door("/accounts/password/set/", "public", for_all(302))],
    "account_reset_password": [Door("/accounts/password/reset/", "public", for_all(200))],
    "account_reset_password_done": [Door("/accounts/password/reset/done/", "public", for_all(200))],
    "account_reset_password_from_key": [Door("/accounts/password/reset/key/1-x/", "public", for_all(200))],
    "account_reset_password_from_key_done": [Door("/accounts/password/reset/key/done/", "public", for_all(200))],
}


def users(cast: Cast) -> dict[str, User | None]:
    """Everybody who asks. The former member's membership has ended."""
    former = User.objects.create_user("former@juniper.example", f"Former {cast.ours.marker}", PASSWORD)
    Membership.objects.create(district=cast.ours.district, user=former, role="office", is_active=False)
    members = {name: cast.ours.user(name) for name in MEMBERS}
    return {ANONYMOUS: None, **members, STRANGER: cast.stranger, FORMER: former}


def only_theirs(cast: Cast) -> None:
    """A site, a department and a line whose codes exist in their district alone."""
    with district_scope(cast.theirs.district):
        for kind in ("site", "department"):
            Unit.objects.create(kind=kind, code="777", name=f"Only {cast.theirs.marker}")
        code = "010-0000-4310-777"
        Line.objects.create(fiscal_year=cast.theirs.years[2027], code=code, segments=code.split("-"), name="CEDARMARK")


CSRF = re.compile(rb'(name="csrfmiddlewaretoken" value=")[^"]*')


def masked(response: HttpResponse) -> bytes:
    """The body without what differs from one answer to the next for the same page."""
    return CSRF.sub(rb"\1", response.content)
