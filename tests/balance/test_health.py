"""Two questions of a load balancer."""

import pytest
from django.db import OperationalError, connections
from django.db.migrations.recorder import MigrationRecorder


def answer(client, path):
    response = client.get(path)
    return response.status_code, response.json()


def test_process_answers_without_asking_the_database(client, django_assert_num_queries, db):
    with django_assert_num_queries(0):
        assert answer(client, "/healthz") == (200, {"status": "ok"})


def test_ready_when_the_database_answers_and_every_migration_has_run(client, db):
    assert answer(client, "/readyz") == (200, {"status": "ok", "database": "ok", "migrations": "ok"})


def test_not_ready_while_a_migration_has_not_run(client, db, monkeypatch):
    applied = MigrationRecorder.applied_migrations

    def without_the_last(self):
        found = applied(self)
        return {key: found[key] for key in found if key != ("budgets", max(n for app, n in found if app == "budgets"))}

    monkeypatch.setattr(MigrationRecorder, "applied_migrations", without_the_last)
    assert answer(client, "/readyz") == (
        503,
        {"status": "not ready", "database": "ok", "migrations": "some have not run"},
    )


def test_not_ready_while_the_database_does_not_answer(client, db, monkeypatch):
    def refuse(*args, **kwargs):
        raise OperationalError("no server")

    monkeypatch.setattr(connections["default"], "cursor", refuse)
    assert answer(client, "/readyz") == (
        503,
        {"status": "not ready", "database": "does not answer", "migrations": "unknown"},
    )
    assert answer(client, "/healthz") == (200, {"status": "ok"})


@pytest.mark.parametrize("path", ["/healthz", "/readyz"])
def test_answers_need_no_session(client, db, path):
    response = client.get(path)
    assert response.cookies == {}
    assert response.headers["Content-Type"] == "application/json"
