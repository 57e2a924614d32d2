import pytest

from tests.budgets.domain.profiles.files import FUND, OBJECT, ledger

HEAD = "Fund,Object,Memo,Amount\n"
WIDE = "the header has 4; a cell may hold the delimiter without quotes"
NARROW = "the header has 4; a line break may stand in a cell without quotes, or the file was cut off"


def test_row_that_an_unquoted_comma_has_shifted_is_refused(reads):
    found = reads(ledger(description="Memo"), HEAD + "1,2,Paper, white,5.00\n1,2,Ink,6.00\n1,2,Smith, J., Ms.,7.00\n")
    assert found.problems == [f"a.csv, row 2: has 5 cells, {WIDE}", f"a.csv, row 4: has 6 cells, {WIDE}"]


def test_shifted_row_is_refused_though_its_last_cell_is_blank(reads):
    assert reads(ledger(), "Fund,Object,Amount,Memo\n1,2,1,234.00,\n").problems == [
        f"a.csv, row 2: has 5 cells, {WIDE}"
    ]


def test_row_that_a_line_break_has_cut_is_refused(reads):
    found = reads(ledger(), HEAD + "1,2,Paper\nwhite,5.00\n1,2,Ink,6.00\n7\n")
    assert found.problems == [
        f"a.csv, row 2: has 3 cells, {NARROW}",
        f"a.csv, row 3: has 2 cells, {NARROW}",
        f"a.csv, row 5: has 1 cell, {NARROW}",
    ]


def test_no_rule_leaves_out_a_row_that_is_too_long(reads):
    """An entry with a comma too many may look like what the rule is about."""
    drop = [{"name": "nothing", "when": {"column": "Amount", "blank": True}}]
    assert reads(ledger(drop=drop), HEAD + "1,2,Paper,,5.00\n").problems == [f"a.csv, row 2: has 5 cells, {WIDE}"]


def test_short_rows_are_filled_up_where_the_profile_says_so(reads):
    profile = ledger(file={"short_rows": "fill"}, description="Note")
    found = reads(profile, "Fund,Object,Amount,Note\n1,2,5.00\n1,2,6.00,x\n1,2,7.00,x,y\n")
    assert found.problems == [f"a.csv, row 4: has 5 cells, {WIDE}"]
    assert len(reads(profile, "Fund,Object,Amount,Note\n1,2,5.00\n1,2,6.00,x\n").posted) == 2


ENDING = ledger(file={"delimiter": "|", "ends_with_delimiter": True})


def test_rows_may_end_with_a_delimiter(reads):
    assert reads(ENDING, "Fund|Object|Amount\n1|2|5.00|\n1|3|6.00|\n").posted == [(2, "1-2", 500), (3, "1-3", 600)]


@pytest.mark.parametrize("row", ["1|2|x|5.00|", "1|2|5.00|x", "1|5.00|", "1|2|5.00||"])
def test_other_rows_are_refused_there_too(reads, row):
    assert len(reads(ENDING, f"Fund|Object|Amount\n{row}\n").problems) == 1


def test_longer_rows_are_refused_otherwise(reads):
    found = reads(ledger(file={"delimiter": "|"}), "Fund|Object|Amount\n1|2|5.00|\n")
    assert [problem.split(";")[0] for problem in found.problems] == ["a.csv, row 2: has 4 cells, the header has 3"]


def test_parts_need_no_column_in_the_file(reads):
    parts = {"fund": {"column": "Code", "pattern": "^.."}, "object": {"column": "Code", "pattern": "....$"}}
    account = {"segments": [FUND | {"column": "fund"}, OBJECT | {"column": "object"}]}
    assert reads(ledger(parts=parts, account=account), "Code,Amount\n10-4310,5.00\n").posted == [(2, "10-4310", 500)]


def test_column_may_be_called_in_two_ways(reads):
    profile = ledger(checks=[{"name": "twice", "sum": ["AMOUNT"], "equals": "amount"}])
    assert reads(profile, "Fund,Object,Amount\n10,4310,5.00\n").posted == [(2, "10-4310", 500)]
