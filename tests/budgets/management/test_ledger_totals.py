"""`ledger_totals`: exact keys and values, as other programs read them."""

import json

import pytest
from django.core.management import CommandError, call_command

from balance.tenancy.scope import current_district_id, district_scope
from budgets.models import Line

KEYS = [
    "lines",
    "transactions",
    "original",
    "revised",
    "requested",
    "encumbered_carried_in",
    "encumbered_activity",
    "encumbered",
    "open_orders",
    "relief_without_order",
    "expended",
    "available",
    "left",
]


def run(capsys, *arguments):
    call_command("ledger_totals", *arguments)
    return capsys.readouterr().out


def totals(capsys, slug, year):
    return json.loads(run(capsys, "--district", slug, "--fiscal-year", str(year), "--json"))


def part(lines, transactions, original, expended, left, promised="0.00"):
    return {
        "lines": lines,
        "transactions": transactions,
        "original": original,
        "revised": original,
        "requested": "0.00",
        "encumbered_carried_in": "0.00",
        "encumbered_activity": promised,
        "encumbered": promised,
        "open_orders": promised,
        "relief_without_order": "0.00",
        "expended": expended,
        "available": left,
        "left": left,
    }


def test_json_of_the_cast(cast, capsys):
    assert totals(capsys, "juniper", 2027) == {
        "district": "juniper",
        "fiscal_year": 2027,
        **part(6, 11, "24500.00", "2336.60", "21863.40", "300.00"),
        "by_site": {
            "214": part(4, 9, "20500.00", "2258.90", "17941.10", "300.00"),
            "215": part(1, 1, "4000.00", "0.00", "4000.00"),
            "null": part(1, 1, "0.00", "77.70", "-77.70"),
        },
        "by_department": {
            "ATH": part(1, 2, "2000.00", "316.40", "1683.60"),
            "null": part(5, 9, "22500.00", "2020.20", "20179.80", "300.00"),
        },
    }


def test_other_district_has_its_own_figures(cast, capsys):
    found = totals(capsys, "cedar", 2027)
    # Four of five budgets and one of four payments carry 7,000.11 more than ours.
    assert (found["original"], found["expended"]) == ("52500.44", "9336.71")
    assert found["by_site"]["215"]["original"] == "11000.11"


def test_command_leaves_the_district(cast, capsys):
    totals(capsys, "juniper", 2027)
    assert current_district_id() is None


def test_keys_are_in_the_order_of_the_contract(cast, capsys):
    found = totals(capsys, "juniper", 2027)
    assert list(found) == ["district", "fiscal_year", *KEYS, "by_site", "by_department"]
    assert list(found["by_site"]["214"]) == KEYS
    assert list(found["by_department"]["null"]) == KEYS


def test_unmapped_part_is_there_when_it_is_empty_and_alone(cast, capsys):
    with district_scope(cast.ours.district):
        Line.objects.update(department=cast.ours.units["ATH"], site=None)
    found = totals(capsys, "juniper", 2027)
    assert found["by_department"]["null"] == part(0, 0, "0.00", "0.00", "0.00")
    assert list(found["by_site"]) == ["null"]
    assert found["by_site"]["null"] == {key: found[key] for key in KEYS} == found["by_department"]["ATH"]


def test_only_expenditure_lines_count(cast, capsys):
    with district_scope(cast.ours.district):
        Line.objects.filter(code="010-0000-4310-215").update(account_type="revenue")
    found = totals(capsys, "juniper", 2027)
    assert (found["lines"], found["original"]) == (5, "20500.00")
    assert list(found["by_site"]) == ["null", "214"]


def test_requests_are_held_where_the_district_says_so(books, capsys):
    books.post("A budget original 100", "A request open 30")
    assert totals(capsys, "juniper", 2027)["left"] == "100.00"
    books.district.requests_reduce_left = True
    books.district.save()
    held = totals(capsys, "juniper", 2027)
    assert (held["requested"], held["available"], held["left"]) == ("30.00", "70.00", "70.00")


def test_text_for_people(cast, capsys):
    lines = run(capsys, "--district", "juniper", "--fiscal-year", "2027").splitlines()
    assert lines[0] == "Juniper Unified, 2026–27: 6 lines, 11 transactions"
    assert [line.split() for line in lines[1:]] == [
        [key, value]
        for key, value in zip(
            KEYS[2:],
            ["$24,500.00", "$24,500.00", "$0.00", "$0.00", "$300.00", "$300.00", "$300.00", "$0.00", "$2,336.60"]
            + ["$21,863.40"] * 2,
            strict=True,
        )
    ]


@pytest.mark.parametrize(
    ("slug", "year", "message"),
    [
        ("nowhere", "2027", "There is no district 'nowhere'."),
        ("juniper", "1999", "There is no fiscal year 1999 in this district."),
    ],
)
def test_what_is_not_there_is_named(cast, capsys, slug, year, message):
    with pytest.raises(CommandError) as caught:
        run(capsys, "--district", slug, "--fiscal-year", year, "--json")
    assert str(caught.value) == message
    assert capsys.readouterr().out == ""
