"""The read API: the same figures as the pages, of the same lines, to the same people."""

from decimal import Decimal

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from budgets.choices import AccountType
from budgets.models import Line
from budgets.queries.totals import SUMMED, ledger_totals
from tests.budgets.web.posting import post_row
from tests.budgets.web.reading import Page

SUPPLIES = "010-0000-4310-214"
OWN = ["010-0000-4200-214", "010-0000-4310-214", "010-0000-5800-214", "010-3010-4310-214"]
ALL = sorted([*OWN, "010-0000-4310-215", "010-0000-4310-999"])
SEES = {
    "officer": ALL,
    "principal": OWN,
    "viewer": OWN,
    "assistant": OWN,
    "sibling": ["010-0000-4310-215"],
    "supervisor": ["010-0000-4310-215"],
    "head": ["010-0000-5800-214"],
    "report_admin": [],
}
BOTH = pytest.mark.parametrize("name", ["lines", "balances"])


def codes(answer):
    return [row["code"] for row in answer["results"]]


@BOTH
@pytest.mark.parametrize("person", SEES)
def test_person_gets_the_lines_that_they_see_in_order_of_code(ask, name, person):
    status, answer = ask(person, name)
    assert (status, codes(answer)) == (200, SEES[person])


@BOTH
def test_answer_says_what_it_is_an_answer_about(ask, name):
    _, answer = ask("principal", name)
    assert {key: answer[key] for key in answer if key != "results"} == {
        "district": "juniper",
        "fiscal_year": 2027,
        "posted_through": "2026-11-18",
        "loaded_at": "2026-11-19T13:42:00Z",
        "next": None,
        "previous": None,
    }


def test_line_says_where_the_rules_put_it(ask):
    rows = {row["code"]: row for row in ask("officer", "lines")[1]["results"]}
    assert rows[SUPPLIES] == {
        "code": SUPPLIES,
        "name": "Line JUNIPERMARK",
        "fund": "010",
        "account_type": "expenditure",
        "pay": "",
        "site": "214",
        "department": None,
        "purpose": "books",
        "source": None,
        "pool": "materials/214",
    }
    assert (rows["010-0000-5800-214"]["department"], rows["010-3010-4310-214"]["source"]) == ("ATH", "3010")
    assert {key: rows["010-0000-4310-999"][key] for key in ("site", "department", "pool", "source")} == dict.fromkeys(
        ("site", "department", "pool", "source")
    )


def test_balance_is_money_as_text_with_two_decimals(ask):
    rows = {row["code"]: row for row in ask("principal", "balances")[1]["results"]}
    assert rows[SUPPLIES] == {
        "code": SUPPLIES,
        "transactions": 4,
        "original": "10000.00",
        "revised": "10000.00",
        "requested": "0.00",
        "encumbered_carried_in": "0.00",
        "encumbered_activity": "300.00",
        "encumbered": "300.00",
        "open_orders": "300.00",
        "relief_without_order": "0.00",
        "expended": "1200.00",
        "available": "8500.00",
        "left": "8500.00",
    }
    assert rows["010-0000-4200-214"]["left"] == "-242.50"


def test_line_that_never_had_an_amount_is_zero(ask):
    rows = ask("principal", "balances", fy=2026)[1]["results"]
    assert {tuple(list(row.values())[1:]) for row in rows} == {(0, *["0.00"] * 11)}


def test_balances_add_up_to_the_ledgers_totals(ask, ours):
    rows = ask("officer", "balances")[1]["results"]
    totals = ledger_totals(ours.years[2027], requests_reduce_left=False)
    names = (*SUMMED, "encumbered", "available", "left")
    assert {name: sum(Decimal(row[name]) for row in rows) for name in names} == {
        name: getattr(totals.totals, name) for name in names
    }
    assert sum(row["transactions"] for row in rows) == totals.transactions


@pytest.mark.parametrize("held", [False, True])
def test_balance_of_a_line_is_what_its_page_says(ask, ours, held):
    type(ours.district).objects.filter(pk=ours.district.pk).update(requests_reduce_left=held)
    post_row(ours, SUPPLIES, "request", "open", 1000)
    client = Client()
    client.force_login(ours.user("principal"))
    page = dict(Page(client.get(f"/d/juniper/lines/{SUPPLIES}/")).figures)
    row = next(row for row in ask("principal", "balances")[1]["results"] if row["code"] == SUPPLIES)
    assert page == {name: row[name] for name in page}
    assert row["left"] == ("7500.00" if held else "8500.00")


def test_revenue_is_listed_with_its_type(ask, ours):
    Line.objects.filter(pk=ours.lines[SUPPLIES].pk).update(account_type=AccountType.REVENUE)
    rows = ask("principal", "lines")[1]["results"]
    assert [row["account_type"] for row in rows if row["code"] == SUPPLIES] == ["revenue"]


@BOTH
@pytest.mark.parametrize(
    ("person", "query", "found"),
    [
        ("officer", {"site": "214"}, OWN),
        ("officer", {"site": "215"}, ["010-0000-4310-215"]),
        ("officer", {"department": "ATH"}, ["010-0000-5800-214"]),
        ("officer", {"site": "214", "department": "ATH"}, ["010-0000-5800-214"]),
        ("officer", {"site": "215", "department": "ATH"}, []),
        ("officer", {"site": ""}, []),
        ("officer", {"site": "999"}, []),
        ("principal", {"site": "215"}, []),
        ("principal", {"department": "ATH"}, ["010-0000-5800-214"]),
    ],
)
def test_list_is_narrowed_to_a_unit_and_never_widened(ask, name, person, query, found):
    assert codes(ask(person, name, **query)[1]) == found


@BOTH
@pytest.mark.parametrize("limit", [1, 4, 6])
def test_pages_of_a_list_make_the_whole(cast, name, limit):
    client = Client()
    client.force_login(cast.ours.user("officer"))
    seen, url = [], f"/api/v1/d/juniper/{name}/?limit={limit}"
    while url:
        answer = client.get(url).json()
        assert len(answer["results"]) == min(limit, len(ALL) - len(seen))
        seen, url = [*seen, *codes(answer)], answer["next"]
    assert seen == ALL


@BOTH
def test_page_before_is_the_page_that_was(ask, cast, name):
    client = Client()
    client.force_login(cast.ours.user("officer"))
    first = client.get(f"/api/v1/d/juniper/{name}/", {"limit": 4}).json()
    second = client.get(first["next"]).json()
    assert codes(client.get(second["previous"]).json()) == codes(first) == ALL[:4]
    assert first["next"].startswith(f"http://testserver/api/v1/d/juniper/{name}/?cursor=")


@BOTH
@pytest.mark.parametrize(
    ("year", "status", "detail"),
    [
        ("2026", 200, None),
        ("2027", 200, None),
        ("2028", 404, "There is no such fiscal year."),
        ("02027", 404, "There is no such fiscal year."),
        ("", 400, "fy is a year, such as 2027."),
        ("x", 400, "fy is a year, such as 2027."),
        ("-2027", 400, "fy is a year, such as 2027."),
        ("٢٠٢٧", 400, "fy is a year, such as 2027."),
    ],
)
def test_year_is_one_of_the_districts_or_an_error_in_words(ask, name, year, status, detail):
    found, answer = ask("principal", name, fy=year)
    assert (found, answer.get("detail")) == (status, detail)


@BOTH
@pytest.mark.parametrize("slug", ["juniper", "cedar", "nowhere"])
def test_nobody_is_told_whether_a_district_exists(ask, name, slug):
    assert ask(None, name, slug) == (403, {"detail": "Authentication credentials were not provided."})


@BOTH
def test_stranger_gets_the_same_for_another_district_as_for_none(cast, name):
    client = Client(raise_request_exception=False)
    client.force_login(cast.stranger)
    foreign, never = (client.get(f"/api/v1/d/{slug}/{name}/") for slug in ("juniper", "nowhere"))
    assert (foreign.status_code, foreign.content) == (404, never.content)


@BOTH
@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_nothing_is_written_through_it(cast, name, method):
    client = Client(raise_request_exception=False)
    client.force_login(cast.ours.user("officer"))
    assert getattr(client, method)(f"/api/v1/d/juniper/{name}/").status_code == 405
    assert getattr(client, method)(f"/api/v1/d/cedar/{name}/").status_code == 404


@BOTH
def test_list_takes_the_same_few_statements_for_1_line_and_for_4(ours, name):
    found = {}
    for person in ("sibling", "principal"):
        client = Client()
        client.force_login(ours.user(person))
        with CaptureQueriesContext(connection) as queries:
            assert client.get(f"/api/v1/d/juniper/{name}/").status_code == 200
        found[person] = sum(not query["sql"].startswith(("SAVEPOINT", "RELEASE")) for query in queries)
    assert found["sibling"] == found["principal"]
    assert found["principal"] <= 8
