import pytest

from tests.budgets.domain.profiles.files import FUND, OBJECT, PAID, ledger
from tests.budgets.domain.profiles.test_meaning import faults

X = {"column": "A", "is": "x"}
SEGMENT = {"segment": "object", "is": "x"}


def when(condition):
    return ledger(posts=[PAID | {"when": condition}])


def dropping(condition):
    return ledger(drop=[{"name": "x", "when": condition}])


def amount(json):
    return ledger(posts=[PAID | {"amount": json}])


def proving(json):
    return ledger(drop=[{"name": "x", "when": X, "proves": {"amounts": [json]}}])


def ruled(word, condition):
    rule = {"when": condition, "type": "revenue"} if word == "type" else {"when": condition, "pay": "central"}
    return ledger(account={"segments": [FUND, OBJECT], word: [rule]})


def part(**json):
    return ledger(parts={"p": json})


@pytest.mark.parametrize(
    "content",
    [
        when({"all": [X, {"any": [SEGMENT, {"not": {"account_type": "asset"}}]}]}),
        dropping({"any": [X, {"any_cell": {"starts_with": "T", "matches": "x"}}]}),
        ruled("type", {"not": {"all": [SEGMENT]}}),
        amount({"sum": ["A", {"debit": "D", "credit": "C", "in_cents": True}], "when": SEGMENT}),
        ledger(vendor={"name": "V", "hide": SEGMENT}),
        part(carry={"column": "A", "pattern": "x", "headings": X}),
    ],
)
def test_rule_that_makes_sense(content):
    assert faults(content) == []


@pytest.mark.parametrize(
    ("content", "path", "reason"),
    [
        (when({}), "posts.0.when", "needs one of all, any, not, column, segment, account_type, any_cell; it has none"),
        (when(X | {"segment": "object"}), "posts.0.when", "it has column, segment"),
        (when({"column": "A"}), "posts.0.when", "needs a test: is, in, starts_with, matches, between, blank, amount"),
        (when({"all": [X], "is": "x"}), "posts.0.when", "is does not go with all"),
        (when({"account_type": "asset", "blank": True}), "posts.0.when", "blank does not go with account_type"),
        (when({"all": [X, {"not": {"column": "A"}}]}), "posts.0.when.all.1.not", "needs a test"),
        (when({"any_cell": {}}), "posts.0.when.any_cell", "takes tests only"),
        (when({"any_cell": X}), "posts.0.when.any_cell", "takes tests only"),
        (when({"column": "A", "between": ["10", "9"]}), "posts.0.when.between", "needs two codes of one length"),
        (when({"column": "A", "between": ["20", "10"]}), "posts.0.when.between", "the lower one first"),
        (when({"segment": "site", "is": "x"}), "posts.0.when.segment", "the account has no segment 'site'"),
        (dropping(SEGMENT), "drop.0.when.segment", "cannot be looked at: rows are left out, and parts taken, before"),
        (dropping({"not": {"account_type": "asset"}}), "drop.0.when.not.account_type", "cannot be looked at"),
        (proving({"column": "A", "when": SEGMENT}), "drop.0.proves.amounts.0.when.segment", "cannot be looked at"),
        (part(count={"after": SEGMENT}), "parts.p.count.after.segment", "cannot be looked at"),
        (
            part(carry={"column": "A", "pattern": "x", "headings": {"account_type": "asset"}}),
            "parts.p.carry.headings.account_type",
            "cannot be looked at",
        ),
        (
            ruled("type", X),
            "account.type.0.when.column",
            "it decides about an account line, so it looks at segments only",
        ),
        (ruled("pay", {"any": [{"account_type": "asset"}]}), "account.pay.0.when.any.0.account_type", "segments only"),
        (ruled("pay", {"any_cell": {"is": "x"}}), "account.pay.0.when.any_cell", "segments only"),
    ],
)
def test_fault_of_a_condition_is_told_with_its_path(content, path, reason):
    found = faults(content)
    assert [each for each, _ in found] == [path]
    assert reason in found[0][1]


@pytest.mark.parametrize("pattern", ["(", "[a", "*", "(?P<x>a)(?P<x>b)", "a{99999999999999999999}", "[[a]"])
@pytest.mark.parametrize(
    ("content", "path"),
    [
        (lambda pattern: part(column="A", pattern=pattern), "parts.p.pattern"),
        (lambda pattern: part(carry={"column": "A", "pattern": pattern}), "parts.p.carry.pattern"),
        (lambda pattern: when({"column": "A", "matches": pattern}), "posts.0.when.matches"),
        (lambda pattern: when({"any": [{"any_cell": {"matches": pattern}}]}), "posts.0.when.any.0.matches"),
        (lambda pattern: ledger(as_of={"pattern": pattern, "format": "M/D/YYYY"}), "as_of.pattern"),
        (
            lambda pattern: ledger(description={"columns": ["A"], "mask": [{"matches": pattern}]}),
            "description.mask.0.matches",
        ),
    ],
)
def test_text_that_is_no_pattern_is_told_with_its_path(content, path, pattern):
    found = faults(content(pattern))
    assert [each for each, _ in found] == [path]
    assert "is not a pattern" in found[0][1]


@pytest.mark.parametrize(
    ("content", "path", "reason"),
    [
        (amount({}), "posts.0.amount", "needs a column, or debit and credit, or a sum"),
        (amount({"debit": "D"}), "posts.0.amount", "needs a column, or debit and credit, or a sum"),
        (amount({"column": "A", "sum": ["A"]}), "posts.0.amount", "needs a column, or debit and credit, or a sum"),
        (amount({"sum": [{"sum": [{"credit": "C"}]}]}), "posts.0.amount.sum.0.sum.0", "needs a column"),
        (amount({"sum": ["A"], "in_cents": True}), "posts.0.amount.in_cents", "belongs to the amounts of the sum"),
        (
            amount({"column": "A", "sign": {"column": "S", "negative": ["x"], "positive": ["y", "X"]}}),
            "posts.0.amount.sign",
            "'x' cannot be both",
        ),
        (ledger(checks=[{"name": "x", "sum": ["A", {}]}]), "checks.0.sum.1", "needs a column"),
        (ledger(checks=[{"name": "x", "sum": ["A"], "equals": {}}]), "checks.0.equals", "needs a column"),
        (proving({"credit": "C"}), "drop.0.proves.amounts.0", "needs a column"),
    ],
)
def test_fault_of_an_amount_is_told_with_its_path(content, path, reason):
    found = faults(content)
    assert [each for each, _ in found] == [path]
    assert reason in found[0][1]


@pytest.mark.parametrize(
    ("content", "path", "reason"),
    [
        (part(), "parts.p", "needs a column and a pattern, or a count, or a carry"),
        (part(column="A"), "parts.p", "needs a column and a pattern, or a count, or a carry"),
        (part(pattern="x"), "parts.p", "needs a column and a pattern, or a count, or a carry"),
        (part(column="A", pattern="x", count={"at": X}), "parts.p", "needs a column and a pattern, or a count"),
        (part(count={}), "parts.p.count", "needs after or at"),
        (part(count={"at": X, "after": X}), "parts.p.count", "needs after or at"),
        (part(count={"at": X}, required=True), "parts.p.required", "goes with a pattern"),
        (part(column="p", pattern="x"), "parts.p", "is taken from the part 'p', which must stand above it"),
        (
            ledger(parts={"a": {"column": "b", "pattern": "x"}, "b": {"column": "B", "pattern": "x"}}),
            "parts.a",
            "is taken from the part 'b', which must stand above it",
        ),
    ],
)
def test_fault_of_a_part_is_told_with_its_path(content, path, reason):
    found = faults(content)
    assert [each for each, _ in found] == [path]
    assert reason in found[0][1]
