from hypothesis import given
from hypothesis import strategies as st

from budgets.domain.profiles.amounts import Amount
from budgets.domain.profiles.frame import Frame, Readers
from budgets.domain.profiles.problems import Problems
from tests.budgets.domain.profiles.files import FUND, OBJECT, PAID, ledger

SIDE = {"column": "DC", "negative": ["C", "Cr"], "positive": ["D", ""]}


def cents(json, **columns):
    """What an amount says on rows of these columns, and what is wrong."""
    problems = Problems()
    rows = len(next(iter(columns.values())))
    frame = Frame(0, "a.csv", range(2, 2 + rows), dict(columns), Readers())
    return Amount(json).cents(frame, problems), [str(problem) for problem in problems.listed]


def test_column_as_printed():
    assert cents("A", A=["1.00", "(2.00)", ""]) == ([100, -200, 0], [])
    assert cents({"column": "A"}, A=["1.00", "3-"]) == ([100, -300], [])


def test_opposite_sign():
    assert cents({"column": "A", "negate": True}, A=["1.00", "-2.00", "0"]) == ([-100, 200, 0], [])


def test_debit_less_credit():
    assert cents({"debit": "D", "credit": "C"}, D=["5.00", "", "3.00", "-1.00"], C=["", "5.00", "1.00", ""]) == (
        [500, -500, 200, -100],
        [],
    )


def test_sum_of_columns_and_signs():
    json = {"sum": ["A", {"column": "B", "negate": True}, {"debit": "C", "credit": "D"}]}
    assert cents(json, A=["1.00"], B=["2.00"], C=["4.00"], D=["8.00"]) == ([-500], [])
    assert cents({"sum": ["A", "A"], "negate": True}, A=["1.00"]) == ([-200], [])


def test_term_that_counts_on_some_rows():
    json = {"sum": ["A", {"column": "B", "when": {"column": "T", "is": "x"}}]}
    assert cents(json, A=["1.00", "1.00"], B=["2.00", "2.00"], T=["x", "y"]) == ([300, 100], [])


def test_term_that_counts_by_account_type(reads):
    account = {"segments": [FUND, OBJECT], "type": [{"when": {"segment": "object", "is": "8"}, "type": "revenue"}]}
    amount = {"sum": ["Asked", {"column": "Waiting", "when": {"account_type": "expenditure"}}]}
    profile = ledger(account=account, posts=[{"measure": "request", "kind": "open", "amount": amount}])
    found = reads(profile, "Fund,Object,Asked,Waiting\n1,4,1.00,2.00\n1,8,1.00,2.00\n")
    assert found.posted == [(2, "1-4", 300), (3, "1-8", 100)]


def test_sign_stands_in_another_column():
    json = {"column": "A", "sign": SIDE}
    assert cents(json, A=["1.00", "2.00", "3.00", "-4.00"], DC=["C", " D", "", "Cr"]) == ([-100, 200, 300, 400], [])


def test_unknown_sign_is_refused_beside_an_amount_only():
    assert cents({"column": "A", "sign": SIDE}, A=["1.00", "0.00"], DC=["X", "X"]) == (
        [0, 0],
        ["a.csv, row 2, DC: “X” says neither that the amount is positive nor that it is negative"],
    )


def test_implied_cents():
    assert cents({"column": "A", "in_cents": True}, A=["12345", "5-", "", "1,000"]) == ([12345, -5, 0, 1000], [])
    assert cents({"debit": "A", "credit": "B", "in_cents": True}, A=["100"], B=["1"]) == ([99], [])


def test_point_among_implied_cents_is_refused():
    assert cents({"column": "A", "in_cents": True}, A=["123", "1.00"]) == (
        [123, 0],
        ["a.csv, row 3, A: “1.00” has a decimal point, but the profile says that the amounts are cents"],
    )


def test_fault_of_a_cell_is_reported_once_however_often_it_is_read(reads):
    profile = ledger(
        posts=[PAID, {"measure": "budget", "kind": "original", "amount": {"sum": ["Amount", "Amount"]}}],
        checks=[{"name": "itself", "sum": ["Amount"], "equals": {"column": "Amount"}}],
    )
    assert reads(profile, "Fund,Object,Amount\n1,2,x\n").problems == ["a.csv, row 2, Amount: “x” is not an amount"]


AMOUNTS = st.lists(st.tuples(st.integers(-(10**6), 10**6), st.integers(-(10**6), 10**6)), min_size=1, max_size=5)


def printed(values):
    return [f"{'-' if value < 0 else ''}{abs(value) // 100}.{abs(value) % 100:02d}" for value in values]


@given(AMOUNTS, st.booleans(), st.booleans())
def test_amounts_add_up_as_numbers_do(pairs, first, second):
    a, b = ([pair[place] for pair in pairs] for place in (0, 1))
    json = {"sum": [{"column": "A", "negate": first}, {"column": "B", "negate": second}]}
    wanted = [(-x if first else x) + (-y if second else y) for x, y in pairs]
    assert cents(json, A=printed(a), B=printed(b)) == (wanted, [])
