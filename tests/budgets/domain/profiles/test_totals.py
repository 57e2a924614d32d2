import pytest

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
