"""The list of all units: who sees which, chosen, sorted, in pages; and the areas of supervisors."""

import json
from datetime import date

import pytest

from balance.tenancy.scope import district_scope
from budgets.domain.standings import standings_up_to_date
from budgets.models import Assignment, Look, Unit, UnitStanding
from budgets.queries import overview as module
from budgets.queries.access import Person
from budgets.queries.overview import Area, overview_of
from budgets.queries.overview_filter import ListFilter
from budgets.queries.unit_page import unit_page
from tests.budgets.queries.units import year
from tests.budgets.web.posting import post_row
from tests.cast import TODAY


@pytest.fixture
def ours(cast):
    with district_scope(cast.ours.district):
        yield cast.ours


@pytest.fixture
def listed(ours):
    """The list as a person of the cast gets it."""

    def of(person="officer", number=2027, **words):
        member, now = ours.people[person], year(number)
        units = standings_up_to_date(for_=member, year=now, today=TODAY).units
        return overview_of(member, ListFilter.parse(words), now, TODAY, units=units)

    return of


def codes(overview):
    return [row.unit.code for row in overview.rows]


def test_office_sees_every_unit_worst_first_with_owner_and_money(ours, listed):
    post_row(ours, "010-0000-5800-214", "expenditure", "payment", 2000)
    overview = listed()
    assert codes(overview) == ["214", "ATH", "215"]
    row = overview.rows[0]
    assert (row.unit.name, row.unit.kind) == ("Alder Creek JUNIPERMARK", "site")
    assert row.owners == (Person("Principal JUNIPERMARK", "principal@juniper.example"),)
    assert (row.verdict, row.worst, row.line, row.asks) == ("over", "Line JUNIPERMARK", "010-0000-5800-214", True)
    assert row.reason == "Spent $2,316 and promised $0 from $2,000."
    for row in overview.rows:
        page = unit_page(row.unit, year(), ours.district, TODAY)
        assert (row.totals, row.lines) == (page.decide, page.line_count)


@pytest.mark.parametrize(
    ("person", "seen"),
    [("principal", ["214"]), ("sibling", ["215"]), ("supervisor", ["215"]), ("head", ["ATH"]), ("report_admin", [])],
)
def test_others_see_theirs_and_counts_and_areas_of_theirs(listed, person, seen):
    overview = listed(person)
    assert (codes(overview), overview.found, overview.counts[""]) == (seen, len(seen), len(seen))
    assert sum(area.units for area in overview.areas) == len(seen)


def test_supervisor_sees_the_units_of_their_area(ours, listed):
    Unit.objects.filter(code__in=["214", "ATH"]).update(supervisor=ours.people["supervisor"], area="North")
    overview = listed("supervisor")
    assert sorted(codes(overview)) == ["214", "215", "ATH"]
    assert overview.areas == (Area("North", "Supervisor JUNIPERMARK", 2, 0, 0, 2, 0), Area("", "", 1, 0, 0, 1, 0))


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ({"sort": "name"}, ["214", "ATH", "215"]),
        ({"sort": "-name"}, ["215", "ATH", "214"]),
        ({"sort": "budgeted"}, ["ATH", "215", "214"]),
        ({"sort": "-budgeted"}, ["214", "215", "ATH"]),
        ({"sort": "spent"}, ["215", "ATH", "214"]),
        ({"sort": "-promised"}, ["214", "ATH", "215"]),
        ({"sort": "left"}, ["ATH", "215", "214"]),
        ({"sort": "used"}, ["215", "ATH", "214"]),
        ({"sort": "-used"}, ["214", "ATH", "215"]),
        ({"sort": "looked"}, ["ATH", "215", "214"]),
        ({"sort": "-looked"}, ["214", "215", "ATH"]),
        ({"kind": "department"}, ["ATH"]),
        ({"area": "North"}, ["214"]),
        ({"area": "none", "sort": "name"}, ["ATH", "215"]),
        ({"q": "ridge juniper"}, ["215"]),
        ({"q": "ath"}, ["ATH"]),
        ({"q": "100%"}, []),
        ({"show": "nobody"}, ["ATH"]),
        ({"show": "unlooked", "sort": "name"}, ["ATH", "215"]),
        ({"show": "over"}, []),
        ({"show": "behind", "sort": "name"}, ["214", "ATH", "215"]),
        ({"show": "calm"}, []),
        ({"show": "need", "kind": "site", "sort": "name"}, ["214", "215"]),
    ],
)
def test_list_is_chosen_and_sorted(ours, listed, words, found):
    Unit.objects.filter(code="214").update(area="North")
    Assignment.objects.filter(unit=ours.units["ATH"]).delete()
    for unit, person, day in (("214", "principal", date(2026, 11, 6)), ("215", "sibling", date(2026, 10, 30))):
        Look.objects.create(unit=ours.units[unit], membership=ours.people[person], role="owner", on=day, load=1)
    Look.objects.create(unit=ours.units["215"], membership=ours.people["officer"], role="assistant", on=TODAY, load=1)
    overview = listed(**words)
    assert codes(overview) == found
    assert overview.found == len(found)


def test_requests_come_off_what_is_sorted_by_left_where_the_district_says_so(ours, listed):
    post_row(ours, "010-0000-4310-214", "request", "open", 8000)
    assert codes(listed(sort="left")) == ["ATH", "215", "214"]
    ours.people["officer"].district.requests_reduce_left = True
    overview = listed(sort="left")
    assert codes(overview) == ["ATH", "214", "215"]
    assert [row.totals.left for row in overview.rows] == sorted(row.totals.left for row in overview.rows)


def test_pages_hold_every_unit_once(ours, listed, monkeypatch):
    monkeypatch.setattr(module, "PAGE", 2)
    first, second = listed(sort="name"), listed(sort="name", page="2")
    assert (codes(first), codes(second), first.pages) == (["214", "ATH"], ["215"], 2)
    assert codes(listed(page="3")) == []
    assert sorted(codes(listed(page="all"))) == ["214", "215", "ATH"]


def test_list_is_the_same_whether_standings_are_kept_or_come_with_the_question(ours, listed):
    kept = listed()
    names = ("lines", "original", "revised", "requested", "encumbered_carried_in", "encumbered_activity")
    names += ("open_orders", "relief_without_order", "expended", "worst_left")
    rows = [
        {name: int(getattr(row, name) * (1 if name == "lines" else 100)) for name in names}
        | {name: getattr(row, name) for name in ("verdict", "rank", "worst", "reason", "pool", "line")}
        | {"unit": row.unit_id}
        for row in UnitStanding.objects.all()
    ]
    made = overview_of(ours.people["officer"], ListFilter(), year(), TODAY, units=json.dumps(rows))
    assert made == kept


def test_unit_without_owner_and_money_is_there_all_the_same(ours, listed):
    Unit.objects.create(kind="site", code="216", name="Ample Hill")
    row = listed().rows[-1]
    assert (row.unit.code, row.owners, row.lines, row.verdict, row.looked_on) == ("216", (), 0, "nothing", None)
    assert {(row.lines, row.verdict) for row in listed(number=2026).rows} == {(0, "nothing")}
