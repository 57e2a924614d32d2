"""What stands above the header, or nowhere in the file, and holds for all of its rows."""

import pytest

from budgets.domain.profiles import ProfileRefused, make_profile
from tests.budgets.domain.profiles.files import OBJECT, ledger

HEADED = ledger(
    parts={"fund": {"carry": {"column": "Object", "pattern": r"^FUND (\d+)"}}},
    drop=[{"name": "headings", "when": {"column": "Object", "starts_with": "FUND"}}],
    account={"segments": [{"name": "fund", "role": "fund", "column": "fund"}, OBJECT]},
)
ONE_FUND = ledger(account={"segments": [{"name": "fund", "role": "fund", "value": "010"}, OBJECT]})
TITLED = ledger(fiscal_year={"pattern": r"FOR (\d{4})"})
COUNTED = ledger(
    drop=[
        {"name": "receipts", "when": {"column": "Fund", "is": "R"}},
        {"name": "trailer", "when": {"column": "Fund", "is": "END"}, "proves": {"rows": "Object"}},
    ]
)
HEAD = "Fund,Object,Amount\n"


def test_heading_above_the_column_names_holds_for_the_first_rows(reads):
    text = "Pine Ridge\nFUND 010 General,\nObject,Amount\n4310,1.00\nFUND 130 Food,\n4700,2.00\n"
    assert reads(HEADED, text).posted == [(4, "010-4310", 100), (6, "130-4700", 200)]


def test_heading_of_one_file_is_not_that_of_the_next(reads):
    found = reads(HEADED, "FUND 010,\nObject,Amount\n4310,1.00\n", "Object,Amount\n4310,1.00\n")
    assert found.problems == ["b.csv, row 2, fund: is without fund"]


def test_segment_that_the_report_does_not_print(reads):
    found = reads(ONE_FUND, "Object,Amount\n4310,1.00\n")
    assert (found.posted, found.reading.warnings) == ([(2, "010-4310", 100)], [])


def test_segment_of_one_value_inside_a_code_in_one_column(reads):
    segments = [{"name": "fund", "value": "010"}, {"name": "site"}, {"name": "object"}]
    profile = ledger(account={"column": "Account", "separator": ".", "segments": segments})
    found = reads(profile, "Account,Amount\n214.4310,1.00\n")
    assert (found.posted, found.reading.warnings) == ([(2, "010-214-4310", 100)], [])


def test_segment_filled_up_beside_one_that_the_report_does_not_print(reads):
    segments = [{"name": "fund", "value": "010"}, {"name": "object", "column": "Object", "length": 4, "pad": "0"}]
    found = reads(ledger(account={"segments": segments}), "Object,Amount\n310,1.00\n")
    assert found.posted == [(2, "010-0310", 100)]
    assert found.reading.warnings == ["1 account code was filled up, such as 310, read as 010-0310"]


def test_fiscal_year_of_the_titles(reads):
    found = reads(TITLED, "FOR 2027 05\n" + HEAD + "1,2,3.00\n")
    assert (found.reading.year, found.problems) == (2027, [])


def test_titles_without_the_fiscal_year_are_refused(reads):
    assert reads(TITLED, HEAD + "1,2,3.00\n").problems == ["a.csv, fiscal year: no title says which fiscal year it is"]


def test_titles_of_two_years_are_refused(reads):
    text = HEAD + "1,2,3.00\n"
    assert reads(TITLED, "FOR 2027\n" + text, "FOR 2026\n" + text).problems == [
        "b.csv, fiscal year: is 2026, in an earlier file 2027"
    ]


def test_number_of_rows_counts_what_a_rule_leaves_out_too(reads):
    found = reads(COUNTED, HEAD + "1,2,3.00\nR,2,9.00\n\nEND,2,\n")
    assert (found.posted, found.dropped) == (
        [(2, "1-2", 300)],
        {"receipts": 1, "trailer": 1, "blank rows": 1},
    )


@pytest.mark.parametrize(("said", "shown"), [("3", "3 rows"), ("", "no number of rows"), ("1,000", None)])
def test_number_of_rows_that_is_wrong_is_refused(reads, said, shown):
    problems = reads(COUNTED, HEAD + f'1,2,3.00\nR,2,9.00\nEND,"{said}",\n').problems
    told = "a.csv, row 4, Object: “trailer” says {}; there are 2"
    if shown:
        assert problems == [told.format(shown)]
    else:
        assert problems[0] == "a.csv, row 4, Object: “1,000” is not a number from 0 to 1000000000"


def test_file_cut_off_before_its_trailer_is_refused(reads):
    assert reads(COUNTED, HEAD + "1,2,3.00\n").problems == [
        "a.csv: no row of the rule “trailer” stands behind the last row; was the file cut off?"
    ]


@pytest.mark.parametrize(
    ("profile", "path", "reason"),
    [
        (
            ledger(account={"segments": [{"name": "fund", "value": "010"}]}),
            "account.segments",
            "needs a segment that stands in the file",
        ),
        (
            ledger(account={"segments": [{"name": "fund", "value": "010", "length": 3}, OBJECT]}),
            "account.segments.0.length",
            "does not go with a value, which is the same on all rows",
        ),
        (
            ledger(fiscal_year={"fixed": 2027, "pattern": "x"}),
            "fiscal_year",
            "is fixed, or stands in a column, or is found in the titles by a pattern",
        ),
        (
            ledger(drop=[{"name": "ends", "when": {"column": "Fund", "is": "END"}, "proves": {}}]),
            "drop.0.proves",
            "needs amounts, or the column with the number of rows",
        ),
    ],
)
def test_what_makes_no_sense_is_refused(profile, path, reason):
    with pytest.raises(ProfileRefused) as refused:
        make_profile(profile)
    assert refused.value.faults == [(path, reason)]


def test_words_of_types_and_signs_have_no_case(reads):
    by_type = {"measure": "expenditure", "kind": {"column": "Type", "values": {"Pay": "payroll"}}, "amount": "Amount"}
    found = reads(ledger(posts=[by_type]), "Fund,Object,Type,Amount\n1,2,PAY,3.00\n")
    assert [entry.kind for entry in found.entries] == ["payroll"]
    sign = {"column": "Side", "negative": ["Cr"], "positive": ["Dr"]}
    signed = {"measure": "expenditure", "kind": "journal", "amount": {"column": "Amount", "sign": sign}}
    assert reads(ledger(posts=[signed]), "Fund,Object,Side,Amount\n1,2,CR,3.00\n").posted == [(2, "1-2", -300)]
