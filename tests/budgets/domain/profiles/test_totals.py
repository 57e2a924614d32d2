import pytest

from balance.sheets import Block, Sheet
from budgets.domain.profiles.totals import LABEL
from tests.budgets.domain.profiles.files import FUND, OBJECT, ledger

NAMED = {"segments": [FUND | {"blank": "allow"}, OBJECT | {"blank": "allow"}], "name": "Name"}
FACTS = {
    "date": {"column": "Date", "format": "M/D/YYYY", "missing": "allow"},
    "document": "Doc",
    "vendor": {"name": "Vendor"},
    "description": "Memo",
}
HEAD = "Fund,Object,Name,Date,Doc,Vendor,Memo,Amount\n"


@pytest.mark.parametrize(
    "text",
    [
        *(
            "Total",
            "TOTALS",
            "Subtotal",
            "Sub-total",
            "sub total",
            "Grand Total",
            "Total 1100 Instruction",
            "* Total *",
        ),
        *(
            "Fund Total:",
            "FUND TOTALS",
            "Account total",
            "Report Total",
            "Instruction Total",
            "010 totals",
            "** SUBTOTAL **",
        ),
    ],
)
def test_words_of_a_total(text):
    assert LABEL.search(text)


@pytest.mark.parametrize(
    "text", ["", "Totally fresh", "Teetotal club", "The total cost of it", "Tot al", "Subtotaled items"]
)
def test_other_words(text):
    assert not LABEL.search(text)


@pytest.mark.parametrize(
    ("row", "column"),
    [
        ("10,4310,Total supplies,,,,,5.00", "Name"),
        ("10,4310,Supplies,,,,Account total,5.00", "Memo"),
        ("10 Total,4310,Supplies,,,,,5.00", "Fund"),
        (",Report totals,,,,,,5.00", "Object"),
    ],
)
def test_total_that_no_rule_leaves_out_is_refused(reads, row, column):
    found = reads(ledger(account=NAMED, **FACTS), HEAD + "10,4310,Supplies,7/1/2026,,,,5.00\n" + row + "\n")
    assert [problem.split(":")[0] for problem in found.problems] == [f"a.csv, row 3, {column}"]
    assert found.problems[0].endswith("looks like a total; a rule of the profile must leave it out")


@pytest.mark.parametrize(
    "row",
    [
        "10,4310,Supplies,7/1/2026,,,TOTAL FUNDS BY HASLER,5.00",
        "10,4310,Supplies,,INV 1,,Total Wireless,5.00",
        "10,4310,Supplies,,,Total Wireless,Phones,5.00",
        "10,4310,Total compensation,7/1/2026,,,,5.00",
    ],
)
def test_entry_that_has_a_date_a_document_or_a_vendor_is_none(reads, row):
    assert len(reads(ledger(account=NAMED, **FACTS), HEAD + row + "\n").posted) == 1


def test_profile_may_say_that_its_entries_are_called_so(reads):
    profile = ledger(account=NAMED, totals="entries", **FACTS)
    assert len(reads(profile, HEAD + "10,4310,Total supplies,,,,,5.00\n").posted) == 1


def test_total_that_a_rule_leaves_out_is_no_fault(reads):
    drop = [{"name": "totals", "when": {"column": "Name", "starts_with": "Total"}}]
    found = reads(ledger(account=NAMED, drop=drop, **FACTS), HEAD + "1,2,,7/1/2026,,,,5.00\n,,Total,,,,,5.00\n")
    assert (len(found.posted), found.dropped) == (1, {"totals": 1})


def test_subtotal_of_a_ledger_is_refused_for_what_it_lacks(reads):
    """A partial code, and no date: each is a reason by itself."""
    profile = ledger(date={"column": "Date", "format": "M/D/YYYY"})
    found = reads(profile, "Fund,Object,Date,Amount\n10,4310,7/1/2026,5.00\n10,,,5.00\n")
    assert found.problems == [
        "a.csv, row 3, Object: is without object",
        "a.csv, row 3, Date: is empty; it must be a date",
    ]


PAPER = ["10,4310,Supplies,7/1/2026,,,,5.00", "10,4310,Supplies,,INV 2,,,7.50"]
GLUE = ["10,4320,Glue,7/2/2026,,,,3.00", "10,4320,Glue,7/3/2026,,,,-1.00", "10,4320,Glue,7/3/2026,,,,1.00"]


def bare(account, amount):
    return f"10,{account},,,,,,{amount}"


def loose(reads, *rows, **more):
    return reads(ledger(account=NAMED, **FACTS, **more), HEAD + "\n".join(rows) + "\n")


def refused(row, count, column="Amount"):
    why = f"is the sum of the {count} rows of its account above it, and has nothing of an entry"
    return f"a.csv, row {row}, {column}: {why}; a rule of the profile must leave it out"


def test_subtotal_with_a_whole_code_and_no_word_is_refused(reads):
    """Each is the sum of the entries since the last one, under the code of its account."""
    first, second = [*PAPER, bare(4310, "12.50")], [PAPER[0], PAPER[0], bare(4310, "10.00")]
    found = loose(reads, *first, *second, *GLUE, bare(4320, "3.00"))
    assert found.problems == [refused(4, 2), refused(7, 2), refused(11, 3)]


@pytest.mark.parametrize(
    "rows",
    [
        [*PAPER, bare(4310, "12.49")],
        [*PAPER, bare(4320, "12.50")],  # another account
        [PAPER[0], bare(4310, "5.00")],  # any entry may come again
        [*PAPER, "10,4310,Supplies,7/4/2026,,,,12.50"],  # an entry that happens to be as much
        [*PAPER, "10,4310,Supplies,,,Apex,,12.50"],
        [bare(4310, "5.00"), bare(4310, "7.50"), bare(4310, "12.50")],  # nothing tells an entry from a total
        ["10,4310,Supplies,7/1/2026,,,,5.00", "10,4310,Supplies,7/1/2026,,,,-5.00", bare(4310, "0.00")],
    ],
)
def test_row_that_may_be_an_entry_is_none(reads, rows):
    assert loose(reads, *rows).problems == []


@pytest.mark.parametrize("size", [1, 2, 3, 5, 8, 100])
def test_subtotal_is_found_where_its_entries_lie_in_two_blocks(reads, monkeypatch, size):
    def cut(self):
        for block in whole(self):
            for start in range(0, len(block.rows), size):
                yield Block(block.first_row + start, block.rows[start : start + size])

    whole = Sheet.blocks
    monkeypatch.setattr(Sheet, "blocks", cut)
    found = loose(reads, *GLUE, *PAPER, bare(4310, "12.50"), *PAPER, bare(4310, "12.50"), *GLUE)
    # A block of one row would have to be remembered with the one before it; a real one has thousands.
    assert found.problems == ([refused(7, 2), refused(10, 2)] if size > 1 else [])


def test_subtotal_of_several_amounts_is_the_sum_in_each(reads):
    profile = ledger(
        document="Doc",
        posts=[
            {"measure": "budget", "kind": "original", "amount": "Budget"},
            {"measure": "expenditure", "kind": "payment", "amount": {"debit": "Debit", "credit": "Credit"}},
        ],
    )
    head = "Fund,Object,Doc,Budget,Debit,Credit\n1,2,A,10,5,0\n1,2,B,0,0,2\n"
    assert reads(profile, head + "1,2,,10,3,0\n").problems == [refused(4, 2, "Budget")]
    assert reads(profile, head + "1,2,,10,5,0\n").problems == []


def test_profile_may_say_that_such_rows_are_entries(reads):
    assert len(loose(reads, *PAPER, bare(4310, "12.50"), totals="entries").posted) == 3


def test_subtotal_that_a_rule_leaves_out_is_no_fault_and_ends_nothing(reads):
    drop = [{"name": "subtotals", "when": {"column": "Name", "blank": True}, "proves": {"amounts": ["Amount"]}}]
    found = loose(reads, *PAPER, bare(4310, "12.50"), *PAPER, bare(4310, "12.50"), drop=drop)
    assert (found.problems, found.dropped) == ([], {"subtotals": 2})


def test_rows_of_two_files_make_no_sum(reads):
    first = HEAD + "\n".join(PAPER) + "\n"
    assert reads(ledger(account=NAMED, **FACTS), first, HEAD + bare(4310, "12.50") + "\n").problems == []
