"""When the lines that differ would not tell for certain what the whole file says, it is read whole."""

from decimal import Decimal
from unittest import mock

import pytest

from budgets.domain.imports import baseline, incremental, withdraw_import
from budgets.domain.imports.incoming import folder_of
from budgets.models import Baseline, Import, Line, Transaction
from tests.balance.sheets.workbooks import write_workbook
from tests.budgets.domain.imports.feeds import ENTRIES, entry, profile
from tests.budgets.domain.imports.two_ways import BUS, EDITED, NEW, PAPER, ROWS, TONER, WAGES


def test_first_load_is_read_whole(load):
    assert load(*ROWS).compared_with is None


def no_longer_kept(importer):
    for path in folder_of(importer.district.pk).glob("*"):
        path.unlink()


def harmed(importer):
    for path in folder_of(importer.district.pk).glob("*"):
        path.write_bytes(path.read_bytes().replace(b"20.00", b"20.01"))


def starts_in_another_month(importer):
    importer.district.fiscal_year_start_month = 10


def keeps_pay_details(importer):
    importer.district.keeps_pay_details = True


def is_taken_back(importer):
    importer.load(*EDITED)
    withdraw_import(by=None, number=2)


def lies_before_a_load_that_was_taken_back(importer):
    importer.load(*EDITED)
    importer.load(*ROWS)
    Baseline.objects.update(load=Import.objects.get(number=2))


def became_pay(importer):
    Line.objects.filter(code="010-4310").update(pay="central")


def all_became_pay(importer):
    Line.objects.update(pay="central")


def lost_a_row(importer):
    Transaction.objects.filter(document="INV 3").update(superseded_by=Import.objects.get())


@pytest.mark.parametrize(
    "event",
    [
        no_longer_kept, harmed, starts_in_another_month, keeps_pay_details, is_taken_back,
        lies_before_a_load_that_was_taken_back, became_pay, all_became_pay, lost_a_row,
    ],
)  # fmt: skip
def test_file_is_read_whole_after_what_happened_to_the_one_before(importer, load, event):
    importer.load(*ROWS)
    event(importer)
    assert load(*EDITED).compared_with is None


def test_file_is_read_whole_by_another_program(importer, load):
    importer.load(*ROWS)
    with mock.patch.object(baseline, "reader_version", return_value="another"):
        assert load(*EDITED).compared_with is None
        assert load(*ROWS).compared_with == 2


def test_file_is_read_whole_if_another_load_came_first(importer, load):
    importer.load(*ROWS)
    with mock.patch("budgets.domain.imports.pipeline.is_newest", return_value=False):
        assert load(*EDITED).compared_with is None


def test_file_is_read_whole_if_much_differs(importer, load):
    importer.load(*ROWS)
    with mock.patch.object(incremental, "FEW", 2):
        assert load(PAPER, TONER, BUS, NEW).compared_with == 1
        assert load(*EDITED).compared_with is None


def test_file_is_read_whole_if_no_account_stays(importer, load):
    importer.load(PAPER, TONER)
    assert load(BUS, NEW).compared_with is None


@pytest.mark.parametrize(
    "changes",
    [
        {"title": "Another version"},
        {"load": {"mode": "replace", "window": "dates"}},
        {"load": {"mode": "replace", "window": "periods"}, "period": {"from": "date"}},
        {"load": {"mode": "replace", "window": "year", "missing": "keep"}},
        {"load": {"mode": "append", "by": "dates"}},
        {"load": {"mode": "append", "by": "key", "key": ["document"]}},
    ],
)
def test_file_is_read_whole_by_a_profile_that_changed_or_is_of_another_window(importer, load, changes):
    first = profile() if "title" in changes else profile(**changes)
    importer.load(*ROWS, by=first)
    assert load(*EDITED, by=profile(**changes)).compared_with is None


TOTAL = {"column": "Text", "is": "Total"}
TOTAL_ROW = entry("x 1", Text="Total")


@pytest.mark.parametrize(
    "changes",
    [
        {"drop": [{"name": "total", "when": TOTAL, "proves": {"amounts": ["Promised"], "open_end": True}}]},
        {"parts": {"section": {"count": {"after": TOTAL}}}},
        {"parts": {"heading": {"carry": {"column": "Text", "pattern": "^Fund (.+)"}}}},
        {"checks": [{"name": "all", "sum": ["Budget"], "over": "file"}]},
        {"checks": [{"name": "each", "sum": ["Budget"], "over": {"group": "Document"}}]},
    ],
)
def test_file_is_read_whole_where_a_row_needs_other_rows(importer, load, changes):
    importer.load(*ROWS, by=(by := profile(**changes)))
    assert load(*EDITED, by=by).compared_with is None


def test_check_of_each_row_needs_no_other(importer, load):
    by = profile(checks=[{"name": "each", "sum": ["Budget"]}], drop=[{"name": "total", "when": TOTAL}])
    importer.load(*ROWS, TOTAL_ROW, by=by)
    done = load(*EDITED, TOTAL_ROW.replace(",1,", ",2,"), by=by)
    assert (done.compared_with, done.dropped) == (1, {"total": 1})


def test_several_files_are_read_whole(importer):
    importer.files([importer.file(PAPER), importer.file(TONER)])
    assert importer.files([importer.file(PAPER), importer.file(NEW)]).compared_with is None
    assert not Baseline.objects.exists()


def test_workbook_is_read_whole(importer, tmp_path):
    for number, rows in enumerate((ROWS, EDITED)):
        path = write_workbook(tmp_path / f"{number}.xlsx", [row.split(",") for row in [ENTRIES, *rows]])
        assert importer.files([path]).compared_with is None
    assert not Baseline.objects.exists()


@pytest.mark.parametrize("rows", [[PAPER, BUS], [PAPER, WAGES]])
def test_line_break_in_a_cell_of_the_file_before(importer, load, rows):
    importer.load(*rows, entry("010-4310 1.00", Text='"Paper,\nwhite"'))
    assert load(*rows, NEW).compared_with is None
    assert load(*rows, NEW, TONER).compared_with == 2


@pytest.mark.parametrize("text", ['"Paper,\nwhite"', '"Paper, ""white"""', '"Paper'])
def test_quotes_in_a_new_line(importer, load, text):
    importer.load(*ROWS)
    done = load(*ROWS, entry("010-4310 1.00 2026-09-01", Text=text), NEW)
    assert done.compared_with == (1 if text.endswith('"""') else None)


def test_quote_that_is_opened_in_a_new_line_takes_no_other_with_it(importer, load):
    importer.load(PAPER, *[BUS] * 3)
    done = load(PAPER, entry("010-4310 1.00", Text='"open'), BUS, BUS, 'x",', BUS)
    assert (done.compared_with, done.number) == (None, None)


@pytest.mark.parametrize("header", [f"Title\n{ENTRIES}", ENTRIES + ",Note", ENTRIES.replace("Name", "name")])
def test_other_header(importer, load, header):
    importer.load(*ROWS)
    rows = [f"{row}," for row in ROWS] if header.endswith("Note") else ROWS
    assert load(*rows, header=header).compared_with is None


@pytest.mark.parametrize(
    "wrong",
    [
        entry("010-4310 1.0x"), entry("10-4310 1.00"), entry("010--4310 1.00"), f"{BUS},", "010-4310",
        entry("010-4310 1.00 yesterday"), entry("Total 5"),
    ],
)  # fmt: skip
def test_fault_in_a_new_line_is_told_with_its_row(importer, load, wrong):
    importer.load(*ROWS)
    done = load(PAPER, NEW, *ROWS[1:], wrong)
    assert (done.compared_with, done.number, {problem.row for problem in done.problems.listed}) == (None, None, {7})


def test_hold_and_tie_out_are_told(importer, load):
    rows = [entry(f"010-{4000 + n} 1.00 2026-09-01") for n in range(30)]
    importer.load(*rows)
    held = load(*rows[:20])
    assert (held.compared_with, len(held.held)) == (None, 1)
    assert load(*rows[:20], accept_hold=True).compared_with == 1
    assert load(*rows[:19], tie_out={"expended": Decimal(20)}).problems.count == 1
    assert load(*rows[:19], tie_out={"expended": Decimal(19)}).compared_with == 2


def test_first_of_several_names_of_an_account_needs_all_rows(importer, load):
    named = [entry("010-4310 1.00", Name=name) for name in ("Paper", "PAPER")]
    importer.load(BUS, *named)
    assert load(*named[::-1], BUS).compared_with is None
    importer.load(BUS, named[0])
    assert load(named[1], BUS, named[0]).compared_with is None


def test_cut_description_needs_all_rows_only_where_one_left(importer, load):
    long = [entry(f"010-4310 {n}.00 2026-09-01", Text="x" * 256) for n in (1, 2)]
    importer.load(BUS, *long)
    assert load(PAPER, BUS, *long).compared_with == 1
    assert load(PAPER, BUS, long[0]).compared_with is None
    assert load(PAPER, BUS, long[1]).compared_with == 3


def test_row_with_nothing_of_an_entry_may_be_a_total_of_rows_that_were_not_read(importer, load):
    bare, added = entry("010-4310 116.50"), entry("010-4310 1.00 2026-09-03")
    importer.load(PAPER, TONER, added, BUS, bare)
    assert load(PAPER, TONER, added, BUS, NEW, bare).compared_with is None
    refused = load(PAPER, TONER.replace("-96.50", ""), bare, BUS)
    assert (refused.compared_with, refused.number) == (None, None)
    assert load(PAPER, TONER, BUS).compared_with == 2
    assert load(PAPER, TONER, bare, BUS).compared_with is None
    entries = profile(totals="entries")
    importer.load(PAPER, TONER, bare, BUS, by=entries)
    assert load(PAPER, TONER, NEW, bare, BUS, by=entries).compared_with is not None


def test_other_sender_or_year(importer, load):
    by = profile(identity=["Name"], fiscal_year={"column": "Order"})
    rows = [entry(f"010-4310 {n}.00 2026-09-01", Name="Pine Ridge", Order="2027") for n in range(1, 5)]
    importer.year = None
    importer.load(*rows[:3], by=by)
    assert load(*rows[1:], by=by).compared_with == 1
    assert load(*rows[1:], rows[0].replace("2027", "2026"), by=by).problems.count == 1
    assert load(*rows[1:], rows[0].replace("Pine", "Oak"), by=by).problems.count == 1
    assert load(*rows[:3], by=by).compared_with == 2
    assert load(*rows, by=by, year=2027).compared_with is None
    other = [row.replace("2027", "2026").replace("2026-09", "2025-09") for row in rows]
    assert load(*other, by=by).compared_with is None
