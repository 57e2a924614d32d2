"""What cannot be right is refused: everything at once, and then nothing was changed."""

from decimal import Decimal

import pytest

from budgets.choices import YearState
from budgets.domain.imports.tie_out import printed_total
from budgets.models import FiscalYear, Import, Line, Segment, Transaction, Vendor
from tests.budgets.domain.imports.feeds import REPORT, REPORT_PROFILE, entry, profile

PAPER = entry("010-4310 20.00 2026-09-01", Vendor="Brightline")
WITH_YEAR = profile(
    fiscal_year={"column": "Period"}, period={"from": "date"}, date={"column": "Date", "format": "YYYY-MM-DD"}
)


def said(outcome):
    return [(each.row, each.column, each.reason) for each in outcome.problems.listed]


def reasons(outcome):
    return [each.reason for each in outcome.problems.listed]


def nothing_was_changed():
    kept = (Import, Transaction, Vendor, Line)
    return [model.objects.count() for model in kept] == [0] * len(kept)


def test_every_fault_of_every_file_is_told_at_once(importer):
    first = importer.file(PAPER, entry("010-4310 2O.00 2026-09-31"))
    second = importer.file(entry("010 5 2026-09-01"), entry("010-4310 5 2026-09-01", Period="15"))
    picture = importer.folder / "picture.csv"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)))
    FiscalYear.objects.filter(year=2027).update(state=YearState.CLOSED)
    Segment.objects.filter(fiscal_year__year=2027, name="object").update(name="other")
    refused = importer.files([first, picture, second])
    places = [(each.file, each.row, each.column) for each in refused.problems.listed]
    assert sorted(places, key=str) == sorted(
        [
            ("file-1.csv", 3, "Date"),
            ("file-1.csv", 3, "Spent"),
            ("picture.csv", None, ""),
            ("file-2.csv", 2, "Account"),
            ("file-2.csv", 3, "Period"),
            ("", None, ""),
            ("", None, ""),
        ],
        key=str,
    )
    assert reasons(refused)[-2:] == [
        "Fiscal year 2026–27 is closed: nothing is posted into it any more.",
        "The chart of 2026–27 has the segments fund (fund), other (object); the profile says fund (fund), object"
        " (object).",
    ]
    assert nothing_was_changed()


def test_after_the_rows_all_that_is_wrong_with_the_whole_is_told_at_once(importer):
    FiscalYear.objects.filter(year=2027).update(state=YearState.CLOSED)
    refused = importer.attempt(
        PAPER, entry("010-" + "9" * 40 + " 5 2020-01-01"), tie_out={"expended": Decimal("26.00")}
    )
    assert reasons(refused) == [
        "Fiscal year 2026–27 is closed: nothing is posted into it any more.",
        "adds up to $25.00, the report says $26.00: $1.00 apart.",
    ]
    assert nothing_was_changed()


@pytest.mark.parametrize(
    ("asked", "said_by_file", "reason"),
    [
        (None, None, "Neither the files nor the profile say which fiscal year this is: name it with --fiscal-year."),
        (2027, "2026", "is of fiscal year 2026, this load of 2027"),
    ],
)
def test_year_must_be_known_and_one(importer, asked, said_by_file, reason):
    by = WITH_YEAR if said_by_file else profile()
    refused = importer.attempt(entry("010-4310 5 2025-09-01", Period=said_by_file or ""), by=by, year=asked)
    assert reasons(refused) == [reason]
    assert nothing_was_changed()


def test_year_that_could_not_be_read_is_no_fault_of_the_profile(importer):
    refused = importer.attempt(entry("010-4310 5 2025-09-01", Period="soon"), by=WITH_YEAR, year=None)
    assert reasons(refused) == ["“soon” is not a fiscal year"]


def test_year_that_the_profile_fixes_is_not_another(importer):
    refused = importer.attempt(PAPER, by=profile(fiscal_year={"fixed": 2027}), year=2026, accept_hold=True)
    assert reasons(refused) == ["The files are of fiscal year 2027, not of 2026."]


def test_year_that_is_missing_is_opened_by_the_districts_first_day(importer):
    done = importer.load(entry("010-4310 5 2018-09-01", Period="2019"), by=WITH_YEAR, year=None)
    year = FiscalYear.objects.get(year=2019)
    assert (done.fiscal_year, str(year.starts_on), str(year.ends_on)) == (2019, "2018-07-01", "2019-06-30")
    assert year.state == YearState.SETTLING  # it has ended, and nobody has closed it
    chart = Segment.objects.filter(fiscal_year=year).values_list("position", "name", "role", "length")
    assert list(chart) == [(1, "fund", "fund", None), (2, "object", "object", None)]


def test_account_that_is_cut_in_another_way_is_refused(importer):
    """One code, two ways to read it: two accounts would become one."""
    importer.load(PAPER)
    Line.objects.update(segments=["010-4310", ""])
    refused = importer.attempt(PAPER, PAPER)
    assert reasons(refused) == ["account 010-4310 has the segments 010 | 4310; the line of that code has 010-4310 | "]


@pytest.mark.parametrize(
    ("text", "name", "amount"),
    [
        ("expenditure=20", "expenditure", "20.00"),
        ("Expended=$1,234.50", "expended", "1234.50"),
        ("encumbered=(95.13)", "encumbered", "-95.13"),
        ("revised=-", "revised", "0.00"),
        ("original = 7,111,014.36", "original", "7111014.36"),
        ("encumbrance=−438,449.46", "encumbrance", "-438449.46"),
    ],
)
def test_printed_total_is_read_as_it_is_printed(text, name, amount):
    assert printed_total(text) == (name, Decimal(amount))


@pytest.mark.parametrize("text", ["expenditure", "spent=5", "=5", "expenditure=", "expenditure=abc", "expended=1.234"])
def test_printed_total_that_is_none(text):
    with pytest.raises(ValueError, match="is not"):
        printed_total(text)


@pytest.mark.parametrize(
    ("total", "reason"),
    [
        ({"expenditure": "20.00", "budget": "100", "original": "100.00", "encumbered": "-5", "request": "0"}, None),
        ({"expended": "20.01"}, "adds up to $20.00, the report says $20.01: $0.01 apart."),
        ({"requested": "1"}, "adds up to $0.00, the report says $1.00: $1.00 apart."),
    ],
)
def test_load_ties_to_the_cent_or_is_refused(importer, total, reason):
    row = entry("010-4310 20.00 2026-09-01", Budget="100", Promised="-5")
    wanted = {name: Decimal(text) for name, text in total.items()}
    outcome = importer.attempt(row, tie_out=wanted, report="Budget status of Nov 18")
    assert reasons(outcome) == ([reason] if reason else [])
    if not reason:
        load = Import.objects.get()
        assert (load.ties_to, load.tied_on is not None) == ("Budget status of Nov 18", True)


def test_totals_are_of_all_that_the_files_say_not_of_what_was_new(importer):
    importer.load(PAPER)
    tied = {"expenditure": Decimal("25.00")}
    done = importer.load(PAPER, entry("010-4310 5 2026-09-02"), tie_out=tied)
    assert (done.posted, done.totals["expenditure"]) == (1, Decimal("25.00"))
    assert Import.objects.get(number=2).ties_to == "the printed total of expenditure"


def test_line_twice_in_a_report_is_refused_with_the_count(importer):
    refused = importer.attempt("010-4310,,,1,0,0", "010-4310,,,2,0,0", by=profile(REPORT_PROFILE), header=REPORT)
    assert said(refused)[0] == (3, "Account", "account 010-4310 stands in row 2 already")
    assert "1 row" in reasons(refused)[1]
