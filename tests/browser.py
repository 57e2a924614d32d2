"""Which browser the tests drive: the Chromium that is installed, else the one that Playwright fetched."""

import os
import shutil
from typing import Any

import pytest

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
# A browser under test talks to our server only, and draws the same on every machine.
QUIET = (
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """Playwright's launch arguments with our browser. Never skips: without one, the launch fails and says so."""
    sandbox = ("--no-sandbox",) if os.geteuid() == 0 else ()  # Chromium refuses to sandbox root
    executable = next((found for name in NAMES if (found := shutil.which(name))), None)
    return browser_type_launch_args | {"executable_path": executable, "args": [*QUIET, *sandbox]}
