"""`verify_balances`: exit 0 while summaries equal a recount, else 1 and every difference."""

import json

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from balance.tenancy.scope import district_scope


def run(capsys, slug, *options):
    """(exit code, what was written, the error's text)."""
    try:
        call_command("verify_balances", "--district", slug, *options)
    except CommandError as error:
        return error.returncode, capsys.readouterr().out, str(error)
    return 0, capsys.readouterr().out, ""


@pytest.fixture
def broken(cast):
    """Two summaries of our district changed behind the triggers' back."""
    line = cast.ours.lines["010-0000-4310-214"]
    with district_scope(cast.ours.district), connection.cursor() as cursor:
        cursor.execute("update budgets_linebalance set expended = expended + 1 where line_id = %s", [line.pk])
        cursor.execute("update budgets_orderbalance set residue = 0")


def test_right_balances(cast, capsys):
    assert run(capsys, "juniper") == (0, "Juniper Unified: every balance equals its transactions.\n", "")
    code, out, _ = run(capsys, "juniper", "--json")
    assert (code, json.loads(out)) == (0, {"district": "juniper", "ok": True, "differences": []})


def test_broken_summary_is_named(cast, broken, capsys):
    assert run(capsys, "juniper") == (
        1,
        "2027 010-0000-4310-214: expended is 1200.01, counted 1200.00\n"
        "2027 010-0000-4310-214 order PO 27-0112: residue is 0.00, counted 300.00\n",
        "2 balances differ from their transactions.",
    )


def test_broken_summary_as_json(cast, broken, capsys):
    code, out, _ = run(capsys, "juniper", "--json")
    line = {"fiscal_year": 2027, "line": "010-0000-4310-214"}
    assert (code, json.loads(out)) == (
        1,
        {
            "district": "juniper",
            "ok": False,
            "differences": [
                {**line, "order_number": None, "measure": "expended", "summary": "1200.01", "recount": "1200.00"},
                {**line, "order_number": "PO 27-0112", "measure": "residue", "summary": "0.00", "recount": "300.00"},
            ],
        },
    )


def test_count_of_rows_stays_a_number_in_json(cast, capsys):
    with district_scope(cast.ours.district), connection.cursor() as cursor:
        cursor.execute("update budgets_linebalance set transactions = 9 where transactions = 2")
    _, out, _ = run(capsys, "juniper", "--json")
    assert [(found["summary"], found["recount"]) for found in json.loads(out)["differences"]] == [(9, 2), (9, 2)]


def test_other_district_is_not_blamed(cast, broken, capsys):
    assert run(capsys, "cedar") == (0, "Cedar Unified: every balance equals its transactions.\n", "")


def test_district_that_is_not_there(cast, capsys):
    assert run(capsys, "nowhere") == (1, "", "There is no district 'nowhere'.")
