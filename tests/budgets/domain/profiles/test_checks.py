from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from budgets.domain.profiles.checks import dollars
from tests.budgets.domain.profiles.files import ledger

AVAILABLE = {
    "name": "Budget - Spent = Available",
    "sum": ["Budget", {"column": "Amount", "negate": True}],
    "equals": "Available",
}
ROWS = "Fund,Object,Budget,Amount,Available\n1,2,10.00,4.00,6.00\n1,3,,4.00,(4.00)\n1,4,5.00,1.00,4.01\n"
SIDES = {"name": "Debits = credits", "sum": [{"debit": "D", "credit": "C"}]}
JOURNALS = "Fund,Object,Journal,D,C\n1,2,J1,5.00,\n1,3,J2,2.00,\n1,4,J1,,5.00\n1,5,J2,,2.50\n1,6,,,1.00\n"


def sided(**over):
    post = {"measure": "expenditure", "kind": "journal", "amount": {"debit": "D", "credit": "C"}}
    return ledger(posts=[post], checks=[SIDES | over])


def test_row_that_does_not_add_up_is_refused(reads):
    assert reads(ledger(checks=[AVAILABLE]), ROWS).problems == [
        "a.csv, row 4: Budget - Spent = Available: adds up to $4.00, not to $4.01"
    ]


def test_row_with_a_cell_that_cannot_be_read_has_one_fault(reads):
    assert reads(ledger(checks=[AVAILABLE]), ROWS.replace("6.00", "#REF!").replace("4.01", "4.00")).problems == [
        "a.csv, row 2, Available: “#REF!” is not an amount"
    ]


def test_each_check_of_a_row_is_told(reads):
    checks = [AVAILABLE, AVAILABLE | {"name": "again"}]
    assert len(reads(ledger(checks=checks), ROWS).problems) == 2


def test_sum_without_an_equal_is_zero(reads):
    found = reads(sided(), "Fund,Object,D,C\n1,2,5.00,5.00\n1,3,1.00,\n")
    assert found.problems == ["a.csv, row 3: Debits = credits: adds up to $1.00, not to $0.00"]


def test_group_that_does_not_add_up_is_refused(reads):
    assert reads(sided(over={"group": "Journal"}), JOURNALS).problems == [
        "a.csv: Debits = credits: does not add up in Journal J2; −$0.50 are left over",
        "a.csv: Debits = credits: does not add up in Journal that is blank; −$1.00 are left over",
    ]


def test_group_is_of_one_file(reads):
    profile = sided(over={"group": "Journal"})
    head = "Fund,Object,Journal,D,C\n"
    found = reads(profile, head + "1,2,J1,5.00,\n", head + "1,2,J1,,5.00\n")
    assert [problem.split(":")[0] for problem in found.problems] == ["a.csv", "b.csv"]


def test_file_that_does_not_add_up_is_refused(reads):
    assert reads(sided(over="file"), JOURNALS.replace("2.50", "2.00").replace("1.00", "0")).problems == []
    assert reads(sided(over="file"), JOURNALS).problems == [
        "a.csv: Debits = credits: does not add up; −$1.50 are left over"
    ]


def test_groups_that_add_up_are_forgotten(reads):
    """A file has as many as it has journals."""
    found = reads(sided(over={"group": "Journal"}), JOURNALS.replace("2.50", "2.00").replace("1.00", "0"))
    assert found.reading._checks[0].rests == {}


PROVED = ledger(
    drop=[
        {
            "name": "subtotals",
            "when": {"column": "Object", "starts_with": "Sub"},
            "proves": {"amounts": ["Amount", {"column": "Budget", "negate": True}]},
        },
        {"name": "grand total", "when": {"column": "Object", "is": "Total"}, "proves": {"amounts": ["Amount"]}},
    ],
    posts=[
        {"measure": "expenditure", "kind": "journal", "amount": "Amount"},
        {"measure": "budget", "kind": "original", "amount": "Budget"},
    ],
)
PRINTED = """\
Fund,Object,Amount,Budget
1,2,1.00,5
1,3,2.00,
x,Sub 1,3.00,5
1,4,4.00,1
x,Sub 2,4.00,1
x,Sub 3,0.00,
x,Total,7.00,
"""


def test_subtotals_that_hold_are_counted_and_left_out(reads):
    found = reads(PROVED, PRINTED)
    assert found.problems == []
    assert found.dropped == {"subtotals": 3, "grand total": 1}
    assert sum(entry.cents for entry in found.entries if entry.measure == "expenditure") == 700


def test_subtotal_off_by_a_cent_is_named(reads):
    assert reads(
        PROVED, PRINTED.replace("x,Sub 1,3.00", "x,Sub 1,3.01").replace("x,Sub 2,4.00,1", "x,Sub 2,4.00,2")
    ).problems == [
        "a.csv, row 4, Amount: “subtotals” says $3.01; its 2 rows add up to $3.00",
        "a.csv, row 6, Budget: “subtotals” says −$2.00; its row adds up to −$1.00",
    ]


def test_row_that_is_missing_is_missed(reads):
    assert reads(PROVED, PRINTED.replace("1,4,4.00,1\n", "")).problems == [
        "a.csv, row 5, Amount: “subtotals” says $4.00; its 0 rows add up to $0.00",
        "a.csv, row 5, Budget: “subtotals” says −$1.00; its 0 rows add up to $0.00",
        "a.csv, row 7, Amount: “grand total” says $7.00; its 2 rows add up to $3.00",
    ]


def test_file_that_is_cut_off_is_refused(reads):
    assert reads(PROVED, PRINTED[: PRINTED.index("x,Sub 2")]).problems == [
        "a.csv: no row of the rule “subtotals” stands behind the last row; was the file cut off?",
        "a.csv: no row of the rule “grand total” stands behind the last 3 rows; was the file cut off?",
    ]


def test_rows_may_follow_the_last_total_where_the_profile_says_so(reads):
    rule = {
        "name": "t",
        "when": {"column": "Object", "is": "Total"},
        "proves": {"amounts": ["Amount"], "open_end": True},
    }
    found = reads(ledger(drop=[rule]), "Fund,Object,Amount\n1,2,1.00\nx,Total,1.00\n1,3,2.00\n")
    assert found.problems == []


def test_subtotal_begins_anew_in_the_next_file_whatever_the_first_was(reads):
    broken = 'Fund,Object,Amount,Budget\n1,2,1.00,\n1,3,"x\n'
    found = reads(PROVED, broken, PRINTED)
    assert [problem.split(",")[0] for problem in found.problems] == ["a.csv"]


def test_total_that_is_no_amount_is_refused(reads):
    assert (
        "a.csv, row 4, Amount: “n/a” is not an amount"
        in reads(PROVED, PRINTED.replace("Sub 1,3.00", "Sub 1,n/a")).problems
    )


def test_amounts_in_a_message():
    assert [dollars(cents) for cents in (123_456, -5, 0)] == ["$1,234.56", "−$0.05", "$0.00"]


CENTS = st.integers(-(10**6), 10**6)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.lists(st.lists(CENTS, max_size=4), min_size=1, max_size=4), st.integers(0, 3), st.integers(-2, 2))
def test_any_subtotals_are_proved_and_any_cent_is_missed(reads, groups, place, off):
    def printed(cents):
        return f"{'-' if cents < 0 else ''}{abs(cents) // 100}.{abs(cents) % 100:02d}"

    rows, at = ["Fund,Object,Amount"], 0
    for number, group in enumerate(groups):
        rows += [f"1,{number}x{n},{printed(cents)}" for n, cents in enumerate(group)]
        rows.append(f"x,Total,{printed(sum(group) + (off if number == place else 0))}")
        at = len(rows) if number == place else at
    rule = {"name": "t", "when": {"column": "Object", "is": "Total"}, "proves": {"amounts": ["Amount"]}}
    found = reads(ledger(drop=[rule], load={"mode": "append", "by": "nothing"}), "\n".join(rows) + "\n")
    wrong = [f"a.csv, row {at}, Amount"] if off and at else []
    assert [problem.split(":")[0] for problem in found.problems] == wrong
