"""A connection that breaks when a load is committed: the load may be in the ledger although nobody heard of it."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import InterfaceError, OperationalError
from django.db.backends.postgresql.base import DatabaseWrapper

from accounts.management import district_command
from balance.tenancy.scope import district_scope
from budgets.domain.imports import fate
from budgets.domain.imports import load as load_module
from budgets.domain.profiles import load_profile
from budgets.models import Import
from tests.faults.ledgers import NEXT

LOST = "server closed the connection unexpectedly"


@pytest.fixture
def ledger(ledgers):
    return ledgers[0]


@pytest.fixture
def commit(monkeypatch):
    """The next commit of a load breaks: after it was done, or before."""
    really = DatabaseWrapper._commit

    def breaks(*, done):
        def commit(self):
            monkeypatch.setattr(DatabaseWrapper, "_commit", really)
            if done:
                really(self)
            self.connection.close()
            raise OperationalError(f"{LOST}\n\tThis probably means …")

        monkeypatch.setattr(DatabaseWrapper, "_commit", commit)

    return breaks


@pytest.fixture
def mute(monkeypatch):
    """A ledger that does not answer when it is asked what became of a load."""

    def fail():
        raise InterfaceError("connection already closed")

    monkeypatch.setattr(fate, "lock_ledger", fail)


def load(ledger, *options):
    """(exit code, JSON, error) of the command."""
    out, code, said = StringIO(), 0, ""
    named = ["--district", ledger.district.slug, "--profile", str(ledger.profile()), "--fiscal-year", "2027", *options]
    try:
        call_command("import_ledger", *named, str(ledger.file("next.csv", NEXT)), stdout=out)
    except CommandError as error:
        code, said = error.returncode, str(error)
    return code, json.loads(out.getvalue() or "{}") if "--json" in options else out.getvalue(), said


def numbers(ledger):
    with district_scope(ledger.district):
        return list(Import.objects.order_by("number").values_list("number", flat=True))


def test_load_that_was_committed_is_told_so_and_keeps_its_file(ledgers, ledger, commit):
    whole = ledgers[1]
    whole.load(whole.file("next.csv", NEXT))
    commit(done=True)
    code, said, error = load(ledger, "--json")
    assert (code, said["import_id"], said["posted"], error) == (0, 2, 3, "")
    assert said["warnings"] == ["The connection to the database broke after the load was published."]
    assert ledger.figures() == whole.figures()


def test_load_that_was_not_committed_leaves_nothing_and_can_be_run_again(ledger, commit):
    before = ledger.everything()
    commit(done=False)
    code, said, error = load(ledger, "--json")
    assert (code, said["import_id"], said["posted"]) == (1, None, 0)
    assert said["errors"] == {
        "count": 1, "list": [{"file": "", "row": None, "column": "", "reason": f"The database broke off: {LOST}."}]
    }  # fmt: skip
    assert error == "1 error; nothing was changed. Run it again."
    assert ledger.everything() == before
    assert load(ledger, "--json")[0] == 0


@pytest.mark.parametrize("done", [True, False])
def test_fate_that_cannot_be_asked_is_not_claimed_and_the_file_stays(ledger, commit, mute, done):
    kept = ledger.kept()
    commit(done=done)
    code, out, error = load(ledger)
    assert (code, out) == (1, "")
    assert error.splitlines() == [
        f"The database broke off: {LOST}.",
        "1 error; nobody knows whether the load was published before that: look with list_imports.",
    ]
    assert len(ledger.kept()) == len(kept) + 1
    assert numbers(ledger) == ([1, 2] if done else [1])


def test_other_load_that_names_the_file_keeps_it(ledger, commit, monkeypatch):
    """Two processes load the same file; one fails when the other has put it into the ledger."""
    ask = fate.lock_ledger

    def meanwhile():
        monkeypatch.setattr(fate, "lock_ledger", ask)
        with district_scope(ledger.district):
            first = Import.objects.get()
            (kept,) = set(ledger.kept()) - {file["sha256"] for file in first.files}
            first.pk, first.number, first.files = None, 2, [{"name": "next.csv", "sha256": kept, "bytes": 1}]
            first.save()
        ask()

    monkeypatch.setattr(fate, "lock_ledger", meanwhile)
    commit(done=False)
    assert load(ledger, "--json")[1]["errors"]["count"] == 1
    assert len(ledger.kept()) == 2


def test_break_inside_a_transaction_of_the_caller_is_the_callers_to_know(ledger, monkeypatch):
    def fail(*_):
        raise OperationalError(LOST)

    monkeypatch.setattr(load_module, "load", fail)
    given = {"district": ledger.district, "profile": load_profile(str(ledger.profile())), "year": 2027}
    with pytest.raises(OperationalError, match=LOST), district_scope(ledger.district):
        load_module.import_files(by=None, files=[ledger.file("next.csv", NEXT)], **given)


def test_database_that_cannot_be_reached_is_told_like_any_refusal(ledger, monkeypatch):
    def fail(slug):
        raise OperationalError("connection refused")

    shape = set(load(ledger, "--json")[1])
    monkeypatch.setattr(district_command, "district_by_slug", fail)
    code, said, error = load(ledger, "--json")
    assert (code, error, set(said)) == (1, "1 error; nothing was changed. Run it again.", shape)
    assert said["errors"]["list"][0]["reason"] == "The database broke off: connection refused."


@pytest.mark.parametrize("options", [(), ("--json",)])
def test_withdrawal_that_is_broken_off_says_how_to_look(ledger, commit, options):
    commit(done=True)
    out = StringIO()
    with pytest.raises(CommandError) as refused:
        call_command("withdraw_import", "--district", ledger.district.slug, "1", *options, stdout=out)
    said = f"The database broke off: {LOST}. Whether load 1 is withdrawn now, list_imports shows."
    assert (refused.value.returncode, str(refused.value)) == (1, said)
    assert json.loads(out.getvalue() or "{}").get("reason", said) == said
