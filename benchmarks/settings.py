"""The project's settings with one more address: a page with the frame and no ledger query, to measure beside."""

from balance.settings import *  # noqa: F403

ROOT_URLCONF = "benchmarks.urls"
