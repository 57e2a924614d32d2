"""What every test stands on. The database: made by the owner, used as the app role, never the real one."""

from collections.abc import Iterator

import pytest
from django.conf import settings
from django.db import connection, connections
from xdist.scheduler import LoadScopeScheduling

from accounts.models import District
from balance.tenancy.scope import district_scope
from tests.budgets.ledger import Books
from tests.cast import Cast, build

pytest_plugins = ["tests.browser"]
DATABASE_FIXTURES = {
    "db",
    "transactional_db",
    "django_db_reset_sequences",
    "django_db_serialized_rollback",
    "live_server",
}


class Together(LoadScopeScheduling):
    """What runs in one process when several run: the tests of a file, and all that look at the one demo."""

    def _split_scope(self, nodeid: str) -> str:
        file = nodeid.partition("::")[0]
        return "browser" if file.startswith("tests/e2e/") else file


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: object) -> Together:
    return Together(config, log)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Give each test that touches the database both connections.

    The app role's is a mirror of the owner's: with `default` alone Django makes no test database and the test runs
    against the real one; and only the owner can empty the tables after a test with transactions of its own.
    """
    for item in items:
        mark = item.get_closest_marker("django_db")
        if mark or DATABASE_FIXTURES & set(getattr(item, "fixturenames", ())):
            options = (mark.kwargs if mark else {}) | {"databases": ["default", "owner"]}
            item.add_marker(pytest.mark.django_db(**options), append=False)


@pytest.fixture(scope="session")
def django_db_modify_db_settings_xdist_suffix() -> None:
    """No ending for the name: each process has a database of its own already (tests/settings.py)."""


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: object) -> Iterator[None]:
    """The test database, after a look at where we are: a test as owner or superuser would prove no wall."""
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT current_database(), current_user,"
            " (SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user)"
        )
        database, user, passes_walls = cursor.fetchone()
        connection.close()
    assert database.startswith("test_")
    assert user == connection.settings_dict["USER"]
    assert not passes_walls
    yield
    with django_db_blocker.unblock():
        connections.close_all()  # Django closes the owner's only, and a database in use cannot be dropped


@pytest.fixture(scope="session", autouse=True)
def kept_files(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Files of loads go where pytest's own go."""
    settings.IMPORT_FILES = str(tmp_path_factory.mktemp("imports"))


@pytest.fixture
def cast(db: None) -> Cast:
    """Two districts with look-alike data and their people. Outside of any scope: the test enters the one it needs."""
    return build()


@pytest.fixture
def books(db: None) -> Iterator[Books]:
    """The empty books of one district, inside its scope."""
    with district_scope(District.objects.create(slug="juniper", name="Juniper Unified")) as district_id:
        yield Books.open(District.objects.get(pk=district_id))
