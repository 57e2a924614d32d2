"""A dry run answers as the real load would and leaves nothing; so does a refusal. Files of published loads are kept."""

import hashlib
import os
from decimal import Decimal

import pytest
from django.db import connection

from accounts.models import AuditEvent
from budgets.domain.imports import withdraw_import
from budgets.domain.imports.incoming import LEFT_BEHIND, Incoming, folder_of
from budgets.models import FiscalYear, Import, Line, Pool, Segment, Transaction, Vendor
from tests.budgets.domain.imports.feeds import REPORT_PROFILE, books_say, entry, profile

PAPER = entry("010-4310 20.00 2026-09-01", Vendor="Brightline", Document="INV 1")
TONER = entry("010-4310 96.50 2026-09-02", Vendor="Apex", Document="INV 2")
EVERYTHING = (AuditEvent, FiscalYear, Import, Line, Pool, Segment, Transaction, Vendor)


@pytest.fixture(autouse=True)
def kept_here(settings, tmp_path):
    settings.IMPORT_FILES = str(tmp_path / "kept")


def counted():
    return [model.objects.count() for model in EVERYTHING]


def kept(importer):
    folder = folder_of(importer.district.pk)
    return sorted(path.name for path in folder.rglob("*") if path.is_file()) if folder.exists() else []


def answer(outcome):
    names = ("fiscal_year", "rows_read", "posted", "unchanged", "superseded", "reported", "totals", "lines")
    return [getattr(outcome, name) for name in (*names, "unmapped_lines", "posted_through", "held")]


@pytest.mark.parametrize("year", [2027, 2019])
def test_dry_run_of_a_first_load(importer, year):
    before = counted()
    day = f"{year - 1}-09-01"
    rows = [row.replace("2026-09-01", day).replace("2026-09-02", day) for row in (PAPER, TONER)]
    tried = importer.load(*rows, dry_run=True, year=year)
    assert (tried.number, tried.posted, tried.lines) == (None, 2, 1)
    assert counted() == before
    assert kept(importer) == []
    done = importer.load(*rows, year=year)
    assert (answer(done), done.number) == (answer(tried), 1)


def test_dry_run_of_a_difference(importer):
    importer.load(PAPER)
    before, files = (counted(), books_say()), kept(importer)
    tried = importer.load(TONER, dry_run=True)
    assert (tried.number, tried.posted, tried.superseded) == (None, 1, 1)
    assert (counted(), books_say()) == before
    assert kept(importer) == files


def test_dry_run_of_a_balance_report(importer):
    by = profile(REPORT_PROFILE)
    before = counted()
    tried = importer.report("010-4310,,G1,5,6,7", by=by, dry_run=True)
    assert (tried.posted, tried.reported) == (3, 3)
    assert counted() == before


def test_dry_run_of_the_same_bytes_does_not_count_as_their_coming(importer):
    path = importer.file(PAPER)
    importer.files([path])
    tried = importer.files([path], dry_run=True)
    assert (tried.number, tried.same_bytes, tried.unchanged) == (None, True, 1)
    assert Import.objects.get().confirmed_at is None


def test_dry_run_that_is_refused_says_why(importer):
    refused = importer.attempt(PAPER, dry_run=True, tie_out={"expenditure": Decimal(1)})
    assert refused.problems.count == 1


def test_refusal_leaves_no_year_no_account_and_no_file(importer):
    before = counted()
    importer.attempt(entry("010-4310 20.00 2018-09-01"), year=2019, tie_out={"expenditure": Decimal(1)})
    importer.attempt("not a row of the file")
    assert counted() == before
    assert kept(importer) == []


def test_refusal_that_comes_last_leaves_nothing_either(importer):
    """Equal rows are found when accounts and vendors have been made."""
    loose = profile(load={"mode": "append", "by": "nothing"})
    importer.load(PAPER, by=loose)
    before = counted()
    importer.attempt(PAPER, entry("020-9999 1 2026-09-03", Vendor="New"), by=loose)
    assert counted() == before


def test_files_of_a_load_are_kept_under_their_hashes_and_for_their_owner_alone(importer):
    paths = [importer.file(PAPER), importer.file(TONER)]
    importer.files(paths)
    hashes = [hashlib.sha256(path.read_bytes()).hexdigest() for path in paths]
    assert kept(importer) == sorted(hashes)
    assert Import.objects.get().files == [
        {"name": path.name, "sha256": sha256, "bytes": path.stat().st_size}
        for path, sha256 in zip(paths, hashes, strict=True)
    ]
    folder = folder_of(importer.district.pk)
    assert all(path.stat().st_mode & 0o077 == 0 for path in [folder, *folder.iterdir()])
    assert (folder / hashes[0]).read_bytes() == paths[0].read_bytes()


def test_file_of_a_withdrawn_load_stays_and_comes_again(importer):
    path = importer.file(PAPER)
    importer.files([path])
    withdraw_import(by=None, number=1)
    importer.files([path])
    assert len(kept(importer)) == 1


def test_file_twice_in_one_load_is_refused(importer):
    first = importer.file(PAPER)
    second = importer.file(PAPER, name="copy.csv")
    refused = importer.files([first, second])
    assert [(each.file, each.reason) for each in refused.problems.listed] == [
        ("copy.csv", "holds the same bytes as file-1.csv")
    ]


def test_file_that_cannot_be_copied_is_a_fault_like_any_other(importer):
    empty = importer.folder / "empty.csv"
    empty.touch()
    refused = importer.files([empty, importer.folder])
    assert [each.file for each in refused.problems.listed] == ["empty.csv", importer.folder.name]
    assert kept(importer) == []


def test_failure_after_the_files_were_kept_removes_them(importer, monkeypatch):
    def fail(self):
        keep(self)
        raise ZeroDivisionError

    keep = Incoming.keep
    monkeypatch.setattr(Incoming, "keep", fail)
    with pytest.raises(ZeroDivisionError):
        importer.files([importer.file(PAPER)])
    assert kept(importer) == []


def test_what_a_killed_load_left_is_removed_a_day_later(importer):
    folder = folder_of(importer.district.pk)
    for name in ("incoming-old", "incoming-new"):
        (folder / name).mkdir(parents=True)
        (folder / name / "sheet-1").touch()
    stale = (folder / "incoming-old").stat().st_mtime - LEFT_BEHIND - 1
    os.utime(folder / "incoming-old", (stale, stale))
    importer.load(PAPER)
    assert sorted(path.name for path in folder.iterdir() if path.is_dir()) == ["incoming-new"]


def test_nothing_is_left_in_the_session(importer):
    importer.load(PAPER)
    importer.load(TONER)
    with connection.cursor() as cursor:
        cursor.execute("select count(*) from pg_class where relnamespace = pg_my_temp_schema()")
        assert cursor.fetchone() == (0,)
