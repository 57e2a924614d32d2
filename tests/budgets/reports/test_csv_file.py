"""CSV as spreadsheets and programs read it."""

import tracemalloc
from io import BytesIO
from tempfile import TemporaryFile

from django.utils import timezone

from budgets.reports.csv_file import write_csv
from budgets.reports.table import Row
from tests.budgets.reports.files import BOM, of_csv
from tests.budgets.reports.sample import HEADING, as_csv, row, table


def test_file_is_utf_8_with_a_mark_and_lines_of_windows():
    with timezone.override("America/Los_Angeles"):
        content = as_csv(table(row("Zoë, “Books”"), row(spent="-1234567.05", is_total=True)))
        lines = content.removeprefix(BOM).decode().split("\r\n")
        assert (content[:3], lines) == (
            BOM,
            [
                *HEADING.lines,
                "Paid on,Code,Vendor,Spent,Used,Orders",
                '2026-11-17,0012,"Zoë, “Books”",12.50,41.0%,3',
                "2026-11-17,0012,Brightline,-1234567.05,41.0%,3",
                "",
            ],
        )


def test_text_comes_back_as_it_was():
    names = ["Nguyễn & Søn", 'She said "no"', "Київ; 学校", "a,b", "00012", "1e5", "O’Brien"]
    assert of_csv(as_csv(table(*map(row, names)))).column("Vendor") == names


def test_empty_cells_are_empty():
    assert of_csv(as_csv(table(Row((None,) * 6)))).rows == [[""] * 6]


def test_writer_leaves_the_file_open():
    out = BytesIO()
    write_csv(table(row()), out)
    assert out.tell() > 0


def test_memory_is_the_same_for_any_number_of_rows():
    def peak(count):
        tracemalloc.start()
        with TemporaryFile() as out:
            write_csv(table(more=(row("Brightline " * 20) for _ in range(count))), out)
        _, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        return most

    peak(10)
    assert peak(20_000) < peak(2_000) + 100_000
