"""Settings from the environment: what is missing or wrong stops the start by name."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from django.core.exceptions import ImproperlyConfigured

from balance import embedded, env
from balance.paths import BASE_DIR

SERVER = {
    "BALANCE_EMBEDDED": "0",
    "DATABASE_URL": "postgresql://balance_app:secret@db.invalid:5432/balance",
    "SECRET_KEY": "a-key-for-this-test-0123456789-abcdefghijklmnopqrstuvwxyz",
    "ALLOWED_HOSTS": "balance.example.org",
    "EMAIL_URL": "smtp+tls://balance:secret@mail.invalid:587",
    "DEFAULT_FROM_EMAIL": "Balance <balance@example.org>",
}


def load_settings(environment: dict[str, str], show: str = "None") -> subprocess.CompletedProcess[str]:
    """The project's settings in a process of their own, with nothing but this environment."""
    names = ("PATH", "HOME", "BALANCE_VAR")
    bare = {name: os.environ[name] for name in names if name in os.environ}
    command = [sys.executable, "-c", f"from balance import settings; print({show})"]
    return subprocess.run(command, cwd=BASE_DIR, env=bare | environment, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("name", [name for name in SERVER if name != "BALANCE_EMBEDDED"])
def test_a_missing_setting_stops_the_start_by_name(name: str) -> None:
    without = {key: value for key, value in SERVER.items() if key != name}
    done = load_settings(without)
    assert done.returncode == 1
    assert name in done.stderr.splitlines()[-1]


@pytest.mark.parametrize("name", ["SECRET_KEY", "ALLOWED_HOSTS", "DATABASE_URL", "DEFAULT_FROM_EMAIL"])
def test_an_empty_setting_stops_the_start_by_name(name: str) -> None:
    done = load_settings(SERVER | {name: ""})
    assert done.returncode == 1
    assert f"{name} is empty" in done.stderr.splitlines()[-1]


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("mysql://balance_app@db/balance", "must start with postgresql://"),
        ("sqlite:///balance.db", "must start with postgresql://"),
        ("postgresql://db.invalid/balance", "must name a user and a database"),
        ("postgresql://balance_app@db.invalid/", "must name a user and a database"),
    ],
)
def test_another_kind_of_database_is_refused(url: str, words: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", url)
    with pytest.raises(ImproperlyConfigured, match=f"^DATABASE_URL {words}"):
        env.database("DATABASE_URL")


def test_a_socket_in_the_url_is_the_host_for_django_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://balance_app@/balance?host=%2Fsrv%2FA%20folder%2Fpostgres")
    config = env.database("DATABASE_URL")
    assert (config["HOST"], config["USER"], config["NAME"]) == ("/srv/A folder/postgres", "balance_app", "balance")
    assert config["OPTIONS"] == {}


def test_a_server_speaks_tls_only() -> None:
    shown = "settings.SECURE_SSL_REDIRECT, settings.SESSION_COOKIE_NAME, settings.DEBUG, list(settings.DATABASES)"
    assert load_settings(SERVER, shown).stdout.strip() == "True __Host-session False ['default']"


def test_the_owner_is_there_only_where_its_address_is() -> None:
    owner = {"OWNER_DATABASE_URL": "postgresql://balance_owner:secret@db.invalid/balance"}
    assert load_settings(SERVER | owner, "sorted(settings.DATABASES)").stdout.strip() == "['default', 'owner']"


def test_demo_mode_starts_on_this_machine_only() -> None:
    done = load_settings(SERVER | {"BALANCE_DEMO": "1"})
    assert done.returncode == 1
    assert "BALANCE_DEMO runs on this machine only; ALLOWED_HOSTS names 'balance.example.org'." in done.stderr


def test_a_server_that_lost_its_database_url_does_not_start_an_empty_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DATABASE_URL")
    monkeypatch.setenv("BALANCE_EMBEDDED", "0")
    assert not embedded.wanted()
    monkeypatch.delenv("BALANCE_EMBEDDED")
    assert embedded.wanted()


def test_the_key_of_this_machine_is_made_once_and_is_nobody_elses(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(env, "VAR_DIR", tmp_path / "var")
    key = env.local_secret_key()
    assert len(key) >= 50
    assert env.local_secret_key() == key
    assert (tmp_path / "var" / "secret_key").stat().st_mode & 0o777 == 0o600


def test_the_containers_get_the_settings_of_a_server_and_the_owner_only_to_migrate() -> None:
    services = yaml.safe_load((BASE_DIR / "docker-compose.yml").read_text())["services"]
    ours = {name: service["environment"] for name, service in services.items() if service["image"] == "balance"}
    assert sorted(ours) == ["beat", "migrate", "web", "worker"]
    assert [name for name in ours if "OWNER_DATABASE_URL" in ours[name]] == ["migrate"]
    assert [name for name in ours if not SERVER.keys() <= ours[name].keys()] == []


def test_the_containers_mount_files_that_exist() -> None:
    database = yaml.safe_load((BASE_DIR / "docker-compose.yml").read_text())["services"]["postgres"]
    mounted = [volume.split(":")[0] for volume in database["volumes"] if volume.startswith("./")]
    assert mounted == ["./docker/roles.sh", "./balance/sql/roles.sql"]
    assert [path for path in mounted if not (BASE_DIR / path).is_file()] == []
