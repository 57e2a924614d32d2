"""Account lines follow the files where no rule decides, and go back when the load does."""

import pytest

from budgets.choices import AccountType, ImportState, Pay
from budgets.domain.imports import withdraw_import
from budgets.domain.roll import roll_year
from budgets.models import FiscalYear, Import, Line, LineRule, Pool, Unit
from budgets.queries.totals import ledger_totals
from tests.budgets.domain.imports.feeds import REPORT, REPORT_PROFILE, entry, profile

TYPED = profile(
    REPORT_PROFILE,
    account={
        "type": {"column": "Type", "values": {"E": "expenditure", "R": "revenue"}},
        "pay": [{"when": {"segment": "object", "starts_with": "1"}, "pay": "unit"}],
        "control_group": "Group",
    },
)
PLAIN = profile(REPORT_PROFILE, feed="balances")


def facts(code="010-4310"):
    line = Line.objects.select_related("pool").get(code=code, fiscal_year__year=2027)
    return line.account_type, line.pay, line.pool and line.pool.code


def load(importer, *rows, by=TYPED):
    return importer.load(*rows, by=by, header=REPORT)


def test_new_line_is_as_the_file_says(importer):
    importer.load(entry("010-4310 5 2026-09-01", Name="Classroom supplies"))
    line = Line.objects.get()
    assert (line.code, line.raw_code, line.segments, line.name) == (
        "010-4310",
        "010-4310",
        ["010", "4310"],
        "Classroom supplies",
    )
    assert (line.fund_code, line.account_type, line.pay, line.brought_by.number) == ("010", "expenditure", "", 1)


def test_type_pay_and_control_group_come_from_the_file(importer):
    load(importer, "010-4310,R,G 1,1,0,0", "010-1150,E,,1,0,0")
    assert facts() == (AccountType.REVENUE, Pay.NONE, "G 1")
    assert facts("010-1150") == (AccountType.EXPENDITURE, Pay.UNIT, None)
    assert list(Pool.objects.values_list("code", "name")) == [("G 1", "G 1")]


def test_known_line_follows_the_newest_file_and_goes_back_with_it(importer):
    load(importer, "010-4310,E,G1,1,0,0")
    load(importer, "010-4310,R,G2,2,0,0")
    assert facts() == (AccountType.REVENUE, Pay.NONE, "G2")
    before = Import.objects.get(number=2).lines_before
    assert [(each["was"]["account_type"], each["is"]["account_type"]) for each in before] == [
        ("expenditure", "revenue")
    ]
    withdraw_import(by=None, number=2)
    assert facts() == (AccountType.EXPENDITURE, Pay.NONE, "G1")


def test_name_follows_and_an_empty_one_says_nothing(importer):
    importer.load(entry("010-4310 5 2026-09-01", Name="Supplies"))
    importer.load(entry("010-4310 6 2026-09-01"))
    assert Line.objects.get().name == "Supplies"
    importer.load(entry("010-4310 7 2026-09-01", Name="Paper"))
    assert Line.objects.get().name == "Paper"
    withdraw_import(by=None, number=3)
    assert Line.objects.get().name == "Supplies"


def test_what_the_profile_does_not_say_stays(importer):
    load(importer, "010-4310,R,G1,1,0,0", "010-1150,E,,1,0,0")
    silent = profile(name="other")
    importer.load(entry("010-4310 5 2026-09-01"), entry("010-1150 5 2026-09-01"), by=silent)
    assert (facts(), facts("010-1150")) == ((AccountType.REVENUE, "", "G1"), (AccountType.EXPENDITURE, Pay.UNIT, None))


def test_pay_that_the_profile_takes_back_is_none(importer):
    load(importer, "010-1150,E,,1,0,0")
    other = profile(REPORT_PROFILE, account={"pay": [{"when": {"segment": "object", "is": "9"}, "pay": "central"}]})
    load(importer, "010-1150,E,,1,0,0", by=other)
    assert facts("010-1150")[1] == Pay.NONE


@pytest.mark.parametrize(
    ("dimension", "target", "wanted"),
    [
        ("account_type", "asset", ("asset", "unit", "G1")),
        ("pay", "central", ("revenue", "central", "G1")),
        ("pool", "Supplies", ("revenue", "unit", "Supplies")),
    ],
)
def test_rules_of_the_district_have_the_last_word(importer, dimension, target, wanted):
    LineRule.objects.create(dimension=dimension, position=1, conditions=[], target=target)
    load(importer, "010-1150,R,G1,1,0,0")
    assert facts("010-1150") == wanted
    load(importer, "010-1150,R,G1,2,0,0")
    assert facts("010-1150") == wanted


def test_new_lines_are_placed_by_the_districts_rules(importer):
    site = Unit.objects.create(kind="site", code="214", name="Alder Creek")
    conditions = [{"segment": "object", "op": "equals", "value": "4310"}]
    LineRule.objects.create(dimension="site", position=1, conditions=conditions, target="214")
    done = importer.load(entry("010-4310 5 2026-09-01"), entry("010-4200 5 2026-09-01"))
    assert (done.lines, done.unmapped_lines) == (2, 1)
    assert dict(Line.objects.values_list("code", "site")) == {"010-4310": site.pk, "010-4200": None}


def test_lines_that_a_withdrawn_load_brought_are_no_lines_of_the_year(importer, books):
    importer.load(entry("010-4310 5 2026-09-01"))
    importer.load(entry("010-4310 5 2026-09-01"), entry("010-4200 5 2026-09-01"))
    withdraw_import(by=None, number=2)
    assert ledger_totals(books.years[2027], requests_reduce_left=False).lines == 1
    load(importer, "010-4200,R,G1,1,0,0", by=PLAIN)
    line = Line.objects.get(code="010-4200")
    assert (line.brought_by.number, line.pool.code, line.name) == (4, "G1", "")
    assert ledger_totals(books.years[2027], requests_reduce_left=False).lines == 2


def test_line_that_others_use_stays_when_its_load_goes(importer, books):
    importer.load(entry("010-4310 5 2026-09-01"), entry("010-4200 5 2026-09-01"))
    load(importer, "010-4310,,,1,0,0", by=PLAIN)
    importer.load(entry("010-9999 5 2026-09-01"), by=profile(feed="other"))
    withdraw_import(by=None, number=1)
    assert set(Line.objects.exclude(brought_by__state=ImportState.WITHDRAWN).values_list("code", flat=True)) == {
        "010-4310",
        "010-9999",
    }


def test_line_that_an_order_was_carried_into_stays(importer, books):
    importer.load(entry("010-4310 0 2025-08-14", Promised="120", Order="PO 1"), year=2026)
    importer.load(entry("010-4310 5 2026-09-01"), year=2027)
    roll_year(by=None, from_year=books.years[2026], to_year=books.years[2027])
    withdraw_import(by=None, number=2)
    assert Line.objects.get(fiscal_year__year=2027).brought_by is None


def test_after_a_load_by_a_wrong_chart_was_withdrawn_the_right_one_fits(importer):
    """Its lines are cut again; the chart itself is corrected by the structure file."""
    importer.load(entry("010-4310 5 2024-09-01"), year=2025)
    withdraw_import(by=None, number=1)
    year = FiscalYear.objects.get(year=2025)
    year.segments.all().delete()
    whole = profile(account={"segments": [{"name": "all"}], "separator": "/"})
    done = importer.load(entry("010-4310 5 2024-09-01"), year=2025, by=whole)
    assert done.posted == 1
    assert Line.objects.get(fiscal_year=year).segments == ["010-4310"]
