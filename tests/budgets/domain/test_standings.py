"""What is kept of a year: made once, and made anew when anything that it was made from has changed."""

from contextlib import closing
from datetime import timedelta
from decimal import Decimal

import psycopg2
import pytest
from django.db import connection

from accounts.models import District
from balance.tenancy.scope import district_scope
from budgets.domain import standings
from budgets.domain.standings import keep_standings, standings_that_differ, standings_up_to_date
from budgets.models import CutOff, Fund, Line, LineBalance, Pool, Purpose, Source, Unit, UnitStanding, YearStanding
from tests.budgets.queries.units import year
from tests.budgets.web.posting import post_row
from tests.cast import TODAY

SUPPLIES = "010-0000-4310-214"
KEPT, MADE = 1, 5  # statements
OTHER = 9302


@pytest.fixture
def ours(cast):
    with district_scope(cast.ours.district):
        yield cast.ours


@pytest.fixture
def up_to_date(ours, django_assert_num_queries):
    """Asks as the office, and says how many statements it took."""

    def ask(statements, person="officer", today=TODAY):
        now = year()
        with django_assert_num_queries(statements):
            return standings_up_to_date(for_=ours.people[person], year=now, today=today)

    return ask


def test_what_was_made_is_kept_for_everybody(up_to_date):
    made = up_to_date(MADE)
    assert (made.state.kept, made.units) == (None, None)
    for person in ("officer", "supervisor", "principal"):
        assert up_to_date(KEPT, person).sums == made.sums
    [kept] = YearStanding.objects.all()
    assert kept.stamp == "1 2026-11-18 0 1 5 10 15 50000 100000"
    assert sorted(UnitStanding.objects.values_list("unit__code", "lines", "revised", "verdict", "pool")) == [
        ("214", 3, Decimal("12500.00"), "behind", ""),
        ("215", 1, Decimal("4000.00"), "behind", ""),
        ("ATH", 1, Decimal("2000.00"), "behind", ""),
    ]


CHANGES = {
    "a load": lambda ours: post_row(ours, SUPPLIES, "expenditure", "payment", 5),
    "a load of another year": lambda ours: post_row(ours, SUPPLIES, "expenditure", "payment", 5, year=2026),
    "a balance": lambda ours: LineBalance.objects.filter(line__code=SUPPLIES).update(expended=Decimal("7.00")),
    "a line’s place": lambda ours: Line.objects.filter(code=SUPPLIES).update(site=ours.units["215"]),
    "an area": lambda ours: Unit.objects.filter(code="214").update(area="North"),
    "a closed unit": lambda ours: Unit.objects.filter(code="214").update(is_active=False),
    "a limit of a purpose": lambda ours: Purpose.objects.update(ahead_pct=1),
    "a name": lambda ours: Pool.objects.update(name="Supplies pool"),
    "a clock": lambda ours: Source.objects.update(use_by=TODAY),
    "a fund": lambda ours: Fund.objects.create(code="010", name="General"),
    "a last day to order": lambda ours: CutOff.objects.update(last_order_on=TODAY),
    "a state of a year": lambda ours: type(ours.years[2027]).objects.filter(year=2027).update(state="settling"),
}


@pytest.mark.parametrize("change", CHANGES)
def test_whatever_it_was_made_from_makes_it_anew(ours, up_to_date, change):
    up_to_date(MADE)
    CHANGES[change](ours)
    up_to_date(MADE)
    up_to_date(KEPT)


def test_a_setting_of_the_district_makes_it_anew(ours, up_to_date):
    before = up_to_date(MADE)
    post_row(ours, SUPPLIES, "request", "open", 100)
    for name, value in (("requests_reduce_left", True), ("pay_is_set_aside", False), ("window_points", 1)):
        setattr(ours.people["officer"].district, name, value)
        after = up_to_date(MADE)
    assert before.sums.funds[0].totals.left - after.sums.funds[0].totals.left == 100


def test_another_day_of_the_figures_makes_it_anew_and_another_today_does_not(up_to_date):
    up_to_date(MADE)
    up_to_date(KEPT, today=TODAY + timedelta(days=9))
    up_to_date(MADE, today=TODAY - timedelta(days=9))


def test_mark_look_and_vendor_leave_it_kept(ours, up_to_date):
    up_to_date(MADE)
    with connection.cursor() as cursor:
        cursor.execute("update budgets_vendor set name = name || ' Inc.'")
        cursor.execute("update budgets_look set load = load + 1")
    up_to_date(KEPT)


def test_unit_without_lines_any_more_is_kept_no_longer(ours, up_to_date):
    up_to_date(MADE)
    Line.objects.filter(site=ours.units["215"]).update(site=None)
    up_to_date(MADE)
    assert "215" not in UnitStanding.objects.values_list("unit__code", flat=True)


def test_while_the_ledger_changes_it_is_made_for_one_page_and_not_kept(ours, up_to_date, monkeypatch):
    monkeypatch.setattr(standings, "LEDGER", OTHER)  # the ledger’s own was taken by the test when it posted
    settings = connection.get_connection_params()
    names = ("dbname", "user", "host", "port", "password")
    with closing(psycopg2.connect(**{name: settings[name] for name in names if settings.get(name)})) as other:
        other.cursor().execute("select pg_advisory_lock(%s, %s)", [OTHER, ours.district.pk])
        made = up_to_date(MADE - 1)
        assert '"verdict": "behind"' in made.units
        assert not YearStanding.objects.exists()
        other.cursor().execute("select pg_advisory_unlock_all()")
    up_to_date(MADE)


def test_one_district_forgets_and_the_other_does_not(cast):
    for side in (cast.ours, cast.theirs):
        with district_scope(side.district):
            standings_up_to_date(for_=side.people["officer"], year=year(), today=TODAY)
    with district_scope(cast.ours.district):
        post_row(cast.ours, SUPPLIES, "expenditure", "payment", 5)
        assert not YearStanding.objects.exists()
    with district_scope(cast.theirs.district):
        assert YearStanding.objects.count() == 1


def test_the_tick_makes_it_before_anybody_asks(ours, up_to_date):
    assert keep_standings(ours.district, TODAY) is True
    up_to_date(KEPT)
    assert keep_standings(ours.district, TODAY) is False


def test_the_tick_of_a_district_without_books_does_nothing(cast):
    with district_scope(District.objects.create(slug="empty", name="Empty")) as district:
        assert keep_standings(District.objects.get(pk=district), TODAY) is False


def test_what_is_kept_is_proved(ours, up_to_date):
    assert standings_that_differ(ours.district, TODAY) == []
    up_to_date(MADE)
    assert standings_that_differ(ours.district, TODAY) == []
    up_to_date(KEPT)


def test_a_unit_kept_otherwise_than_it_stands_is_told_and_forgotten(ours, up_to_date):
    up_to_date(MADE)
    UnitStanding.objects.filter(unit=ours.units["214"]).update(revised=Decimal("12500.01"))
    assert standings_that_differ(ours.district, TODAY) == [str(ours.units["214"].pk)]
    up_to_date(MADE)


def test_sums_kept_otherwise_than_they_are_are_told(ours, up_to_date):
    up_to_date(MADE)
    YearStanding.objects.update(facts={"funds": []})
    assert standings_that_differ(ours.district, TODAY) == [""]
