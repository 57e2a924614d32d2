import pytest

from tests.budgets.domain.profiles.files import FUND, OBJECT, ledger

ACCOUNT = {"segments": [FUND | {"column": "fund"}, OBJECT]}
HEADINGS = {"column": "Object", "matches": "(?i)^fund"}
CARRY = {"fund": {"carry": {"column": "Object", "pattern": r"^FUND (\d{3})"}}}
LEFT_OUT = [{"name": "headings", "when": HEADINGS}]


def carried(**more):
    carry = {"fund": {"carry": {**CARRY["fund"]["carry"], **more}}}
    return ledger(account=ACCOUNT, parts=carry, drop=LEFT_OUT)


def counted(**count):
    return ledger(
        account=ACCOUNT,
        parts={"fund": {"count": count}},
        drop=[{"name": "totals", "when": {"column": "Object", "is": "TOTAL"}}],
    )


@pytest.mark.parametrize(
    ("pattern", "cell", "value"),
    [
        (r"^(\d{3})-", "010-4310", "010"),
        (r"^(\d{3})-", "10-4310", ""),
        (r"\d{4}", "010-4310", "4310"),
        (r"(?:x(\d))?-", "010-4310", ""),
        (r"^FUND (\d+)", "FUND\xa0 20", "20"),
    ],
)
def test_pattern_takes_its_group_or_all_that_it_finds(reads, pattern, cell, value):
    profile = ledger(parts={"piece": {"column": "Code", "pattern": pattern}}, description="piece")
    found = reads(profile, f"Fund,Object,Code,Amount\n1,2,{cell},5.00\n")
    assert [entry.description for entry in found.entries] == [value]


def test_part_may_be_taken_from_a_part(reads):
    parts = {"last": {"column": "Code", "pattern": "-(.*)$"}, "first": {"column": "last", "pattern": "^."}}
    found = reads(ledger(parts=parts, description="first"), "Fund,Object,Code,Amount\n1,2,a-bc,5.00\n")
    assert found.entries[0].description == "b"


def test_part_hides_a_column_of_its_name(reads):
    parts = {"Memo": {"column": "Code", "pattern": "b+"}}
    found = reads(ledger(parts=parts, description="Memo"), "Fund,Object,Code,Memo,Amount\n1,2,abb,hidden,5.00\n")
    assert found.entries[0].description == "bb"


REQUIRED = {"type": {"column": "Doc", "pattern": "^([A-Z]{2}) ", "required": True}}


def test_required_part_that_is_missing_is_refused(reads):
    found = reads(ledger(parts=REQUIRED), "Fund,Object,Doc,Amount\n1,2,PO 1,1.00\n1,2,17,2.00\n1,2,,3.00\n")
    assert found.problems == ["a.csv, row 3, Doc: “17” has no type in it"]


def test_row_that_a_rule_leaves_out_needs_no_part(reads):
    profile = ledger(parts=REQUIRED, drop=[{"name": "totals", "when": {"column": "Doc", "is": "Report total"}}])
    found = reads(profile, "Fund,Object,Doc,Amount\n1,2,PO 1,1.00\n,,Report total,1.00\n")
    assert (found.problems, found.dropped) == ([], {"totals": 1})


def test_part_is_not_looked_for_in_an_endless_cell(reads):
    found = reads(ledger(parts=REQUIRED), f"Fund,Object,Doc,Amount\n1,2,PO {'x' * 998},1.00\n")
    assert found.problems == ["a.csv, row 2, Doc: is longer than 1,000 characters; type is not looked for in it"]


SECTIONS = "Object,Amount\n4310,1.00\n4320,2.00\nTOTAL,3.00\n4310,4.00\nTOTAL,4.00\n4330,5.00\n"


def test_sections_are_counted_after_their_end(reads):
    found = reads(counted(after={"column": "Object", "is": "TOTAL"}, digits=2), SECTIONS)
    assert [code for _, code, _ in found.posted] == ["01-4310", "01-4320", "02-4310", "03-4330"]


def test_sections_are_counted_at_their_beginning(reads):
    found = reads(counted(at={"column": "Object", "is": "TOTAL"}), SECTIONS)
    assert [code for _, code, _ in found.posted] == ["0-4310", "0-4320", "1-4310", "2-4330"]


def test_count_goes_on_over_blocks_and_begins_again_in_each_file(reads):
    profile = counted(after={"column": "Object", "is": "TOTAL"})
    body = "".join(f"A{n},1.00\n" for n in range(20_000))
    found = reads(
        profile, f"Object,Amount\n4310,1.00\nTOTAL,1.00\n{body}TOTAL,1.00\n4310,7.00\n", "Object,Amount\n4310,9.00\n"
    )
    assert found.problems == []
    codes = {(entry.file, entry.code) for entry in found.entries if entry.code.endswith("-4310")}
    assert codes == {(0, "1-4310"), (0, "3-4310"), (1, "1-4310")}
    assert {entry.code[:2] for entry in found.entries} == {"1-", "2-", "3-"}


def test_heading_holds_for_the_rows_below_it(reads):
    found = reads(
        carried(), "Object,Amount\nFUND 010 GENERAL,\n4310,1.00\n4320,2.00\nFund 130,\nFUND 130,\n4310,3.00\n"
    )
    assert [code for _, code, _ in found.posted] == ["010-4310", "010-4320", "130-4310"]
    assert found.dropped == {"headings": 3}


def test_row_above_the_first_heading_is_refused(reads):
    found = reads(carried(), "Object,Amount\n4310,1.00\nFUND 010,\n4310,2.00\n")
    assert found.problems == ["a.csv, row 2, fund: is without fund"]


def test_heading_does_not_reach_into_the_next_file(reads):
    found = reads(carried(), "Object,Amount\nFUND 010,\n4310,1.00\n", "Object,Amount\n4310,2.00\n")
    assert found.problems == ["b.csv, row 2, fund: is without fund"]


def test_heading_that_is_not_understood_is_refused(reads):
    """Its rows would else go to the section before it, in silence."""
    file = "Object,Amount\nFUND 010,\n4310,1.00\nFUND 13A FOOD,\n4310,2.00\n"
    assert [code for _, code, _ in reads(carried(), file).posted] == ["010-4310", "010-4310"]
    assert reads(carried(headings=HEADINGS), file).problems == [
        "a.csv, row 4, Object: “FUND 13A FOOD” is a heading without fund"
    ]
