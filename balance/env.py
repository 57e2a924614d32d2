"""Settings from the environment, and one clear message naming the one that is missing or wrong."""

import os
import secrets
from contextlib import suppress
from tempfile import NamedTemporaryFile
from typing import Any

import environ
from django.core.exceptions import ImproperlyConfigured

from balance.paths import VAR_DIR

env = environ.Env()

# Set by balance.embedded when it supplied DATABASE_URL: this is a laptop, CI or the demo, not a server.
EMBEDDED = env.bool("BALANCE_EMBEDDED", default=False)
DEMO = env.bool("BALANCE_DEMO", default=False)
LOOPBACK = ["localhost", "127.0.0.1", "[::1]"]


def required(name: str, *, local: Any = None, cast: Any = str) -> Any:
    """The value of a setting that a server must be given; `local` stands in for it on an embedded database.

    Raises ImproperlyConfigured with the name, so that a missing setting stops the start.
    """
    if name not in os.environ and EMBEDDED and local is not None:
        return local
    try:
        value = env(name, cast=cast)
    except (environ.ImproperlyConfigured, ValueError) as error:
        raise ImproperlyConfigured(f"{name} is missing or wrong: {error}. See .env.example.") from error
    if value in ("", []):
        raise ImproperlyConfigured(f"{name} is empty. See .env.example.")
    return value


def database(name: str) -> dict[str, Any]:
    """One database connection from the URL in the setting `name`; only PostgreSQL will do."""
    required(name)
    try:
        config: dict[str, Any] = env.db_url(name)
    except (environ.ImproperlyConfigured, ValueError) as error:
        raise ImproperlyConfigured(f"{name} is not a database URL: {error}") from error
    if not config.get("ENGINE", "").endswith("postgresql"):
        raise ImproperlyConfigured(f"{name} must start with postgresql://: Balance keeps its laws in PostgreSQL.")
    if not config.get("NAME") or not config.get("USER"):
        raise ImproperlyConfigured(f"{name} must name a user and a database.")
    # The folder of a socket comes as ?host=, the form that libpq takes too; Django's own clients look in HOST.
    config["HOST"] = config.get("OPTIONS", {}).pop("host", config["HOST"])
    return config


def local_secret_key() -> str:
    """A key made once for this machine and kept out of the repository."""
    path = VAR_DIR / "secret_key"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        # Whole before it has its name, and never over another's: two first starts at once get the same key.
        with NamedTemporaryFile("w", dir=path.parent) as draft:
            draft.write(secrets.token_urlsafe(50))
            draft.flush()
            with suppress(FileExistsError):
                os.link(draft.name, path)
    return path.read_text()


def loopback_only(hosts: list[str]) -> list[str]:
    """The hosts of demo mode; raises if one of them is not this machine, for the demo hands out sign-ins."""
    for host in hosts:
        if host not in (*LOOPBACK, "::1"):
            raise ImproperlyConfigured(f"BALANCE_DEMO runs on this machine only; ALLOWED_HOSTS names {host!r}.")
    return hosts
