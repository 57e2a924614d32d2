"""One answer to "may this person see it?": the page of a unit, the page of a line and the lists agree, whatever ends.

Wall 2: what a person sees is `lines_visible_to`; each page that looks for itself must come to the same.
"""

from datetime import date

import pytest
from django.db import transaction

from accounts.models import Membership
from balance.tenancy.scope import district_scope
from budgets.models import Assignment, Unit
from budgets.queries.access import lines_visible_to, unit_access, units_visible_to
from budgets.queries.line_page import line_access
from budgets.queries.years import all_years

TODAY = date(2026, 11, 19)


@pytest.fixture
def ours(cast):
    with district_scope(cast.ours.district):
        yield cast.ours


def seen(side):
    """Per person: the units and lines that lists show, and those whose own page opens."""
    year = next(year for year in all_years() if year.number == 2027)
    units = list(Unit.objects.all())
    listed, opened = {}, {}
    for person, member in side.people.items():
        member.refresh_from_db()
        lines = lines_visible_to(member, TODAY).filter(fiscal_year=side.years[2027])
        listed[person] = set(lines.values_list("code", flat=True)) | set(
            units_visible_to(member, TODAY).values_list("code", flat=True)
        )
        # A closed unit is on no list; the office may still open its page.
        shown = [unit for unit in units if unit.is_active or person != "officer"]
        opened[person] = {u.code for u in shown if unit_access(member, u.kind, u.code, TODAY).may_see}
        opened[person] |= {code for code in side.lines if line_access(member, year, code, TODAY).may_see}
    return listed, opened


def dates(side, **fields):
    return lambda: Assignment.objects.filter(membership=side.people["principal"]).update(**fields)


def unit(code, **fields):
    return lambda: Unit.objects.filter(code=code).update(**fields)


SITE_LINES = {"010-0000-4310-214", "010-0000-4200-214", "010-0000-5800-214", "010-3010-4310-214"}
# What may happen, and what somebody then sees.
CHANGES = {
    "nothing": (lambda side: lambda: None, "principal", SITE_LINES | {"214"}),
    "the assignment has ended": (lambda side: dates(side, ends_on=date(2026, 11, 18)), "principal", set()),
    "the assignment ends today": (lambda side: dates(side, ends_on=TODAY), "principal", SITE_LINES | {"214"}),
    "the assignment has not begun": (lambda side: dates(side, starts_on=date(2026, 11, 20)), "principal", set()),
    "the assignment begins today": (lambda side: dates(side, starts_on=TODAY), "principal", SITE_LINES | {"214"}),
    "somebody supervises the unit": (
        lambda side: unit("214", supervisor=side.people["report_admin"]),
        "report_admin",
        SITE_LINES | {"214"},
    ),
    "somebody supervises a closed unit": (
        lambda side: unit("214", supervisor=side.people["report_admin"], is_active=False),
        "report_admin",
        set(),
    ),
    "the site is closed": (lambda side: unit("214", is_active=False), "principal", set()),
    "the department is closed": (lambda side: unit("ATH", is_active=False), "head", set()),
    "the site is closed, its department is not": (
        lambda side: unit("214", is_active=False),
        "head",
        {"ATH", "010-0000-5800-214"},
    ),
    "the officer is an assistant now": (
        lambda side: lambda: Membership.objects.filter(pk=side.people["officer"].pk).update(role="assistant"),
        "officer",
        set(),
    ),
}


def test_lists_and_pages_agree_whatever_changes(ours):
    for change, (made_by, person, sees) in CHANGES.items():
        with transaction.atomic():
            made_by(ours)()
            listed, opened = seen(ours)
            transaction.set_rollback(True)
        assert listed == opened, change
        assert listed[person] == sees, change
