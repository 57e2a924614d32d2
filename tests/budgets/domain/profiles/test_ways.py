import pytest

from tests.budgets.domain.profiles.files import FUND, OBJECT, ledger

HEAD = "Fund,Object,Amount\n"
PAD = {"segments": [FUND | {"length": 3, "pad": "0"}, OBJECT]}


def test_filled_up_code_beside_the_whole_one_is_refused(reads):
    """Where the file itself has both, one of them may be another account."""
    assert reads(ledger(account=PAD), HEAD + "007,4310,1.00\n7,4310,1.00\n").problems == [
        "a.csv, row 3, Fund, Object: account 007-4310 is written in two ways, “007 4310” and “7 4310”"
    ]


@pytest.mark.parametrize(("first", "second"), [("07,4310", "7,4310"), ("7,0100", "7,100"), ("000,1", "0,1")])
def test_codes_that_differ_in_leading_zeros_only_are_refused(reads, first, second):
    found = reads(ledger(), HEAD + f"{first},1.00\n{second},1.00\n")
    one, other = (text.replace(",", "-") for text in (second, first))
    assert found.problems == [
        f"a.csv, row 3, Fund, Object: accounts {one} and {other} differ in leading zeros only; one may have lost them"
    ]


@pytest.mark.parametrize(("first", "second"), [("A07,1", "A7,1"), ("70,1", "7,1"), ("0A7,1", "A7,1")])
def test_other_codes_are_others(reads, first, second):
    assert len(reads(ledger(), HEAD + f"{first},1.00\n{second},1.00\n").posted) == 2


def test_two_accounts_that_would_have_one_name_are_refused(reads):
    assert reads(ledger(), HEAD + "1-2,3,1.00\n1,2-3,1.00\n").problems == [
        "a.csv, row 3, Fund, Object: two accounts would be called 1-2-3: 1-2 | 3 and 1 | 2-3"
    ]


def test_blank_segment_is_not_zero(reads):
    account = {"segments": [FUND | {"blank": "allow"}, OBJECT]}
    assert len(reads(ledger(account=account), HEAD + ",4310,1.00\n0,4310,1.00\n").posted) == 2


def test_filled_blank_beside_what_it_becomes_is_refused(reads):
    account = {"segments": [FUND | {"blank_as": "00"}, OBJECT]}
    found = reads(ledger(account=account), HEAD + ",4310,1.00\n00,4310,1.00\n")
    assert found.problems == [
        "a.csv, row 3, Fund, Object: account 00-4310 is written in two ways, “ 4310” and “00 4310”"
    ]


def test_blanks_around_segments_are_told_once(reads):
    account = {"column": "Code", "separator": ".", "segments": [{"name": "fund"}, {"name": "object"}]}
    found = reads(ledger(account=account), "Code,Amount\n1. 2,1.00\n1. 2,1.00\n1.3,1.00\n")
    assert len(found.posted) == 3
    assert found.reading.warnings == ["1 account code has blanks inside, read without them, such as 1-2"]


def test_code_with_and_without_blanks_is_refused(reads):
    account = {"column": "Code", "separator": ".", "segments": [{"name": "fund"}, {"name": "object"}]}
    found = reads(ledger(account=account), "Code,Amount\n1. 2,1.00\n1.2,1.00\n")
    assert found.problems == ["a.csv, row 3, Code: account 1-2 is written in two ways, “1. 2” and “1.2”"]


def test_wrappers_and_padding_with_blanks_are_one_way(reads):
    assert len(reads(ledger(), HEAD + '07,4310,1.00\n\'07, 4310 ,1.00\n"=""07""",4310,1.00\n').posted) == 3


def test_ways_are_compared_across_files(reads):
    found = reads(ledger(), HEAD + "07,4310,1.00\n", HEAD + "7,4310,1.00\n")
    assert [problem.split(":")[0] for problem in found.problems] == ["b.csv, row 2, Fund, Object"]
