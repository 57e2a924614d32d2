"""The very bytes of last time are not read again; that they came is on record."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest

from accounts.models import AuditEvent, User
from budgets.domain.imports import withdraw_import
from budgets.models import Import, Transaction
from budgets.queries.years import all_years
from tests.budgets.domain.imports.feeds import entry, profile

PAPER = entry("010-4310 20.00 2026-09-01")
TONER = entry("010-4310 96.50 2026-09-02")
LATER = datetime(2027, 1, 5, 14, tzinfo=UTC)


@pytest.fixture
def file(importer):
    """A file that was loaded."""
    path = importer.file(PAPER, TONER, entry("010-4200 1 2026-09-02"))
    importer.files([path])
    return path


def test_load_is_told_again_and_nothing_is_written(importer, file):
    first = Import.objects.get()
    done = importer.files([file], published_at=LATER)
    assert (done.number, done.same_bytes, done.fiscal_year) == (1, True, 2027)
    assert (done.posted, done.unchanged, done.superseded, done.rows_read, done.lines) == (0, 3, 0, 3, 2)
    assert (done.totals["expenditure"], done.posted_through) == (Decimal("117.50"), first.posted_through)
    assert (Import.objects.count(), Transaction.objects.count()) == (1, 3)


def test_it_counts_as_loaded_then_and_is_on_record(importer, file):
    by = User.objects.create_user("office@juniper.example", "Robin")
    importer.files([file], by=profile(), published_at=LATER)
    assert Import.objects.get().confirmed_at == LATER
    assert all_years()[0].load.loaded_at == LATER
    event = AuditEvent.objects.latest("id")
    assert (event.act, event.subject, event.facts["posted"]) == ("import.confirm", "import:1", 3)
    assert by


def test_name_of_the_file_does_not_matter(importer, file):
    assert importer.files([file.rename(file.with_name("other.csv"))]).same_bytes


@pytest.mark.parametrize("year", [2027, None])
def test_year_may_be_named_where_the_file_says_it(importer, year):
    by = profile(fiscal_year={"fixed": 2027})
    path = importer.file(PAPER)
    importer.files([path], by=by, year=2027 if year is None else None)
    assert importer.files([path], by=by, year=year).same_bytes is (year == 2027)


def test_bytes_that_are_not_the_newest_of_their_feed_are_read(importer, file):
    importer.load(PAPER)
    done = importer.files([file])
    assert (done.number, done.same_bytes, done.posted, done.unchanged) == (3, False, 2, 1)
    other = importer.files([file], by=profile(feed="other"))
    assert (other.same_bytes, other.posted) == (False, 3)
    assert importer.files([file]).same_bytes


def test_bytes_of_a_withdrawn_load_are_read(importer, file):
    withdraw_import(by=None, number=1)
    assert importer.files([file]).posted == 3


def test_after_a_withdrawal_the_bytes_before_it_are_the_newest(importer, file):
    importer.load(PAPER)
    withdraw_import(by=None, number=2)
    assert importer.files([file]).number == 1


def test_another_profile_or_option_reads_them_again(importer, file):
    other = profile(title="Another title")
    assert importer.files([file], by=other).number == 2
    report = importer.files([file], by=other, repeats="skip")
    assert (report.number, report.posted, report.unchanged) == (3, 0, 3)


def test_another_year_reads_them_again(importer, file):
    refused = importer.files([file], year=2026)
    assert not refused.same_bytes


def test_files_of_one_load_are_the_same_in_their_order(importer):
    paths = [importer.file(PAPER), importer.file(TONER)]
    importer.files(paths)
    assert importer.files(paths).same_bytes
    assert not importer.files(paths[:1]).same_bytes


def test_total_that_is_proved_by_them_is_kept(importer, file):
    done = importer.files([file], tie_out={"expended": Decimal("117.50")}, report="Budget status of Jan 5")
    load = Import.objects.get()
    assert (done.same_bytes, load.ties_to) == (True, "Budget status of Jan 5")
    assert load.tied_on is not None


def test_total_that_they_do_not_have_is_refused(importer, file):
    refused = importer.files([file], tie_out={"expended": Decimal("117.51")})
    assert refused.problems.count == 1
    assert (refused.number, Import.objects.get().confirmed_at) == (None, None)
