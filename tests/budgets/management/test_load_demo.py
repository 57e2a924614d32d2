from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from io import StringIO
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core.management import call_command

from accounts.models import District, Membership
from balance.demo.people import DISTRICTS, PASSWORD, PEOPLE, address
from balance.money import amount
from balance.tenancy.scope import district_scope
from budgets.choices import AccountType, AssignmentRole, ImportOrigin, Pay, YearState
from budgets.domain.roll import roll_year
from budgets.management.demo.clock import Clock
from budgets.management.demo.juniper_bay import JUNIPER_BAY
from budgets.management.demo.landmarks import (
    DEPARTMENT,
    DEPARTMENT_SITES,
    GIFTS,
    NEWCOMER,
    NEWCOMERS_SITE,
    NOBODYS_UNITS,
    PREDECESSOR,
    SITE,
    TITLE_I,
    TITLE_I_SITE,
    Landmarks,
    Spot,
    landmarks,
)
from budgets.models import (
    Assignment,
    FiscalYear,
    Import,
    Line,
    LineBalance,
    OrderBalance,
    Source,
    SourceShare,
    Transaction,
    Unit,
)
from budgets.queries.calendar import feed_of
from budgets.queries.proof import differences
from budgets.queries.years import all_years

ZONE = ZoneInfo("America/Los_Angeles")
NOW = datetime(2026, 11, 19, 9, 0, tzinfo=ZONE)


def run() -> str:
    out = StringIO()
    call_command("load_demo", stdout=out)
    return out.getvalue()


@contextmanager
def inside(slug: str) -> Iterator[District]:
    district = District.objects.get(slug=slug)
    with district_scope(district):
        yield district


@pytest.mark.django_db
def test_load_demo_makes_both_districts_and_everything_they_must_show() -> None:
    """One test, for the load takes most of its time: the districts, then each part of them."""
    with time_machine.travel(NOW, tick=False):
        said = run()
        assert "Juniper Bay Unified: 6,249 account lines in three years" in said
        assert "posted through Wed, Nov 18" in said
        people_can_sign_in()
        with inside("juniper-bay") as district:
            spots = landmarks(Clock(NOW, ZONE))
            the_ledger_is_sound()
            years_are_closed_when_everything_is_in()
            units_have_owners_or_nobody()
            lines_have_their_places(spots)
            balances_show_what_they_must(spots)
            restricted_money_has_its_dates()
            assert missed(district) is None
        with inside("cedar-falls") as district:
            assert differences() == []
            assert Unit.objects.get(kind="site", code=SITE).name == "Maple Grove Elementary"
            assert missed(district) == date(2026, 11, 19)
        assert run() == "The demo districts are there already.\n"


def people_can_sign_in() -> None:
    emails = [address(part, slug) for slug in DISTRICTS for part, _ in PEOPLE]
    members = Membership.objects.filter(user__email__in=emails).select_related("user")
    assert sorted(member.user.email for member in members) == sorted(emails)
    assert members.get(user__email="principal@juniper-bay.example").user.check_password(PASSWORD)


def the_ledger_is_sound() -> None:
    assert differences() == []
    assert 5_800 <= Line.objects.count() <= 6_500
    assert 55_000 <= Transaction.objects.count() <= 70_000
    newest = Import.objects.order_by("-number")[0]
    assert (newest.posted_through, newest.ties_to) == (date(2026, 11, 18), "Budget status report of Nov 18")
    assert newest.published_at == datetime(2026, 11, 19, 5, 42, tzinfo=ZONE)
    assert newest.number == Import.objects.count() == 51
    before, current = FiscalYear.objects.order_by("year")[1:]
    assert roll_year(by=None, from_year=before, to_year=current).batch is None


def years_are_closed_when_everything_is_in() -> None:
    states = list(FiscalYear.objects.order_by("year").values_list("year", "state"))
    assert states == [(2025, YearState.CLOSED), (2026, YearState.CLOSED), (2027, YearState.OPEN)]


def units_have_owners_or_nobody() -> None:
    assert Unit.objects.filter(kind="site").count() == 24
    assert Unit.objects.filter(kind="department").count() == 40
    owned = Assignment.objects.filter(role=AssignmentRole.OWNER)
    nobody = Unit.objects.exclude(pk__in=owned.values("unit")).order_by("-kind", "code")
    assert sorted((unit.kind, unit.code) for unit in nobody) == sorted(NOBODYS_UNITS)
    there = owned.filter(unit__code=NEWCOMERS_SITE, unit__kind="site")
    dates = {
        row.membership.user.email: (row.starts_on, row.ends_on) for row in there.select_related("membership__user")
    }
    assert dates == {
        JUNIPER_BAY.email(NEWCOMER): (date(2026, 10, 5), None),
        JUNIPER_BAY.email(PREDECESSOR): (None, date(2026, 9, 30)),
    }
    looked_after = {
        part: sorted(
            Assignment.objects.filter(membership__user__email=address(part, "juniper-bay")).values_list(
                "unit__code", flat=True
            )
        )
        for part, _ in PEOPLE
    }
    assert looked_after == {
        "office": [],
        "principal": [SITE],
        "assistant": [SITE],
        "viewer": [SITE],
        "department": [DEPARTMENT],
        "supervisor": ["112", "118", "121", "126", "131", "134", SITE],
    }


def lines_have_their_places(spots: Landmarks) -> None:
    current = Line.objects.filter(fiscal_year__year=2027)
    athletics = current.filter(department__code=DEPARTMENT).exclude(site=None)
    assert tuple(sorted({line.site.code for line in athletics.select_related("site")})) == DEPARTMENT_SITES
    assert set(athletics.filter(fund_code="010", source=None).values_list("site__kind", flat=True)) == {"site"}
    assert athletics.exclude(pool=None).values("pool").distinct().count() == 6
    assert line_of(spots.unmapped).site is None
    assert line_of(spots.unmapped).department is None
    assert line_of(spots.negative_in_pool).pool.code == spots.positive_pool
    assert line_of(spots.overspent).pool.code == spots.overspent_pool
    types = set(current.values_list("account_type", flat=True))
    assert types == set(AccountType.values)
    assert set(current.values_list("pay", flat=True)) == set(Pay.values)
    spending = current.filter(account_type=AccountType.EXPENDITURE)
    assert not spending.filter(purpose=None).exclude(code__contains="-5899-").exists()


def balances_show_what_they_must(spots: Landmarks) -> None:
    assert left(code=spots.negative_in_pool.code) < 0 < left(pool__code=spots.positive_pool)
    assert left(pool__code=spots.overspent_pool) == amount("-412.60")
    assert left(pool__code=spots.also_overspent_pool) < 0
    carried = LineBalance.objects.get(line=line_of(spots.carried_in_order))
    assert carried.encumbered_carried_in == amount("500.00")
    assert carried.revised == amount("48000.00")
    assert carried.requested == amount("1240.00")
    for spot, residue in ((spots.stale_order, "525.00"), (spots.quiet_blanket_order, "300.00")):
        order = OrderBalance.objects.get(line=line_of(spot), order_number=spot.document)
        assert order.residue == amount(residue)
    assert Import.objects.filter(origin=ImportOrigin.ROLL).count() == 2
    assert LineBalance.objects.get(line=line_of(spots.no_budget)).revised == 0


def restricted_money_has_its_dates() -> None:
    title = Source.objects.get(code=TITLE_I)
    assert (title.starts_on, title.use_by) == (date(2026, 7, 1), date(2027, 9, 30))
    assert (title.carry_over_cap_pct, title.cap_from) == (15, amount("50000.00"))
    given = LineBalance.objects.filter(
        line__source=title, line__fiscal_year__year=2027, line__account_type=AccountType.EXPENDITURE
    )
    assert title.allocation == sum(row.original for row in given)
    shares = dict(SourceShare.objects.values_list("unit__code", "at_risk"))
    assert shares[TITLE_I_SITE] > 0
    gifts = Source.objects.filter(code__in=GIFTS)
    assert len(gifts) == len(GIFTS)
    assert all(gift.note for gift in gifts)


def line_of(spot: Spot) -> Line:
    return Line.objects.get(fiscal_year__year=spot.year, code=spot.code)


def left(**which: str) -> object:
    """What is left of some lines of the current year."""
    lines = Line.objects.filter(fiscal_year__year=2027, **which)
    rows = LineBalance.objects.filter(line__in=lines)
    return sum(row.revised - row.open_orders - row.expended for row in rows)


def missed(district: District) -> date | None:
    """The day whose file did not come, as pages say it."""
    newest = Import.objects.exclude(origin=ImportOrigin.ROLL).order_by("-number")[0]
    year = next(year for year in all_years() if year.is_open)
    return feed_of(district, year.stretches).missed(NOW, newest.published_at)
