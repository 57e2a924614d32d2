"""Structure files that are refused: every error with its place and reason, and nothing written."""

import pytest

from accounts.models import Membership
from balance.tenancy.scope import district_scope
from budgets.models import FiscalYear
from tests.budgets.domain.structure_district import district, errors, example, load, look_alike, make_line, year


@pytest.fixture(autouse=True)
def juniper(db):
    """An empty district beside one that has everything of the docs."""
    look_alike()
    juniper = district()
    with district_scope(juniper):
        yield juniper


def unit(**facts):
    return {"kind": "site", "code": "214", "name": "Alder Creek"} | facts


def test_every_error_of_a_file_is_told_at_once():
    content = example()
    content["extra"] = 1
    content["fiscal_years"][1]["cut_offs"][0]["last_order_on"] = "2027-07-04"
    content["units"][1] = {"kind": "site", "code": "216", "analyst": "nobody@pine-ridge.example"}
    content["units"][2]["is_active"] = 1
    content["source_shares"][0]["unit"] = "999"
    content["rules"]["site"][0]["conditions"][0]["segment"] = "location"
    content["contacts"][0]["email"] = "office@cedar-falls.example"
    assert errors(content) == [
        ("contacts[0].email", "office@cedar-falls.example is not a person of this district; add_person comes first"),
        (
            "extra",
            "is not known here; known are settings, fiscal_years, funds, units, purposes, sources, pools,"
            " source_shares, rules, calendar, contacts, how_we_do_it, common_questions",
        ),
        ("fiscal_years[1].cut_offs[0].last_order_on", "2027-07-04 is outside of 2026-07-01 to 2027-06-30"),
        ("rules.site[0].conditions[0].segment", 'no segment named "location" in fiscal years 2026, 2027'),
        ("rules.site[1].target", "there is no site '215'"),
        ("source_shares[0].unit", "there is no site '999'"),
        ("units[1].analyst", "nobody@pine-ridge.example is not a person of this district; add_person comes first"),
        ("units[1].name", "is missing: unit site 216 is new"),
        ("units[2].is_active", "must be true or false, not a number"),
    ]


@pytest.mark.parametrize(
    ("content", "path", "reason"),
    [
        ([], "file", "must be an object in braces, not a list"),
        ({"units": {}}, "units", "must be a list in brackets, not an object"),
        ({"units": ["214"]}, "units[0]", "must be an object in braces, not text"),
        ({"units": [unit(), unit()]}, "units[1]", "unit site 214 is already in units[0]"),
        ({"units": [unit(code=214)]}, "units[0].code", "must be text in quotes, not a number"),
        ({"units": [unit(code=" 214")]}, "units[0].code", "has blanks around it"),
        ({"units": [unit(kind="school")]}, "units[0].kind", "'school' is not one of site, department"),
        ({"units": [unit(name="a\u0000b")]}, "units[0].name", "holds a control character"),
        ({"units": [unit(name="\ud800")]}, "units[0].name", "holds a control character"),
        ({"units": [unit(name="n" * 121)]}, "units[0].name", "has 121 characters; 120 fit"),
        ({"units": [unit(analyst="office")]}, "units[0].analyst", "'office' is not an e-mail address"),
        (
            {"units": [unit(**{"odd key": 1})]},
            'units[0]["odd key"]',
            "is not known here; known are kind, code, name, area, phone, analyst, supervisor, is_active",
        ),
        ({"purposes": [{"code": "a", "name": "A", "icon": "crown"}]}, "purposes[0].icon", None),
        (
            {"purposes": [{"code": "a", "name": "A", "position": True}]},
            "purposes[0].position",
            "must be a whole number, not true or false",
        ),
        (
            {"purposes": [{"code": "a", "name": "A", "ahead_pct": 101}]},
            "purposes[0].ahead_pct",
            "must be from 0 to 100",
        ),
        ({"sources": [{"code": "a", "name": "A"}]}, "sources[0].kind", "is missing: source a is new"),
        (
            {"sources": [{"code": "a", "name": "A", "kind": "gift", "use_by": "2027-02-29"}]},
            "sources[0].use_by",
            "'2027-02-29' is not a day written YYYY-MM-DD",
        ),
        (
            {
                "sources": [
                    {"code": "a", "name": "A", "kind": "gift", "starts_on": "2027-01-02", "use_by": "2027-01-01"}
                ]
            },
            "sources[0].use_by",
            "2027-01-01 is before starts_on, 2027-01-02",
        ),
        (
            {"sources": [{"code": "a", "name": "A", "kind": "gift", "allocation": "1.005"}]},
            "sources[0].allocation",
            "'1.005' is not an amount of money; write it like \"1250.00\"",
        ),
        (
            {"sources": [{"code": "a", "name": "A", "kind": "gift", "allocation": -1}]},
            "sources[0].allocation",
            "must not be negative",
        ),
        ({"pools": [{"code": "a/b", "name": "A"}]}, "pools[0].code", "must not hold /"),
        (
            {"settings": {"time_zone": "Mars/Base"}},
            "settings.time_zone",
            "there is no time zone 'Mars/Base'; write it like America/Denver",
        ),
        (
            {"settings": {"feed_weekdays": ["mon"]}},
            "settings.feed_weekdays",
            "must be a list of days: monday, tuesday, wednesday, thursday, friday, saturday, sunday",
        ),
        ({"settings": {"feed_due_at": "24:00"}}, "settings.feed_due_at", "'24:00' is not a time written HH:MM"),
        ({"settings": {"office_email": None}}, "settings.office_email", "must be text in quotes, not null"),
        (
            {"calendar": [{"kind": "term", "starts_on": "2026-09-02", "ends_on": "2026-09-01"}]},
            "calendar[0].ends_on",
            "2026-09-01 is before 2026-09-02",
        ),
        (
            {"calendar": [{"kind": "term", "starts_on": "2026-09-02"}] * 2},
            "calendar[1]",
            "the same days as in calendar[0]",
        ),
        (
            {"contacts": [{"email": "Office@pine-ridge.example", "preferred_way": "fax"}]},
            "contacts[0].preferred_way",
            "'fax' is not one of email, call, text, visit",
        ),
        (
            {"contacts": [{"email": "office@pine-ridge.example"}, {"email": "OFFICE@pine-ridge.example"}]},
            "contacts[1]",
            "the same person as in contacts[0]",
        ),
    ],
)
def test_a_wrong_value_is_told_with_its_place(content, path, reason):
    found = errors(content)
    assert [where for where, _ in found] == [path]
    assert reason in (None, found[0][1])


@pytest.mark.parametrize(
    ("years", "expected"),
    [
        ([{}], [("fiscal_years[0].year", "is missing")]),
        ([year(), year()], [("fiscal_years[1]", "fiscal year 2027 is already in fiscal_years[0]")]),
        (
            [year(ends_on="2026-12-31")],
            [("fiscal_years[0].ends_on", "a year is named after the calendar year it ends in, not 2026")],
        ),
        (
            [year(starts_on="2027-06-30")],
            [("fiscal_years[0].starts_on", "2027-06-30 is not before the last day 2027-06-30")],
        ),
        (
            [year(starts_on="2026-06-30"), year(2026)],
            [("fiscal_years[0]", "2026-06-30 to 2027-06-30 overlaps fiscal year 2026, 2025-07-01 to 2026-06-30")],
        ),
        ([year(segments=[])], [("fiscal_years[0].segments", "a chart has from 1 to 20 segments")]),
        ([year(2027, "loc", "loc")], [("fiscal_years[0].segments[1].name", "another segment has this name")]),
        (
            [year(segments=[{"name": "a", "role": "fund"}, {"name": "b", "role": "fund", "length": 21}])],
            [
                ("fiscal_years[0].segments[1].length", "a fund has at most 20 characters"),
                ("fiscal_years[0].segments[1].role", "fiscal_years[0].segments[0] is the fund already"),
            ],
        ),
        (
            [year(segments=[{"name": "loc", "length": 3, "names": {"21": "Alder", "214": 5, "": "x"}}])],
            [
                ('fiscal_years[0].segments[0].names[""]', "has 0 characters; codes of this segment have 3"),
                ('fiscal_years[0].segments[0].names[""]', "the code is empty"),
                ('fiscal_years[0].segments[0].names["21"]', "has 2 characters; codes of this segment have 3"),
                ('fiscal_years[0].segments[0].names["214"]', "must be text in quotes, not a number"),
            ],
        ),
        (
            [
                year(
                    cut_offs=[
                        {"fund": "9", "last_order_on": "2027-05-01"},
                        {"fund": "9", "last_order_on": "2027-05-01"},
                    ]
                )
            ],
            [
                ("fiscal_years[0].cut_offs[0].fund", "there is no fund '9'"),
                ("fiscal_years[0].cut_offs[1].fund", "there is no fund '9'"),
                ("fiscal_years[0].cut_offs[1].fund", "this fund has a last day already"),
            ],
        ),
    ],
)
def test_wrong_years_are_told(years, expected):
    assert sorted(errors({"fiscal_years": years})) == expected


def test_a_year_must_not_overlap_a_later_one_that_is_there():
    load({"fiscal_years": [year(2028, starts_on="2027-01-01", ends_on="2028-06-30")]})
    assert errors({"fiscal_years": [year()]}) == [
        ("fiscal_years[0]", "2026-07-01 to 2027-06-30 overlaps fiscal year 2028, 2027-01-01 to 2028-06-30")
    ]


def test_a_year_must_not_leave_its_cut_offs_behind():
    load({"fiscal_years": [year(cut_offs=[{"last_order_on": "2027-05-15"}])]})
    assert errors({"fiscal_years": [year(ends_on="2027-04-30")]}) == [
        ("fiscal_years[0]", "the last day to order 2027-05-15 would be outside of the year")
    ]


def test_a_chart_must_describe_the_lines_that_are_there():
    load({"fiscal_years": [year(2027, "fund", "loc")]})
    make_line(FiscalYear.objects.get(), "010-214")
    make_line(FiscalYear.objects.get(), "010-14")
    assert errors({"fiscal_years": [year(2027, "fund")]}) == [
        ("fiscal_years[0].segments", "1 segments, but 2 lines of this year have 2")
    ]
    assert errors({"fiscal_years": [year(segments=[{"name": "fund", "length": 3}, {"name": "loc", "length": 3}])]}) == [
        ("fiscal_years[0].segments[1].length", "3, but 1 lines of this year have another length here, such as '14'")
    ]


def test_an_analyst_who_left_is_no_person_of_the_district():
    Membership.objects.filter(user__email="office@pine-ridge.example").update(is_active=False)
    assert errors({"units": [unit(analyst="office@pine-ridge.example")]}) == [
        ("units[0].analyst", "office@pine-ridge.example is not a person of this district; add_person comes first")
    ]


def test_shares_name_what_there_is():
    assert errors({"source_shares": [{"source": "title-1", "kind": "site", "unit": "214"}]}) == [
        ("source_shares[0].at_risk", "is missing"),
        ("source_shares[0].source", "there is no source 'title-1'"),
        ("source_shares[0].unit", "there is no site '214'"),
    ]
