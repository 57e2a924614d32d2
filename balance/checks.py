"""Is the wall in the database real? It is not for a superuser, for the tables' owner, or on an old PostgreSQL.

Asked by `manage.py check --database default`, and by web and workers before they take work.
"""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register
from django.core.exceptions import ImproperlyConfigured
from django.db import DEFAULT_DB_ALIAS, connection

# Older ones let the planner's statistics show rows that a policy hides (CVE-2025-8713).
OLDEST_SAFE = {15: (15, 14), 16: (16, 10), 17: (17, 6)}

ROLE = """
    SELECT rolname, rolsuper, rolbypassrls,
           EXISTS (SELECT FROM pg_class JOIN pg_namespace ON pg_namespace.oid = relnamespace
                   WHERE nspname = 'public' AND pg_has_role(current_user, relowner, 'MEMBER')),
           has_schema_privilege('public', 'CREATE')
    FROM pg_roles WHERE rolname = current_user
"""


def register_all() -> None:
    register(check_walls, Tags.database)


def check_walls(databases: Sequence[str] | None = None, **kwargs: Any) -> list[CheckMessage]:
    """Errors for a version or a role of the default connection under which row-level security proves nothing."""
    if DEFAULT_DB_ALIAS not in (databases or ()):
        return []
    return [*_version_errors(), *_role_errors()]


def refuse_unsafe_start() -> None:
    """Raises ImproperlyConfigured unless this process, web or worker, is bound by row-level security.

    A database that does not answer stops the start as well: nothing is served on a wall that could not be seen.
    """
    if "owner" in settings.DATABASES:
        raise ImproperlyConfigured("OWNER_DATABASE_URL is set: web and workers must not have the tables' owner.")
    if errors := check_walls(databases=[DEFAULT_DB_ALIAS]):
        raise ImproperlyConfigured(" ".join(str(error.msg) for error in errors))
    connection.close()  # opened before the server forks; each process opens its own


def _version_errors() -> list[CheckMessage]:
    major, minor = connection.get_database_version()
    if (major, minor) >= OLDEST_SAFE.get(major, (min(OLDEST_SAFE), 0)):
        return []
    return [
        Error(
            f"PostgreSQL {major}.{minor} is too old: row-level security leaks through its statistics.",
            hint="Use 15.14, 16.10, 17.6, or 18.",
            id="balance.E001",
        )
    ]


def _role_errors() -> list[CheckMessage]:
    with connection.cursor() as cursor:
        cursor.execute(ROLE)
        name, superuser, bypasses, owns, creates = cursor.fetchone()
    faults = {
        "E002": (superuser, "is a superuser"),
        "E003": (bypasses, "has BYPASSRLS"),
        "E004": (owns, "owns tables, or is a member of their owner"),
        "E005": (creates, "may create tables"),
    }
    hint = "DATABASE_URL must name a role that owns nothing; see docs/operate.md."
    return [
        Error(f"The role {name} of DATABASE_URL {words}.", hint=hint, id=f"balance.{code}")
        for code, (found, words) in faults.items()
        if found
    ]
