"""The guided first visit: five steps over the pages themselves, each a panel above what it speaks of.

A step is an address (`?visit=2#visit`), so it works without a script, can be sent, and can be done again.
"""

import re
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from accounts.choices import Role
from accounts.domain.visits import end_visit
from accounts.models import District, Membership
from accounts.web.gate import DistrictView
from budgets.models import Unit
from budgets.queries.line_page import LineHead
from budgets.queries.looks import LastLook
from budgets.queries.unit_page import UnitPage
from budgets.queries.visit import units_to_show
from budgets.web.links import line_url, unit_address, unit_url, unit_word
from budgets.web.visit_words import HELPERS, LEFT, LISTS, MY_LIST, NEEDS, NEXT, PAYMENT, PURPOSES, STEPS, Said, said

PANEL = "#visit"
A_UNIT = re.compile(r"(site|department)-(.{1,40})")
# Who is shown their list first, and is offered the visit there.
WITH_LISTS = frozenset({Role.OFFICE, Role.SUPERVISOR})


@dataclass(frozen=True, slots=True)
class Visit:
    """One step as its panel shows it. The last one has no next, the first one nothing before it."""

    number: int
    words: Said
    next_url: str = ""
    before_url: str = ""

    @property
    def next_words(self) -> str:
        return NEXT.get(self.number + 1, "")

    @property
    def steps(self) -> tuple[int, ...]:
        return STEPS


def asked_step(request: HttpRequest) -> int:
    """The step that `?visit=` names; 0 for none."""
    text = request.GET.get("visit", "")
    return int(text) if text in map(str, STEPS) else 0


def list_visit(request: HttpRequest, membership: Membership, units: list[Unit]) -> dict[str, Any]:
    """The first step, or the offer, on a list of units."""
    role, district = membership.role, membership.district
    if not units or request.GET.get("fy"):
        return {}
    if asked_step(request) == LEFT:
        words = LISTS.get(role, MY_LIST)
        return {"visit": Visit(LEFT, words, next_url=_step(unit_url(district, units[0]), NEEDS))}
    return {"visit_offered": role in WITH_LISTS and membership.shown_around_at is None}


def unit_visit(request: HttpRequest, membership: Membership, page: UnitPage, last: LastLook | None) -> dict[str, Any]:
    """The step that is asked for, or the offer, on a unit's page: on the first day of whoever looks after it."""
    if page.is_empty or request.GET.get("fy"):
        return {}
    number = asked_step(request)
    if not number:
        return {"visit_offered": last is None and membership.shown_around_at is None and membership.role != Role.OFFICE}
    here = unit_url(membership.district, page.unit)
    at = {step: _step(here, step) for step in STEPS} | {PAYMENT: _payment(membership.district, page)}
    return {"visit": Visit(number, said(membership.role, number), at.get(number + 1, ""), at.get(number - 1, ""))}


def line_visit(request: HttpRequest, membership: Membership, line: LineHead) -> dict[str, Any]:
    """The step on a line's page, when somebody came to it from a unit's."""
    found = A_UNIT.fullmatch(request.GET.get("unit", ""))
    if asked_step(request) != PAYMENT or found is None:
        return {}
    kind, code = found.groups()
    if "/" in code:
        return {}  # no unit's address holds one
    here = unit_address(membership.district, kind, code)
    words = said(membership.role, PAYMENT)
    return {"visit": Visit(PAYMENT, words, next_url=_step(here, HELPERS), before_url=_step(here, PURPOSES))}


def _step(address: str, number: int) -> str:
    return f"{address}?visit={number}{PANEL}"


def _payment(district: District, page: UnitPage) -> str:
    """The line with most to see, of what can be decided on first; the unit's own page when it has none."""
    lines = [view.row for group in page.groups or page.set_aside_groups for view in group.lines]
    if not lines:
        return _step(unit_url(district, page.unit), PAYMENT)
    most = max(lines, key=lambda row: row.transactions)
    query = urlencode({"visit": PAYMENT, "unit": unit_word(page.unit)})
    return f"{line_url(district, most.code)}?{query}{PANEL}"


class VisitView(DistrictView):
    """GET begins the visit where this person's budgets are; POST ends it: done, or not wanted."""

    def get(self, request: HttpRequest) -> HttpResponse:
        units = units_to_show(self.membership, self.today)
        if not units:
            return redirect("help", self.district.slug)
        several = len(units) > 1
        home = reverse("district_home", args=[self.district.slug])
        return redirect(_step(home if several else unit_url(self.district, units[0]), LEFT))

    def post(self, request: HttpRequest) -> HttpResponse:
        end_visit(by=self.membership)
        home = reverse("district_home", args=[self.district.slug])
        back = request.POST.get("back", "")
        ours = back.startswith(home) and url_has_allowed_host_and_scheme(back, allowed_hosts=None)
        return redirect(back if ours else home)
