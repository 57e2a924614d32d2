from collections.abc import Callable
from pathlib import Path

import pytest

from balance.sheets import Layout, Sheet, open_sheet


@pytest.fixture
def written(tmp_path: Path) -> Callable[[bytes], Path]:
    """A file with these bytes."""

    def write(content: bytes, name: str = "report.csv") -> Path:
        path = tmp_path / name
        path.write_bytes(content)
        return path

    return write


@pytest.fixture
def rows_of(written: Callable[[bytes], Path]) -> Callable[..., list[list[str]]]:
    """All rows of a file with these bytes, after a look at the numbers of its blocks."""

    def read(content: bytes, **layout: object) -> list[list[str]]:
        with open_sheet(written(content), Layout(**layout)) as sheet:
            return rows(sheet)

    return read


def rows(sheet: Sheet) -> list[list[str]]:
    found: list[list[str]] = []
    for block in sheet.blocks():
        assert block.first_row == len(found) + 1
        found += block.rows
    return found
