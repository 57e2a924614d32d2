"""The start is refused where row-level security would prove nothing."""

import os
import subprocess
import sys

import psycopg2
import pytest
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import connection, connections

from balance import celery, checks
from balance.paths import BASE_DIR


def ids(databases: list[str]) -> list[str | None]:
    return [error.id for error in checks.check_walls(databases=databases)]


@pytest.mark.django_db
def test_the_app_role_passes() -> None:
    assert ids(["default"]) == []


def test_without_the_database_tag_nothing_is_asked() -> None:
    assert ids([]) == []


@pytest.mark.django_db
def test_the_owner_of_the_tables_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checks, "connection", connections["owner"])
    assert ids(["default"]) == ["balance.E004", "balance.E005"]


class _Superuser:
    """A connection as the embedded server's superuser, as far as the check looks at one."""

    def __init__(self) -> None:
        place = connection.settings_dict
        self.real = psycopg2.connect(host=place["HOST"], dbname=place["NAME"], user="postgres")
        self.cursor = self.real.cursor

    def get_database_version(self) -> tuple[int, int]:
        return (18, 0)


@pytest.mark.django_db
def test_a_superuser_is_refused_by_every_name(monkeypatch: pytest.MonkeyPatch) -> None:
    superuser = _Superuser()
    monkeypatch.setattr(checks, "connection", superuser)
    assert ids(["default"]) == ["balance.E002", "balance.E003", "balance.E004", "balance.E005"]
    superuser.real.close()


@pytest.mark.parametrize(
    ("version", "refused"),
    [
        ((14, 99), 1),
        ((15, 13), 1),
        ((15, 14), 0),
        ((16, 9), 1),
        ((16, 10), 0),
        ((17, 5), 1),
        ((17, 6), 0),
        ((18, 0), 0),
    ],
)
@pytest.mark.django_db
def test_a_version_whose_statistics_leak_is_refused(
    version: tuple[int, int], refused: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connection, "get_database_version", lambda: version)
    assert ids(["default"]) == ["balance.E001"] * refused


def test_web_with_the_owner_does_not_start() -> None:
    with pytest.raises(ImproperlyConfigured, match="OWNER_DATABASE_URL is set"):
        checks.refuse_unsafe_start()


@pytest.mark.django_db
def test_web_as_a_role_that_passes_walls_does_not_start(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(settings.DATABASES, "owner")
    monkeypatch.setattr(checks, "connection", connections["owner"])
    with pytest.raises(ImproperlyConfigured, match="owns tables"):
        checks.refuse_unsafe_start()


def test_a_worker_with_the_owner_ends() -> None:
    with pytest.raises(SystemExit, match="OWNER_DATABASE_URL is set"):
        celery.refuse_unsafe_worker()


@pytest.mark.parametrize(
    "start",
    [
        ("-c", "import balance.wsgi"),
        ("-m", "celery", "-A", "balance.celery", "worker", "--pool", "solo"),
    ],
    ids=["web", "worker"],
)
def test_a_process_whose_role_passes_walls_ends_before_it_takes_work(start: tuple[str, ...]) -> None:
    """The real thing: Celery goes on after an ordinary exception of a receiver."""
    environment = os.environ | {"DATABASE_URL": os.environ["OWNER_DATABASE_URL"], "ALLOWED_HOSTS": "localhost"}
    environment |= {"BALANCE_EMBEDDED": "0", "SECRET_KEY": "k" * 50, "EMAIL_URL": "consolemail://"}
    environment |= {"DEFAULT_FROM_EMAIL": "b@b.example", "DJANGO_SETTINGS_MODULE": "balance.settings"}
    del environment["OWNER_DATABASE_URL"]
    done = subprocess.run(
        [sys.executable, *start], cwd=BASE_DIR, env=environment, capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 1
    assert "The role balance_owner of DATABASE_URL may create tables." in done.stderr
    assert "ready" not in done.stdout + done.stderr
