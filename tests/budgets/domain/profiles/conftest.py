from collections.abc import Callable
from pathlib import Path

import pytest

from tests.budgets.domain.profiles.files import Found, read

NAMES = ("a.csv", "b.csv", "c.csv")


@pytest.fixture
def reads(tmp_path: Path) -> Callable[..., Found]:
    """Reads texts as the files a.csv, b.csv … of one load."""

    def reads(profile: dict[str, object], *texts: str | bytes, **how: object) -> Found:
        paths = [tmp_path / name for name in NAMES[: len(texts)]]
        for path, text in zip(paths, texts, strict=True):
            path.write_bytes(text.encode() if isinstance(text, str) else text)
        return read(profile, paths, **how)

    return reads
