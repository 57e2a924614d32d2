from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.faults.ledgers import Ledger
from tests.faults.loading import Loading


@pytest.fixture
def start(transactional_db: None) -> Iterator[Callable[..., Loading]]:
    """Starts loads; none outlives the test."""
    started: list[Loading] = []

    def begin(ledger: Ledger, file: Path, profile: str = "entries") -> Loading:
        started.append(Loading(ledger.district.slug, ledger.profile(profile), file))
        return started[-1]

    yield begin
    for loading in started:
        loading.make_an_end()


@pytest.fixture
def ledgers(transactional_db: None, tmp_path: Path) -> list[Ledger]:
    """Three districts with the same in their books."""
    return [Ledger.open(slug, tmp_path) for slug in ("whole", "juniper", "cedar")]
