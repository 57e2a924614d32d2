import pytest

from tests.budgets.domain.profiles.files import LEDGER, PAID, REPORT, ledger

TYPE = "Fund,Object,Type,Amount\n"
BUDGET = {"measure": "budget", "kind": "adjustment", "amount": "Budget"}
PROMISED = {"measure": "encumbrance", "kind": {"positive": "open", "negative": "relief"}, "amount": "Promised"}
BY_TYPE = {"column": "Type", "values": {"AP": "payment", "PR": "payroll"}}


def of_type(*types, **rule):
    return PAID | rule | {"when": {"column": "Type", "in": list(types)}}


def moves(found):
    assert found.problems == []
    return [(entry.row, entry.measure, entry.kind, entry.cents) for entry in found.entries]


def test_each_rule_posts_its_amount(reads):
    found = reads(
        ledger(posts=[BUDGET, PROMISED, PAID]),
        "Fund,Object,Budget,Promised,Amount\n1,2,5.00,,\n1,3,0,-2.00,2.00\n1,4,0.00,-,\n1,5,,3.00,\n",
    )
    assert sorted(moves(found)) == [
        (2, "budget", "adjustment", 500),
        (3, "encumbrance", "relief", -200),
        (3, "expenditure", "payment", 200),
        (5, "encumbrance", "open", 300),
    ]
    assert found.reading.without_amount == 1
    assert found.reading.rows_read == 4


def test_kind_by_a_column(reads):
    posts = [PAID | {"kind": BY_TYPE}]
    assert moves(reads(ledger(posts=posts), TYPE + "1,2, AP ,1.00\n1,2,PR,2.00\n")) == [
        (2, "expenditure", "payment", 100),
        (3, "expenditure", "payroll", 200),
    ]


def test_unknown_kind_is_refused_beside_an_amount_only(reads):
    found = reads(ledger(posts=[PAID | {"kind": BY_TYPE}]), TYPE + "1,2,JE,1.00\n1,2,XX,\n1,2,,2.00\n")
    assert found.problems == [
        "a.csv, row 2, Type: “JE” is a type that the profile does not know",
        "a.csv, row 4, Type: “” is a type that the profile does not know",
    ]


def test_other_kinds_where_the_profile_says_so(reads):
    posts = [PAID | {"kind": BY_TYPE | {"otherwise": "journal"}}]
    assert moves(reads(ledger(posts=posts), TYPE + "1,2,JE,1.00\n")) == [(2, "expenditure", "journal", 100)]


def test_amount_that_no_rule_posts_is_refused(reads):
    found = reads(ledger(posts=[of_type("AP")]), TYPE + "1,2,AP,1.00\n1,2,JE,2.00\n1,2,JE,0.00\n1,2,,3.00\n")
    assert found.problems == [
        "a.csv, row 3, Amount: no posting rule of the profile fits this amount",
        "a.csv, row 5, Amount: no posting rule of the profile fits this amount",
    ]


def test_amount_of_which_one_side_is_posted_is_refused(reads):
    amount = {"debit": "D", "credit": "C"}
    posts = [of_type("AP", amount=amount)]
    assert reads(ledger(posts=posts), "Fund,Object,Type,D,C\n1,2,JE,,2.00\n").problems == [
        "a.csv, row 2, C: no posting rule of the profile fits this amount"
    ]


def test_rules_of_different_amounts_may_share_a_column(reads):
    """Relief that is printed without a sign, as in many systems."""
    order = {"measure": "encumbrance", "kind": "open", "amount": "Amount", "when": {"column": "Type", "is": "PO"}}
    relief = order | {
        "kind": "relief",
        "amount": {"column": "Amount", "negate": True},
        "when": {"column": "Type", "is": "RL"},
    }
    found = reads(ledger(posts=[order, relief]), TYPE + "1,2,PO,5.00\n1,2,RL,2.00\n1,2,XX,1.00\n")
    assert found.problems == ["a.csv, row 4, Amount: no posting rule of the profile fits this amount"]
    assert moves(reads(ledger(posts=[order, relief]), TYPE + "1,2,PO,5.00\n1,2,RL,2.00\n")) == [
        (2, "encumbrance", "open", 500),
        (3, "encumbrance", "relief", -200),
    ]


def test_one_row_may_move_two_measures(reads):
    relief = {"measure": "encumbrance", "kind": "relief", "amount": {"column": "Amount", "negate": True}}
    found = reads(ledger(posts=[PAID, relief]), "Fund,Object,Amount\n1,2,5.00\n")
    assert moves(found) == [(2, "expenditure", "payment", 500), (2, "encumbrance", "relief", -500)]
    assert found.reading.without_amount == 0


def test_amount_that_two_rules_post_to_one_measure_is_refused(reads):
    posts = [of_type("AP", "PR"), of_type("PR", "JE", kind="payroll", amount={"column": "Amount"})]
    found = reads(ledger(posts=posts), TYPE + "1,2,AP,1.00\n1,2,PR,2.00\n1,2,PR,\n1,2,JE,3.00\n")
    assert found.problems == [
        "a.csv, row 3, Amount: two posting rules of the profile post this amount to one measure, expenditure"
    ]


def test_third_rule_is_a_rival_too(reads):
    posts = [of_type("AP"), of_type("PR", kind="payroll"), of_type("PR", kind="journal")]
    assert len(reads(ledger(posts=posts), TYPE + "1,2,PR,2.00\n").problems) == 1


def test_report_says_zero_too(reads):
    found = reads(REPORT, "Fund,Object,Budget\n1,2,0.00\n1,3,\n1,4,-5.00\n")
    assert moves(found) == [(2, "budget", "reported", 0), (3, "budget", "reported", 0), (4, "budget", "reported", -500)]
    assert found.reading.without_amount == 0


def test_report_of_some_rows(reads):
    posts = [REPORT["posts"][0] | {"when": {"column": "Type", "is": "E"}}]
    found = reads(REPORT | {"posts": posts}, "Fund,Object,Type,Budget\n1,2,E,1.00\n1,3,R,0.00\n")
    assert moves(found) == [(2, "budget", "reported", 100)]
    assert found.reading.without_amount == 1
    assert reads(REPORT | {"posts": posts}, "Fund,Object,Type,Budget\n1,3,R,4.00\n").problems == [
        "a.csv, row 2, Budget: no posting rule of the profile fits this amount"
    ]


def test_measure_that_a_row_reports_twice_is_refused(reads):
    when = [{"column": "Type", "in": types} for types in (["E", "R"], ["R"])]
    posts = [
        REPORT["posts"][0] | {"when": each, "amount": name}
        for each, name in zip(when, ("Budget", "Other"), strict=True)
    ]
    found = reads(REPORT | {"posts": posts}, "Fund,Object,Type,Budget,Other\n1,2,E,1.00,\n1,3,R,0.00,0.00\n")
    assert found.problems == [
        "a.csv, row 3, Budget: two posting rules of the profile post this amount to one measure, budget"
    ]


def test_movements_beside_a_report(reads):
    posts = [
        REPORT["posts"][0] | {"amount": "Revised"},
        {"measure": "budget", "kind": "original", "amount": "Original"},
    ]
    found = reads(REPORT | {"posts": posts}, "Fund,Object,Original,Revised\n1,2,5.00,7.00\n")
    assert sorted(moves(found)) == [(2, "budget", "original", 500), (2, "budget", "reported", 700)]


def test_budget_as_original_and_what_was_changed(reads):
    changed = {"sum": ["Revised", {"column": "Original", "negate": True}]}
    posts = [
        {"measure": "budget", "kind": "original", "amount": "Original"},
        {"measure": "budget", "kind": "adjustment", "amount": changed},
    ]
    found = reads(ledger(posts=posts), "Fund,Object,Original,Revised\n1,2,5.00,7.00\n1,3,5.00,5.00\n")
    assert sorted(moves(found)) == [
        (2, "budget", "adjustment", 200),
        (2, "budget", "original", 500),
        (3, "budget", "original", 500),
    ]


def test_row_with_a_document_and_no_amount_is_counted(reads):
    found = reads(LEDGER | {"document": "Doc"}, "Fund,Object,Doc,Amount\n1,2,INV 1,\n1,3,INV 2,1.00\n")
    assert (found.posted, found.reading.without_amount) == ([(3, "1-3", 100)], 1)
    assert [code.canonical for code in found.reading.codes] == ["1-2", "1-3"]


@pytest.mark.parametrize("kind", ["original", "carry_forward", "allocation"])
def test_fixed_kind(reads, kind):
    assert moves(reads(ledger(posts=[PAID | {"measure": "budget", "kind": kind}]), "Fund,Object,Amount\n1,2,-1\n")) == [
        (2, "budget", kind, -100)
    ]
