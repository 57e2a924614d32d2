"""Loads of one district at the same time, and readers beside them."""

from functools import partial

import pytest
from django.db import connection

from accounts.choices import Role
from accounts.models import Membership, User
from balance.tenancy.scope import district_scope
from budgets.choices import UnitKind
from budgets.models import Line, Transaction, Unit
from tests.budgets.web.reading import Page
from tests.faults.ledgers import FIRST, NEXT
from tests.faults.stages import BEFORE_COMMIT, STAGES

STAGED = STAGES["all rows are staged"]
PATIENCE = "set statement_timeout = '200ms'"


@pytest.fixture
def ledger(ledgers):
    return ledgers[1]


def ends(stage, ledger, *starts):
    """What the loads answer that started in this order and are let go together."""
    loadings = []

    def start():
        loadings.extend(each() for each in starts)
        for loading in loadings:
            loading.wait_until_it("active Lock select pg_advisory_xact_lock")
        return loadings[0]

    with stage({ledger.district.pk: start}):
        pass
    answers = [loading.end() for loading in loadings]
    assert [answer.code for answer in answers] == [0] * len(starts), answers
    return [answer.json for answer in answers]


def figures(client, ledger):
    page = Page(client.get(f"/d/{ledger.district.slug}/sites/214/"))
    assert page.status == 200
    return page.figures


def test_same_file_twice_at_once_is_published_once(ledgers, ledger, start):
    whole, file = ledgers[0], ledger.file("next.csv", NEXT)
    whole.load(whole.file("next.csv", NEXT))
    loads = ends(STAGED, ledger, *[partial(start, ledger, file)] * 2)
    assert sorted((load["same_bytes"], load["posted"], load["import_id"]) for load in loads) == [
        (False, 3, 2), (True, 0, 2)
    ]  # fmt: skip
    assert loads[0]["totals"] == loads[1]["totals"]
    assert ledger.figures() == whole.figures()


def test_two_feeds_at_once_are_both_in_one_after_the_other(ledger, start):
    file, other = ledger.file("next.csv", NEXT), ledger.file("other.csv", FIRST)
    loads = ends(STAGED, ledger, partial(start, ledger, file), partial(start, ledger, other, "other-entries"))
    assert sorted(load["import_id"] for load in loads) == [2, 3]
    with district_scope(ledger.district):
        live = Transaction.objects.filter(superseded_by=None)
        assert live.filter(measure="expenditure").count() == len(NEXT) + len(FIRST)
        assert live.filter(source_import__feed="other-entries").exists()
    ledger.figures()


def test_pages_are_read_while_a_load_waits_to_commit_and_show_what_was(ledger, start, client):
    with district_scope(ledger.district):
        site = Unit.objects.create(kind=UnitKind.SITE, code="214", name="Alder Creek")
        Line.objects.update(site=site)
        reader = User.objects.create_user("office@juniper.example", "Office", "correct horse battery")
        Membership.objects.create(district=ledger.district, user=reader, role=Role.OFFICE)
    client.force_login(reader)
    before = figures(client, ledger)
    with BEFORE_COMMIT({ledger.district.pk: partial(start, ledger, ledger.file("next.csv", NEXT))}) as (loading,):
        with connection.cursor() as cursor:
            cursor.execute(PATIENCE)
        assert figures(client, ledger) == before
        with connection.cursor() as cursor:
            cursor.execute("reset statement_timeout")
    assert loading.end().code == 0
    assert figures(client, ledger) != before
