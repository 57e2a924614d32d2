"""The nightly proof: silent while balances hold, on record when one does not."""

import logging

import pytest
from celery import current_app

from accounts.models import AuditEvent
from balance.celery import app
from balance.tenancy.scope import district_scope
from budgets.models import LineBalance, UnitStanding, YearStanding
from budgets.tasks import keep_all_standings, keep_standings_of, prove_district, prove_every_district
from tests.cast import Cast


def test_proof_of_right_balances_leaves_no_event(cast: Cast) -> None:
    prove_district(cast.ours.district.pk)
    with district_scope(cast.ours.district):
        assert AuditEvent.objects.filter(act="balances.differ").count() == 0


def test_proof_of_a_broken_balance_is_on_record_in_its_district_alone(
    cast: Cast, caplog: pytest.LogCaptureFixture
) -> None:
    line = cast.ours.lines["010-0000-4310-214"]
    with district_scope(cast.ours.district):
        assert LineBalance.objects.filter(pk=line.pk).update(expended="1200.01") == 1
    with caplog.at_level(logging.ERROR):
        prove_district(cast.ours.district.pk)
        prove_district(cast.theirs.district.pk)
    with district_scope(cast.ours.district):
        [event] = AuditEvent.objects.filter(act="balances.differ")
    assert event.facts == {"count": 1, "shown": [f"2027 {line.code} expended: 1200.01, not 1200.00"]}
    with district_scope(cast.theirs.district):
        assert AuditEvent.objects.filter(act="balances.differ").count() == 0
    assert [record.getMessage() for record in caplog.records] == [
        f"1 balances differ from their transactions: 2027 {line.code} expended: 1200.01, not 1200.00"
    ]


def test_every_district_gets_its_own_task(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []
    monkeypatch.setattr(prove_district, "delay", asked.append)
    prove_every_district()
    assert asked == sorted([cast.ours.district.pk, cast.theirs.district.pk])


def test_proof_tells_of_a_unit_that_is_listed_otherwise_than_it_stands(cast: Cast) -> None:
    district = cast.ours.district
    keep_standings_of(district.pk)
    with district_scope(district):
        UnitStanding.objects.filter(unit=cast.ours.units["214"]).update(revised="1.00")
    prove_district(district.pk)
    with district_scope(district):
        [event] = AuditEvent.objects.filter(act="standings.differ")
        assert event.facts == {"count": 1, "shown": [str(cast.ours.units["214"].pk)]}
        assert not YearStanding.objects.exists()


def test_every_district_has_its_list_made(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keep_standings_of, "delay", keep_standings_of)
    keep_all_standings()
    for side in (cast.ours, cast.theirs):
        with district_scope(side.district):
            assert YearStanding.objects.count() == 1


def test_schedule_names_tasks_that_exist() -> None:
    app.loader.import_default_modules()
    assert {entry["task"] for entry in app.conf.beat_schedule.values()} <= set(current_app.tasks)
