"""Each file of the hostile corpus is refused for its reason, or read as it is; what is huge takes little memory."""

import tracemalloc

import pytest

from balance.sheets import Layout, SheetRefused, open_sheet
from tests.balance.sheets.conftest import rows
from tests.balance.sheets.hostile import FILES, write


@pytest.mark.parametrize("name", FILES)
def test_file_is_refused_or_read(tmp_path, name):
    expected, path = FILES[name], write(name, tmp_path)
    if expected.rows is not None:
        with open_sheet(path, Layout()) as sheet:
            assert rows(sheet) == expected.rows
        return
    with pytest.raises(SheetRefused) as refused, open_sheet(path, Layout()) as sheet:
        rows(sheet)
    assert str(refused.value).startswith(expected.reason)
    assert (refused.value.row, refused.value.column) == (expected.row, expected.column)


@pytest.mark.parametrize("name", ["one-line.csv", "bomb.xlsx"])
def test_huge_file_takes_little_memory(tmp_path, name):
    path = write(name, tmp_path)
    tracemalloc.start()
    try:
        with pytest.raises(SheetRefused), open_sheet(path, Layout()) as sheet:
            rows(sheet)
        assert tracemalloc.get_traced_memory()[1] < 20 << 20
    finally:
        tracemalloc.stop()
