"""Settings of the tests: the project's own, on a test database that is ours alone, with nothing that waits."""

import fcntl
import itertools
import os

from balance import embedded
from balance.paths import VAR_DIR

embedded.prepare(owner=True)
os.environ["BALANCE_EMBEDDED"] = "1"  # also where DATABASE_URL names another server: tests speak plain HTTP
# Playwright keeps an event loop in the test's thread, where Django would take every query for a mistake.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"

from balance.settings import *
from balance.settings import DATABASES, STORAGES


def _test_database() -> str:
    """A name that no other test run on this machine uses; the lock goes with the process."""
    VAR_DIR.mkdir(parents=True, exist_ok=True)
    for number in itertools.count(1):
        slot = os.open(VAR_DIR / f"tests-{number}.lock", os.O_RDWR | os.O_CREAT)
        try:
            fcntl.flock(slot, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(slot)
            continue
        return "test_balance" if number == 1 else f"test_balance_{number}"
    raise AssertionError


# Depends on nothing: left alone it would wait for "default", which is its own mirror.
DATABASES["owner"]["TEST"] = {"NAME": _test_database(), "DEPENDENCIES": []}
# A page under test needs no collected files: names stay plain, and the test server reads them where they lie.
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
WHITENOISE_AUTOREFRESH = True
WHITENOISE_USE_FINDERS = True
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # fast; nothing here is secret
