"""Loading structure files: the whole one of the docs, parts of one, the same again."""

from datetime import date, time
from decimal import Decimal

import pytest

from accounts.models import AuditEvent, Contact, District
from balance.tenancy.scope import NoDistrictScope, district_scope
from budgets.models import (
    CalendarStretch,
    CodeName,
    CutOff,
    FiscalYear,
    Line,
    LineRule,
    Pool,
    Purpose,
    Segment,
    Source,
    SourceShare,
    Unit,
)
from tests.budgets.domain.structure_district import contents, district, example, load, look_alike, make_line, year


@pytest.fixture
def juniper(db):
    other = look_alike()
    with district_scope(other):
        before = contents()
    juniper = district()
    with district_scope(juniper):
        yield juniper
    with district_scope(other):
        assert contents() == before


def test_load_structure_of_the_docs_makes_everything(juniper):
    loaded = load(example(), file_name="structure.json")
    assert {name: len(outcome.created) for name, outcome in loaded.outcomes.items() if outcome.created} == {
        "fiscal_years": 2,
        "segments": 8,
        "code_names": 7,
        "cut_offs": 2,
        "funds": 2,
        "units": 4,
        "purposes": 3,
        "sources": 2,
        "pools": 1,
        "source_shares": 1,
        "calendar": 3,
        "contacts": 1,
        "how_we_do_it": 2,
        "common_questions": 2,
    }
    assert sorted(loaded.outcomes["rules"].changed) == [
        "account_type",
        "department",
        "pay",
        "pool",
        "purpose",
        "site",
        "source",
    ]
    assert loaded.warnings == []
    assert list(AuditEvent.objects.values_list("act", "subject", "facts__file")) == [
        ("structure.load", "district:pine-ridge", "structure.json")
    ]


def test_load_structure_stores_what_the_file_says(juniper):
    load(example())
    juniper.refresh_from_db()
    assert (juniper.office_phone, juniper.year_end_orders, juniper.behind_amount, juniper.feed_due_at) == (
        "555 0100",
        "carry-with-budget",
        Decimal("1000.00"),
        time(7, 0),
    )
    assert juniper.feed_weekdays == [0, 1, 2, 3, 4]
    assert list(FiscalYear.objects.order_by("year").values_list("year", "starts_on", "ends_on", "state")) == [
        (2026, date(2025, 7, 1), date(2026, 6, 30), "closed"),
        (2027, date(2026, 7, 1), date(2027, 6, 30), "open"),
    ]
    assert list(
        Segment.objects.filter(fiscal_year__year=2027).order_by("position").values_list("position", "name", "role")
    ) == [(1, "fund", "fund"), (2, "resource", "project"), (3, "object", "object"), (4, "loc", "site")]
    assert CodeName.objects.get(segment__name="object", code="4310").name == "Supplies"
    assert list(CutOff.objects.order_by("fund_code").values_list("fund_code", "last_order_on")) == [
        ("", date(2027, 4, 30)),
        ("130", date(2027, 5, 14)),
    ]
    unit = Unit.objects.select_related("analyst__user", "supervisor__user").get(kind="site", code="214")
    assert (unit.name, unit.area, unit.phone) == ("Alder Creek Elementary", "North", "555 0214")
    assert (unit.analyst.user.name, unit.supervisor.user.name) == ("Office", "Supervisor")
    assert Purpose.objects.values("icon", "position", "once_a_year", "ahead_pct", "behind_pct").get(code="books") == {
        "icon": "book-open",
        "position": 1,
        "once_a_year": False,
        "ahead_pct": None,
        "behind_pct": 20,
    }
    source = Source.objects.get(code="title-1")
    assert (source.use_by, source.allocation, source.cap_from) == (
        date(2027, 9, 30),
        Decimal("200000.00"),
        Decimal("50000.00"),
    )
    assert SourceShare.objects.values_list("source__code", "unit__code", "at_risk").get() == (
        "title-1",
        "214",
        Decimal("16000.00"),
    )
    assert LineRule.objects.values("position", "conditions", "target", "per").get(dimension="pool") == {
        "position": 1,
        "conditions": [{"segment": "object", "op": "starts", "value": "43"}],
        "target": "supplies",
        "per": ["loc"],
    }
    assert CalendarStretch.objects.values_list("name", "starts_on", "ends_on").get(kind="no_feed") == (
        "System upgrade",
        date(2026, 10, 12),
        date(2026, 10, 12),
    )
    assert Contact.objects.values_list("membership__user__email", "title", "preferred_way").get() == (
        "supervisor@pine-ridge.example",
        "Area superintendent",
        "call",
    )


def test_load_structure_again_writes_nothing(juniper):
    load(example())
    make_line(FiscalYear.objects.get(year=2027), "010-3010-4310-214")
    load(example())
    before = contents(), District.objects.extra(select={"version": "xmin::text"}).values().get(pk=juniper.pk)
    loaded = load(example())
    assert loaded.changed is False
    assert {name: outcome.counts() for name, outcome in loaded.outcomes.items() if outcome} == {}
    after = contents(), District.objects.extra(select={"version": "xmin::text"}).values().get(pk=juniper.pk)
    assert after[0] == before[0]
    # The row of the district is locked and let go, never written.
    assert after[1] == before[1]


def test_load_structure_places_the_lines_of_every_year(juniper):
    load({"fiscal_years": example()["fiscal_years"], "funds": example()["funds"]})
    for number in (2026, 2027):
        make_line(FiscalYear.objects.get(year=number), "010-3010-4310-914")
    loaded = load(example())
    assert {number: (found.lines, found.changed) for number, found in loaded.years.items()} == {
        2026: (1, 1),
        2027: (1, 1),
    }
    placed = Line.objects.values_list("site__code", "purpose__code", "source__code", "pool__code", "pool__name")
    assert list(placed) == [("214", "books", "title-1", "supplies/914", "Supplies pool")] * 2


def test_load_structure_with_dry_run_leaves_nothing(juniper):
    before = contents()
    assert load(example(), dry_run=True).changed is True
    assert contents() == before
    juniper.refresh_from_db()
    assert juniper.office_phone == ""


def test_load_structure_of_a_part_leaves_the_rest(juniper):
    load(example())
    load({"units": [{"kind": "site", "code": "214", "phone": "555 9999", "analyst": None}]})
    unit = Unit.objects.get(kind="site", code="214")
    assert (unit.name, unit.area, unit.phone, unit.analyst_id) == ("Alder Creek Elementary", "North", "555 9999", None)
    assert unit.supervisor_id is not None
    assert Unit.objects.count() == 4
    assert AuditEvent.objects.order_by("pk").last().facts["units"] == {
        "changed": {
            "site 214": {
                "phone": ["555 0214", "555 9999"],
                "analyst_id": [juniper.memberships.get(role="office").pk, None],
            }
        }
    }


def test_load_structure_of_nothing_changes_nothing(juniper):
    assert load({}).changed is False
    assert AuditEvent.objects.count() == 0


def test_load_structure_gives_a_new_year_the_dates_of_the_district(juniper):
    District.objects.filter(pk=juniper.pk).update(fiscal_year_start_month=9)
    load({"fiscal_years": [{"year": 2028}]})
    assert FiscalYear.objects.values_list("starts_on", "ends_on").get() == (date(2027, 9, 1), date(2028, 8, 31))


def test_load_structure_puts_segments_in_another_order_and_takes_one_away(juniper):
    names = {"names": {"4310": "Supplies"}}
    load(
        {
            "fiscal_years": [
                {"year": 2027, "segments": [{"name": "fund"}, {"name": "goal", **names}, {"name": "object", **names}]}
            ]
        }
    )
    loaded = load({"fiscal_years": [year(2027, "object", "fund", "loc")]})
    assert list(Segment.objects.order_by("position").values_list("position", "name")) == [
        (1, "object"),
        (2, "fund"),
        (3, "loc"),
    ]
    assert loaded.outcomes["segments"].removed == ["2027 goal"]
    assert list(CodeName.objects.values_list("segment__name", "code")) == [("object", "4310")]


def test_load_structure_replaces_lists_without_codes_as_a_whole(juniper):
    load(example())
    loaded = load(
        {
            "fiscal_years": [{"year": 2027, "cut_offs": [{"last_order_on": "2027-05-01"}]}],
            "source_shares": [],
            "rules": {"site": []},
            "calendar": [{"kind": "holiday", "name": "New Year", "starts_on": "2027-01-01"}],
        }
    )
    assert loaded.outcomes["cut_offs"].counts() == {"created": 0, "changed": 1, "removed": 1, "unchanged": 0}
    assert list(CutOff.objects.values_list("fund_code", "last_order_on")) == [("", date(2027, 5, 1))]
    assert SourceShare.objects.count() == 0
    assert sorted(LineRule.objects.values_list("dimension", flat=True).distinct()) == [
        "account_type",
        "department",
        "pay",
        "pool",
        "purpose",
        "source",
    ]
    assert sorted(CalendarStretch.objects.values_list("name", flat=True)) == [
        "Fall term",
        "New Year",
        "System upgrade",
    ]


def test_load_structure_keeps_rules_as_they_were_in_the_trail(juniper):
    load({"pools": [], "rules": {"pay": [{"target": "unit"}]}})
    load({"rules": {"pay": [{"target": "central"}]}})
    assert AuditEvent.objects.order_by("pk").last().facts["rules"] == {
        "changed": {"pay": {"rules": [[[[], "unit", []]], [[[], "central", []]]]}}
    }


def test_load_structure_renames_the_pools_that_a_rule_makes(juniper):
    load(example())
    make_line(FiscalYear.objects.get(year=2027), "010-3010-4310-214")
    load({"pools": [{"code": "supplies", "name": "Materials pool"}]})
    assert sorted(Pool.objects.values_list("code", "name")) == [
        ("supplies", "Materials pool"),
        ("supplies/214", "Materials pool"),
    ]


def test_load_structure_outside_of_a_district_is_refused(db):
    with pytest.raises(NoDistrictScope):
        load(example())
